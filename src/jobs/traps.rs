//! What devices tell by themselves is heard and acted on.
//!
//! One process of a machine may listen; others go on without. Whom a trap cannot be from is counted and not kept.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;
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

/// Traps that are acted on at a time: one for which a database or a store of secrets is slow keeps the others from nothing.
const AT_ONCE: usize = 8;

/// Traps of version 3 that are opened at a time: a device that is to say who it is may keep one waiting.
const SEALED_AT_ONCE: usize = 32;

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

/// Places for traps that are acted on.
struct Places {
    plain: Arc<Semaphore>,
    sealed: Arc<Semaphore>,
}

impl Places {
    fn new() -> Self {
        Self { plain: Arc::new(Semaphore::new(AT_ONCE)), sealed: Arc::new(Semaphore::new(SEALED_AT_ONCE)) }
    }
}

impl TrapJob {
    /// Listens until `stop` is cancelled.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match TrapReceiver::bind(self.listen, TrapSettings::default()).await {
                Ok((receiver, mut traps)) => {
                    tracing::info!(address = %receiver.address(), "listening for traps");
                    let places = Places::new();
                    let mut acting = JoinSet::new();
                    while let Some(Some(notice)) = stop.run_until_cancelled(traps.recv()).await {
                        while acting.try_join_next().is_some() {}
                        self.take(notice, &places, &mut acting).await;
                    }
                    acting.shutdown().await;
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

    /// Acts on a trap beside the others. One that can be read waits for its place; one that has to be opened, which may take
    /// long, is dropped where there is none.
    async fn take(&self, notice: Notice, places: &Places, acting: &mut JoinSet<()>) {
        let place = match &notice {
            Notice::Plain(_) => Arc::clone(&places.plain).acquire_owned().await.ok(),
            Notice::Sealed(_) => Arc::clone(&places.sealed).try_acquire_owned().ok(),
        };
        if let Some(place) = place {
            let job = self.clone();
            acting.spawn(async move {
                job.hear(&notice).await;
                drop(place);
            });
        } else {
            self.unknown.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Acts on one trap. An inform is answered where it is from a device: nobody else learns that somebody listens here.
    pub async fn hear(&self, notice: &Notice) {
        match self.act(notice).await {
            Ok(true) => notice.acknowledge().await,
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
            // What is wrong with one tenant's device is nothing to the others at the address.
            match self.poller.hear(&scope, device_id, notice).await {
                Ok(heard) => known |= heard,
                Err(fault) => {
                    tracing::warn!(tenant = %tenant_id, cause = %fault, "a trap was not acted on for a tenant");
                }
            }
        }
        Ok(known)
    }
}
