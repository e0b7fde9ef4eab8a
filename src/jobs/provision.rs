//! The network is told what services are to do, and looked at whether it does.
//!
//! Any number of processes may run it: a service is worked on by whoever has its lease, and what was told is written only if
//! nothing else is wanted by then.

use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::provisioning::{self, Network, Worked};
use crate::tenancy;

/// Looks at one tenant before it is another's turn.
const ROUNDS: usize = 8;

/// The job.
pub struct ProvisionJob {
    /// What drivers are made of.
    pub network: Network,
    /// Names the worker among all others.
    pub holder: String,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Between two looks.
    pub every: Duration,
    /// Between two comparisons with all services.
    pub reconcile_every: Duration,
}

impl ProvisionJob {
    /// Works until `stop` is cancelled; what is under way is finished first, or broken off: it is told again.
    pub async fn run(&self, stop: CancellationToken) {
        let mut reconcile_at = Instant::now();
        while !stop.is_cancelled() {
            if reconcile_at <= Instant::now() {
                reconcile_at = Instant::now() + self.reconcile_every;
                if let Some(Err(fault)) = stop.run_until_cancelled(self.reconcile()).await {
                    tracing::warn!(cause = %fault, "services are compared with the network at the next look");
                }
            }
            if let Some(Err(fault)) = stop.run_until_cancelled(self.once()).await {
                tracing::warn!(cause = %fault, "the network is told at the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look at all tenants with something to tell their network, or to look at.
    pub async fn once(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in provisioning::tenants_with_work(&platform, self.clock.now()).await? {
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = self.of(&platform, tenant).await {
                tracing::error!(%tenant, cause = %fault, "a tenant's network is told at the next look");
            }
        }
        Ok(())
    }

    async fn of(&self, platform: &PlatformScope, tenant: TenantId) -> Result<(), Fault> {
        for _ in 0..ROUNDS {
            let Some(scope) = self.scope(platform, tenant).await? else { return Ok(()) };
            let worked = provisioning::work(&scope, &self.network, &self.holder).await?;
            let Worked { applied, failed, drifted, taken } = worked;
            if taken == 0 {
                break;
            }
            if worked != (Worked { taken, ..Worked::default() }) {
                tracing::info!(%tenant, applied, failed, drifted, "the network was told of services");
            }
        }
        Ok(())
    }

    /// One comparison with the services of all tenants that are served.
    pub async fn reconcile(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in tenancy::active(&platform).await? {
            let Some(scope) = self.scope(&platform, tenant).await? else { continue };
            match provisioning::reconcile(&scope).await {
                Ok(0) => {}
                Ok(missed) => tracing::info!(%tenant, missed, "services whose change was not heard of"),
                Err(fault) => {
                    tracing::error!(%tenant, cause = %fault, "a tenant's services are compared at the next look");
                }
            }
        }
        Ok(())
    }

    async fn scope(&self, platform: &PlatformScope, tenant: TenantId) -> Result<Option<Scope>, Fault> {
        // Read anew: a sandbox may have moved its clock.
        let Some(found) = tenancy::find_by_id(platform, tenant).await? else { return Ok(None) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let scope =
            Scope::new(db, found.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into());
        Ok(Some(scope))
    }
}
