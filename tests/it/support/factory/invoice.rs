//! Invoices, priced by the program's own rules.

use chrono::{Days, NaiveDate, NaiveTime};
use portico::billing::description;
use portico::billing::entity::document_sequence::DocumentKind;
use portico::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use portico::billing::entity::invoice_line::{self, LineKind};
use portico::billing::entity::invoice_line_tax;
use portico::billing::ledger::BalanceChange;
use portico::billing::totals::{Liability, LineInput, Priced, Rate, price_lines};
use portico::customers::entity::customer;
use portico::db::{Reads as _, Tx};
use portico::kernel::money::MICRO_SCALE;
use portico::payments::entity::payment::PaymentChannel;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::json;

use super::ledger;
use super::tenant::TAX_CODE;
use crate::support::app::{TestApp, today};

/// What becomes of an invoice once its lines are there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Draft,
    Open,
    Paid,
    Void,
}

/// An invoice to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct InvoiceBuilder<'a> {
    app: &'a TestApp,
    customer: customer::Model,
    kind: InvoiceKind,
    lines: Vec<(LineKind, String, i64)>,
    issued: NaiveDate,
    due: Option<NaiveDate>,
    fate: Fate,
}

/// An invoice that exists, as it was when it was made.
#[derive(Debug, Clone)]
pub(crate) struct InvoiceDocument {
    /// The invoice.
    pub(crate) row: invoice::Model,
    /// Its lines in order.
    pub(crate) lines: Vec<invoice_line::Model>,
}

impl TestApp {
    /// A draft without lines.
    pub(crate) fn invoice(&self, customer: &customer::Model) -> InvoiceBuilder<'_> {
        InvoiceBuilder {
            app: self,
            customer: customer.clone(),
            kind: InvoiceKind::Recurring,
            lines: Vec::new(),
            issued: today(),
            due: None,
            fate: Fate::Draft,
        }
    }
}

impl InvoiceBuilder<'_> {
    /// One more line of so many minor units before tax.
    pub(crate) fn line(mut self, text: &str, price: i64) -> Self {
        self.lines.push((LineKind::Recurring, text.to_owned(), price));
        self
    }

    /// A reduction by so many minor units before tax.
    pub(crate) fn discount(mut self, text: &str, reduction: i64) -> Self {
        self.lines.push((LineKind::Discount, text.to_owned(), -reduction));
        self
    }

    /// For another reason than a period of service.
    pub(crate) fn kind(self, kind: InvoiceKind) -> Self {
        Self { kind, ..self }
    }

    /// Finalised on a day.
    pub(crate) fn issued(self, day: NaiveDate) -> Self {
        Self { issued: day, fate: Fate::Open, ..self }
    }

    /// Due on another day than the customer's terms say.
    pub(crate) fn due(self, day: NaiveDate) -> Self {
        Self { due: Some(day), ..self }
    }

    /// Finalised, and paid in full by card.
    pub(crate) fn paid(self) -> Self {
        Self { fate: Fate::Paid, ..self }
    }

    /// Finalised, and cancelled.
    pub(crate) fn voided(self) -> Self {
        Self { fate: Fate::Void, ..self }
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> InvoiceDocument {
        let scope = self.app.scope();
        let tx = scope.begin().await.expect("the database answers");
        let priced = self.price();
        let row = self.row(&tx, &priced).await;
        tx.insert(row.clone().into_active_model().reset_all()).await.expect("the invoice is new");
        let lines = self.write_lines(&tx, &row, &priced).await;
        if matches!(self.fate, Fate::Open | Fate::Paid) {
            let change = BalanceChange { open: row.total_minor, unapplied: 0, open_invoices: 1 };
            ledger::book(&tx, self.customer.id, change).await;
        }
        tx.commit().await.expect("the database answers");
        if self.fate == Fate::Paid {
            let payment = self.app.payment(&self.customer, row.total_minor).channel(PaymentChannel::Card);
            payment.allocate(row.id, row.total_minor).insert().await;
        }
        InvoiceDocument { row, lines }
    }

    fn price(&self) -> Priced {
        let line = |(_, _, price): &(LineKind, String, i64)| LineInput {
            quantity: 1.into(),
            unit_price: *price,
            tax_code: Some(TAX_CODE),
        };
        let lines: Vec<_> = self.lines.iter().map(line).collect();
        price_lines(&lines, &[Rate::from(self.app.vat())], Liability::Taxable)
            .expect("the lines have a price")
    }

    async fn row(&self, tx: &Tx, priced: &Priced) -> invoice::Model {
        let scope = tx.scope();
        let at = self.issued.and_time(NaiveTime::from_hms_opt(9, 0, 0).expect("a time")).and_utc();
        let mut row = invoice::Model {
            id: scope.new_id(),
            tenant_id: self.customer.tenant_id,
            number: None,
            customer_id: self.customer.id,
            status: InvoiceStatus::Draft,
            kind: self.kind,
            period_start: Some(self.issued),
            period_end: Some(self.issued + Days::new(30)),
            issue_date: None,
            due_date: None,
            currency: self.customer.currency,
            subtotal_minor: priced.subtotal,
            tax_minor: priced.tax_total,
            total_minor: priced.total,
            allocated_minor: 0,
            dispute_hold_minor: 0,
            finalized_at: None,
            voided_at: None,
            created_at: at,
            version: 1,
        };
        if self.fate == Fate::Draft {
            return row;
        }
        let terms = Days::new(u64::try_from(self.customer.due_days).expect("not negative"));
        row.number = Some(ledger::number(tx, DocumentKind::Invoice, self.issued).await);
        row.issue_date = Some(self.issued);
        row.due_date = Some(self.due.unwrap_or(self.issued + terms));
        row.finalized_at = Some(at);
        row.status = if self.fate == Fate::Void { InvoiceStatus::Void } else { InvoiceStatus::Open };
        row.voided_at = (self.fate == Fate::Void).then_some(at);
        row
    }

    async fn write_lines(
        &self,
        tx: &Tx,
        invoice: &invoice::Model,
        priced: &Priced,
    ) -> Vec<invoice_line::Model> {
        let (mut lines, mut taxes) = (Vec::new(), Vec::new());
        for (position, ((kind, text, price), priced)) in (1..).zip(self.lines.iter().zip(&priced.lines)) {
            let (key, args) = match kind {
                LineKind::Discount => (description::DISCOUNT, json!({ "name": text })),
                _ => (description::PLAN, json!({ "plan": text })),
            };
            let line = invoice_line::Model {
                id: tx.scope().new_id(),
                tenant_id: invoice.tenant_id,
                invoice_id: invoice.id,
                position,
                kind: *kind,
                subscription_id: None,
                description_key: key.to_owned(),
                description_args: args,
                service_start: invoice.period_start,
                service_end: invoice.period_end,
                quantity_micro: 10_i64.pow(MICRO_SCALE),
                unit_price_minor: *price,
                net_minor: priced.net,
                reverses_line_id: None,
                tax_code: Some(TAX_CODE.to_owned()),
            };
            let vat = self.app.vat();
            taxes.extend(priced.taxes.iter().map(|tax| invoice_line_tax::Model {
                id: tx.scope().new_id(),
                tenant_id: invoice.tenant_id,
                invoice_id: invoice.id,
                line_id: line.id,
                tax_rate_id: tax.rate,
                name: vat.name.clone(),
                jurisdiction: vat.jurisdiction.clone(),
                rate_micro: vat.rate_micro,
                base_minor: tax.base,
                amount_minor: tax.amount,
            }));
            lines.push(line);
        }
        let rows = lines.iter().map(|line| line.clone().into_active_model().reset_all()).collect();
        tx.insert_many(rows).await.expect("the lines are new");
        let rows = taxes.into_iter().map(|tax| tax.into_active_model().reset_all()).collect();
        tx.insert_many(rows).await.expect("the taxes are new");
        lines
    }
}
