//! What is of no use any more is cleared: attempts to sign in, tokens past their day, old notifications and the like.
//!
//! Any number of processes may run it: each batch takes rows of its own. The audit log is never cleared, and neither are
//! bills and payments.

use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

use crate::db::{Clearing, Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::ports::blob_store::BlobStore;
use crate::{audit, automation, catalog, identity, mail, notifications, provisioning, tenancy, tickets};

/// Rows of one transaction: a statement that ends long before its limit.
const BATCH: u32 = 500;

/// What waits for minutes is kept for a day, for whoever looks into a sign-in that failed.
const PASSING: TimeDelta = TimeDelta::days(1);

/// How long what has grown old is kept; none: for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Attempts to sign in, from when they were made.
    pub login_attempts: Option<TimeDelta>,
    /// Tokens, from when they ended.
    pub tokens: Option<TimeDelta>,
    /// Invitations, from when they ended.
    pub invitations: Option<TimeDelta>,
    /// Changes of accounts' states, but for the latest of each.
    pub status_changes: Option<TimeDelta>,
    /// Notifications, from when they were read.
    pub read_notifications: Option<TimeDelta>,
    /// Notifications, read or not, from when they came.
    pub notifications: Option<TimeDelta>,
    /// Mails, from when they were sent or given up.
    pub mails: Option<TimeDelta>,
    /// Who has looked at which customer.
    pub looks: Option<TimeDelta>,
    /// What runs of playbooks have printed.
    pub automation_lines: Option<TimeDelta>,
    /// Sessions at network access servers, from when they ended.
    pub radius_sessions: Option<TimeDelta>,
}

impl Retention {
    /// What is cleared and after how long, in this order: challenges before the attempts that they speak of.
    fn rules(&self) -> Vec<(Clearing, TimeDelta)> {
        let rules = [
            (identity::CHALLENGES, Some(PASSING)),
            (identity::CEREMONIES, Some(PASSING)),
            (catalog::QUOTES_NOT_TAKEN, Some(PASSING)),
            (identity::LOGIN_ATTEMPTS, self.login_attempts),
            (identity::ONE_TIME_TOKENS, self.tokens),
            (identity::TOKEN_FAMILIES, self.tokens),
            (identity::PERSONAL_TOKENS, self.tokens),
            (identity::REVOKED_PERSONAL_TOKENS, self.tokens),
            (identity::INVITATIONS, self.invitations),
            (identity::STATUS_CHANGES, self.status_changes),
            (notifications::READ, self.read_notifications),
            (notifications::RECEIVED, self.notifications),
            (mail::FINISHED, self.mails),
            (audit::OLD_LOOKS, self.looks),
            (automation::LINES, self.automation_lines),
            (provisioning::OLD_SESSIONS, self.radius_sessions),
        ];
        rules.into_iter().filter_map(|(what, keep)| Some((what, keep?))).collect()
    }
}

/// The job.
pub struct ClearJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// How long things are kept.
    pub retention: Retention,
    /// Where files of tickets are; none: nowhere.
    pub files: Option<BlobStore>,
    /// Between two looks.
    pub every: Duration,
}

impl ClearJob {
    /// Works until `stop` is cancelled; the batch under way is finished first.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(fault) = self.once(&stop).await {
                tracing::warn!(cause = %fault, "what has grown old is cleared at the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look: every tenant in turn, until nothing is left whose time is over.
    pub async fn once(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        self.clear_halves().await;
        for tenant in tenancy::ids(&platform).await? {
            self.clear_files(&platform, tenant).await;
            for (what, keep) in self.retention.rules() {
                if stop.is_cancelled() {
                    return Ok(());
                }
                // One tenant's or one table's fault must not keep the others waiting.
                match self.clear(&platform, tenant, &what, keep, stop).await {
                    Ok(0) => {}
                    Ok(cleared) => tracing::info!(%tenant, table = what.table, cleared, "cleared"),
                    Err(fault) => {
                        tracing::error!(%tenant, table = what.table, cause = %fault, "not cleared until the next look");
                    }
                }
            }
        }
        Ok(())
    }

    /// Files that never arrived whole, of all tenants.
    async fn clear_halves(&self) {
        let Some(files) = &self.files else { return };
        match files.clear_incoming(self.clock.now() - PASSING).await {
            Ok(0) => {}
            Ok(cleared) => tracing::info!(cleared, "files that never arrived whole were cleared"),
            Err(fault) => {
                tracing::error!(cause = %fault, "files that never arrived whole stay until the next look");
            }
        }
    }

    /// A tenant's files that nobody has used.
    async fn clear_files(&self, platform: &PlatformScope, tenant: TenantId) {
        let Some(files) = &self.files else { return };
        match self.clear_unused(platform, tenant, files).await {
            Ok(0) => {}
            Ok(cleared) => tracing::info!(%tenant, cleared, "files that nobody has used were cleared"),
            Err(fault) => {
                tracing::error!(%tenant, cause = %fault, "files that nobody has used stay until the next look");
            }
        }
    }

    async fn clear_unused(
        &self,
        platform: &PlatformScope,
        tenant: TenantId,
        files: &BlobStore,
    ) -> Result<u64, Fault> {
        let Some(scope) = self.scope(platform, tenant).await? else { return Ok(0) };
        tickets::attachment::clear(&scope, files, scope.real_now() - PASSING).await
    }

    async fn scope(&self, platform: &PlatformScope, tenant: TenantId) -> Result<Option<Scope>, Fault> {
        let Some(tenant) = tenancy::find_by_id(platform, tenant).await? else { return Ok(None) };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let reference = tenant.reference.clone();
        Ok(Some(Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into())))
    }

    async fn clear(
        &self,
        platform: &PlatformScope,
        tenant: TenantId,
        what: &Clearing,
        keep: TimeDelta,
        stop: &CancellationToken,
    ) -> Result<u64, Fault> {
        let Some(scope) = self.scope(platform, tenant).await? else { return Ok(0) };
        let before = scope.real_now() - keep;
        let mut cleared = 0;
        loop {
            let tx = scope.begin().await?;
            let gone = tx.clear(what, before, BATCH).await?;
            tx.commit().await?;
            cleared += gone;
            if gone < u64::from(BATCH) || stop.is_cancelled() {
                return Ok(cleared);
            }
        }
    }
}
