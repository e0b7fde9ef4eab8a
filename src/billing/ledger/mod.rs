//! The writes that move money: finalising, allocating, reversing. Each keeps the stored balances in its own transaction.
//! Its callers are the use cases of billing and of payments.
//!
//! Invariants (domain.md §3.3–6): a balance is between 0 and the total; a finalised invoice is PAID exactly when its
//! balance is 0; a payment or credit is never allocated beyond its amount, nor to another customer's invoice. The
//! database holds the customer and the currency of an allocation, too, by foreign keys.
//!
//! Locks, in this order, so that no two transactions wait for each other:
//! 1. the customer's balance, by [`lock_balance`]: whatever moves a customer's money takes it before anything else, so
//!    that the customer's movements come one after another; a transaction that moves the money of several customers
//!    locks all their balances first, in the order of their ids;
//! 2. the customer's documents;
//! 3. the counters of the document numbers, in the order of [`DocumentKind`]: they hold up the whole tenant.
//!
//! Whatever is refused as [`LedgerError::Conflict`] or [`LedgerError::OtherAccount`] has written nothing.

mod allocate;
mod document;
mod finalise;
mod owed;
pub mod rules;
#[cfg(test)]
mod tests;
mod unapplied;

pub use allocate::{Bill, Source, allocate_credit, reverse_credit};
pub(crate) use allocate::{note_write_off, take_back};
pub use document::NewLine;
pub(crate) use document::rows;
pub use finalise::{NewInvoice, TaxTable, finalise, finalise_with};
pub(crate) use finalise::{announce, finalise_priced, freeze};
pub(crate) use owed::allocations_from;
pub use owed::{Owed, Payable, issued_since, owed_by, owed_of, payables};
pub use unapplied::{Unapplied, UnappliedPayments, apply_unapplied, shares};

use chrono::NaiveDate;

use super::entity::document_sequence::DocumentKind;
use super::number::document_number;
use super::store;
use super::totals::TotalsError;
use crate::db::{DbError, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// Why money did not move.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The document has changed, or does not hold enough. Nothing was written: the transaction may go on.
    #[error("the document has changed or does not hold enough")]
    Conflict,
    /// The money is another customer's, or in another currency. Nothing was written: the transaction may go on.
    #[error("the money is another customer's or in another currency")]
    OtherAccount,
    /// The lines have no acceptable total.
    #[error(transparent)]
    Totals(#[from] TotalsError),
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<DbError> for LedgerError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

/// What a write changes of a customer's stored balance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BalanceChange {
    /// Of the sum of open balances, minor units.
    pub open: i64,
    /// Of what is paid or credited but not allocated, minor units.
    pub unapplied: i64,
    /// Of the number of open invoices.
    pub open_invoices: i32,
}

/// Locks a customer's stored balance until the transaction ends; it is made where there is none yet.
pub async fn lock_balance(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    store::ledger::lock_balance(tx, customer).await
}

/// Changes a customer's stored balance, which is locked, in the transaction that changes what it sums up.
pub async fn change_balance(tx: &Tx, customer: CustomerId, change: BalanceChange) -> Result<(), DbError> {
    store::ledger::change_balance(tx, customer, change).await
}

/// The next number of a kind of document of the tenant. There are no gaps: a rolled back transaction gives it back.
pub async fn next_number(tx: &Tx, kind: DocumentKind, date: NaiveDate) -> Result<String, DbError> {
    Ok(document_number(kind, date, store::ledger::next_number(tx, kind).await?))
}
