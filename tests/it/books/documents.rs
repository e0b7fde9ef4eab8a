//! What happens to documents: drafted, finalised, voided, credited, disputed, promised.

use portico::billing::entity::allocation;
use portico::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use portico::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use portico::billing::entity::invoice_line::{self, LineKind};
use portico::billing::entity::line_dispute::{self, DisputeReason, DisputeStatus};
use portico::billing::{self, BillingError, CreditPart, CreditTarget, DraftLine, NewCreditNote, Settlement};
use portico::kernel::ids::{CustomerId, InvoiceId, InvoiceLineId};
use portico::payments::PaymentsOnAccount;
use rust_decimal::Decimal;

use super::play::{History, Why, pick};
use super::step::{Part, Step, Sum};

impl From<BillingError> for Why {
    fn from(error: BillingError) -> Self {
        match error {
            BillingError::Refused(refusal) => {
                Self::Refused(format!("{:?}: {}", refusal.code, refusal.message))
            }
            BillingError::Forbidden => panic!("forbidden"),
            BillingError::Fault(fault) => Self::Fault(fault),
        }
    }
}

fn major(minor: i64) -> Decimal {
    Decimal::new(minor, 2)
}

impl History {
    /// A document, mostly one that is open.
    pub(super) async fn bill_at(&self, at: usize) -> Option<invoice::Model> {
        self.bill_of(None, at).await
    }

    /// The same, of a customer.
    pub(super) async fn bill_of(&self, customer: Option<CustomerId>, at: usize) -> Option<invoice::Model> {
        let mut rows = self.rows::<invoice::Entity>().await;
        rows.sort_by(|one, other| one.number.cmp(&other.number));
        let is_of = |row: &invoice::Model| customer.is_none_or(|customer| customer == row.customer_id);
        rows.retain(|row| row.status != InvoiceStatus::Draft && is_of(row));
        if !at.is_multiple_of(4) && rows.iter().any(|row| row.status == InvoiceStatus::Open) {
            rows.retain(|row| row.status == InvoiceStatus::Open);
        }
        pick(&rows, at / 4).cloned()
    }

    async fn draft_at(&self, at: usize) -> Option<InvoiceId> {
        let mut rows = self.rows::<invoice::Entity>().await;
        rows.retain(|row| row.status == InvoiceStatus::Draft);
        pick(&rows, at).map(|row| row.id)
    }

    async fn note_at(&self, at: usize) -> Option<credit_note::Model> {
        let mut rows = self.rows::<credit_note::Entity>().await;
        rows.sort_by(|one, other| one.number.cmp(&other.number));
        let left = |row: &credit_note::Model| {
            matches!(row.status, CreditNoteStatus::Issued | CreditNoteStatus::PartiallyApplied)
        };
        if !at.is_multiple_of(4) && rows.iter().any(left) {
            rows.retain(left);
        }
        pick(&rows, at / 4).cloned()
    }

    /// The lines of an invoice, in order.
    async fn lines_of(&self, bill: InvoiceId) -> Vec<invoice_line::Model> {
        let mut rows = self.rows::<invoice_line::Entity>().await;
        rows.retain(|row| row.invoice_id == bill);
        rows.sort_by_key(|row| row.position);
        rows
    }

    async fn dispute_at(&self, at: usize) -> Option<line_dispute::Model> {
        let mut rows = self.rows::<line_dispute::Entity>().await;
        if !at.is_multiple_of(4) {
            rows.retain(|row| row.status == DisputeStatus::Open);
        }
        pick(&rows, at / 4).cloned()
    }

    pub(super) async fn document(&mut self, step: &Step) {
        let scope = self.scope();
        match step {
            Step::Draft { who, cents, finalise } => {
                let (customer, lines) = (self.who(*who).id, self.draft_lines(cents));
                let draft = self.attempt(billing::create_draft(&scope, customer, lines)).await;
                if let Some(draft) = draft.filter(|_| *finalise) {
                    self.attempt(billing::finalise_draft(&scope, &PaymentsOnAccount, draft.id, None)).await;
                }
            }
            Step::Finalise(at) => {
                let Some(id) = self.draft_at(*at).await else { return };
                self.attempt(billing::finalise_draft(&scope, &PaymentsOnAccount, id, None)).await;
            }
            Step::Void(at) => {
                let Some(bill) = self.bill_at(*at).await else { return };
                self.attempt(billing::void_invoice(&scope, bill.id, "by mistake", None)).await;
            }
            Step::WriteOff(at) => {
                let Some(bill) = self.bill_at(*at).await else { return };
                self.attempt(billing::write_off(&scope, bill.id, "gone", None)).await;
            }
            Step::Waive(at) => {
                let mut fees = self.rows::<invoice::Entity>().await;
                fees.retain(|row| row.kind == InvoiceKind::LateFee);
                let Some(id) = pick(&fees, *at).map(|fee| fee.id) else { return };
                self.attempt(billing::waive_late_fee(&scope, id, "a good customer")).await;
            }
            Step::Credit { bill, part, apply } => self.credit(*bill, *part, *apply).await,
            Step::Courtesy { who, cents, apply } => {
                let target = CreditTarget::Customer(self.who(*who).id, major(*cents));
                self.issue(target, *apply).await;
            }
            Step::UseCredit { note, bill } => {
                let Some(note) = self.note_at(*note).await else { return };
                let mut parts = Vec::new();
                let left = note.total_minor - note.allocated_minor;
                if let Some((at, sum)) = bill
                    && let Some(bill) =
                        self.bill_of((!at.is_multiple_of(7)).then_some(note.customer_id), *at).await
                {
                    parts.push((bill.id, major(sum.of(left.min(bill.balance_minor())))));
                }
                self.attempt(billing::apply_credit_note(&scope, note.id, &parts, None)).await;
            }
            Step::Unapply(at) => {
                let mut rows = self.rows::<allocation::Entity>().await;
                rows.retain(|row| row.credit_note_id.is_some());
                rows.sort_by_key(|row| (row.reversed_at.is_some(), row.at, row.id));
                let Some(id) = pick(&rows, *at).map(|row| row.id) else { return };
                self.attempt(billing::unapply_credit(&scope, id)).await;
            }
            Step::VoidCredit(at) => {
                let Some(note) = self.note_at(*at).await else { return };
                self.attempt(billing::void_credit_note(&scope, note.id, "by mistake", None)).await;
            }
            Step::Dispute(at) => {
                let Some(bill) = self.bill_at(at / 4).await else { return };
                let lines = self.lines_of(bill.id).await;
                let Some(line) = pick(&lines, at % 4).map(|line| line.id) else { return };
                let reason = DisputeReason::WrongAmount;
                self.attempt(billing::dispute_line(&scope, line, reason, "It is too much.")).await;
            }
            Step::Uphold { which, part } => self.uphold(*which, *part).await,
            Step::Reject(which) => {
                let Some(dispute) = self.dispute_at(*which).await else { return };
                let settlement = Settlement::Rejected;
                self.attempt(billing::settle_dispute(&scope, dispute.id, settlement, "It is right.", None))
                    .await;
            }
            Step::Promise { who, parts } => self.promise(*who, *parts).await,
            _ => unreachable!("no step of a document"),
        }
    }

    /// Charges, and after the first a reduction of a part of it.
    fn draft_lines(&self, cents: &[i64]) -> Vec<DraftLine> {
        let tax_code = self.plans[0].tax_code.clone();
        let line = |kind, cents: i64| DraftLine {
            kind,
            text: "A visit".to_owned(),
            quantity: Decimal::new(15, 1),
            unit_price: major(cents),
            // A part of what is billed by hand is outside the scope of tax.
            tax_code: (cents % 5 != 0).then(|| tax_code.clone()),
        };
        let mut lines: Vec<DraftLine> = cents.iter().map(|cents| line(LineKind::OneOff, *cents)).collect();
        if cents.len() > 1 && cents[0] > 4 {
            lines.push(line(LineKind::Discount, -cents[0] / 4));
        }
        lines
    }

    async fn issue(&mut self, target: CreditTarget, apply: bool) {
        let scope = self.scope();
        let new = NewCreditNote { target, reason: CreditReason::Goodwill, remark: None, apply };
        self.attempt(billing::issue_credit_note(&scope, new)).await;
    }

    async fn credit(&mut self, bill: usize, part: Part, apply: bool) {
        let Some(bill) = self.bill_at(bill).await else { return };
        let lines = self.lines_of(bill.id).await;
        let line = |at: usize| pick(&lines, at).map(|line| (line.id, line.net_minor));
        let part = match part {
            Part::Everything => CreditPart::Everything,
            Part::Amount(sum) => CreditPart::Amount(major(sum.of(bill.total_minor))),
            Part::Line(at, sum) => {
                let Some((id, net)) = line(at) else { return };
                CreditPart::Lines(vec![(id, sum.map(|sum| major(sum.of(net))))])
            }
            Part::TwoLines(at) => {
                let ids: Vec<(InvoiceLineId, Option<Decimal>)> =
                    [line(at), line(at + 1)].into_iter().flatten().map(|(id, _)| (id, None)).collect();
                CreditPart::Lines(ids)
            }
        };
        self.issue(CreditTarget::Invoice(bill.id, part), apply).await;
    }

    async fn uphold(&mut self, which: usize, part: Option<Sum>) {
        let Some(dispute) = self.dispute_at(which).await else { return };
        let lines = self.lines_of(dispute.invoice_id).await;
        let net = lines.iter().find(|line| line.id == dispute.line_id).map_or(0, |line| line.net_minor);
        let settlement = Settlement::Upheld(part.map(|sum| major(sum.of(net))));
        let scope = self.scope();
        self.attempt(billing::settle_dispute(&scope, dispute.id, settlement, "You are right.", None)).await;
    }

    /// Takes a proposal of the ISP; asks for something of its own where there is none.
    async fn promise(&mut self, who: usize, parts: usize) {
        let (scope, customer) = (self.scope(), self.who(who).id);
        let dunned = billing::dunned(&scope, &[customer]).await.expect("the database answers");
        let offer = billing::offer_of(dunned.get(&customer).expect("it is there"), scope.today());
        let instalments: Vec<_> = match pick(&offer.plans, parts) {
            Some(plan) => plan.iter().map(|part| (part.due, major(part.amount))).collect(),
            None => vec![(scope.today(), major(10_00))],
        };
        self.attempt(billing::accept_arrangement(&scope, customer, &instalments)).await;
    }
}
