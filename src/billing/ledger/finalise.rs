//! From priced lines to a frozen invoice with its number.

use chrono::{Days, NaiveDate};
use sea_orm::ActiveModelTrait as _;

use super::document::{NewLine, rows};
use super::rules::{change, invoice_status};
use super::{LedgerError, change_balance, next_number};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::tax_rate;
use crate::billing::events::invoice_event;
use crate::billing::store;
use crate::billing::totals::{Liability, LineInput, Priced, Rate, TotalsError, price_lines};
use crate::db::{DbError, FIRST_VERSION, Reads, Tx};
use crate::events::EventType;
use crate::kernel::ids::{CustomerId, InvoiceLineId};
use crate::kernel::money::Currency;

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

/// The tax rates in force on a day: read once for any number of documents of that day.
#[derive(Debug, Clone, Default)]
pub struct TaxTable(pub(crate) Vec<tax_rate::Model>);

impl TaxTable {
    /// Reads the rates in force on `day`.
    pub async fn on(db: &impl Reads, day: NaiveDate) -> Result<Self, DbError> {
        Ok(Self(store::tax_rates_on(db, day).await?))
    }

    /// Prices lines with them.
    pub fn price(&self, lines: &[NewLine], liability: Liability) -> Result<Priced, TotalsError> {
        let rates: Vec<Rate<'_>> = self.0.iter().map(Rate::from).collect();
        let inputs: Vec<LineInput<'_>> = lines.iter().map(NewLine::input).collect();
        price_lines(&inputs, &rates, liability)
    }
}

/// Prices, numbers and freezes an invoice. One without anything owed is PAID at once.
pub async fn finalise(tx: &Tx, new: NewInvoice) -> Result<invoice::Model, LedgerError> {
    let taxes = TaxTable::on(tx, new.issue_date).await?;
    finalise_with(tx, &new, &taxes).await
}

/// The same with the rates of the day of issue at hand.
pub async fn finalise_with(
    tx: &Tx,
    new: &NewInvoice,
    taxes: &TaxTable,
) -> Result<invoice::Model, LedgerError> {
    let priced = taxes.price(&new.lines, new.liability)?;
    Ok(finalise_priced(tx, new, taxes, &priced).await?)
}

/// The same with the prices at hand.
pub(crate) async fn finalise_priced(
    tx: &Tx,
    new: &NewInvoice,
    taxes: &TaxTable,
    priced: &Priced,
) -> Result<invoice::Model, DbError> {
    let scope = tx.scope();
    let draft = invoice::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        number: None,
        customer_id: new.customer,
        status: InvoiceStatus::Draft,
        kind: new.kind,
        period_start: new.period.map(|(start, _)| start),
        period_end: new.period.map(|(_, end)| end),
        issue_date: None,
        due_date: None,
        currency: new.currency,
        subtotal_minor: 0,
        tax_minor: 0,
        total_minor: 0,
        allocated_minor: 0,
        dispute_hold_minor: 0,
        finalized_at: None,
        voided_at: None,
        created_at: scope.now(),
        version: FIRST_VERSION,
    };
    let lines: Vec<(InvoiceLineId, &NewLine)> = new.lines.iter().map(|line| (scope.new_id(), line)).collect();
    let rows = rows(scope, draft.id, &lines, priced, &taxes.0)?;
    store::ledger::lock_balance(tx, new.customer).await?;
    let frozen = freeze(tx, &draft, priced, new.issue_date, new.due_days).await?;
    let row = invoice::ActiveModel::from(frozen.clone()).reset_all();
    store::ledger::insert_invoice(tx, row, rows.lines, rows.taxes).await?;
    announce(tx, &frozen).await?;
    Ok(frozen)
}

/// A draft as it is once it is a document: with number, dates and totals. The customer's balance is locked.
pub(crate) async fn freeze(
    tx: &Tx,
    draft: &invoice::Model,
    priced: &Priced,
    issue_date: NaiveDate,
    due_days: u16,
) -> Result<invoice::Model, DbError> {
    Ok(invoice::Model {
        number: Some(next_number(tx, DocumentKind::Invoice, issue_date).await?),
        status: invoice_status(InvoiceStatus::Open, priced.total, 0),
        issue_date: Some(issue_date),
        due_date: Some(issue_date + Days::new(u64::from(due_days))),
        subtotal_minor: priced.subtotal,
        tax_minor: priced.tax_total,
        total_minor: priced.total,
        finalized_at: Some(tx.scope().now()),
        ..draft.clone()
    })
}

/// Books a document that has just been frozen, and tells of it.
pub(crate) async fn announce(tx: &Tx, frozen: &invoice::Model) -> Result<(), DbError> {
    let movement = change(frozen.total_minor, (InvoiceStatus::Draft, 0), (frozen.status, 0));
    change_balance(tx, frozen.customer_id, movement).await?;
    invoice_event(tx, EventType::InvoiceFinalized, frozen).await?;
    if frozen.status == InvoiceStatus::Paid {
        invoice_event(tx, EventType::InvoicePaid, frozen).await?;
    }
    Ok(())
}
