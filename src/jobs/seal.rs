//! Entries of the audit log get their places in the chains of their tenants.
//!
//! Any number of processes may run it: each batch is sealed by whoever holds the end of the chain.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::audit;
use crate::db::audit::tenants_to_seal;
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::tenancy;

/// The job.
pub struct SealJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for salts.
    pub entropy: SharedEntropy,
    /// Between two looks.
    pub every: Duration,
}

impl SealJob {
    /// Works until `stop` is cancelled; the batch under way is finished first.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(fault) = self.once(&stop).await {
                tracing::warn!(cause = %fault, "the audit log is sealed at the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look: the tenants with unsealed entries take turns, a batch each, until none has a full batch left. So one
    /// that writes faster than this seals does not keep the others waiting, and neither does one with a fault.
    pub async fn once(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let mut waiting = tenants_to_seal(&platform).await?;
        while !waiting.is_empty() {
            let mut unfinished = Vec::new();
            for tenant in waiting {
                if stop.is_cancelled() {
                    return Ok(());
                }
                match self.seal(&platform, tenant).await {
                    Ok(true) => unfinished.push(tenant),
                    Ok(false) => {}
                    Err(fault) => {
                        tracing::error!(%tenant, cause = %fault, "a tenant's audit log waits for the next look");
                    }
                }
            }
            waiting = unfinished;
        }
        Ok(())
    }

    /// Seals one batch of a tenant; whether there may be more.
    async fn seal(&self, platform: &PlatformScope, tenant: TenantId) -> Result<bool, Fault> {
        let Some(tenant) = tenancy::find_by_id(platform, tenant).await? else { return Ok(false) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let scope =
            Scope::new(db, tenant.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into());
        audit::seal_batch(&scope).await
    }
}
