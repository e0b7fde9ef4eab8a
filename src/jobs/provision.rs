//! The network is told what services are to do, and looked at whether it does.
//!
//! Any number of processes may run it, and each looks several times at once: a service is worked on by whoever has its lease, and
//! what was told is written only if nothing else is wanted by then. So a NAS that is silent, or a program that takes its time,
//! keeps neither another tenant waiting nor a customer who has paid meanwhile.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::provisioning::{self, Network, Worked};
use crate::tenancy;

/// Looks at one tenant, one after the other, before it has to be found again.
const ROUNDS: usize = 32;

/// Looks at once. They wait for networks most of the time; for the database they share the connections of a worker.
const AT_ONCE: usize = 16;

/// What a look takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Lane {
    /// Whatever is due.
    All,
    /// What is to be carried, while the other is busy.
    Restoring,
}

/// The job.
pub struct ProvisionJob {
    /// What drivers are made of.
    pub network: Network,
    /// Names the process among all others.
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
        stop.run_until_cancelled(async { tokio::join!(self.tell(), self.compare()) }).await;
    }

    /// Tells the networks of all tenants, for as long as it is let.
    async fn tell(&self) {
        let mut under_way: FuturesUnordered<BoxFuture<'_, (TenantId, Lane)>> = FuturesUnordered::new();
        let (mut busy, mut looks) = (HashSet::new(), 0_usize);
        let mut waiting = Box::pin(self.waiting(Duration::ZERO));
        loop {
            // Both are polled all the time: a look that stood still meanwhile would keep its connection from the other.
            let mut tenants = tokio::select! {
                Some(ended) = under_way.next() => {
                    busy.remove(&ended);
                    continue;
                }
                tenants = &mut waiting => tenants,
            };
            waiting = Box::pin(self.waiting(self.every));
            // Not always the same ones first, where there are more than places.
            let turn = looks.checked_rem(tenants.len()).unwrap_or_default();
            tenants.rotate_left(turn);
            for tenant in tenants {
                let mut places = [Lane::All, Lane::Restoring].into_iter().map(|lane| (tenant, lane));
                let free = places.find(|place| !busy.contains(place));
                let Some(place) = free.filter(|_| under_way.len() < AT_ONCE) else { continue };
                looks = looks.wrapping_add(1);
                busy.insert(place);
                // Of its own: what one look has taken is not another's, also where its lease has run out.
                let holder = format!("{}:{looks}", self.holder);
                under_way.push(Box::pin(self.look(place, holder)));
            }
        }
    }

    /// The tenants that have something to be told, in a while.
    async fn waiting(&self, pause: Duration) -> Vec<TenantId> {
        tokio::time::sleep(pause).await;
        let platform = PlatformScope::new(self.db.clone());
        provisioning::tenants_with_work(&platform, self.clock.now()).await.unwrap_or_else(|error| {
            tracing::warn!(cause = %error, "the network is told at the next look");
            Vec::new()
        })
    }

    /// Looks at one tenant until nothing is due; the place that it had.
    async fn look(&self, place: (TenantId, Lane), holder: String) -> (TenantId, Lane) {
        let (tenant, lane) = place;
        // One tenant's fault must not keep the others waiting.
        if let Err(fault) = self.of(tenant, lane, &holder).await {
            tracing::error!(%tenant, cause = %fault, "a tenant's network is told at the next look");
        }
        place
    }

    async fn of(&self, tenant: TenantId, lane: Lane, holder: &str) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for _ in 0..ROUNDS {
            let Some(scope) = self.scope(&platform, tenant).await? else { return Ok(()) };
            let worked = match lane {
                Lane::All => provisioning::work(&scope, &self.network, holder).await?,
                Lane::Restoring => provisioning::restore(&scope, &self.network, holder).await?,
            };
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

    /// Compares what is to be with all services, again and again: beside the telling, which does not wait for it.
    async fn compare(&self) {
        loop {
            if let Err(fault) = self.reconcile().await {
                tracing::warn!(cause = %fault, "services are compared with the network at the next look");
            }
            tokio::time::sleep(self.reconcile_every).await;
        }
    }

    /// One comparison with the services of all tenants that are served.
    async fn reconcile(&self) -> Result<(), Fault> {
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
