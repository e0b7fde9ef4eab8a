//! What runs beside the requests: the feed of live events, the word to the dispatcher, and the jobs.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

use super::automation::AutomationParts;
use super::mailroom::{self, MailParts};
use super::network::{self, NetworkJobs};
use super::outages::KnownOutages;
use super::playbooks;
use super::provisioning::Provisioning;
use super::supervise::Running;
use super::{
    IdentityParts, PaymentParts, SecretsParts, StartError, db_settings, documents, files,
    refuse_pending_migrations,
};
use crate::billing::{BillingDay, DunningDay, LateFeesDay, OutageCreditListener};
use crate::catalog::ServicesDay;
use crate::config::{Config, SessionStoreKind};
use crate::db::Db;
use crate::documents::BillMailer;
use crate::events::{Dispatcher, Feed};
use crate::exports::DataExportListener;
use crate::jobs::automate::AutomationJob;
use crate::jobs::clear::{ClearJob, Retention};
use crate::jobs::daily::DailyJob;
use crate::jobs::escalate::EscalationJob;
use crate::jobs::mail::MailJob;
use crate::jobs::outages::OutageJob;
use crate::jobs::payments::PaymentJob;
use crate::jobs::reseal::ResealJob;
use crate::jobs::samples::SampleJob;
use crate::jobs::seal::SealJob;
use crate::jobs::{Jobs, JobsSettings};
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::{self, SharedEntropy};
use crate::network::ServiceHealthListener;
use crate::network::correlator::OutageListener;
use crate::network::samples::Kept;
use crate::notifications::NotificationListener;
use crate::payments::{AutopayDay, AutopayListener, Payments, PaymentsOnAccount};
use crate::ports::blob_store::BlobStore;
use crate::ports::event_bus::{EventBus, MemoryEventBus, RedisEventBus};
use crate::ports::keyring::Keyring;
use crate::ports::redis_link::RedisUrlError;
use crate::provisioning::ProvisioningListener;
use crate::tenancy::{Calendar, DailyWork, OnceADay, TenantDirectory};
use crate::tickets::{DisputeTicketListener, EscalationDay};

/// How often a server looks for events that the bus has lost.
pub(super) const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What the statements after an attempt at a mail may take, and what other jobs may take to finish a batch.
const RECORDING: Duration = Duration::from_secs(5);

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
        listeners: vec![
            Arc::new(BillMailer { keyring: keyring.clone() }),
            Arc::new(NotificationListener { keyring }),
            Arc::new(AutopayListener),
            Arc::new(DataExportListener),
            Arc::new(DisputeTicketListener),
            Arc::new(ServiceHealthListener),
            Arc::new(OutageListener),
            Arc::new(OutageCreditListener),
            Arc::new(ProvisioningListener),
        ],
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

/// The keeping of what lies in the database: old rows are cleared, and what is under retired keys is sealed anew. Any
/// number of processes may.
pub(super) struct Upkeep {
    clears: Option<ClearJob>,
    reseals: ResealJob,
}

impl Upkeep {
    pub(super) fn of(
        config: &Config,
        db: &Db,
        secrets: &SecretsParts,
        files: Option<BlobStore>,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Self {
        let every = Duration::from_mins(u64::from(config.retention.clear_minutes));
        let clears = ClearJob {
            db: db.clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            retention: retention(config),
            files,
            every,
        };
        let (clock, entropy) = (clock.clone(), entropy.clone());
        let reseals = secrets.reseal_job(db.clone(), clock, entropy);
        Self { clears: (!every.is_zero()).then_some(clears), reseals }
    }

    fn start(self, running: &mut Running, stop: &CancellationToken) {
        let (reseals, stopped) = (Arc::new(self.reseals), stop.clone());
        running.start("sealing anew", stop, move || {
            let (reseals, stopped) = (reseals.clone(), stopped.clone());
            async move { reseals.run(stopped).await }
        });
        if let Some(clears) = self.clears.map(Arc::new) {
            let stopped = stop.clone();
            running.start("clearing", stop, move || {
                let (clears, stopped) = (clears.clone(), stopped.clone());
                async move { clears.run(stopped).await }
            });
        }
    }
}

/// How long things are kept, by the configuration.
pub fn retention(config: &Config) -> Retention {
    let days = |days: u32| (days > 0).then(|| TimeDelta::days(i64::from(days)));
    let kept = &config.retention;
    Retention {
        login_attempts: days(kept.login_attempt_days),
        tokens: days(kept.token_days),
        invitations: days(kept.invitation_days),
        status_changes: days(kept.account_status_days),
        read_notifications: days(kept.read_notification_days),
        notifications: days(kept.notification_days),
        mails: days(kept.mail_days),
        looks: days(kept.look_days),
        automation_lines: days(kept.automation_log_days),
        radius_sessions: days(kept.radius_session_days),
    }
}

/// What the calendars of a process are made of. Each has the payments of the runtime that looks at it.
#[derive(Clone)]
pub(super) struct CalendarParts {
    /// Names the process among those that bill.
    holder: String,
    workers: usize,
    directory: TenantDirectory,
}

impl CalendarParts {
    pub(super) fn of(config: &Config, directory: &TenantDirectory, entropy: &SharedEntropy) -> Self {
        Self {
            holder: format!("{:032x}", u128::from_le_bytes(entropy::bytes(&**entropy))),
            workers: usize::from(config.billing.workers),
            directory: directory.clone(),
        }
    }

    /// What days bring to the tenants.
    pub(super) fn open(&self, payments: Arc<Payments>) -> Calendar {
        let (holder, workers) = (self.holder.clone(), self.workers);
        let bills = BillingDay { payments: Arc::new(PaymentsOnAccount), holder, workers };
        let fees = OnceADay::new(LateFeesDay { payments: Arc::new(PaymentsOnAccount) });
        let dunning = OnceADay::new(DunningDay { outages: Arc::new(KnownOutages) });
        // Services first: what ends or changes on a day is billed as it is from that day on. The dunning last: what is billed
        // may be paid at once, and what is drawn on its day is not dunned for on it.
        let works: Vec<Arc<dyn DailyWork>> = vec![
            Arc::new(ServicesDay),
            Arc::new(fees),
            Arc::new(bills),
            Arc::new(AutopayDay { payments }),
            Arc::new(dunning),
            Arc::new(EscalationDay),
        ];
        Calendar::new(works, self.directory.clone())
    }
}

/// The look at each tenant's calendar, unless it is switched off.
pub(super) fn days(
    config: &Config,
    calendar: Calendar,
    db: &Db,
    clock: &SharedClock,
    entropy: &SharedEntropy,
) -> Option<DailyJob> {
    let every = Duration::from_secs(u64::from(config.billing.look_seconds));
    let (db, clock, entropy) = (db.clone(), clock.clone(), entropy.clone());
    (!every.is_zero()).then_some(DailyJob { calendar, db, clock, entropy, every })
}

/// The look for tickets whose time runs out, beside the calendar: a day's bills must not keep them waiting. It is switched off
/// with that.
pub(super) fn escalations(
    config: &Config,
    db: &Db,
    clock: &SharedClock,
    entropy: &SharedEntropy,
) -> Option<EscalationJob> {
    let every = Duration::from_secs(u64::from(config.billing.look_seconds));
    let (db, clock, entropy) = (db.clone(), clock.clone(), entropy.clone());
    (!every.is_zero()).then_some(EscalationJob { db, clock, entropy, every })
}

/// How long what the poller measures is kept, by the configuration.
pub fn kept(config: &Config) -> Kept {
    let samples = &config.samples;
    Kept {
        raw: TimeDelta::hours(i64::from(samples.raw_hours)),
        five_minutes: TimeDelta::days(i64::from(samples.five_minute_days)),
        hours: TimeDelta::days(i64::from(samples.hour_days)),
        usage: samples.port_usage,
    }
}

/// The look for samples to be rolled up, unless it is switched off.
pub(super) fn samples(
    config: &Config,
    db: &Db,
    clock: &SharedClock,
    entropy: &SharedEntropy,
) -> Option<SampleJob> {
    let every = Duration::from_secs(u64::from(config.samples.look_seconds));
    let (db, clock, entropy) = (db.clone(), clock.clone(), entropy.clone());
    (!every.is_zero()).then_some(SampleJob { db, clock, entropy, kept: kept(config), every })
}

/// The look for devices that have been silent for long enough, unless it is switched off.
pub(super) fn outages(
    config: &Config,
    db: &Db,
    keyring: Keyring,
    clock: &SharedClock,
    entropy: &SharedEntropy,
) -> Option<OutageJob> {
    let every = Duration::from_secs(u64::from(config.network.outage_look_seconds));
    let (db, clock, entropy) = (db.clone(), clock.clone(), entropy.clone());
    let notifications = NotificationListener { keyring };
    (!every.is_zero()).then_some(OutageJob { db, clock, entropy, notifications, every })
}

/// What a process runs beside its requests, or without any.
pub(super) struct Background {
    pub(super) bus: Arc<dyn EventBus>,
    /// Open pages; a worker has none.
    pub(super) feed: Option<Feed>,
    pub(super) jobs: Option<Jobs>,
    pub(super) mails: Option<MailJob>,
    pub(super) seals: Option<SealJob>,
    pub(super) upkeep: Option<Upkeep>,
    pub(super) days: Option<DailyJob>,
    pub(super) escalations: Option<EscalationJob>,
    pub(super) outages: Option<OutageJob>,
    pub(super) settles: Option<PaymentJob>,
    pub(super) network: Option<NetworkJobs>,
    pub(super) runs: Option<AutomationJob>,
    /// Tells the network, and hears it.
    pub(super) provisioning: Option<Provisioning>,
    /// Kept fresh.
    pub(super) secrets: SecretsParts,
    pub(super) samples: Option<SampleJob>,
}

impl Background {
    /// Starts it. Mails are not taken into hand after `asked`, the rest goes on until `stop`.
    pub(super) fn start(self, db: &Db, asked: &CancellationToken, stop: &CancellationToken) -> Running {
        let Self {
            bus,
            feed,
            jobs,
            mails,
            seals,
            upkeep,
            days,
            escalations,
            outages,
            settles,
            network,
            runs,
            provisioning,
            secrets,
            samples,
        } = self;
        let mut running = Running::default();
        let stopped = stop.clone();
        running.start("secrets", stop, move || {
            let (secrets, stopped) = (secrets.clone(), stopped.clone());
            async move {
                stopped.run_until_cancelled(secrets.keep_fresh(stopped.clone())).await;
            }
        });
        if let Some(feed) = feed {
            let (db, stopped) = (db.clone(), stop.clone());
            running.start("events of open pages", stop, move || {
                let (feed, db, stopped) = (feed.clone(), db.clone(), stopped.clone());
                async move { feed.run(&db, stopped).await }
            });
        }
        let (db, stopped) = (db.clone(), stop.clone());
        running.start("word to the dispatchers", stop, move || {
            let (db, bus, stopped) = (db.clone(), bus.clone(), stopped.clone());
            async move {
                stopped.run_until_cancelled(tell_dispatchers(&db, &*bus)).await;
            }
        });
        start_job(&mut running, "events", jobs, stop, |job, stop| async move { job.run(stop).await });
        start_job(&mut running, "mails", mails, asked, |job, stop| async move { job.run(stop).await });
        start_job(&mut running, "payments", settles, stop, |job, stop| async move { job.run(stop).await });
        start_job(&mut running, "sealing", seals, stop, |job, stop| async move { job.run(stop).await });
        if let Some(upkeep) = upkeep {
            upkeep.start(&mut running, stop);
        }
        start_job(&mut running, "the calendar", days, stop, |job, stop| async move { job.run(stop).await });
        if let Some(provisioning) = provisioning {
            provisioning.start(&mut running, stop);
        }
        start_job(
            &mut running,
            "escalation",
            escalations,
            stop,
            |job, stop| async move { job.run(stop).await },
        );
        if let Some(network) = network {
            network.start(&mut running, stop);
        }
        start_job(&mut running, "samples", samples, stop, |job, stop| async move { job.run(stop).await });
        start_job(&mut running, "outages", outages, stop, |job, stop| async move { job.run(stop).await });
        if let Some(runs) = runs {
            // A run that is under way has a moment to end before everything else does.
            let stopped = asked.clone();
            running.start("playbooks", asked, move || {
                let (runs, stopped) = (runs.clone(), stopped.clone());
                async move { runs.run(stopped).await }
            });
        }
        running
    }
}

/// Starts a job, where this process has it.
fn start_job<J, F>(
    running: &mut Running,
    name: &'static str,
    job: Option<J>,
    stop: &CancellationToken,
    run: impl Fn(Arc<J>, CancellationToken) -> F + Send + 'static,
) where
    J: Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    if let Some(job) = job.map(Arc::new) {
        let stopped = stop.clone();
        running.start(name, stop, move || run(job.clone(), stopped.clone()));
    }
}

/// How long background work may take to end: an attempt at a mail, and as long as it takes to record what came of it.
pub(super) fn patience(config: &Config) -> Duration {
    Duration::from_secs(config.mail.timeout_seconds) + RECORDING
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
    background: Background,
    patience: Duration,
    db: Db,
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
        let documents = documents(config, &secrets.keyring)?;
        let portal_url = config.mail.portal_url.clone();
        let mails = mailroom::job(config, portal_url, &identity, &secrets, documents, parts)?;
        let seals = seals(config, &db, &clock, &entropy);
        let files = files::store(config, &clock)?;
        let upkeep = Some(Upkeep::of(config, &db, &secrets, files, &clock, &entropy));
        let keyring = secrets.keyring.clone();
        let directory = TenantDirectory::default();
        let settles = PaymentParts::of(config, &secrets).job(config, &db, &directory, &clock, &entropy)?;
        let calendar = CalendarParts::of(config, &directory, &entropy).open(settles.payments.clone());
        let days = days(config, calendar, &db, &clock, &entropy);
        let escalations = escalations(config, &db, &clock, &entropy);
        let samples = samples(config, &db, &clock, &entropy);
        let poller = network::poller(config, &secrets, &clock, &entropy);
        let network = Some(NetworkJobs::of(config, &poller, &db, &directory, &clock, &entropy));
        let outages = outages(config, &db, keyring.clone(), &clock, &entropy);
        let automation = AutomationParts::of(config, &secrets)?;
        let playbooks = playbooks::of(automation.automation.clone());
        let runs = automation.job(config, &db, &bus, &clock, &entropy);
        let provisioning = Some(Provisioning::of(config, &db, &secrets, &clock, &entropy, Some(playbooks))?);
        let jobs = jobs(config, &db, bus.clone(), &directory, keyring, clock, entropy);
        let (jobs, mails, settles) = (Some(jobs), Some(mails), Some(settles));
        let feed = None;
        let background = Background {
            bus,
            feed,
            jobs,
            mails,
            seals,
            upkeep,
            days,
            escalations,
            outages,
            settles,
            network,
            runs,
            provisioning,
            secrets,
            samples,
        };
        Ok(Self { background, patience: patience(config), db })
    }

    /// Works until `stop` is cancelled; what is under way is finished first, or broken off when it takes too long.
    pub async fn run_until_stopped(self, stop: CancellationToken) {
        tracing::info!("working");
        let running = self.background.start(&self.db, &stop, &stop);
        stop.cancelled().await;
        running.wait(self.patience).await;
        self.db.close().await;
        tracing::info!("stopped");
    }
}
