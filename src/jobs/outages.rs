//! Silent devices become outages and end as such, and notices that were too many for one run go out.
//!
//! Any number of processes may run it: what is due is held while it is decided, and each notice is taken once.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::network::{correlator, notices};
use crate::notifications::NotificationListener;
use crate::tenancy;

/// The job.
pub struct OutageJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Sends what waits.
    pub notifications: NotificationListener,
    /// Between two looks.
    pub every: Duration,
}

impl OutageJob {
    /// Works until `stop` is cancelled; what is under way is finished first, or broken off: it comes again with the next look.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Some(Err(fault)) = stop.run_until_cancelled(self.once()).await {
                tracing::warn!(cause = %fault, "outages are looked at with the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look at every tenant with something to do.
    pub async fn once(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in correlator::tenants_due(&platform, self.clock.now()).await? {
            if let Some(scope) = self.scope(&platform, tenant).await?
                && let Err(fault) = Box::pin(correlator::settle(&scope)).await
            {
                // One tenant's fault must not keep the others waiting.
                tracing::error!(%tenant, cause = %fault, "a tenant's outages wait for the next look");
            }
        }
        for tenant in notices::tenants_with_waiting_notices(&platform).await? {
            if let Some(scope) = self.scope(&platform, tenant).await?
                && let Err(fault) = Box::pin(self.notifications.send_waiting(&scope)).await
            {
                tracing::error!(%tenant, cause = %fault, "a tenant's notices wait for the next look");
            }
        }
        Ok(())
    }

    async fn scope(&self, platform: &PlatformScope, tenant: TenantId) -> Result<Option<Scope>, Fault> {
        // Read anew: a sandbox may have moved its clock.
        let Some(found) = tenancy::find_by_id(platform, tenant).await? else { return Ok(None) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let reference = found.reference.clone();
        Ok(Some(Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into())))
    }
}
