//! The client over the library `snmp2`.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::credentials::Credentials;
use super::discovery::Engines;
use super::session::{Limits, Snmp2Session};
use super::trap::{OpenedTrap, SealedTrap};
use super::{Patience, Session, SnmpClient, SnmpError, Target};
use crate::kernel::entropy::{SharedEntropy, bytes};

/// Engines of version 3 whose keys are kept; each takes about a kilobyte.
const MAX_ENGINES: u64 = 20_000;

/// Asks devices over UDP, by all three versions.
pub struct Snmp2Client {
    patience: Patience,
    permits: Arc<Semaphore>,
    engines: Engines,
    entropy: SharedEntropy,
}

impl Snmp2Client {
    /// A client with at most `concurrency` open sessions. Each takes 130 KB and a socket while it is open, and some hundreds
    /// at once lose answers to full buffers: 200 is a good figure.
    pub fn new(patience: Patience, concurrency: usize, entropy: SharedEntropy) -> Self {
        let permits = Arc::new(Semaphore::new(concurrency.clamp(1, Semaphore::MAX_PERMITS)));
        Self { patience, permits, engines: Engines::new(MAX_ENGINES), entropy }
    }

    /// Sessions that could be opened at once by now.
    pub fn free(&self) -> usize {
        self.permits.available_permits()
    }
}

impl fmt::Debug for Snmp2Client {
    /// Without the keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snmp2Client").field("patience", &self.patience).finish_non_exhaustive()
    }
}

#[async_trait]
impl SnmpClient for Snmp2Client {
    async fn session(&self, target: &Target) -> Result<Box<dyn Session>, SnmpError> {
        // It is never closed.
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| SnmpError::Timeout)?;
        let limits = Limits::new(self.patience, permit);
        let session = Snmp2Session::new(target.clone(), limits, self.engines.clone(), self.entropy.clone());
        Ok(Box::new(session))
    }

    async fn open(&self, target: &Target, trap: &SealedTrap) -> Option<OpenedTrap> {
        let Credentials::V3(user) = &target.credentials else { return None };
        let security = if let Some(known) = self.engines.known(target, user).await {
            known
        } else {
            let number = i32::from_be_bytes(bytes(&*self.entropy)) & i32::MAX;
            let meeting = self.engines.meet(target, user, number);
            timeout(self.patience.timeout, meeting).await.ok()?.ok()?
        };
        trap.open(security, user.privacy.is_some())
    }
}
