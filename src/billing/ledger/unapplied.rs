//! What a customer has to its credit is used for an invoice as soon as that is issued: the oldest first, whether it is a
//! payment or a credit note.

use async_trait::async_trait;

use super::{LedgerError, Source, allocate_credit};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::store;
use crate::db::Tx;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId};

/// A payment or credit that is not used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unapplied {
    /// What it is.
    pub source: Source,
    /// Since when it is there.
    pub since: Instant,
    /// What is left of it, minor units.
    pub left: i64,
}

/// The payments of customers. They are another feature's, to the right of this one, which lends them.
#[async_trait]
pub trait UnappliedPayments: Send + Sync {
    /// The payments of a customer with something left.
    async fn left(&self, tx: &Tx, customer: CustomerId) -> Result<Vec<Unapplied>, Fault>;

    /// Uses `amount` minor units of a payment for an invoice.
    async fn allocate(
        &self,
        tx: &Tx,
        payment: PaymentId,
        invoice: InvoiceId,
        amount: i64,
    ) -> Result<(), LedgerError>;
}

/// Pays an invoice that has just been issued out of what its customer has to its credit; what is owed after it. The
/// customer's balance is locked, so nothing of it moves meanwhile.
pub async fn apply_unapplied(
    tx: &Tx,
    invoice: &invoice::Model,
    payments: &dyn UnappliedPayments,
) -> Result<i64, LedgerError> {
    let mut owed = invoice.total_minor - invoice.allocated_minor;
    let balance = store::ledger::balance_of(tx, invoice.customer_id).await?;
    if invoice.status != InvoiceStatus::Open || balance.is_none_or(|balance| balance.unapplied_minor == 0) {
        return Ok(owed);
    }
    let mut sources = payments.left(tx, invoice.customer_id).await?;
    sources.extend(store::ledger::unapplied_credits(tx, invoice.customer_id).await?);
    for (source, amount) in shares(sources, owed) {
        match source {
            Source::Payment(payment) => payments.allocate(tx, payment, invoice.id, amount).await?,
            Source::Credit(note) => {
                allocate_credit(tx, note, invoice.id, amount).await?;
            }
        }
        owed -= amount;
    }
    Ok(owed)
}

/// What is taken of each source for `owed`: of the oldest first. Pure.
pub fn shares(mut sources: Vec<Unapplied>, mut owed: i64) -> Vec<(Source, i64)> {
    sources.sort_by_key(|unapplied| unapplied.since);
    let mut shares = Vec::new();
    for Unapplied { source, left, .. } in sources {
        let amount = left.min(owed);
        if amount > 0 {
            shares.push((source, amount));
            owed -= amount;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{CreditNoteId, TypedId as _};
    use uuid::Uuid;

    fn at(hour: u32) -> Instant {
        format!("2026-11-22T{hour:02}:00:00Z").parse().expect("valid")
    }

    #[test]
    fn the_oldest_is_used_first_whatever_it_is() {
        let payment = Source::Payment(PaymentId::from_uuid(Uuid::from_u128(1)));
        let credit = Source::Credit(CreditNoteId::from_uuid(Uuid::from_u128(2)));
        let sources = vec![
            Unapplied { source: payment, since: at(9), left: 100_00 },
            Unapplied { source: credit, since: at(8), left: 15_00 },
        ];
        assert_eq!(shares(sources.clone(), 50_00), [(credit, 15_00), (payment, 35_00)]);
        assert_eq!(shares(sources.clone(), 10_00), [(credit, 10_00)]);
        assert_eq!(shares(sources.clone(), 500_00), [(credit, 15_00), (payment, 100_00)]);
        assert_eq!(shares(sources, 0), []);
    }

    #[test]
    fn two_credits_leave_the_rest_of_a_larger_bill() {
        // domain.md §3.14: 15 + 10 on 50 leave 25.
        let credit = |number: u128, left| {
            let source = Source::Credit(CreditNoteId::from_uuid(Uuid::from_u128(number)));
            Unapplied { source, since: at(8), left }
        };
        let used: i64 = shares(vec![credit(1, 15_00), credit(2, 10_00)], 50_00).iter().map(|(_, a)| a).sum();
        assert_eq!(50_00 - used, 25_00);
    }
}
