//! Disputes: a customer says that a line is wrong, which holds its amount; staff upholds or rejects that.

use rust_decimal::Decimal;
use serde_json::json;

use super::credit_use::apply_oldest_first;
use super::credits::{correct, creditable, minor};
use super::dunning::settled;
use super::permit;
use crate::billing::credit::{Creditable, by_lines};
use crate::billing::entity::credit_note::{self, CreditReason};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::line_dispute::{self, DisputeReason, DisputeStatus};
use crate::billing::events::dispute_event;
use crate::billing::ledger::lock_balance;
use crate::billing::policy;
use crate::billing::refusal::{BillingError, Refusal, RefusalCode};
use crate::billing::{store, wallet};
use crate::customers;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads, Scope, Tx};
use crate::events::EventType;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, InvoiceLineId, LineDisputeId, TicketId};
use crate::kernel::problem::Invalid;

/// The longest explanation, and the longest answer, in characters.
const MAX_TEXT: usize = 2_000;

/// Open disputes that are listed.
const MAX_OPEN: u64 = 100;

/// How a dispute ends.
#[derive(Debug, Clone)]
pub enum Settlement {
    /// The customer was right: so much of the line's net, in major units, is taken back; all that is left if none.
    Upheld(Option<Decimal>),
    /// The line stands.
    Rejected,
}

/// A dispute with its invoice.
pub type Disputed = (line_dispute::Model, invoice::Model);

/// Disputes a line: what is left of it, with its taxes, is held from dunning, late fees and suspension until somebody
/// answers. Once for each line.
pub async fn dispute_line(
    scope: &Scope,
    line: InvoiceLineId,
    reason: DisputeReason,
    explanation: &str,
) -> Result<Disputed, BillingError> {
    let missing = || Refusal::not_found("invoiceLineId", "line of an invoice");
    let row = store::lines_by_id(scope, &[line]).await?.pop().ok_or_else(missing)?;
    let seen = store::invoices_by_id(scope, &[row.invoice_id]).await?.pop();
    let seen = seen.filter(|invoice| invoice.status != InvoiceStatus::Draft).ok_or_else(missing)?;
    let customer = customers::seen(scope, &[seen.customer_id]).await?.pop();
    let may = |kind| policy::may_dispute_in(scope.tenant(), kind);
    customer.filter(|customer| customer.allows(may)).ok_or_else(missing)?;
    let explanation = text("explanation", explanation)?;
    let tx = scope.begin().await?;
    let of_line = |error| match error {
        BillingError::Refused(refusal) => Refusal { field: Some("invoiceLineId"), ..refusal }.into(),
        other => other,
    };
    let (before, credited) = creditable(&tx, row.invoice_id).await.map_err(of_line)?;
    if !store::disputes::of_lines(&tx, &[line]).await?.is_empty() {
        let message = "the line was disputed before";
        return Err(Refusal::of(RefusalCode::AlreadyDone, "invoiceLineId", message).into());
    }
    let left = credited.left.iter().find(|left| left.line == line).map_or(0, Creditable::gross);
    if left <= 0 {
        let message = "the line charges nothing, or has been taken back";
        return Err(Invalid::new("invoiceLineId", message).into());
    }
    let dispute = line_dispute::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: before.customer_id,
        invoice_id: before.id,
        line_id: line,
        reason,
        explanation,
        amount_minor: left,
        status: DisputeStatus::Open,
        opened_at: scope.now(),
        settled_at: None,
        answer: None,
        credit_note_id: None,
        ticket_id: None,
        version: FIRST_VERSION,
    };
    store::disputes::insert(&tx, dispute.clone()).await?;
    store::disputes::hold(&tx, before.id, left).await?;
    settled(&tx, before.customer_id).await?;
    dispute_event(&tx, EventType::InvoiceLineDisputed, &dispute, &before).await?;
    let after = json!({ "line": line.to_string(), "heldMinor": left });
    tx.record(Record::new("invoice_line.dispute", dispute.id).customer(before.customer_id).after(after))
        .await?;
    let after = reread(&tx, dispute.id).await?;
    tx.commit().await?;
    Ok(after)
}

/// Settles a dispute: what was held is owed again, or a credit note takes the line back, which is used at once.
pub async fn settle_dispute(
    scope: &Scope,
    id: LineDisputeId,
    settlement: Settlement,
    answer: &str,
    expected_version: Option<i32>,
) -> Result<Disputed, BillingError> {
    permit(scope)?;
    let missing = || Refusal::not_found("disputeId", "dispute");
    let answer = text("answer", answer)?;
    let tx = scope.begin().await?;
    let seen = store::disputes::by_id(&tx, id).await?.ok_or_else(missing)?;
    lock_balance(&tx, seen.customer_id).await?;
    let dispute = store::disputes::by_id(&tx, id).await?.ok_or_else(missing)?;
    if dispute.status != DisputeStatus::Open {
        return Err(Refusal::of(RefusalCode::AlreadyDone, "disputeId", "the dispute is settled").into());
    }
    if expected_version.is_some_and(|version| version != dispute.version) {
        return Err(Refusal::conflict("dispute").into());
    }
    let (status, note, action) = match settlement {
        Settlement::Upheld(net) => {
            (DisputeStatus::Upheld, Some(take_back(&tx, &dispute, net, &answer).await?), "dispute.uphold")
        }
        Settlement::Rejected => (DisputeStatus::Rejected, None, "dispute.reject"),
    };
    store::disputes::hold(&tx, dispute.invoice_id, -dispute.amount_minor).await?;
    if !store::disputes::settle(&tx, id, status, Some(answer.clone()), note).await? {
        return Err(Refusal::conflict("dispute").into());
    }
    wallet::watch(&tx, dispute.customer_id).await?;
    settled(&tx, dispute.customer_id).await?;
    let (settled, invoice) = reread(&tx, id).await?;
    dispute_event(&tx, EventType::InvoiceDisputeSettled, &settled, &invoice).await?;
    tx.record(Record::new(action, id).customer(dispute.customer_id).reason(answer)).await?;
    tx.commit().await?;
    Ok((settled, invoice))
}

/// Takes a disputed line back by a credit note, and uses that.
async fn take_back(
    tx: &Tx,
    dispute: &line_dispute::Model,
    net: Option<Decimal>,
    answer: &str,
) -> Result<CreditNoteId, BillingError> {
    let (invoice, credited) = creditable(tx, dispute.invoice_id).await?;
    let net = net.map(|net| minor(net, invoice.currency, "net")).transpose()?;
    let exceeds = |message: String| Refusal::of(RefusalCode::ExceedsAmount, "net", message);
    let taken = by_lines(&credited.left, &[(dispute.line_id, net)]);
    let taken = taken.map_err(|error| exceeds(error.to_string()))?;
    let gross: i64 = taken.iter().map(Creditable::gross).sum();
    if gross <= 0 || gross > invoice.total_minor - credited.total {
        return Err(exceeds("more than is left of the line or of the invoice".to_owned()).into());
    }
    // A remark has room for less than an answer.
    let remark: String = answer.chars().take(500).collect();
    let note = correct(tx, &invoice, &credited, &taken, CreditReason::Overcharge, Some(remark)).await?;
    store::arrangements::lower(tx, invoice.id, dispute.opened_at, gross).await?;
    apply_oldest_first(tx, &note).await?;
    Ok(note.id)
}

/// Follows a credit note that has taken back a part of an invoice: what is held of a line is at most what is left of it, and
/// a dispute of a line of which nothing is left is settled for the customer. What is held no more, minor units, each with
/// the moment since which it was disputed.
pub(super) async fn follow_credit(
    tx: &Tx,
    invoice: &invoice::Model,
    note: &credit_note::Model,
) -> Result<Vec<(Instant, i64)>, BillingError> {
    let mut freed = Vec::new();
    let open = store::disputes::open_of_invoice(tx, invoice.id).await?;
    if open.is_empty() {
        return Ok(freed);
    }
    let credited = store::credits::credited(tx, invoice.id).await?;
    for dispute in open {
        let left = credited.left.iter().find(|left| left.line == dispute.line_id);
        let left = left.map_or(0, Creditable::gross).max(0);
        if left >= dispute.amount_minor {
            continue;
        }
        freed.push((dispute.opened_at, dispute.amount_minor - left));
        if left == 0 {
            uphold(tx, &dispute, note.remark.clone(), Some(note.id)).await?;
        } else {
            store::disputes::lower(tx, dispute.id, left).await?;
            store::disputes::hold(tx, invoice.id, left - dispute.amount_minor).await?;
            let record = Record::new("dispute.lower", dispute.id).customer(dispute.customer_id);
            let held = |minor: i64| json!({ "heldMinor": minor });
            tx.record(record.change(held(dispute.amount_minor), held(left))).await?;
        }
    }
    Ok(freed)
}

/// Takes what was held, and was taken back by a credit that is used for the invoice, off what is promised of it: what was
/// disputed when something was promised is no part of that, so its credit keeps no promise.
pub(super) async fn spare_promises(
    tx: &Tx,
    invoice: InvoiceId,
    freed: &[(Instant, i64)],
) -> Result<(), BillingError> {
    for (since, minor) in freed {
        store::arrangements::lower(tx, invoice, *since, *minor).await?;
    }
    Ok(())
}

/// Follows an invoice that was voided: nobody owes what was disputed of it.
pub(super) async fn follow_void(tx: &Tx, voided: invoice::Model) -> Result<invoice::Model, BillingError> {
    let mut after = voided;
    for dispute in store::disputes::open_of_invoice(tx, after.id).await? {
        uphold(tx, &dispute, None, None).await?;
        after = reread(tx, dispute.id).await?.1;
    }
    Ok(after)
}

/// Settles a dispute for the customer whose line is taken back already.
async fn uphold(
    tx: &Tx,
    dispute: &line_dispute::Model,
    answer: Option<String>,
    note: Option<CreditNoteId>,
) -> Result<(), BillingError> {
    store::disputes::hold(tx, dispute.invoice_id, -dispute.amount_minor).await?;
    if !store::disputes::settle(tx, dispute.id, DisputeStatus::Upheld, answer, note).await? {
        return Err(Refusal::conflict("dispute").into());
    }
    let (settled, invoice) = reread(tx, dispute.id).await?;
    dispute_event(tx, EventType::InvoiceDisputeSettled, &settled, &invoice).await?;
    tx.record(Record::new("dispute.uphold", dispute.id).customer(dispute.customer_id)).await?;
    Ok(())
}

async fn reread(tx: &Tx, id: LineDisputeId) -> Result<Disputed, BillingError> {
    let gone = || Fault::internal("a dispute is gone in its own transaction");
    let dispute = store::disputes::by_id(tx, id).await?.ok_or_else(gone)?;
    let invoice = store::invoices_by_id(tx, &[dispute.invoice_id]).await?.pop().ok_or_else(gone)?;
    Ok((dispute, invoice))
}

/// Whose a dispute is, and the ticket about it, for those who write that; none for a dispute that is not there.
pub async fn dispute_ticket(
    db: &impl Reads,
    id: LineDisputeId,
) -> Result<Option<(CustomerId, Option<TicketId>)>, Fault> {
    let dispute = store::disputes::by_id(db, id).await?;
    Ok(dispute.map(|dispute| (dispute.customer_id, dispute.ticket_id.map(TicketId))))
}

/// Notes the ticket about a dispute. False: there is one already, or no such dispute.
pub async fn note_dispute_ticket(tx: &Tx, id: LineDisputeId, ticket: TicketId) -> Result<bool, Fault> {
    Ok(store::disputes::set_ticket(tx, id, ticket.0).await?)
}

/// The disputes that nobody has answered, the oldest first, for those who make bills.
pub async fn open_disputes(scope: &Scope) -> Result<Vec<Disputed>, Fault> {
    let disputes = store::disputes::open(scope, MAX_OPEN).await?;
    let ids: Vec<_> = disputes.iter().map(|dispute| dispute.invoice_id).collect();
    let invoices = store::invoices_by_id(scope, &ids).await?;
    let with = |dispute: line_dispute::Model| {
        let invoice = invoices.iter().find(|invoice| invoice.id == dispute.invoice_id)?.clone();
        Some((dispute, invoice))
    };
    Ok(disputes.into_iter().filter_map(with).collect())
}

fn text(field: &'static str, text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= MAX_TEXT && !text.contains('\0');
    if fits { Ok(text.to_owned()) } else { Err(Invalid::new(field, "must be 1 to 2000 characters")) }
}
