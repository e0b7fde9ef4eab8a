//! What devices tell by themselves is heard and acted on.
//!
//! One process of a machine may listen; others go on without. Whom a trap cannot be from is counted and not kept.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::network::poll::{Due, Poller, at_address};
use crate::ports::snmp::trap::{Trap, TrapReceiver, TrapSettings};
use crate::tenancy::TenantDirectory;

/// How long to wait before another attempt at a port that somebody else has.
const AGAIN: Duration = Duration::from_secs(30);

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
                    while let Some(Some(trap)) = stop.run_until_cancelled(traps.recv()).await {
                        self.hear(&trap).await;
                    }
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

    /// Acts on one trap.
    pub async fn hear(&self, trap: &Trap) {
        match self.act(trap).await {
            Ok(true) => {}
            Ok(false) => {
                self.unknown.fetch_add(1, Ordering::Relaxed);
            }
            Err(fault) => tracing::warn!(cause = %fault, "a trap was not acted on"),
        }
    }

    /// Whether it is from a device.
    async fn act(&self, trap: &Trap) -> Result<bool, Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let mut known = false;
        let from = trap.from.to_canonical().to_string();
        for Due { tenant_id, device_id } in at_address(&platform, &from).await? {
            let Some(tenant) = self.directory.find_by_id(&self.db, tenant_id).await? else { continue };
            let (db, entropy) = (self.db.clone(), self.entropy.clone());
            let reference = tenant.reference.clone();
            let scope = Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into());
            known |= self.poller.hear(&scope, device_id, trap).await?;
        }
        Ok(known)
    }
}
