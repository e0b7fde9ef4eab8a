//! Payments that are not used up, lent to billing: an invoice that is issued takes of them.

use async_trait::async_trait;

use super::ledger::allocate;
use super::store;
use crate::billing::ledger::{LedgerError, Source, Unapplied, UnappliedPayments};
use crate::db::Tx;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId};

/// The payments of this feature.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaymentsOnAccount;

#[async_trait]
impl UnappliedPayments for PaymentsOnAccount {
    async fn left(&self, tx: &Tx, customer: CustomerId) -> Result<Vec<Unapplied>, Fault> {
        let payments = store::unapplied(tx, customer).await?;
        Ok(payments
            .iter()
            .map(|row| Unapplied {
                source: Source::Payment(row.id),
                since: row.received_at,
                left: row.unapplied_minor(),
            })
            .collect())
    }

    async fn allocate(
        &self,
        tx: &Tx,
        payment: PaymentId,
        invoice: InvoiceId,
        amount: i64,
    ) -> Result<(), LedgerError> {
        allocate(tx, payment, invoice, amount).await.map(|_| ())
    }
}
