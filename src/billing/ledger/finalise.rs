//! From priced lines to a frozen invoice with its number.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait as _, Set};
use serde_json::Value as Json;

use super::rules::{change, invoice_status};
use super::{LedgerError, change_balance, lock_balance, next_number};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::entity::invoice_line_tax;
use crate::billing::events::invoice_event;
use crate::billing::store;
use crate::billing::totals::{Liability, LineInput, Rate, price_lines};
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, InvoiceLineId, SubscriptionId};
use crate::kernel::money::{Currency, to_micro};

/// A line to charge.
#[derive(Debug, Clone)]
pub struct NewLine {
    /// What is charged.
    pub kind: LineKind,
    /// The service it is for.
    pub subscription: Option<SubscriptionId>,
    /// Key of the localisable text.
    pub description_key: String,
    /// Values of the text's places.
    pub description_args: Json,
    /// The days it is for, `[start, end)`.
    pub service: Option<(NaiveDate, NaiveDate)>,
    /// How many.
    pub quantity: Decimal,
    /// Minor units of one; negative for a discount.
    pub unit_price: i64,
    /// Which tax rates apply; none for what is outside the scope of tax.
    pub tax_code: Option<String>,
}

/// An invoice to issue.
#[derive(Debug, Clone)]
pub struct NewInvoice {
    /// Who owes it.
    pub customer: CustomerId,
    /// The customer's currency.
    pub currency: Currency,
    /// Why it is made.
    pub kind: InvoiceKind,
    /// The days it bills, `[start, end)`.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Day of issue, in the tenant's zone.
    pub issue_date: NaiveDate,
    /// Days to pay.
    pub due_days: u16,
    /// Whether tax is charged.
    pub liability: Liability,
    /// What is charged, in the order of the document.
    pub lines: Vec<NewLine>,
}

/// Prices, numbers and freezes an invoice. One without anything owed is PAID at once.
pub async fn finalise(tx: &Tx, new: NewInvoice) -> Result<invoice::Model, LedgerError> {
    let rows = store::tax_rates_on(tx, new.issue_date).await?;
    let rates: Vec<Rate<'_>> = rows.iter().map(Rate::from).collect();
    let inputs: Vec<LineInput<'_>> = new.lines.iter().map(input).collect();
    let priced = price_lines(&inputs, &rates, new.liability)?;

    let scope = tx.scope();
    let id: InvoiceId = scope.new_id();
    lock_balance(tx, new.customer).await?;
    let due_date = new.issue_date + Days::new(u64::from(new.due_days));
    let status = invoice_status(InvoiceStatus::Open, priced.total, 0);
    let row = invoice::Model {
        id,
        tenant_id: scope.tenant().id,
        number: Some(next_number(tx, DocumentKind::Invoice, new.issue_date).await?),
        customer_id: new.customer,
        status,
        kind: new.kind,
        period_start: new.period.map(|(start, _)| start),
        period_end: new.period.map(|(_, end)| end),
        issue_date: Some(new.issue_date),
        due_date: Some(due_date),
        currency: new.currency,
        subtotal_minor: priced.subtotal,
        tax_minor: priced.tax_total,
        total_minor: priced.total,
        allocated_minor: 0,
        finalized_at: Some(scope.now()),
        voided_at: None,
        created_at: scope.now(),
        version: FIRST_VERSION,
    };
    let (mut lines, mut taxes) = (Vec::new(), Vec::new());
    for (index, (line, priced)) in new.lines.iter().zip(&priced.lines).enumerate() {
        let line_id: InvoiceLineId = scope.new_id();
        lines.push(invoice_line::ActiveModel {
            id: Set(line_id),
            invoice_id: Set(id),
            position: Set(i32::try_from(index + 1).map_err(Fault::internal)?),
            kind: Set(line.kind),
            subscription_id: Set(line.subscription),
            description_key: Set(line.description_key.clone()),
            description_args: Set(line.description_args.clone()),
            service_start: Set(line.service.map(|(start, _)| start)),
            service_end: Set(line.service.map(|(_, end)| end)),
            quantity_micro: Set(to_micro(line.quantity).map_err(Fault::internal)?),
            unit_price_minor: Set(line.unit_price),
            net_minor: Set(priced.net),
            reverses_line_id: Set(None),
            ..Default::default()
        });
        for tax in &priced.taxes {
            let rate = rows
                .iter()
                .find(|row| row.id == tax.rate)
                .ok_or_else(|| Fault::internal("a tax without its rate"))?;
            taxes.push(invoice_line_tax::ActiveModel {
                id: Set(scope.new_id()),
                invoice_id: Set(id),
                line_id: Set(line_id),
                tax_rate_id: Set(rate.id),
                name: Set(rate.name.clone()),
                jurisdiction: Set(rate.jurisdiction.clone()),
                rate_micro: Set(rate.rate_micro),
                base_minor: Set(tax.base),
                amount_minor: Set(tax.amount),
                ..Default::default()
            });
        }
    }
    let frozen = invoice::ActiveModel::from(row.clone()).reset_all();
    store::ledger::insert_invoice(tx, frozen, lines, taxes).await?;
    let movement = change(row.total_minor, (InvoiceStatus::Draft, 0), (status, 0));
    change_balance(tx, new.customer, movement).await?;
    invoice_event(tx, EventType::InvoiceFinalized, &row).await?;
    if row.status == InvoiceStatus::Paid {
        invoice_event(tx, EventType::InvoicePaid, &row).await?;
    }
    Ok(row)
}

fn input(line: &NewLine) -> LineInput<'_> {
    LineInput { quantity: line.quantity, unit_price: line.unit_price, tax_code: line.tax_code.as_deref() }
}
