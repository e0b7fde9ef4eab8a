//! The terms on which a customer is billed.
//!
//! A change counts from the next period that is not billed yet. A new billing day makes one short period, a bridge, from
//! the day to which the customer is billed to the next billing day; it costs its part of a regular period. Nothing that
//! was billed is billed again.

use super::entity::customer::{BillingMode, CustomerStatus};
use super::store;
use crate::db::{DbError, Reads};
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Currency;

/// The terms on which a customer is billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingTerms {
    /// The customer.
    pub customer: CustomerId,
    /// The customer number.
    pub number: String,
    /// Where it stands in its life.
    pub status: CustomerStatus,
    /// The one currency of its bills.
    pub currency: Currency,
    /// Pays before or after.
    pub mode: BillingMode,
    /// Day of the month on which periods begin, 1..=28.
    pub billing_day: i16,
    /// Days from issue to due date.
    pub due_days: i16,
    /// Days from due date to the first late fee.
    pub grace_days: i16,
    /// Whether no tax is charged.
    pub tax_exempt: bool,
}

/// The terms of a customer, whoever asks: for rules of other features.
pub async fn billing_terms(db: &impl Reads, id: CustomerId) -> Result<Option<BillingTerms>, DbError> {
    Ok(store::by_id(db, id).await?.map(|row| BillingTerms {
        customer: row.id,
        number: row.number,
        status: row.status,
        currency: row.currency,
        mode: row.billing_mode,
        billing_day: row.billing_day,
        due_days: row.due_days,
        grace_days: row.grace_days,
        tax_exempt: row.tax_exempt_reason.is_some(),
    }))
}
