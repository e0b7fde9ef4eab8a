//! The terms on which a customer is billed.
//!
//! A change counts from the next period that is not billed yet. A new billing day makes one short period, a bridge, from
//! the day to which the customer is billed to the next billing day; it costs its part of a regular period. Nothing that
//! was billed is billed again.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use super::entity::customer::{self, BillingMode, CustomerStatus};
use super::{Reach, Seen, policy, reach, store};
use crate::db::audit::Record;
use crate::db::{DbError, Reads, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Currency;
use crate::kernel::problem::Invalid;

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
    Ok(store::by_id(db, id).await?.map(BillingTerms::from))
}

/// The terms of customers, whoever asks: for rules of other features.
pub async fn billing_terms_of(
    db: &impl Reads,
    ids: &[CustomerId],
) -> Result<HashMap<CustomerId, BillingTerms>, DbError> {
    let rows = store::within(db, &Reach::Tenant, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.into())).collect())
}

impl From<customer::Model> for BillingTerms {
    fn from(row: customer::Model) -> Self {
        Self {
            customer: row.id,
            number: row.number,
            status: row.status,
            currency: row.currency,
            mode: row.billing_mode,
            billing_day: row.billing_day,
            due_days: row.due_days,
            grace_days: row.grace_days,
            tax_exempt: row.tax_exempt_reason.is_some(),
        }
    }
}

/// What to change of the terms; absent fields stay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TermsChange {
    /// Pays before or after.
    pub mode: Option<BillingMode>,
    /// Day of the month on which periods begin, 1 to 28.
    pub billing_day: Option<i32>,
    /// Days from issue to due date, 0 to 90.
    pub due_days: Option<i32>,
    /// Days from due date to the first late fee, 0 to 90.
    pub grace_days: Option<i32>,
}

/// Why terms are as they were.
#[derive(Debug)]
pub enum TermsError {
    /// The caller may not.
    Forbidden,
    /// No such customer within reach.
    NotFound,
    /// It is not the version that was seen, or has changed meanwhile.
    Conflict,
    /// A field is not acceptable.
    Invalid(Invalid),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for TermsError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// Changes the terms of a customer, from the next period that is not billed yet.
pub async fn change_billing_terms(
    scope: &Scope,
    id: CustomerId,
    change: TermsChange,
    expected: Option<i32>,
) -> Result<Seen, TermsError> {
    let seen = reach::seen(scope, &[id]).await?.pop().ok_or(TermsError::NotFound)?;
    if !seen.allows(policy::may_change_billing_terms) {
        return Err(TermsError::Forbidden);
    }
    let before = &seen.customer;
    if expected.is_some_and(|version| version != before.version) {
        return Err(TermsError::Conflict);
    }
    let now = customer::Model {
        billing_mode: change.mode.unwrap_or(before.billing_mode),
        billing_day: within(change.billing_day, before.billing_day, 1..=28, "billingDay")?,
        due_days: within(change.due_days, before.due_days, 0..=90, "dueDays")?,
        grace_days: within(change.grace_days, before.grace_days, 0..=90, "graceDays")?,
        version: before.version + 1,
        ..before.clone()
    };
    let tx = scope.begin().await?;
    if !store::change_terms(&tx, before, &now).await? {
        return Err(TermsError::Conflict);
    }
    tx.record(Record::new("customer.billing_terms", id).change(told(before), told(&now))).await?;
    tx.commit().await?;
    Ok(Seen { customer: now, ..seen })
}

fn told(row: &customer::Model) -> Json {
    json!({
        "prepaid": row.billing_mode == BillingMode::Prepaid,
        "billingDay": row.billing_day,
        "dueDays": row.due_days,
        "graceDays": row.grace_days,
    })
}

fn within(
    wanted: Option<i32>,
    now: i16,
    bounds: RangeInclusive<i32>,
    field: &'static str,
) -> Result<i16, TermsError> {
    let Some(wanted) = wanted else { return Ok(now) };
    let checked = i16::try_from(wanted).ok().filter(|_| bounds.contains(&wanted));
    let message = || format!("must be {} to {}", bounds.start(), bounds.end());
    checked.ok_or_else(|| TermsError::Invalid(Invalid::new(field, message())))
}
