//! What becomes due on a day: pauses end, plans change, services end.
//!
//! Any number of processes may run it: each subscription is held while it is changed, and what is done is not due any more.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::catalog;
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::tenancy;

/// Between two looks: days begin at midnight in the zones of the tenants, and nobody waits for the minute.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// The job.
pub struct ServiceJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
}

impl ServiceJob {
    /// Works until `stop` is cancelled; the tenant under way is finished first.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(fault) = self.once(&stop).await {
                tracing::warn!(cause = %fault, "what is due waits for the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await;
        }
    }

    /// One look at all tenants. One tenant's fault does not keep the others waiting.
    pub async fn once(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in catalog::tenants_with_plans(&platform).await? {
            if stop.is_cancelled() {
                return Ok(());
            }
            match self.apply(&platform, tenant).await {
                Ok(0) => {}
                Ok(services) => tracing::info!(%tenant, services, "what was due is done"),
                Err(fault) => {
                    tracing::error!(%tenant, cause = %fault, "what is due of a tenant waits for the next look");
                }
            }
        }
        Ok(())
    }

    async fn apply(&self, platform: &PlatformScope, tenant: TenantId) -> Result<usize, Fault> {
        let Some(tenant) = tenancy::find_by_id(platform, tenant).await? else { return Ok(0) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let scope =
            Scope::new(db, tenant.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into());
        catalog::apply_due(&scope).await
    }
}
