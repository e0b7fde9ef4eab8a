//! What runs beside the requests: the feed of live events, the word to the dispatcher, and the jobs.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::mailroom::{self, MailParts};
use super::{IdentityParts, SecretsParts, StartError, db_settings, refuse_pending_migrations};
use crate::config::{Config, SessionStoreKind};
use crate::db::Db;
use crate::events::{Dispatcher, Feed};
use crate::jobs::mail::MailJob;
use crate::jobs::seal::SealJob;
use crate::jobs::{Jobs, JobsSettings};
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::{self, SharedEntropy};
use crate::notifications::NotificationListener;
use crate::ports::event_bus::{EventBus, MemoryEventBus, RedisEventBus};
use crate::ports::keyring::Keyring;
use crate::ports::redis_link::RedisUrlError;
use crate::tenancy::TenantDirectory;

/// How often a server looks for events that the bus has lost.
pub(super) const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The bus that goes with the session store.
pub(super) fn event_bus(config: &Config) -> Result<Arc<dyn EventBus>, RedisUrlError> {
    Ok(match config.sessions.store {
        SessionStoreKind::Memory => Arc::new(MemoryEventBus::default()),
        SessionStoreKind::Redis => {
            let deadline = Duration::from_millis(config.sessions.redis_timeout_ms);
            Arc::new(RedisEventBus::new(&config.sessions.redis_url, deadline)?)
        }
    })
}

/// The jobs of a process.
pub(super) fn jobs(
    config: &Config,
    db: &Db,
    bus: Arc<dyn EventBus>,
    directory: &TenantDirectory,
    keyring: Keyring,
    clock: SharedClock,
    entropy: SharedEntropy,
) -> Jobs {
    let holder = format!("{:032x}", u128::from_le_bytes(entropy::bytes(&*entropy)));
    let lease = TimeDelta::seconds(i64::from(config.events.lease_seconds));
    Jobs {
        settings: JobsSettings {
            poll_every: Duration::from_millis(config.events.poll_ms),
            keep_events: TimeDelta::days(i64::from(config.events.retention_days)),
        },
        dispatcher: Dispatcher { bus, holder, lease },
        listeners: vec![Arc::new(NotificationListener { keyring })],
        db: db.clone(),
        directory: directory.clone(),
        clock,
        entropy,
    }
}

/// The sealing of the audit log, unless it is switched off. Any number of processes may seal: the chain's end is held by
/// one at a time.
pub(super) fn seals(
    config: &Config,
    db: &Db,
    clock: &SharedClock,
    entropy: &SharedEntropy,
) -> Option<SealJob> {
    let every = Duration::from_secs(u64::from(config.audit.seal_seconds));
    let (db, clock, entropy) = (db.clone(), clock.clone(), entropy.clone());
    (!every.is_zero()).then_some(SealJob { db, clock, entropy, every })
}

/// What a server runs beside its requests.
pub(super) struct Background {
    pub(super) bus: Arc<dyn EventBus>,
    pub(super) feed: Feed,
    pub(super) jobs: Option<Jobs>,
    pub(super) mails: Option<MailJob>,
    pub(super) seals: Option<SealJob>,
}

/// Background work under way.
pub(super) struct Running(JoinSet<()>);

impl Background {
    /// Starts it; it ends with `stop`.
    pub(super) fn start(self, db: &Db, stop: &CancellationToken) -> Running {
        let Self { bus, feed, jobs, mails, seals } = self;
        let mut running = JoinSet::new();
        let (own, stopped) = (db.clone(), stop.clone());
        running.spawn(async move { feed.run(&own, stopped).await });
        let (own, stopped) = (db.clone(), stop.clone());
        running.spawn(async move {
            stopped.run_until_cancelled(tell_dispatchers(&own, &*bus)).await;
        });
        if let Some(jobs) = jobs {
            running.spawn(jobs.run(stop.clone()));
        }
        if let Some(mails) = mails {
            running.spawn(mails.run(stop.clone()));
        }
        if let Some(seals) = seals {
            running.spawn(seals.run(stop.clone()));
        }
        Running(running)
    }
}

impl Running {
    /// Waits until all of it has ended.
    pub(super) async fn wait(mut self) {
        while let Some(ended) = self.0.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "background work failed");
            }
        }
    }
}

/// After a commit with events, tells the dispatchers. Many commits at once are one word; one that is lost costs the
/// time until the dispatcher looks by itself.
async fn tell_dispatchers(db: &Db, bus: &dyn EventBus) {
    loop {
        db.commits().raised().await;
        if let Err(fault) = bus.nudge().await {
            tracing::warn!(cause = %fault, "the dispatchers were not told of events");
        }
    }
}

/// A process that runs the jobs and nothing else.
pub struct Worker {
    jobs: Jobs,
    mails: MailJob,
    seals: Option<SealJob>,
    secrets: SecretsParts,
    db: Db,
    bus: Arc<dyn EventBus>,
}

impl Worker {
    /// Builds the worker.
    pub async fn build(
        config: &Config,
        clock: SharedClock,
        entropy: SharedEntropy,
    ) -> Result<Self, StartError> {
        let db = Db::open(&db_settings(config))?;
        refuse_pending_migrations(&db).await?;
        let bus = event_bus(config)?;
        let secrets = SecretsParts::of(&config.secrets, &clock, &entropy)?;
        secrets.fetch().await?;
        let identity = IdentityParts::of(config, &entropy, secrets.keyring.clone())?;
        let parts = MailParts { db: db.clone(), clock: clock.clone(), entropy: entropy.clone(), kept: None };
        let mails = mailroom::job(config, config.mail.portal_url.clone(), &identity, &secrets, parts)?;
        let seals = seals(config, &db, &clock, &entropy);
        let keyring = secrets.keyring.clone();
        let jobs = jobs(config, &db, bus.clone(), &TenantDirectory::default(), keyring, clock, entropy);
        Ok(Self { jobs, mails, seals, secrets, db, bus })
    }

    /// Works until `stop` is cancelled; what is under way is finished first.
    pub async fn run_until_stopped(self, stop: CancellationToken) {
        tracing::info!("working");
        tokio::join!(
            self.jobs.run(stop.clone()),
            self.mails.run(stop.clone()),
            async {
                if let Some(seals) = self.seals {
                    seals.run(stop.clone()).await;
                }
            },
            stop.run_until_cancelled(self.secrets.keep_fresh(stop.child_token())),
            stop.run_until_cancelled(tell_dispatchers(&self.db, &*self.bus))
        );
        self.db.close().await;
        tracing::info!("stopped");
    }
}
