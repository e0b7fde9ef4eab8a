//! What is to be billed, read for many customers at once: a billing run asks in a few statements for hundreds.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::billables::{Billable, discounts_of_all, suspended_days, usage_of};
use super::discounts::Discount;
use super::entity::{charge, plan, subscription, top_up, usage_day};
use super::proration::Span;
use super::store::{self, billing, bulk, charges};
use crate::db::{DbError, Reads};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId};

/// Days before what is billed that its usage, locks and plans are read for: two periods.
const LOOK_BACK: Days = Days::new(70);

/// Everything of a customer that its next invoice is made of.
#[derive(Debug, Clone, Default)]
pub struct ToBill {
    /// The services with days to bill or to come, the oldest order first.
    pub services: Vec<Service>,
    /// What waits for the next invoice beside the periods, the oldest first.
    pub charges: Vec<charge::Model>,
    /// The discounts, the oldest first.
    pub discounts: Vec<Discount>,
}

/// A service and what its days are.
#[derive(Debug, Clone)]
pub struct Service {
    /// The subscription with its plans.
    pub billable: Billable,
    /// Days on which it is withheld, which are not billed.
    pub suspended: Vec<Span>,
    /// Measured volume of its last days.
    pub usage: Vec<usage_day::Model>,
    /// Volume that was bought for its last periods.
    pub top_ups: Vec<top_up::Model>,
    /// The plans that it had before, each with the first day of the one after, the latest first.
    pub former: Vec<(NaiveDate, plan::Model)>,
}

impl Service {
    /// The plan on a day that has passed or is billed.
    pub fn plan_on(&self, day: NaiveDate) -> &plan::Model {
        let earlier = self.former.iter().rev().find(|(until, _)| day < *until);
        earlier.map_or_else(|| self.billable.terms_on(day).0, |(_, plan)| plan)
    }
}

/// Reads what customers are to be billed for on `as_of`; customers without anything are there, too, with nothing.
pub async fn to_bill(
    db: &impl Reads,
    customers: &[CustomerId],
    as_of: NaiveDate,
) -> Result<HashMap<CustomerId, ToBill>, DbError> {
    let mut found: HashMap<CustomerId, ToBill> =
        customers.iter().map(|customer| (*customer, ToBill::default())).collect();
    if customers.is_empty() {
        return Ok(found);
    }
    for service in services(db, customers, as_of).await? {
        if let Some(of) = found.get_mut(&service.billable.subscription.customer_id) {
            of.services.push(service);
        }
    }
    for charge in charges::unbilled(db, customers).await? {
        if let Some(of) = found.get_mut(&charge.customer_id) {
            of.charges.push(charge);
        }
    }
    for (customer, discounts) in discounts_of_all(db, customers, as_of - LOOK_BACK).await? {
        if let Some(of) = found.get_mut(&customer) {
            of.discounts = discounts;
        }
    }
    Ok(found)
}

/// Customers with something to bill on `as_of`, in the order of their ids, after `after` and up to `last`; at most `limit`.
/// Who is billed is not among them any more.
pub async fn due_customers(
    db: &impl Reads,
    as_of: NaiveDate,
    after: Option<CustomerId>,
    last: Option<CustomerId>,
    limit: u32,
) -> Result<Vec<CustomerId>, DbError> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let last = last.map_or(uuid::Uuid::max(), |id| id.0);
    bulk::due_customers(db, as_of + Days::new(1), after, last, limit).await
}

async fn services(
    db: &impl Reads,
    customers: &[CustomerId],
    as_of: NaiveDate,
) -> Result<Vec<Service>, DbError> {
    let subscriptions = bulk::billable(db, customers).await?;
    if subscriptions.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<SubscriptionId> = subscriptions.iter().map(|row| row.id).collect();
    let pending = billing::pending_changes(db, &ids).await?;
    let since = as_of - LOOK_BACK;
    let made = bulk::changes_since(db, &ids, since).await?;
    let mut plans: Vec<PlanId> = subscriptions.iter().map(|row| row.plan_id).collect();
    plans.extend(pending.iter().map(|quote| quote.to_plan_id));
    plans.extend(made.iter().map(|quote| quote.from_plan_id));
    plans.sort_unstable();
    plans.dedup();
    let plans: HashMap<PlanId, plan::Model> =
        store::plans_by_id(db, &plans).await?.into_iter().map(|plan| (plan.id, plan)).collect();
    let plan = |id: PlanId| {
        plans.get(&id).cloned().ok_or_else(|| Fault::internal("the plan of a subscription is missing"))
    };
    // A period is a month at most; what is withheld beyond it does not matter yet.
    let earliest = subscriptions.iter().filter_map(|row| row.billed_through.or(row.activated_on)).min();
    let from = earliest.unwrap_or(since).min(since);
    let mut suspended = suspended_days(db, &ids, from, as_of + Days::new(62)).await?;
    let mut usage: HashMap<SubscriptionId, Vec<usage_day::Model>> = HashMap::new();
    let metered: Vec<SubscriptionId> = subscriptions
        .iter()
        .filter(|row| {
            let former = made.iter().filter(|quote| quote.subscription_id == row.id);
            former
                .map(|quote| quote.from_plan_id)
                .chain([row.plan_id])
                .any(|id| plans.get(&id).is_some_and(|plan| plan.overage_per_gb_minor.is_some()))
        })
        .map(|row| row.id)
        .collect();
    for day in usage_of(db, &metered, since, as_of + Days::new(1)).await? {
        usage.entry(day.subscription_id).or_default().push(day);
    }
    let mut bought: HashMap<SubscriptionId, Vec<top_up::Model>> = HashMap::new();
    for top_up in bulk::top_ups(db, &metered, since).await? {
        bought.entry(top_up.subscription_id).or_default().push(top_up);
    }
    let service = |subscription: subscription::Model| {
        let id = subscription.id;
        let change = pending.iter().find(|quote| quote.subscription_id == id);
        let pending = change.map(|quote| Ok::<_, Fault>((quote.effective_on, plan(quote.to_plan_id)?)));
        let former = made.iter().filter(|quote| quote.subscription_id == id);
        let former = former.map(|quote| Ok::<_, Fault>((quote.effective_on, plan(quote.from_plan_id)?)));
        Ok(Service {
            former: former.collect::<Result<_, _>>()?,
            billable: Billable {
                plan: plan(subscription.plan_id)?,
                pending: pending.transpose()?,
                subscription,
            },
            suspended: suspended.remove(&id).unwrap_or_default(),
            usage: usage.remove(&id).unwrap_or_default(),
            top_ups: bought.remove(&id).unwrap_or_default(),
        })
    };
    subscriptions.into_iter().map(service).collect()
}
