//! Payments that nobody waits for are settled: after a crash, a timeout, a payer who left; and the sandbox gateway's time
//! passes.
//!
//! Any number of processes may run it: a question is asked by whoever counts it, and what is found out is recorded once.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::idempotency;
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::payments::{self, Payments, sandbox};
use crate::tenancy::{Tenant, TenantDirectory};

/// How often idempotency records past their time are discarded.
const DISCARD_EVERY: Duration = Duration::from_hours(1);

/// How often to look for invoices whose day to be drawn has come, and for methods that expire.
const DRAW_EVERY: Duration = Duration::from_mins(1);

/// The job.
pub struct PaymentJob {
    /// Payments and their gateways.
    pub payments: Arc<Payments>,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The tenants.
    pub directory: TenantDirectory,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Between two looks.
    pub every: Duration,
}

impl PaymentJob {
    /// Works until `stop` is cancelled; what is under way is finished first.
    pub async fn run(&self, stop: CancellationToken) {
        let (mut discard_at, mut draw_at) = (Instant::now(), Instant::now());
        while !stop.is_cancelled() {
            if draw_at <= Instant::now() {
                draw_at = Instant::now() + DRAW_EVERY;
                if let Err(fault) = self.draw(&stop).await {
                    tracing::warn!(cause = %fault, "invoices are drawn at the next look");
                }
            }
            if let Err(fault) = self.once(&stop).await {
                tracing::warn!(cause = %fault, "payments wait for the next look");
            }
            if discard_at <= Instant::now() {
                discard_at = Instant::now() + DISCARD_EVERY;
                if let Err(fault) = self.discard().await {
                    tracing::warn!(cause = %fault, "idempotency records were not discarded");
                }
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look at all tenants with something to do.
    pub async fn once(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let now = self.clock.now();
        let mut tenants = payments::tenants_with_due(&platform, now).await?;
        tenants.extend(sandbox::tenants_with_work(&platform, now).await?);
        tenants.sort_unstable();
        tenants.dedup();
        for tenant in tenants {
            if stop.is_cancelled() {
                return Ok(());
            }
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = self.work(tenant).await {
                tracing::error!(%tenant, cause = %fault, "payments of a tenant wait for the next look");
            }
        }
        Ok(())
    }

    async fn work(&self, tenant: TenantId) -> Result<(), Fault> {
        let Some(tenant) = self.directory.find_by_id(&self.db, tenant).await? else { return Ok(()) };
        self.payments.work(&self.scope(&tenant), &tenant).await
    }

    /// Draws what is due to be drawn at all tenants.
    async fn draw(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for id in payments::tenants_with_plans(&platform, self.clock.now()).await? {
            if stop.is_cancelled() {
                return Ok(());
            }
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = self.draw_of(id).await {
                tracing::error!(tenant = %id, cause = %fault, "a tenant's invoices are drawn at the next look");
            }
        }
        Ok(())
    }

    async fn draw_of(&self, tenant: TenantId) -> Result<(), Fault> {
        let Some(tenant) = self.directory.find_by_id(&self.db, tenant).await? else { return Ok(()) };
        self.payments.draw_due(&|| self.scope(&tenant), &tenant).await
    }

    fn scope(&self, tenant: &Tenant) -> Scope {
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        Scope::new(db, tenant.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into())
    }

    /// Discards the idempotency records of all tenants that are past their time.
    pub async fn discard(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in idempotency::tenants_with_expired(&platform, self.clock.now()).await? {
            // One tenant's fault must not keep the records of the others.
            if let Err(fault) = self.discard_of(tenant).await {
                tracing::error!(%tenant, cause = %fault, "idempotency records of a tenant were not discarded");
            }
        }
        Ok(())
    }

    async fn discard_of(&self, tenant: TenantId) -> Result<(), Fault> {
        let Some(found) = self.directory.find_by_id(&self.db, tenant).await? else { return Ok(()) };
        let tx = self.scope(&found).begin().await?;
        let discarded = idempotency::discard_expired(&tx).await?;
        tx.commit().await?;
        tracing::info!(%tenant, discarded, "idempotency records were discarded");
        Ok(())
    }
}
