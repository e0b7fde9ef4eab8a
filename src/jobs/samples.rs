//! What the poller has measured is rolled up, becomes the usage of services, and is thrown away when it is old enough; and
//! customers are told when nothing is heard of their services any more, and when the time of announced work has come.
//!
//! Any number of processes may run it: each piece of work is held by one. Room for what will be measured is made ahead.

use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::network::health;
use crate::network::samples::{self, Kept};
use crate::tenancy;

/// How often room is made and old measures are thrown away.
const KEEP_EVERY: Duration = Duration::from_hours(1);

/// How often services are looked for of which nothing is heard any more, or whose announced work is due.
const SWEEP_EVERY: Duration = Duration::from_mins(1);

/// The job.
pub struct SampleJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// How long what was measured is kept.
    pub kept: Kept,
    /// Between two looks.
    pub every: Duration,
}

impl SampleJob {
    /// Works until `stop` is cancelled; what is under way is broken off, and comes again with the next look.
    pub async fn run(&self, stop: CancellationToken) {
        let (mut keep_at, mut sweep_at) = (Instant::now(), Instant::now() + SWEEP_EVERY);
        while !stop.is_cancelled() {
            if keep_at <= Instant::now() {
                keep_at = Instant::now() + KEEP_EVERY;
                if let Some(Err(fault)) = stop.run_until_cancelled(self.keep()).await {
                    tracing::error!(cause = %fault, "room for samples is made in a minute");
                    keep_at = Instant::now() + SWEEP_EVERY;
                }
            }
            if let Some(Err(fault)) = stop.run_until_cancelled(self.once()).await {
                tracing::warn!(cause = %fault, "samples are rolled up at the next look");
            }
            if sweep_at <= Instant::now() {
                sweep_at = Instant::now() + SWEEP_EVERY;
                if let Some(Err(fault)) = stop.run_until_cancelled(self.sweep()).await {
                    tracing::warn!(cause = %fault, "services of which nothing is heard are found at the next look");
                }
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// Makes room for the next days, and throws away what is old enough.
    pub async fn keep(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        samples::keep(&platform, self.db.is_sqlite(), self.clock.now(), &self.kept).await
    }

    /// Tells the customers of services of which nothing is heard any more, and of those whose announced work is due or over.
    pub async fn sweep(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for quiet in health::quiet(&platform, self.clock.now()).await? {
            let Some(scope) = self.scope(&platform, quiet.tenant).await? else { continue };
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = health::tell_quiet(&scope, &quiet).await {
                tracing::error!(tenant = %quiet.tenant, cause = %fault, "customers are told at the next look");
            }
        }
        for tenant in health::tenants_with_announced_work(&platform).await? {
            let Some(scope) = self.scope(&platform, tenant).await? else { continue };
            if let Err(fault) = health::tell_announced(&scope).await {
                tracing::error!(%tenant, cause = %fault, "customers are told at the next look");
            }
        }
        Ok(())
    }

    /// One look at every tenant that has samples to be rolled up.
    pub async fn once(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in samples::tenants_with_work(&platform, self.clock.now()).await? {
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = self.of(&platform, tenant).await {
                tracing::error!(%tenant, cause = %fault, "a tenant's samples are rolled up at the next look");
            }
        }
        Ok(())
    }

    async fn of(&self, platform: &PlatformScope, tenant: TenantId) -> Result<(), Fault> {
        let Some(scope) = self.scope(platform, tenant).await? else { return Ok(()) };
        let done = samples::roll_due(&scope, &self.kept).await?;
        tracing::debug!(%tenant, done, "samples were rolled up");
        Ok(())
    }

    /// Read anew: a tenant's zone is that of its days, and a sandbox may have moved its clock.
    async fn scope(&self, platform: &PlatformScope, tenant: TenantId) -> Result<Option<Scope>, Fault> {
        let Some(found) = tenancy::find_by_id(platform, tenant).await? else { return Ok(None) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let reference = found.reference.clone();
        Ok(Some(Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into())))
    }
}
