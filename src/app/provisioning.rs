//! From the configuration to who tells the network, and who hears what it tells.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::supervise::Running;
use super::{SecretsParts, StartError};
use crate::config::Config;
use crate::db::Db;
use crate::jobs::accounting::{AccountingServer, Ear};
use crate::jobs::provision::ProvisionJob;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::{self, SharedEntropy};
use crate::ports::radius::{Patience, UdpClient};
use crate::provisioning::{Network, PlaybooksOf};

/// Who tells the network, and who hears what it tells; either may be switched off.
pub(super) struct Provisioning {
    job: Option<ProvisionJob>,
    server: Option<AccountingServer>,
}

impl Provisioning {
    /// Takes the port of accounting, if there is to be one.
    pub(super) fn of(
        config: &Config,
        db: &Db,
        secrets: &SecretsParts,
        clock: &SharedClock,
        entropy: &SharedEntropy,
        playbooks: Option<PlaybooksOf>,
    ) -> Result<Self, StartError> {
        let settings = &config.provisioning;
        let every = Duration::from_millis(settings.look_ms);
        let patience =
            Patience { first: Duration::from_millis(settings.nas_timeout_ms), tries: settings.nas_tries };
        let network = Network {
            secrets: secrets.secrets.clone(),
            dynamic: Arc::new(UdpClient { patience, entropy: entropy.clone() }),
            playbooks,
            allow_private_webhooks: settings.private_webhooks,
        };
        let job = ProvisionJob {
            network,
            holder: format!("{:032x}", u128::from_le_bytes(entropy::bytes(&**entropy))),
            db: db.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            every,
            reconcile_every: Duration::from_secs(u64::from(settings.reconcile_seconds)),
        };
        let server = settings.accounting_listen.map(|address| {
            let refuse = |cause| StartError::Listen { address, cause };
            let socket = std::net::UdpSocket::bind(address).map_err(refuse)?;
            socket.set_nonblocking(true).map_err(refuse)?;
            let ear = Ear {
                db: db.clone(),
                clock: clock.clone(),
                entropy: entropy.clone(),
                secrets: secrets.secrets.clone(),
                written: 0.into(),
                dropped: 0.into(),
                unknown: 0.into(),
            };
            Ok::<_, StartError>(AccountingServer { ear: Arc::new(ear), socket })
        });
        Ok(Self { job: (!every.is_zero()).then_some(job), server: server.transpose()? })
    }

    pub(super) fn start(self, running: &mut Running, stop: &CancellationToken) {
        if let Some(job) = self.job.map(Arc::new) {
            let stopped = stop.clone();
            running.start("provisioning", stop, move || {
                let (job, stopped) = (job.clone(), stopped.clone());
                async move { job.run(stopped).await }
            });
        }
        if let Some(server) = self.server.map(Arc::new) {
            let stopped = stop.clone();
            running.start("accounting", stop, move || {
                let (server, stopped) = (server.clone(), stopped.clone());
                async move { server.run(stopped).await }
            });
        }
    }
}
