//! Tickets whose time runs out are escalated.
//!
//! Any number of processes may run it: each ticket is held while it is judged, and escalated once.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::{tenancy, tickets};

/// The job.
pub struct EscalationJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Between two looks.
    pub every: Duration,
}

impl EscalationJob {
    /// Works until `stop` is cancelled; a ticket that is under way is finished first, or broken off: it comes again with
    /// the next look.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Some(Err(fault)) = stop.run_until_cancelled(self.once()).await {
                tracing::warn!(cause = %fault, "tickets are escalated at the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look at every tenant with service levels that want it.
    pub async fn once(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in tickets::tenants_with_escalation(&platform).await? {
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = self.of(&platform, tenant).await {
                tracing::error!(%tenant, cause = %fault, "a tenant's tickets are escalated at the next look");
            }
        }
        Ok(())
    }

    async fn of(&self, platform: &PlatformScope, tenant: TenantId) -> Result<(), Fault> {
        // Read anew: a sandbox may have moved its clock.
        let Some(found) = tenancy::find_by_id(platform, tenant).await? else { return Ok(()) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let scope =
            Scope::new(db, found.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into());
        let escalated = tickets::escalate_due(&scope).await?;
        if escalated > 0 {
            tracing::info!(%tenant, escalated, "tickets were escalated");
        }
        Ok(())
    }
}
