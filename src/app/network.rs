//! From the configuration to what asks devices.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::SecretsParts;
use super::supervise::Running;
use crate::config::Config;
use crate::db::Db;
use crate::jobs::poll::PollJob;
use crate::jobs::traps::TrapJob;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::{self, SharedEntropy};
use crate::network::poll::Poller;
use crate::ports::snmp::{Patience, Snmp2Client};
use crate::tenancy::TenantDirectory;

/// Sessions beside those of the poller, for employees who want to know now.
const ON_DEMAND: usize = 32;

/// What asks devices: one for the process, so that its limit counts for all.
pub(super) fn poller(
    config: &Config,
    secrets: &SecretsParts,
    clock: &SharedClock,
    entropy: &SharedEntropy,
) -> Arc<Poller> {
    let network = &config.network;
    let budget = Duration::from_millis(network.budget_ms);
    let patience = Patience {
        timeout: Duration::from_millis(network.timeout_ms),
        retries: network.retries,
        total: budget,
        ..Patience::default()
    };
    let concurrency = usize::from(network.poll_concurrency) + ON_DEMAND;
    Arc::new(Poller {
        client: Arc::new(Snmp2Client::new(patience, concurrency, entropy.clone())),
        secrets: secrets.secrets.clone(),
        clock: clock.clone(),
        holder: format!("{:032x}", u128::from_le_bytes(entropy::bytes(&**entropy))),
        budget,
        allow_loopback: network.allow_loopback,
    })
}

/// The jobs of the network.
pub(super) struct NetworkJobs {
    /// Asks devices when they are due.
    pub(super) polls: Option<PollJob>,
    /// Hears what they tell by themselves.
    pub(super) traps: Option<TrapJob>,
}

impl NetworkJobs {
    /// What the configuration wants of them.
    pub(super) fn of(
        config: &Config,
        poller: &Arc<Poller>,
        db: &Db,
        directory: &TenantDirectory,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Self {
        let network = &config.network;
        let polls = network.enabled.then(|| PollJob {
            poller: poller.clone(),
            db: db.clone(),
            directory: directory.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            concurrency: usize::from(network.poll_concurrency),
            every: Duration::from_millis(network.look_ms),
        });
        let traps = network.trap_listen.map(|listen| TrapJob {
            poller: poller.clone(),
            db: db.clone(),
            directory: directory.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            listen,
            unknown: Arc::new(AtomicU64::new(0)),
        });
        Self { polls, traps }
    }

    /// Starts them.
    pub(super) fn start(self, running: &mut Running, stop: &CancellationToken) {
        if let Some(polls) = self.polls {
            let stopped = stop.clone();
            running.start("polls", stop, move || {
                let (polls, stopped) = (polls.clone(), stopped.clone());
                async move { polls.run(stopped).await }
            });
        }
        if let Some(traps) = self.traps {
            let stopped = stop.clone();
            running.start("traps", stop, move || {
                let (traps, stopped) = (traps.clone(), stopped.clone());
                async move { traps.run(stopped).await }
            });
        }
    }
}
