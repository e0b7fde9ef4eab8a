//! Writing what the network is to do.

use std::collections::{HashMap, HashSet};

use crate::catalog::{self, Plan, Subscription};
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::ports::provisioning::Desired;
use crate::provisioning::desired::{desired_of, profile_of};
use crate::provisioning::entity::provisioning_state::{self, ProvisioningStatus};
use crate::provisioning::store;

/// Writes what the network is to do for services, as they are now; how many rows that has changed.
///
/// The rows are held before the services are read: whoever comes later reads what is later.
pub(in crate::provisioning) async fn want(tx: &Tx, ids: &[SubscriptionId]) -> Result<usize, Fault> {
    let mut rows = store::held(tx, ids).await?;
    let known: HashSet<SubscriptionId> = rows.iter().map(|row| row.subscription_id).collect();
    let unknown: Vec<SubscriptionId> = ids.iter().copied().filter(|id| !known.contains(id)).collect();
    let mut changed = 0;
    if !unknown.is_empty() {
        let services = catalog::with_plans(tx, &unknown).await?;
        let new: Vec<_> = services.iter().filter_map(|(service, plan)| first(tx, service, plan)).collect();
        if !new.is_empty() {
            changed += new.len();
            store::insert_missing(tx, new).await?;
            // Somebody else may have written one of them meanwhile, from what was then.
            rows = store::held(tx, ids).await?;
        }
    }
    let services = catalog::with_plans(tx, ids).await?;
    let services: HashMap<SubscriptionId, (Subscription, Plan)> =
        services.into_iter().map(|(service, plan)| (service.id, (service, plan))).collect();
    let now = tx.scope().real_now();
    for row in &rows {
        let Some((service, plan)) = services.get(&row.subscription_id) else { continue };
        let Some(desired) = desired_of(service.status) else { continue };
        let profile = profile_of(plan);
        if row.desired != desired || row.profile() != profile {
            store::want(tx, row, desired, profile, now).await?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// The first row of a service; none for one that the network need not know.
fn first(tx: &Tx, service: &Subscription, plan: &Plan) -> Option<provisioning_state::Model> {
    let desired = desired_of(service.status).filter(|desired| *desired != Desired::Absent)?;
    let now = tx.scope().real_now();
    Some(provisioning_state::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        customer_id: service.customer_id,
        subscription_id: service.id,
        desired,
        profile: plan.code.clone(),
        down_kbps: plan.down_kbps,
        up_kbps: plan.up_kbps,
        applied_desired: None,
        applied_profile: None,
        applied_down_kbps: None,
        applied_up_kbps: None,
        state: ProvisioningStatus::Pending,
        since: now,
        attempts: 0,
        next_try_at: Some(now),
        next_check_at: None,
        last_error: None,
        drifts: 0,
        lease_holder: None,
        lease_until: None,
        version: FIRST_VERSION,
    })
}
