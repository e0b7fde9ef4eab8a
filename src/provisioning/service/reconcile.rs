//! Services whose event was missed, or that were there before anybody told the network.

use super::want;
use crate::catalog;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SubscriptionId;
use crate::tenancy;

/// Services that are compared in one transaction.
const BATCH: u64 = 200;

/// Compares what the network is to do with all services of the tenant, and writes what is otherwise; how many rows that were.
pub async fn reconcile(scope: &Scope) -> Result<usize, Fault> {
    if tenancy::provisioning_settings(scope).await?.driver.is_none() {
        return Ok(0);
    }
    let (mut after, mut changed): (Option<SubscriptionId>, usize) = (None, 0);
    loop {
        let services = catalog::begun_after(scope, after, BATCH).await?;
        let Some(last) = services.last() else { return Ok(changed) };
        after = Some(*last);
        let tx = scope.begin().await?;
        changed += want(&tx, &services).await?;
        tx.commit().await?;
    }
}
