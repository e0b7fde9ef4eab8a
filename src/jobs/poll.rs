//! Devices are asked when they are due.
//!
//! Any number of processes may run it: a device is asked by whoever claims it. What asking one costs is its own affair: many
//! are asked at a time, and one that is slow holds one place and nobody else.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::network::poll::{Due, Lease, Poller, claim_due, release_all};
use crate::tenancy::TenantDirectory;

/// Devices claimed at once: each is asked within its lease, which begins with the claim.
const BATCH: usize = 100;

/// Places that are worth a claim of their own, and how long it is waited for more of them: a claim for each place that
/// becomes free would keep the database busy with nothing else.
const WORTH_A_CLAIM: usize = 16;
const GATHER: Duration = Duration::from_millis(20);

/// The job.
#[derive(Clone)]
pub struct PollJob {
    /// Asks.
    pub poller: Arc<Poller>,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The tenants.
    pub directory: TenantDirectory,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Devices that are asked at a time.
    pub concurrency: usize,
    /// Between two looks that found nothing.
    pub every: Duration,
}

impl PollJob {
    /// Works until `stop` is cancelled; what is under way is broken off then, and asked again by others.
    pub async fn run(&self, stop: CancellationToken) {
        let places = Arc::new(Semaphore::new(self.concurrency.clamp(1, Semaphore::MAX_PERMITS)));
        let mut asking = JoinSet::new();
        let mut well = true;
        while !stop.is_cancelled() {
            while let Some(ended) = asking.try_join_next() {
                if let Err(error) = ended {
                    tracing::error!(%error, "asking a device failed");
                }
            }
            let begun = stop.run_until_cancelled(self.begin(&places, &mut asking)).await;
            let idle = match begun {
                Some(Ok(begun)) => {
                    well = true;
                    begun == 0
                }
                Some(Err(fault)) => {
                    if well {
                        tracing::warn!(cause = %fault, "devices wait for the next look");
                    }
                    well = false;
                    true
                }
                None => false,
            };
            if idle {
                stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
            }
        }
        asking.shutdown().await;
        if let Err(fault) = release_all(&PlatformScope::new(self.db.clone()), &self.poller.holder).await {
            tracing::warn!(cause = %fault, "leases of devices were not given back; they will run out");
        }
    }

    /// Claims as many devices as there are places, waiting for the first of them, and begins to ask them; how many.
    async fn begin(&self, places: &Arc<Semaphore>, asking: &mut JoinSet<()>) -> Result<usize, Fault> {
        let Ok(first) = Arc::clone(places).acquire_owned().await else { return Ok(0) };
        if places.available_permits() < WORTH_A_CLAIM {
            tokio::time::sleep(GATHER).await;
        }
        let mut free = vec![first];
        while free.len() < BATCH
            && let Ok(next) = Arc::clone(places).try_acquire_owned()
        {
            free.push(next);
        }
        let platform = PlatformScope::new(self.db.clone());
        let lease = self.poller.lease();
        let limit = u64::try_from(free.len()).unwrap_or(1);
        let due = claim_due(&platform, &lease, self.clock.now(), limit).await?;
        let begun = due.len();
        for (due, place) in due.into_iter().zip(free) {
            let (job, lease) = (self.clone(), lease.clone());
            asking.spawn(async move { job.ask(due, lease, place).await });
        }
        Ok(begun)
    }

    /// Asks one device; its place is free when that is over.
    async fn ask(self, due: Due, lease: Lease, place: OwnedSemaphorePermit) {
        // One device's fault must not keep the others waiting.
        if let Err(fault) = self.poll(due, &lease).await {
            let (tenant, device) = (due.tenant_id, due.device_id);
            tracing::error!(%tenant, %device, cause = %fault, "a device is asked again when its lease has ended");
        }
        drop(place);
    }

    async fn poll(&self, due: Due, lease: &Lease) -> Result<(), Fault> {
        let Some(tenant) = self.directory.find_by_id(&self.db, due.tenant_id).await? else { return Ok(()) };
        let scope = || {
            let (db, entropy) = (self.db.clone(), self.entropy.clone());
            Scope::new(db, tenant.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into())
        };
        self.poller.poll(&scope, lease, due.device_id).await.map(|_| ())
    }

    /// One look: asks everything that is due, and waits until that is over. How many were asked.
    pub async fn once(&self) -> Result<usize, Fault> {
        let places = Arc::new(Semaphore::new(self.concurrency.clamp(1, Semaphore::MAX_PERMITS)));
        let (mut asking, mut asked) = (JoinSet::new(), 0);
        loop {
            let begun = self.begin(&places, &mut asking).await?;
            asked += begun;
            if begun == 0 {
                break;
            }
        }
        while asking.join_next().await.is_some() {}
        Ok(asked)
    }
}
