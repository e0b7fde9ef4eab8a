//! Entries of the audit log get their places in the chains of their tenants.
//!
//! Any number of processes may run it: each batch is sealed by whoever holds the end of the chain.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::audit;
use crate::db::audit::tenant_to_seal;
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
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
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(fault) = self.once().await {
                tracing::warn!(cause = %fault, "the audit log is sealed at the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    async fn once(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let mut last = None;
        while let Some(id) = tenant_to_seal(&platform).await? {
            // The same tenant twice: it writes faster than this seals; the others have their turn at the next look.
            let Some(tenant) = tenancy::find_by_id(&platform, id).await?.filter(|_| last != Some(id)) else {
                return Ok(());
            };
            let (db, entropy) = (self.db.clone(), self.entropy.clone());
            let scope =
                Scope::new(db, tenant.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into());
            audit::seal(&scope).await?;
            last = Some(id);
        }
        Ok(())
    }
}
