//! Staff withholds services and gives them back.

use chrono::NaiveDate;
use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::reach;
use crate::catalog::entity::subscription;
use crate::catalog::entity::suspension_lock::LockReason;
use crate::catalog::locks::{self, LiftOutcome, LockOutcome};
use crate::catalog::policy;
use crate::catalog::refusal::{CatalogError, RefusalCode, no_way, not_found, refused, text};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::SubscriptionId;

/// The longest explanation, in characters.
const MAX_WHY: usize = 500;

/// Withholds a service from today, until a day or until it is lifted.
pub async fn withhold(
    scope: &Scope,
    id: SubscriptionId,
    reason: LockReason,
    until: Option<NaiveDate>,
    why: &str,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, |kind| policy::may_withhold(kind, reason)).await?;
    let why = text(why, "why", MAX_WHY)?;
    if until.is_some_and(|until| until <= scope.today()) {
        return Err(refused(RefusalCode::InvalidInput, "until", "must be after today"));
    }
    let tx = scope.begin().await?;
    reach::locked(&tx, id, expected).await?;
    match locks::lock(&tx, id, reason, until).await? {
        LockOutcome::Set | LockOutcome::Held => {}
        LockOutcome::NotFound => return Err(not_found("subscriptionId", "service")),
        LockOutcome::Refused(status) => return Err(no_way(status)),
    }
    let record = Record::new("subscription.lock", id)
        .customer(row.customer_id)
        .reason(why)
        .after(json!({ "reason": reason.to_value(), "until": until }));
    tx.record(record).await?;
    let now = reach::locked(&tx, id, None).await?;
    tx.commit().await?;
    Ok(now)
}

/// Lifts a lock; the service is there again if no other holds.
pub async fn give_back(
    scope: &Scope,
    id: SubscriptionId,
    reason: LockReason,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, |kind| policy::may_withhold(kind, reason)).await?;
    let tx = scope.begin().await?;
    reach::locked(&tx, id, expected).await?;
    match locks::lift(&tx, id, reason).await? {
        LiftOutcome::Lifted { .. } => {}
        LiftOutcome::NotFound => return Err(not_found("subscriptionId", "service")),
        LiftOutcome::NotHeld => {
            let message = "the service is not withheld for this reason";
            return Err(refused(RefusalCode::NotLocked, "reason", message));
        }
    }
    let record = Record::new("subscription.lift", id)
        .customer(row.customer_id)
        .before(json!({ "reason": reason.to_value() }));
    tx.record(record).await?;
    let now = reach::locked(&tx, id, None).await?;
    tx.commit().await?;
    Ok(now)
}
