//! What services use: writing it down, and telling how it stands.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::catalog::billables::usage_of;
use crate::catalog::entity::{plan, subscription, top_up, usage_day};
use crate::catalog::events::subscription_event;
use crate::catalog::policy;
use crate::catalog::proration::Span;
use crate::catalog::refusal::{CatalogError, RefusalCode, not_found, refused};
use crate::catalog::store;
use crate::catalog::usage::{UsageThreshold, days_of_service, overage, projected, used};
use crate::customers;
use crate::db::audit::Record;
use crate::db::{Reads, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PlanId, SubscriptionId};

/// Days that are told at once, at most.
pub const MAX_RANGE: i64 = 100;
/// Readings that are written at once, at most.
pub const MAX_READINGS: usize = 500;
/// Bytes of a day in one direction, at most: more is a slip of the finger, or of a counter.
const MAX_BYTES: i64 = 1_000_000_000_000_000;
/// How far back a day may be measured.
const OLDEST: Days = Days::new(400);

/// What a service has used on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The service.
    pub subscription: SubscriptionId,
    /// The day, in the tenant's zone.
    pub day: NaiveDate,
    /// Bytes towards the customer.
    pub down_bytes: i64,
    /// Bytes from the customer.
    pub up_bytes: i64,
    /// Whether the day is measured for good.
    pub is_final: bool,
}

/// How the use of some days stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceUsage {
    /// The days.
    pub range: Span,
    /// Those that are measured, in order.
    pub days: Vec<usage_day::Model>,
    /// The volume of the period with what was bought; none is unlimited, or the days are no period.
    pub cap_bytes: Option<i64>,
    /// What was bought for the period.
    pub bought_bytes: i64,
    /// What the period will come to; none before anything is measured, or where the days are no period.
    pub projected_bytes: Option<i64>,
    /// What is beyond the cap costs so far, minor units before tax.
    pub overage_minor: Option<i64>,
    /// The plan, for its currency.
    pub plan: plan::Model,
}

impl ServiceUsage {
    /// The volume used.
    pub fn used_bytes(&self) -> i64 {
        used(&self.days)
    }

    /// Where that stands against the cap; none without a cap.
    pub fn threshold(&self) -> Option<UsageThreshold> {
        self.cap_bytes.map(|cap| UsageThreshold::of(self.used_bytes(), cap))
    }
}

/// Services with what their use is counted by.
struct Counted {
    subscriptions: Vec<subscription::Model>,
    plans: HashMap<PlanId, plan::Model>,
    periods: HashMap<SubscriptionId, Span>,
}

impl Counted {
    async fn of(db: &impl Reads, ids: &[SubscriptionId], day: NaiveDate) -> Result<Self, Fault> {
        let subscriptions = store::subscriptions_by_id(db, ids).await?;
        let plans: Vec<PlanId> = subscriptions.iter().map(|row| row.plan_id).collect();
        let plans = store::plans_by_id(db, &plans).await?.into_iter().map(|plan| (plan.id, plan)).collect();
        let customers: Vec<_> = subscriptions.iter().map(|row| row.customer_id).collect();
        let terms = customers::billing_terms_of(db, &customers).await?;
        let periods = subscriptions
            .iter()
            .filter_map(|row| Some((row.id, Span::period_of(day, terms.get(&row.customer_id)?.billing_day))))
            .collect();
        Ok(Self { subscriptions, plans, periods })
    }

    fn whole(&self) -> Option<Span> {
        let start = self.periods.values().map(|span| span.start).min()?;
        Some(Span::new(start, self.periods.values().map(|span| span.end).max()?))
    }
}

/// How services stand in the period of today, or on the days of a range. A statement of each kind for any number.
pub async fn usage(
    db: &impl Reads,
    ids: &[SubscriptionId],
    range: Option<Span>,
) -> Result<HashMap<SubscriptionId, ServiceUsage>, Fault> {
    let counted = Counted::of(db, ids, range.map_or_else(|| db.scope().today(), |range| range.start)).await?;
    let Some(whole) = range.or_else(|| counted.whole()) else { return Ok(HashMap::new()) };
    let mut days: HashMap<SubscriptionId, Vec<usage_day::Model>> = HashMap::new();
    for day in usage_of(db, ids, whole.start, whole.end).await? {
        days.entry(day.subscription_id).or_default().push(day);
    }
    let bought = store::usage::top_ups(db, ids, whole.start, whole.end).await?;
    let mut all = HashMap::new();
    for row in &counted.subscriptions {
        let Some(period) = counted.periods.get(&row.id).copied() else { continue };
        let plan = counted.plans.get(&row.plan_id).cloned();
        let plan = plan.ok_or_else(|| Fault::internal("the plan of a subscription is missing"))?;
        let mut days = days.remove(&row.id).unwrap_or_default();
        let range = range.unwrap_or(period);
        days.retain(|day| range.start <= day.day && day.day < range.end);
        all.insert(row.id, stand(row, plan, period, range, days, &bought)?);
    }
    Ok(all)
}

fn stand(
    row: &subscription::Model,
    plan: plan::Model,
    period: Span,
    range: Span,
    days: Vec<usage_day::Model>,
    bought: &[top_up::Model],
) -> Result<ServiceUsage, Fault> {
    // A cap is for a period: against other days it says nothing.
    let whole = range == period;
    let bought_bytes = bought_for(row.id, period, bought);
    let cap_bytes = plan.cap_bytes.filter(|_| whole).map(|cap| cap.saturating_add(bought_bytes));
    let overage_minor = match (cap_bytes, plan.overage_per_gb_minor) {
        (Some(cap), Some(price)) => {
            let beyond = overage(used(&days), cap, price).map_err(Fault::internal)?;
            Some(beyond.map_or(0, |beyond| beyond.net_minor))
        }
        _ => None,
    };
    let service = days_of_service(period, row.activated_on, row.ends_on);
    Ok(ServiceUsage {
        range,
        cap_bytes,
        bought_bytes: if whole { bought_bytes } else { 0 },
        projected_bytes: projected(&days, service).filter(|_| whole),
        overage_minor,
        days,
        plan,
    })
}

fn bought_for(id: SubscriptionId, period: Span, bought: &[top_up::Model]) -> i64 {
    let of = |top_up: &&top_up::Model| top_up.subscription_id == id && top_up.period_start == period.start;
    bought.iter().filter(of).map(|top_up| top_up.bytes).sum()
}

/// Writes down what services have used. A day that is written again is written over, unless it was measured for good; a
/// day that comes twice counts as it comes last. Tells whom it concerns when a service passes a part of its volume.
pub async fn record_usage(scope: &Scope, readings: Vec<Reading>) -> Result<usize, CatalogError> {
    if !scope.actor().kinds().any(policy::may_record_usage) {
        return Err(CatalogError::Forbidden);
    }
    check(scope, &readings)?;
    let ids: Vec<SubscriptionId> = distinct(readings.iter().map(|reading| reading.subscription));
    let tx = scope.begin().await?;
    let before = usage(&tx, &ids, None).await?;
    if before.len() < ids.len() {
        return Err(not_found("readings", "service"));
    }
    write(&tx, &readings).await?;
    let after = usage(&tx, &ids, None).await?;
    tell(&tx, &ids, &before, &after).await?;
    let days = readings.len();
    tx.record(
        Record::new("usage.record", scope.tenant().id).after(json!({ "services": ids.len(), "days": days })),
    )
    .await?;
    tx.commit().await?;
    Ok(days)
}

/// Writes down what has been measured of services, for features that measure, in their transaction; otherwise like
/// [`record_usage`]. What cannot be is left out, and so are services that are gone: a counter is no reason to fail.
pub async fn measure_usage(tx: &Tx, readings: &[Reading]) -> Result<(), Fault> {
    let possible = |bytes: i64| (0..=MAX_BYTES).contains(&bytes);
    let known: Vec<Reading> = readings
        .iter()
        .filter(|reading| possible(reading.down_bytes) && possible(reading.up_bytes))
        .copied()
        .collect();
    let ids = distinct(known.iter().map(|reading| reading.subscription));
    if ids.is_empty() {
        return Ok(());
    }
    let before = usage(tx, &ids, None).await?;
    let known: Vec<Reading> =
        known.into_iter().filter(|reading| before.contains_key(&reading.subscription)).collect();
    write(tx, &known).await?;
    let after = usage(tx, &ids, None).await?;
    tell(tx, &ids, &before, &after).await
}

/// Adds to what services have used, in the transaction of what it was read from; what was measured for good stays. Tells whom
/// it concerns when a service passes a part of its volume. For counters, which tell of differences and not of days; the days
/// and the volumes are theirs to check.
pub async fn add_usage(tx: &Tx, readings: &[Reading]) -> Result<(), Fault> {
    let ids: Vec<SubscriptionId> = distinct(readings.iter().map(|reading| reading.subscription));
    let before = usage(tx, &ids, None).await?;
    store::usage::add(tx, &summed(tx, readings)).await?;
    let after = usage(tx, &ids, None).await?;
    tell(tx, &ids, &before, &after).await
}

/// A row for each service and day: one statement may write a row once only.
fn summed(tx: &Tx, readings: &[Reading]) -> Vec<usage_day::Model> {
    let mut days: BTreeMap<(SubscriptionId, NaiveDate), (i64, i64)> = BTreeMap::new();
    for reading in readings {
        let (down, up) = days.entry((reading.subscription, reading.day)).or_default();
        *down = down.saturating_add(reading.down_bytes);
        *up = up.saturating_add(reading.up_bytes);
    }
    let row = |((subscription_id, day), (down_bytes, up_bytes))| usage_day::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        subscription_id,
        day,
        down_bytes,
        up_bytes,
        is_final: false,
    };
    days.into_iter().map(row).collect()
}

fn distinct(ids: impl Iterator<Item = SubscriptionId>) -> Vec<SubscriptionId> {
    ids.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn check(scope: &Scope, readings: &[Reading]) -> Result<(), CatalogError> {
    let invalid = |message: &str| Err(refused(RefusalCode::InvalidInput, "readings", message));
    if readings.is_empty() || readings.len() > MAX_READINGS {
        return invalid(&format!("must be 1 to {MAX_READINGS}"));
    }
    let possible = |bytes: i64| (0..=MAX_BYTES).contains(&bytes);
    if !readings.iter().all(|reading| possible(reading.down_bytes) && possible(reading.up_bytes)) {
        return invalid("volumes are 0 to 1,000,000,000,000,000 bytes");
    }
    let days = scope.today() - OLDEST..=scope.today();
    if readings.iter().any(|reading| !days.contains(&reading.day)) {
        return invalid("days are today or before, and not older than 400 days");
    }
    if readings.iter().any(|reading| reading.is_final && reading.day == scope.today()) {
        return invalid("today is not over: it cannot be final");
    }
    Ok(())
}

async fn write(tx: &Tx, readings: &[Reading]) -> Result<(), Fault> {
    // The last of a day stands: one statement may write a row once only.
    let last: BTreeMap<(SubscriptionId, NaiveDate), &Reading> =
        readings.iter().map(|reading| ((reading.subscription, reading.day), reading)).collect();
    let row = |reading: &&Reading| usage_day::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        subscription_id: reading.subscription,
        day: reading.day,
        down_bytes: reading.down_bytes,
        up_bytes: reading.up_bytes,
        is_final: reading.is_final,
    };
    let rows: Vec<usage_day::Model> = last.values().map(row).collect();
    Ok(store::usage::upsert(tx, &rows).await?)
}

async fn tell(
    tx: &Tx,
    ids: &[SubscriptionId],
    before: &HashMap<SubscriptionId, ServiceUsage>,
    after: &HashMap<SubscriptionId, ServiceUsage>,
) -> Result<(), Fault> {
    let passed = |id: &SubscriptionId| {
        let (before, after) = (before.get(id)?.threshold()?, after.get(id)?.threshold()?);
        (after > before).then(|| after.percent()).flatten()
    };
    let told: Vec<(SubscriptionId, i64)> = ids.iter().filter_map(|id| Some((*id, passed(id)?))).collect();
    if told.is_empty() {
        return Ok(());
    }
    let ids: Vec<SubscriptionId> = told.iter().map(|(id, _)| *id).collect();
    for row in store::subscriptions_by_id(tx, &ids).await? {
        let percent = told.iter().find(|(id, _)| *id == row.id).map(|(_, percent)| *percent);
        subscription_event(tx, EventType::UsageThresholdReached, &row, json!({ "percent": percent })).await?;
    }
    Ok(())
}
