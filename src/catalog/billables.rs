//! What the billing of subscriptions needs to know of them, and what it tells them. Callers are billing's runs.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::discounts::{Discount, Reduction};
use super::entity::{coupon_plan, customer_discount, plan, subscription, usage_day};
use super::proration::Span;
use super::store::{self, billing, locks};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CouponId, CustomerId, PlanId, SubscriptionId};

/// A subscription with the plans that its days have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billable {
    /// The subscription as it was read.
    pub subscription: subscription::Model,
    /// Its plan.
    pub plan: plan::Model,
    /// The plan it will have, and from which day.
    pub pending: Option<(NaiveDate, plan::Model)>,
}

impl Billable {
    /// The first day that is not billed.
    pub fn billed_to(&self) -> Option<NaiveDate> {
        self.subscription.billed_through.or(self.subscription.activated_on)
    }

    /// The plan on a day and its price of a period, minor units. An agreed price ends with the plan it was agreed for.
    pub fn terms_on(&self, day: NaiveDate) -> (&plan::Model, i64) {
        match &self.pending {
            Some((from, plan)) if *from <= day => (plan, plan.price_minor),
            _ => (&self.plan, self.subscription.price_override_minor.unwrap_or(self.plan.price_minor)),
        }
    }
}

/// The subscriptions of a customer that have days to bill, the oldest order first: those in service or withheld, and
/// those that ended before all their days were billed. Days before `ends_on` alone are theirs.
pub async fn billable_subscriptions(db: &impl Reads, customer: CustomerId) -> Result<Vec<Billable>, DbError> {
    let subscriptions = store::bulk::billable(db, &[customer]).await?;
    if subscriptions.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<SubscriptionId> = subscriptions.iter().map(|row| row.id).collect();
    let pending = billing::pending_changes(db, &ids).await?;
    let mut plans: Vec<PlanId> = subscriptions.iter().map(|row| row.plan_id).collect();
    plans.extend(pending.iter().map(|quote| quote.to_plan_id));
    plans.sort_unstable();
    plans.dedup();
    let plans: HashMap<PlanId, plan::Model> =
        store::plans_by_id(db, &plans).await?.into_iter().map(|plan| (plan.id, plan)).collect();
    let plan = |id: PlanId| {
        plans.get(&id).cloned().ok_or_else(|| Fault::internal("the plan of a subscription is missing"))
    };
    let billable = |subscription: subscription::Model| {
        let change = pending.iter().find(|quote| quote.subscription_id == subscription.id);
        let pending = change.map(|quote| Ok::<_, Fault>((quote.effective_on, plan(quote.to_plan_id)?)));
        Ok(Billable { plan: plan(subscription.plan_id)?, pending: pending.transpose()?, subscription })
    };
    subscriptions.into_iter().map(billable).collect()
}

/// Moves the first day of a subscription that is not billed, in the transaction of the invoice. False: the subscription
/// is not as it was read – billed by another run, suspended, moved to another plan – and the transaction has to be
/// dropped, or it would bill what is not so.
pub async fn advance_billed_through(
    tx: &Tx,
    subscription: &subscription::Model,
    to: NaiveDate,
) -> Result<bool, DbError> {
    billing::advance(tx, subscription, to).await
}

/// The days of `[from, to)` on which each service is withheld and which are not billed: past ones, and those that are
/// planned. A lock without a planned end holds to the last of them. Services that are never withheld are missing.
pub async fn suspended_days(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<SubscriptionId, Vec<Span>>, DbError> {
    let mut days: HashMap<SubscriptionId, Vec<Span>> = HashMap::new();
    if subscriptions.is_empty() {
        return Ok(days);
    }
    for lock in locks::within(db, subscriptions, from, to).await? {
        let held = Span::new(lock.since, lock.lifted_on.or(lock.until).unwrap_or(to));
        let held = held.intersect(Span::new(from, to));
        if !held.is_empty() {
            days.entry(lock.subscription_id).or_default().push(held);
        }
    }
    for spans in days.values_mut() {
        *spans = super::proration::union(spans);
    }
    Ok(days)
}

/// The measured days of services in `[from, to)`, by service and day.
pub async fn usage_of(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<usage_day::Model>, DbError> {
    if subscriptions.is_empty() {
        return Ok(Vec::new());
    }
    billing::usage(db, subscriptions, from, to).await
}

/// The discounts of a customer that have not ended before a day, the oldest first: for [`super::discounts_for`].
pub async fn discounts_of(
    db: &impl Reads,
    customer: CustomerId,
    since: NaiveDate,
) -> Result<Vec<Discount>, DbError> {
    Ok(discounts_of_all(db, &[customer], since).await?.remove(&customer).unwrap_or_default())
}

/// The same for several customers.
pub(super) async fn discounts_of_all(
    db: &impl Reads,
    customers: &[CustomerId],
    since: NaiveDate,
) -> Result<HashMap<CustomerId, Vec<Discount>>, DbError> {
    let rows = billing::discounts(db, customers, since).await?;
    let coupons: Vec<CouponId> = rows.iter().filter_map(|row| row.coupon_id).collect();
    let plans = if coupons.is_empty() { Vec::new() } else { billing::plans_of_coupons(db, &coupons).await? };
    let mut all: HashMap<CustomerId, Vec<Discount>> = HashMap::new();
    for row in rows {
        let customer = row.customer_id;
        all.entry(customer).or_default().extend(discount(row, &plans));
    }
    Ok(all)
}

fn discount(row: customer_discount::Model, plans: &[coupon_plan::Model]) -> Option<Discount> {
    let of_coupon = |plan: &&coupon_plan::Model| Some(plan.coupon_id) == row.coupon_id;
    let plans: Vec<PlanId> = plans.iter().filter(of_coupon).map(|plan| plan.plan_id).collect();
    Some(Discount {
        id: row.id,
        reduction: match (row.percent_micro, row.amount_minor) {
            (Some(micro), None) => Reduction::Percent(micro),
            (None, Some(minor)) => Reduction::Amount(minor),
            // A CHECK of the table excludes it.
            (None, None) | (Some(_), Some(_)) => return None,
        },
        name: row.name,
        subscription: row.subscription_id,
        plans: (!plans.is_empty()).then_some(plans),
        from: row.from_date,
        to: row.to_date,
    })
}
