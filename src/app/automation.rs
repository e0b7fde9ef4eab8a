//! From the configuration to playbooks and the job that runs them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{SecretsParts, StartError};
use crate::automation::{Automation, Registry};
use crate::config::Config;
use crate::db::Db;
use crate::jobs::automate::AutomationJob;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::{self, SharedEntropy};
use crate::ports::automation::{AnsibleRunner, AnsibleSettings};
use crate::ports::event_bus::EventBus;
use crate::ports::secrets::Secrets;

/// What automation is made of.
#[derive(Clone)]
pub(super) struct AutomationParts {
    pub(super) automation: Automation,
    directory: Option<PathBuf>,
    secrets: Secrets,
}

impl AutomationParts {
    /// Reads the playbooks: a process that would run others than it was told to does not start.
    pub(super) fn of(config: &Config, secrets: &SecretsParts) -> Result<Self, StartError> {
        let directory = config.automation.directory.clone();
        let playbooks = directory.as_deref().map(Registry::load).transpose()?.unwrap_or_default();
        let automation = Automation { playbooks, keyring: secrets.keyring.clone() };
        Ok(Self { automation, directory, secrets: secrets.secrets.clone() })
    }

    /// The job that runs them; none where there are no playbooks.
    pub(super) fn job(
        &self,
        config: &Config,
        db: &Db,
        bus: &Arc<dyn EventBus>,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Option<AutomationJob> {
        let settings = AnsibleSettings {
            command: config.automation.command.clone(),
            directory: self.directory.clone()?,
            scratch: config.automation.scratch.clone().unwrap_or_else(std::env::temp_dir),
        };
        Some(AutomationJob {
            automation: self.automation.clone(),
            runner: Arc::new(AnsibleRunner(settings)),
            secrets: self.secrets.clone(),
            bus: bus.clone(),
            db: db.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            holder: format!("{:032x}", u128::from_le_bytes(entropy::bytes(&**entropy))),
            time_limit: Duration::from_secs(u64::from(config.automation.time_limit_seconds)),
            lease: Duration::from_secs(u64::from(config.automation.lease_seconds)),
            concurrency: usize::from(config.automation.concurrency),
        })
    }
}
