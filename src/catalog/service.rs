//! Reading plans and subscriptions, and the use cases in the files below. Callers pass customers they have seen
//! (`customers::Seen`).

mod coupons;
mod discounts;
mod due;
mod endings;
mod orders;
mod pauses;
mod plan_changes;
mod plans;
mod reach;
mod running;
mod suspensions;
mod top_ups;
mod usage;

pub use coupons::{NewCoupon, count_coupons, coupons, create_coupon, redeem_coupon, retire_coupon};
pub use discounts::{Grant, end_discount, grant_discount};
pub use due::{ServicesDay, apply_due};
pub use endings::{End, EndTerms, EndTiming, end, end_terms_of, keep};
pub use orders::{Order, activate, agree_price, order, provision};
pub use pauses::{PauseOffer, pause, pause_offer, pauses_of, resume};
pub use plan_changes::{call_off, change, lines_of, preview};
pub use plans::{PlanFilter, PlanTerms, count_plans, create_plan, plans, retire_plan, update_plan};
pub use running::{begun_after, with_plans};
pub use suspensions::{give_back, withhold};
pub use top_ups::{NewPack, Purchase, buy_top_up, create_pack, retire_pack};
pub use usage::{
    MAX_RANGE, MAX_READINGS, Reading, ServiceUsage, add_usage, measure_usage, record_usage, usage,
};

use super::entity::plan::{self, PlanKind};
use super::entity::subscription::{self, SubscriptionStatus};
use super::store::{self, SubscriptionKey};
use crate::customers;
use crate::db::{Reads, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId};
use crate::kernel::page::{Page, PageRequest};

/// One page of a customer's subscriptions, the oldest order first.
pub async fn subscriptions(
    scope: &Scope,
    customer: CustomerId,
    request: &PageRequest<SubscriptionKey>,
) -> Result<Page<subscription::Model>, Fault> {
    Ok(store::subscriptions(scope, customer, request).await?)
}

/// How many subscriptions a customer has.
pub async fn count_subscriptions(scope: &Scope, customer: CustomerId) -> Result<u64, Fault> {
    Ok(store::count_subscriptions(scope, customer).await?)
}

/// The subscriptions of the ids whose customers the caller may see.
pub async fn open_subscriptions(
    scope: &Scope,
    ids: &[SubscriptionId],
) -> Result<Vec<subscription::Model>, Fault> {
    let mut subscriptions = store::subscriptions_by_id(scope, ids).await?;
    let seen =
        customers::seen_of(scope, subscriptions.iter().map(|subscription| subscription.customer_id)).await?;
    subscriptions.retain(|subscription| seen.contains_key(&subscription.customer_id));
    Ok(subscriptions)
}

/// Whose services these are, for rules that show nothing of them; what does not exist is missing.
pub async fn owners_of(
    db: &impl Reads,
    ids: &[SubscriptionId],
) -> Result<Vec<(SubscriptionId, CustomerId)>, Fault> {
    let rows = store::subscriptions_by_id(db, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.customer_id)).collect())
}

/// Services as they are, for features that reckon with them and show nothing of them to who may not see them.
pub async fn services_by_id(
    db: &impl Reads,
    ids: &[SubscriptionId],
) -> Result<Vec<subscription::Model>, Fault> {
    Ok(store::subscriptions_by_id(db, ids).await?)
}

/// The numbers of services.
pub async fn numbers_of(db: &impl Reads, ids: &[SubscriptionId]) -> Result<Vec<String>, Fault> {
    let rows = store::subscriptions_by_id(db, ids).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// The services with these numbers; those that there are.
pub async fn services_numbered(
    db: &impl Reads,
    numbers: &[String],
) -> Result<Vec<subscription::Model>, Fault> {
    Ok(store::subscriptions_by_number(db, numbers).await?)
}

/// The same of those that have begun and not ended, withheld or not.
pub async fn in_force(
    db: &impl Reads,
    ids: &[SubscriptionId],
) -> Result<Vec<(SubscriptionId, CustomerId)>, Fault> {
    let mut rows = store::subscriptions_by_id(db, ids).await?;
    rows.retain(|row| matches!(row.status, SubscriptionStatus::Active | SubscriptionStatus::Suspended));
    Ok(rows.into_iter().map(|row| (row.id, row.customer_id)).collect())
}

/// What the plan of a service that was seen provides.
pub async fn plan_kind(db: &impl Reads, id: PlanId) -> Result<PlanKind, Fault> {
    let plan = store::plans_by_id(db, &[id]).await?.pop();
    plan.map(|plan| plan.kind).ok_or_else(|| Fault::internal("the plan of a subscription is missing"))
}

/// The plans of the ids that the caller may see: public plans are for everybody, the others for staff and for those
/// who reach them through a subscription.
pub async fn open_plans(scope: &Scope, ids: &[PlanId]) -> Result<Vec<plan::Model>, Fault> {
    let mut plans = store::plans_by_id(scope, ids).await?;
    plans.retain(|plan| plan.public || scope.actor().staff().next().is_some());
    Ok(plans)
}
