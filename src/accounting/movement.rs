//! What moves the books, in the order of the books. Pure.
//!
//! A movement is what one row of billing or payments means on one day. Movements are ordered by day (in the tenant's
//! zone), then by kind, then by time: a day's documents stand before the money that pays them.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kernel::clock::{Instant, date_in};
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId, TypedId as _};
use crate::kernel::money::Currency;
use crate::kernel::page;

/// What a movement is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, async_graphql::Enum,
)]
#[graphql(name = "LedgerMovementKind")]
pub enum MovementKind {
    /// An invoice was issued.
    #[serde(rename = "i")]
    Invoice,
    /// A credit note was issued.
    #[serde(rename = "c")]
    CreditNote,
    /// A payment came in.
    #[serde(rename = "p")]
    Payment,
    /// A payment or a credit was used for an invoice. It changes no balance.
    #[serde(rename = "a")]
    Allocation,
    /// That was taken back. It changes no balance.
    #[serde(rename = "r")]
    AllocationReversal,
    /// A payment was given back, all or a part.
    #[serde(rename = "f")]
    Refund,
    /// That came back: the refund has failed after all.
    #[serde(rename = "g")]
    RefundReturn,
    /// The bank took a payment back.
    #[serde(rename = "b")]
    Chargeback,
    /// The bank gave it again: a dispute is won.
    #[serde(rename = "d")]
    ChargebackReversal,
    /// An invoice was cancelled.
    #[serde(rename = "v")]
    InvoiceVoid,
    /// A credit note was cancelled.
    #[serde(rename = "w")]
    CreditNoteVoid,
    /// What was owed of an invoice was given up.
    #[serde(rename = "u")]
    WriteOff,
    /// What was given up of an invoice is paid or credited after all, so it was owed.
    #[serde(rename = "y")]
    Recovery,
}

impl MovementKind {
    /// All kinds in the order of a day.
    pub const ALL: [Self; 13] = [
        Self::Invoice,
        Self::CreditNote,
        Self::Payment,
        Self::Allocation,
        Self::AllocationReversal,
        Self::Refund,
        Self::RefundReturn,
        Self::Chargeback,
        Self::ChargebackReversal,
        Self::InvoiceVoid,
        Self::CreditNoteVoid,
        Self::WriteOff,
        Self::Recovery,
    ];

    /// What it does to what the customer owes: 1 adds the amount, -1 takes it away, 0 leaves it.
    pub fn effect(self) -> i64 {
        match self {
            Self::Invoice | Self::Refund | Self::Chargeback | Self::CreditNoteVoid | Self::Recovery => 1,
            Self::CreditNote
            | Self::Payment
            | Self::RefundReturn
            | Self::ChargebackReversal
            | Self::InvoiceVoid
            | Self::WriteOff => -1,
            Self::Allocation | Self::AllocationReversal => 0,
        }
    }

    /// Its place in a day.
    pub fn rank(self) -> i32 {
        Self::ALL.iter().zip(0..).find(|(kind, _)| **kind == self).map_or(0, |(_, rank)| rank)
    }

    /// The kind at a place in a day.
    pub fn at_rank(rank: i32) -> Option<Self> {
        usize::try_from(rank).ok().and_then(|rank| Self::ALL.get(rank)).copied()
    }
}

/// One movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// What it is.
    pub kind: MovementKind,
    /// The row it comes from.
    pub id: Uuid,
    /// The business day.
    pub day: NaiveDate,
    /// When it was written; orders the movements of a kind and day.
    pub at: Instant,
    /// The number of the document.
    pub number: String,
    /// The number of the payment or credit note that is used; of allocations and their reversals alone.
    pub source_number: Option<String>,
    /// Whose it is.
    pub customer: CustomerId,
    /// The customer's number.
    pub customer_number: String,
    /// The customer's name.
    pub customer_name: String,
    /// The customer's currency.
    pub currency: Currency,
    /// Minor units, at least 0.
    pub amount: i64,
    /// The invoice it is about.
    pub invoice: Option<InvoiceId>,
    /// The payment it is about.
    pub payment: Option<PaymentId>,
    /// The credit note it is about.
    pub credit_note: Option<CreditNoteId>,
    /// How a payment came in, as stored.
    pub channel: Option<String>,
}

impl Movement {
    /// What it adds to what the customer owes.
    pub fn effect(&self) -> i64 {
        self.kind.effect() * self.amount
    }

    /// Its place in the books.
    pub fn key(&self) -> MovementKey {
        MovementKey { day: self.day, kind: self.kind, at: self.at, id: self.id }
    }

    /// The document's id as the API writes it.
    pub fn document(&self) -> Option<String> {
        match self.kind {
            MovementKind::Payment
            | MovementKind::Refund
            | MovementKind::RefundReturn
            | MovementKind::Chargeback
            | MovementKind::ChargebackReversal => self.payment.map(PaymentId::external),
            MovementKind::CreditNote | MovementKind::CreditNoteVoid => {
                self.credit_note.map(CreditNoteId::external)
            }
            MovementKind::Invoice
            | MovementKind::InvoiceVoid
            | MovementKind::WriteOff
            | MovementKind::Recovery
            | MovementKind::Allocation
            | MovementKind::AllocationReversal => self.invoice.map(InvoiceId::external),
        }
    }
}

/// The place of a movement in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MovementKey {
    /// The business day.
    #[serde(rename = "d", deserialize_with = "page::date")]
    pub day: NaiveDate,
    /// The kind.
    #[serde(rename = "k")]
    pub kind: MovementKind,
    /// When it was written.
    #[serde(rename = "t", deserialize_with = "page::instant")]
    pub at: Instant,
    /// The row.
    #[serde(rename = "i")]
    pub id: Uuid,
}

/// The day of a row: a date that it has, or the day of its instant.
pub(super) fn day_of(zone: Tz, date: Option<NaiveDate>, at: Instant) -> NaiveDate {
    date.unwrap_or_else(|| date_in(zone, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_order_of_the_kinds() {
        for (kind, rank) in MovementKind::ALL.into_iter().zip(0..) {
            assert_eq!((kind.rank(), MovementKind::at_rank(rank)), (rank, Some(kind)));
        }
        assert!(MovementKind::ALL.is_sorted());
        assert_eq!((MovementKind::at_rank(-1), MovementKind::at_rank(13)), (None, None));
    }
}
