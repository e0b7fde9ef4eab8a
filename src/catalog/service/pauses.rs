//! Pauses: the customer's own lock, within what the ISP offers.
//!
//! A pause begins today and has an end. Its days are not billed; what it costs is charged once, at its beginning. Who
//! comes back earlier is billed from that day on.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::reach;
use crate::catalog::charges::{self, NewCharge, ONE, text};
use crate::catalog::entity::charge::ChargeKind;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::entity::suspension_lock::{self, LockReason};
use crate::catalog::locks::{self, LiftOutcome, LockOutcome};
use crate::catalog::policy;
use crate::catalog::proration::{Span, next_day};
use crate::catalog::refusal::{CatalogError, RefusalCode, no_way, not_found, refused};
use crate::catalog::store;
use crate::db::audit::Record;
use crate::db::{Reads, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::tenancy::PauseSettings;

/// Days that a pause may last now, if any; both ends are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PauseOffer {
    /// The earliest day of its end: first day with service again.
    pub earliest: NaiveDate,
    /// The latest day of its end.
    pub latest: NaiveDate,
    /// What it costs once, minor units before tax.
    pub fee_minor: i64,
}

/// What a pause from `today` could be, after the days paused in the year before it. Pure.
pub fn pause_offer(
    settings: &PauseSettings,
    row: &subscription::Model,
    pauses: &[suspension_lock::Model],
    today: NaiveDate,
) -> Option<PauseOffer> {
    if !settings.offered || row.status != SubscriptionStatus::Active || row.ends_on.is_some() {
        return None;
    }
    let year = Span::new(year_before(today), today);
    let held = |lock: &suspension_lock::Model| Span::new(lock.since, lock.lifted_on.unwrap_or(today));
    let used: i64 = pauses.iter().map(|lock| year.intersect(held(lock)).days()).sum();
    let left = i64::from(settings.max_days_a_year) - used;
    let most = left.min(i64::from(settings.max_days));
    let least = i64::from(settings.min_days.max(1));
    let on = |days: i64| today.checked_add_days(Days::new(days.unsigned_abs()));
    (most >= least).then_some(())?;
    Some(PauseOffer { earliest: on(least)?, latest: on(most)?, fee_minor: settings.fee_minor })
}

/// The first day of the year that ends with `today`.
pub(in crate::catalog) fn year_before(today: NaiveDate) -> NaiveDate {
    next_day(today.checked_sub_months(chrono::Months::new(12)).unwrap_or(today))
}

/// Pauses a service from today until a day.
pub async fn pause(
    scope: &Scope,
    settings: &PauseSettings,
    id: SubscriptionId,
    until: NaiveDate,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, policy::may_change_services).await?;
    if !settings.offered {
        return Err(refused(RefusalCode::NotOffered, "subscriptionId", "pauses are not offered"));
    }
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, expected).await?;
    let today = scope.today();
    let pauses = store::locks::of_reason_since(&tx, id, LockReason::Voluntary, year_before(today)).await?;
    if pauses.iter().any(|lock| lock.lifted_on.is_none()) {
        return Err(refused(RefusalCode::AlreadyPaused, "subscriptionId", "the service is paused already"));
    }
    if before.status != SubscriptionStatus::Active {
        return Err(no_way(before.status));
    }
    if before.ends_on.is_some() {
        return Err(refused(RefusalCode::Ending, "subscriptionId", "the service is about to end"));
    }
    let offer = pause_offer(settings, &before, &pauses, today);
    let Some(offer) = offer.filter(|offer| (offer.earliest..=offer.latest).contains(&until)) else {
        let message = match offer {
            Some(offer) => format!("must be {} to {}", offer.earliest, offer.latest),
            None => "no days are left to pause in this year".to_owned(),
        };
        return Err(refused(RefusalCode::NotAllowedLength, "until", message));
    };
    match locks::lock(&tx, id, LockReason::Voluntary, Some(until)).await? {
        LockOutcome::Set | LockOutcome::Held => {}
        LockOutcome::NotFound => return Err(not_found("subscriptionId", "service")),
        LockOutcome::Refused(status) => return Err(no_way(status)),
    }
    if offer.fee_minor > 0 {
        let plan = store::offers::plan(&tx, before.plan_id, false).await?;
        let plan = plan.ok_or_else(|| Fault::internal("the plan of a subscription is missing"))?;
        let new = NewCharge {
            customer: before.customer_id,
            currency: plan.currency,
            subscription: Some(id),
            kind: ChargeKind::OneOff,
            description_key: text::PAUSE,
            description_args: json!({ "plan": plan.name }),
            service: Some(Span::new(today, until)),
            quantity_micro: ONE,
            unit_price_minor: offer.fee_minor,
            tax_code: Some(plan.tax_code),
            source_key: format!("pause:{id}:{}", before.version),
        };
        charges::charge(&tx, new).await?;
    }
    let record = Record::new("subscription.pause", id)
        .customer(row.customer_id)
        .after(json!({ "from": today, "until": until, "feeMinor": offer.fee_minor }));
    tx.record(record).await?;
    let now = reach::locked(&tx, id, None).await?;
    tx.commit().await?;
    Ok(now)
}

/// Ends a pause today.
pub async fn resume(
    scope: &Scope,
    id: SubscriptionId,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, policy::may_change_services).await?;
    let tx = scope.begin().await?;
    reach::locked(&tx, id, expected).await?;
    match locks::lift(&tx, id, LockReason::Voluntary).await? {
        LiftOutcome::Lifted { .. } => {}
        LiftOutcome::NotFound => return Err(not_found("subscriptionId", "service")),
        LiftOutcome::NotHeld => {
            return Err(refused(RefusalCode::NotLocked, "subscriptionId", "the service is not paused"));
        }
    }
    tx.record(Record::new("subscription.resume", id).customer(row.customer_id)).await?;
    let now = reach::locked(&tx, id, None).await?;
    tx.commit().await?;
    Ok(now)
}

/// The pauses of services in the year before today, for what may still be paused.
pub async fn pauses_of(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
) -> Result<Vec<suspension_lock::Model>, Fault> {
    let today = db.scope().today();
    let rows = store::locks::within(db, subscriptions, year_before(today), next_day(today)).await?;
    Ok(rows.into_iter().filter(|lock| lock.reason == LockReason::Voluntary).collect())
}
