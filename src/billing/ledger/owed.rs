//! What can be paid, for those who bring the money. The customer's balance is locked, so what is read stays true.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::store;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{AllocationId, CustomerId, InvoiceId, PaymentId};
use crate::kernel::money::Currency;

/// What is owed of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who owes it.
    pub customer: CustomerId,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// Minor units; 0 where nothing can be paid.
    pub amount: i64,
    /// The part of it that is disputed, minor units: what pays by itself pays it last.
    pub held: i64,
}

impl From<&invoice::Model> for Owed {
    fn from(row: &invoice::Model) -> Self {
        let (amount, held) = (row.balance_minor(), row.held_minor());
        Self { invoice: row.id, customer: row.customer_id, due: row.due_date, amount, held }
    }
}

/// What a customer owes, oldest due first (domain.md §3.13). What was given up is not asked for.
pub async fn owed_by(tx: &Tx, customer: CustomerId) -> Result<Vec<Owed>, DbError> {
    Ok(store::ledger::open_invoices(tx, customer).await?.iter().map(Owed::from).collect())
}

/// What is owed of these invoices, whoever owes it; missing where there is no such invoice, or only a draft.
pub async fn owed_of(tx: &Tx, invoices: &[InvoiceId]) -> Result<Vec<Owed>, DbError> {
    let mut rows = store::invoices_by_id(tx, invoices).await?;
    rows.retain(|row| row.status != InvoiceStatus::Draft);
    Ok(rows.iter().map(Owed::from).collect())
}

/// The open invoices that were issued on `day` or later, each with who owes it.
pub async fn issued_since(db: &impl Reads, day: NaiveDate) -> Result<Vec<(InvoiceId, CustomerId)>, DbError> {
    let rows = store::ledger::issued_since(db, day).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.customer_id)).collect())
}

/// A document that can be paid, as far as somebody must know it who pays it for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payable {
    /// What is owed of it.
    pub owed: Owed,
    /// Its number.
    pub number: String,
    /// What it is owed in.
    pub currency: Currency,
    /// Whether it was cancelled.
    pub void: bool,
}

/// These documents, oldest due first; missing where there is no such invoice, or only a draft. Callers have decided who
/// may know of them.
pub async fn payables(db: &impl Reads, invoices: &[InvoiceId]) -> Result<Vec<Payable>, DbError> {
    let mut rows = store::invoices_by_id(db, invoices).await?;
    rows.sort_by_key(|row| (row.due_date, row.id));
    let payable = |row: invoice::Model| {
        let owed = Owed::from(&row);
        let void = row.status == InvoiceStatus::Void;
        Some(Payable { owed, number: row.number?, currency: row.currency, void })
    };
    Ok(rows.into_iter().filter_map(payable).collect())
}

/// What a payment is used for, the newest first and of those made at once the latest due: allocation, invoice, minor units.
pub(crate) async fn allocations_from(
    tx: &Tx,
    payment: PaymentId,
) -> Result<Vec<(AllocationId, InvoiceId, i64)>, DbError> {
    let mut rows = store::ledger::allocations_from(tx, payment).await?;
    if rows.len() > 1 {
        let ids: Vec<InvoiceId> = rows.iter().map(|row| row.invoice_id).collect();
        let due: HashMap<_, _> =
            store::invoices_by_id(tx, &ids).await?.into_iter().map(|row| (row.id, row.due_date)).collect();
        rows.sort_by_key(|row| Reverse((row.at, due.get(&row.invoice_id).copied(), row.id)));
    }
    Ok(rows.into_iter().map(|row| (row.id, row.invoice_id, row.amount_minor)).collect())
}
