//! Mails leave: wishes to reset a password are answered, and the queue is emptied.
//!
//! Any number of processes may run it: a wish is answered by whoever removes it, a mail is sent by whoever claims it.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::identity::{self, Identity};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::mail::Sender;
use crate::tenancy;

/// Between two looks: a person waits for a mail with the mailbox open.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The job.
pub struct MailJob {
    /// Answers wishes.
    pub identity: Arc<Identity>,
    /// Sends; without one mails wait in the queue.
    pub sender: Option<Sender>,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids and tokens.
    pub entropy: SharedEntropy,
}

impl MailJob {
    /// Works until `stop` is cancelled. Attempts under way are finished then, and no mail is taken into hand any more.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(fault) = self.once(&stop).await {
                tracing::warn!(cause = %fault, "mails wait for the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await;
        }
    }

    async fn once(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in identity::tenants_with_reset_requests(&platform).await? {
            if stop.is_cancelled() {
                return Ok(());
            }
            // One tenant's fault must not keep the others waiting.
            if let Err(fault) = self.answer(&platform, tenant).await {
                tracing::error!(%tenant, cause = %fault, "wishes of a tenant wait for the next look");
            }
        }
        if let Some(sender) = &self.sender {
            sender.deliver_due(stop).await?;
        }
        Ok(())
    }

    async fn answer(&self, platform: &PlatformScope, tenant: TenantId) -> Result<(), Fault> {
        let Some(tenant) = tenancy::find_by_id(platform, tenant).await? else { return Ok(()) };
        let (db, reference) = (self.db.clone(), tenant.reference.clone());
        let scope =
            Scope::new(db, reference, Actor::System, &self.clock, self.entropy.clone(), "jobs".into());
        self.identity.answer_reset_requests(&scope, &tenant).await?;
        Ok(())
    }
}
