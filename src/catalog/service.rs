//! Reading plans and subscriptions. Callers pass customers they have seen (`customers::Seen`).

use super::entity::{plan, subscription};
use super::store::{self, SubscriptionKey};
use crate::customers;
use crate::db::Scope;
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

/// A subscription by id, if the caller may see its customer.
pub async fn open_subscription(
    scope: &Scope,
    id: SubscriptionId,
) -> Result<Option<subscription::Model>, Fault> {
    let Some(subscription) = store::subscriptions_by_id(scope, &[id]).await?.pop() else { return Ok(None) };
    let seen = customers::seen(scope, &[subscription.customer_id]).await?;
    Ok((!seen.is_empty()).then_some(subscription))
}

/// A plan by id, if the caller may see it: public plans are for everybody, the others for staff and for those
/// who reach them through a subscription.
pub async fn open_plan(scope: &Scope, id: PlanId) -> Result<Option<plan::Model>, Fault> {
    let plan = store::plans_by_id(scope, &[id]).await?.pop();
    Ok(plan.filter(|plan| plan.public || scope.actor().staff().is_some()))
}
