//! The writes that move money: finalising, allocating, reversing. Each keeps the stored balances in its own transaction.
//!
//! Invariants (domain.md §3.3–5): a balance is between 0 and the total; a finalised invoice is PAID exactly when its
//! balance is 0; a payment or credit is never allocated beyond its amount. Every write states what it expects in its WHERE,
//! so that of two writers one gets a conflict and never a wrong sum.

mod allocate;
mod finalise;
mod sequence;
#[cfg(test)]
mod tests;

pub use allocate::{allocate_credit, allocate_payment, reverse_credit, reverse_payment};
pub use finalise::{NewInvoice, NewLine, finalise};
pub use sequence::next_number;

use sea_orm::Value;

use super::totals::TotalsError;
use crate::db::{DbError, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// Why money did not move.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The row has changed, or does not hold enough: nothing was written.
    #[error("the document has changed or does not hold enough")]
    Conflict,
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

/// Changes a customer's stored balance, in the transaction that changes what it sums up.
pub async fn change_balance(tx: &Tx, customer: CustomerId, change: BalanceChange) -> Result<(), DbError> {
    let values: [Value; 4] =
        [customer.into(), change.open.into(), change.unapplied.into(), change.open_invoices.into()];
    let changed = tx
        .execute(
            "UPDATE customer_balance
                SET open_minor = open_minor + $3, unapplied_minor = unapplied_minor + $4, open_invoices = open_invoices + $5
              WHERE tenant_id = $1 AND customer_id = $2",
            values.clone(),
        )
        .await?;
    if changed == 0 {
        // The first movement of this customer. Of two at once the second waits for the first and then adds.
        tx.execute(
            "INSERT INTO customer_balance (tenant_id, customer_id, open_minor, unapplied_minor, open_invoices)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (customer_id) DO UPDATE
                SET open_minor = customer_balance.open_minor + $3,
                    unapplied_minor = customer_balance.unapplied_minor + $4,
                    open_invoices = customer_balance.open_invoices + $5
              WHERE customer_balance.tenant_id = $1",
            values,
        )
        .await?;
    }
    Ok(())
}
