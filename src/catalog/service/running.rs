//! Services as they are now, for the network that carries them.

use std::collections::HashMap;

use crate::catalog::entity::{plan, subscription};
use crate::catalog::store;
use crate::db::Reads;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PlanId, SubscriptionId};

/// Services with their plans, whosever they are; what does not exist is missing. For what the system does for them.
pub async fn with_plans(
    db: &impl Reads,
    ids: &[SubscriptionId],
) -> Result<Vec<(subscription::Model, plan::Model)>, Fault> {
    let rows = store::subscriptions_by_id(db, ids).await?;
    let plans: Vec<PlanId> = rows.iter().map(|row| row.plan_id).collect();
    let plans: HashMap<PlanId, plan::Model> =
        store::plans_by_id(db, &plans).await?.into_iter().map(|plan| (plan.id, plan)).collect();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let plan = plans.get(&row.plan_id).cloned();
        let plan = plan.ok_or_else(|| Fault::internal("the plan of a subscription is missing"))?;
        found.push((row, plan));
    }
    Ok(found)
}

/// The services that have begun, those that have ended included, in the order of their ids: the first `limit` after `after`.
pub async fn begun_after(
    db: &impl Reads,
    after: Option<SubscriptionId>,
    limit: u64,
) -> Result<Vec<SubscriptionId>, Fault> {
    Ok(store::services::begun_after(db, after, limit).await?)
}
