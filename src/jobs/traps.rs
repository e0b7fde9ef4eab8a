//! What devices tell by themselves is heard and acted on.
//!
//! One process of a machine may listen; others go on without. Whom a trap cannot be from is counted and not kept.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

<<<<<<< HEAD
use tokio::sync::Semaphore;
=======
>>>>>>> r5
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::network::poll::{Due, Poller, at_address};
use crate::ports::snmp::trap::{Notice, TrapReceiver, TrapSettings};
use crate::tenancy::TenantDirectory;

/// How long to wait before another attempt at a port that somebody else has.
const AGAIN: Duration = Duration::from_secs(30);

<<<<<<< HEAD
/// Traps of version 3 that are opened at a time: a device that is to say who it is may keep one waiting.
const SEALED_AT_ONCE: usize = 32;
=======
/// Traps that are acted on at once: one for which a database or a store of secrets is slow keeps the others from nothing.
const AT_ONCE: usize = 8;
>>>>>>> r5

/// The job.
#[derive(Clone)]
pub struct TrapJob {
    /// Acts.
    pub poller: Arc<Poller>,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The tenants.
    pub directory: TenantDirectory,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Traps that could not be from any device, since the start.
    pub unknown: Arc<AtomicU64>,
}

impl TrapJob {
    /// Listens until `stop` is cancelled.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match TrapReceiver::bind(self.listen, TrapSettings::default()).await {
                Ok((receiver, mut traps)) => {
                    tracing::info!(address = %receiver.address(), "listening for traps");
<<<<<<< HEAD
                    let places = Arc::new(Semaphore::new(SEALED_AT_ONCE));
                    let mut opening = JoinSet::new();
                    while let Some(Some(notice)) = stop.run_until_cancelled(traps.recv()).await {
                        while opening.try_join_next().is_some() {}
                        self.take(notice, &places, &mut opening).await;
                    }
                    opening.shutdown().await;
=======
                    let mut acting = JoinSet::new();
                    while let Some(Some(trap)) = stop.run_until_cancelled(traps.recv()).await {
                        while acting.try_join_next().is_some() {}
                        if acting.len() >= AT_ONCE {
                            acting.join_next().await;
                        }
                        let job = self.clone();
                        acting.spawn(async move { job.hear(&trap).await });
                    }
                    while acting.join_next().await.is_some() {}
>>>>>>> r5
                    let (counts, unknown) = (receiver.counts(), self.unknown.load(Ordering::Relaxed));
                    tracing::info!(?counts, unknown, "traps that came");
                }
                Err(error) => {
                    tracing::warn!(address = %self.listen, %error, "traps are not heard");
                }
            }
            stop.run_until_cancelled(tokio::time::sleep(AGAIN)).await;
        }
    }

<<<<<<< HEAD
    /// Acts on a trap at once, or, where that may take long, beside the others. One that finds no place for it is dropped.
    async fn take(&self, notice: Notice, places: &Arc<Semaphore>, opening: &mut JoinSet<()>) {
        if matches!(notice, Notice::Plain(_)) {
            return self.hear(&notice).await;
        }
        if let Ok(place) = Arc::clone(places).try_acquire_owned() {
            let job = self.clone();
            opening.spawn(async move {
                job.hear(&notice).await;
                drop(place);
            });
        } else {
            self.unknown.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Acts on one trap.
    pub async fn hear(&self, notice: &Notice) {
        match self.act(notice).await {
            Ok(true) => {}
=======
    /// Acts on one trap. An inform is answered where it is from a device: nobody else learns that somebody listens here.
    pub async fn hear(&self, trap: &Trap) {
        match self.act(trap).await {
            Ok(true) => trap.acknowledge().await,
>>>>>>> r5
            Ok(false) => {
                self.unknown.fetch_add(1, Ordering::Relaxed);
            }
            Err(fault) => tracing::warn!(cause = %fault, "a trap was not acted on"),
        }
    }

    /// Whether it is from a device.
    async fn act(&self, notice: &Notice) -> Result<bool, Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let mut known = false;
        let from = notice.sender().to_canonical().to_string();
        for Due { tenant_id, device_id } in at_address(&platform, &from).await? {
            let Some(tenant) = self.directory.find_by_id(&self.db, tenant_id).await? else { continue };
            let (db, entropy) = (self.db.clone(), self.entropy.clone());
            let reference = tenant.reference.clone();
            let scope = Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into());
<<<<<<< HEAD
            known |= self.poller.hear(&scope, device_id, notice).await?;
=======
            // What is wrong with one tenant's device is nothing to the others at the address.
            match self.poller.hear(&scope, device_id, trap).await {
                Ok(heard) => known |= heard,
                Err(fault) => {
                    tracing::warn!(tenant = %tenant_id, cause = %fault, "a trap was not acted on for a tenant");
                }
            }
>>>>>>> r5
        }
        Ok(known)
    }
}
