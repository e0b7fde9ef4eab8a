//! Wiring: from a configuration to a running server. The only place that knows every part.

mod automation;
mod backend;
mod background;
mod descriptors;
mod files;
mod mailroom;
mod network;
mod outages;
mod payments;
mod playbooks;
mod provisioning;
mod secrets;
mod supervise;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use migrations::{Migrator, MigratorTrait as _};
use secrecy::{ExposeSecret as _, SecretSlice};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::automation::{Automation, RegistryError};
use crate::config::{Config, SessionStoreKind};
use crate::db::{CommitSignal, Db, DbError, DbSettings};
use crate::documents::Documents;
use crate::events::{Feed, FeedSettings};
use crate::graphql::document_guard::{Limits, ScanLimits};
use crate::graphql::engine::{Engine, EngineError, EngineSettings, EventLimits};
use crate::http::{Backend, LiveSettings, Playground, Server, Settings};
use crate::identity::password::Blocklist;
use crate::identity::{Identity, Places, PlacesError, SignInLimits, Tokens};
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::mail::TemplateError;
use crate::network::StatusPages;
use crate::network::inventory::Instruments;
use crate::network::poll::Poller;
use crate::payments::Payments;
use crate::ports::blob_store::BlobStoreError;
use crate::ports::keyring::Keyring;
use crate::ports::mail::{KeptMails, SmtpSettingsError};
use crate::ports::password::{HashError, PasswordHasher, PasswordSettings};
use crate::ports::payment_gateway::GatewayError;
use crate::ports::pdf::{Fonts, FontsError};
use crate::ports::redis_link::{RedisLink, RedisUrlError};
use crate::ports::secrets::Secrets;
use crate::ports::session_store::{
    self, MemorySessionStore, RedisSessionStore, SessionEnds, SessionLifetimes, SessionStore,
};
use crate::ports::snmp::{Patience, Snmp2Client};
use crate::ports::throttle::{LockoutPolicy, MemoryThrottle, RateLimit, RedisThrottle, Throttle};
use crate::ports::tls;
use crate::tenancy::TenantDirectory;
use crate::tickets::attachment::Attachments;
use automation::AutomationParts;
use backend::PortalBackend;
use background::{Background, CalendarParts, Upkeep};
pub use background::{Worker, kept, retention};
use mailroom::MailParts;
use network::NetworkJobs;
use payments::PaymentParts;
use provisioning::Provisioning;
pub use secrets::SecretsParts;

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database's schema is older than this program.
    #[error("the database lacks {0} migration(s); run `portico migrate up` first")]
    PendingMigrations(usize),
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] DbError),
    /// The address of Redis is not one.
    #[error("sessions.redis_url: {0}")]
    Redis(#[from] RedisUrlError),
    /// The keys of what lies at rest cannot be had or used.
    #[error("secrets: {0}")]
    Secrets(String),
    /// The password hasher cannot work.
    #[error(transparent)]
    Hasher(#[from] HashError),
    /// A fault of ours in the schema.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A file that the configuration names cannot be read.
    #[error("{key}: {}: {cause}", file.display())]
    File {
        /// Where it is named.
        key: &'static str,
        /// The file.
        file: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// The file of places cannot be used.
    #[error("auth.places: {}: {cause}", file.display())]
    Places {
        /// The file.
        file: PathBuf,
        /// Why not.
        cause: PlacesError,
    },
    /// A font of documents cannot be used.
    #[error("documents.fonts: {0}")]
    Fonts(#[from] FontsError),
    /// Files of tickets have no place.
    #[error("files: {0}")]
    Files(#[from] BlobStoreError),
    /// The texts of mails cannot be used.
    #[error("mail.templates: {0}")]
    Templates(#[from] TemplateError),
    /// The mail server cannot be reached the way it is configured.
    #[error(transparent)]
    MailServer(#[from] SmtpSettingsError),
    /// No client of a payment gateway can be made.
    #[error("payments: {0}")]
    Payments(#[from] GatewayError),
    /// The playbooks cannot be used.
    #[error("automation.directory: {0}")]
    Playbooks(#[from] RegistryError),
    /// A port cannot be taken.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        cause: std::io::Error,
    },
    /// The server ended by itself.
    #[error("the server failed: {0}")]
    Serve(std::io::Error),
}

/// What a demo adds to the configuration.
#[derive(Debug, Clone, Default)]
pub struct DemoExtras {
    /// The body of `GET /demo/logins.json`.
    pub logins: Option<Arc<str>>,
    /// Uses the cookie without `Secure`, for plain `http://localhost`.
    pub insecure_cookie: bool,
    /// Where mails are kept instead of being sent; shown at `/demo/mail`.
    pub mails: Option<KeptMails>,
}

/// A server that has its ports and serves when it is run.
pub struct Application {
    server: Server,
    db: Db,
    drain: Duration,
    background: Background,
    patience: Duration,
    /// Hears which sessions end on other replicas; stops with the application.
    _listener: Option<AbortOnDropHandle<()>>,
}

impl Application {
    /// Builds the server. Must be called within the actix system that will run it.
    pub async fn build(
        config: &Config,
        clock: SharedClock,
        entropy: SharedEntropy,
        demo: &DemoExtras,
    ) -> Result<Self, StartError> {
        tls::install();
        let db_settings = db_settings(config);
        let db = Db::open(&db_settings)?;
        refuse_pending_migrations(&db).await?;
        let secrets = SecretsParts::of(&config.secrets, &clock, &entropy)?;
        secrets.fetch().await?;
        let bus = background::event_bus(config)?;
        let documents = documents(config, &secrets.keyring)?;
        let files = files::store(config, &clock)?;
        let feed = Feed::new(FeedSettings { bus: bus.clone(), look_every: background::LOOK_EVERY });
        let directory = TenantDirectory::default();
        let calendars = CalendarParts::of(config, &directory, &entropy);
        let poller = network::poller(config, &secrets, &clock, &entropy);
        let automation = AutomationParts::of(config, &secrets)?;
        let parts = Parts {
            feed: feed.clone(),
            calendars: calendars.clone(),
            engine: Arc::new(Engine::new(engine_settings(config))?),
            directory,
            identity: IdentityParts::of(config, &entropy, secrets.keyring.clone())?,
            payments: PaymentParts::of(config, &secrets),
            documents: documents.clone(),
            attachments: Attachments::new(files.clone(), secrets.keyring.clone()),
            instruments: instruments(config, &secrets.secrets, &entropy),
            poller: poller.clone(),
            automation: automation.automation.clone(),
            status_pages: StatusPages::default(),
            secrets: secrets.secrets.clone(),
            db_settings,
            clock: clock.clone(),
            entropy: entropy.clone(),
        };
        let runs_jobs = config.events.run_jobs || config.sessions.store == SessionStoreKind::Memory;
        let jobs = runs_jobs.then(|| {
            let keyring = secrets.keyring.clone();
            let (clock, entropy) = (clock.clone(), entropy.clone());
            background::jobs(config, &db, bus.clone(), &parts.directory, keyring, clock, entropy)
        });
        let settles = runs_jobs
            .then(|| parts.payments.job(config, &db, &parts.directory, &clock, &entropy))
            .transpose()?;
        let network =
            runs_jobs.then(|| NetworkJobs::of(config, &poller, &db, &parts.directory, &clock, &entropy));
        // What cannot be built is found here, once, and not in the workers.
        parts.backend()?;
        let listener = parts.identity.stores.listen();
        let for_mails = parts.identity.clone();
        let settings = http_settings(config, demo);
        let address = settings.listen;
        let drain = settings.drain;
        let server = Server::bind(settings, entropy.clone(), move || -> Arc<dyn Backend> {
            Arc::new(parts.backend().expect("it could be built a moment ago"))
        })
        .map_err(|cause| StartError::Listen { address, cause })?;
        // The port is known only now, and links lead to it.
        let portal_url = config.mail.portal_url.replace("{port}", &server.port().to_string());
        // Any number of processes may send: each mail is claimed by one.
        let sends = runs_jobs || !config.mail.smtp_host.is_empty();
        let mails = sends
            .then(|| {
                let (db, kept) = (db.clone(), demo.mails.clone());
                let parts = MailParts { db, clock: clock.clone(), entropy: entropy.clone(), kept };
                mailroom::job(config, portal_url, &for_mails, &secrets, documents, parts)
            })
            .transpose()?;
        let seals = background::seals(config, &db, &clock, &entropy);
        let upkeep = runs_jobs.then(|| Upkeep::of(config, &db, &secrets, files, &clock, &entropy));
        let days = settles.as_ref().and_then(|job| {
            background::days(config, calendars.open(job.payments.clone()), &db, &clock, &entropy)
        });
        let escalations = runs_jobs.then(|| background::escalations(config, &db, &clock, &entropy)).flatten();
        let samples = runs_jobs.then(|| background::samples(config, &db, &clock, &entropy)).flatten();
        let keyring = secrets.keyring.clone();
        let outages =
            runs_jobs.then(|| background::outages(config, &db, keyring, &clock, &entropy)).flatten();
        let runs = runs_jobs.then(|| automation.job(config, &db, &bus, &clock, &entropy)).flatten();
        let playbooks = playbooks::of(automation.automation.clone());
        let provisioning = runs_jobs
            .then(|| Provisioning::of(config, &db, &secrets, &clock, &entropy, Some(playbooks)))
            .transpose()?;
        let feed = Some(feed);
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
        let patience = background::patience(config);
        Ok(Self { server, db, drain, background, patience, _listener: listener })
    }

    /// Portal identity alone, for the operator's commands.
    pub fn identity(
        config: &Config,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<Identity, StartError> {
        let keyring = SecretsParts::of(&config.secrets, clock, entropy)?.keyring;
        IdentityParts::of(config, entropy, keyring)?.open(entropy)
    }

    /// What devices are asked with alone, for a replica without a transport.
    pub fn instruments(
        config: &Config,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<Instruments, StartError> {
        let secrets = SecretsParts::of(&config.secrets, clock, entropy)?;
        Ok(instruments(config, &secrets.secrets, entropy))
    }

    /// What asks devices alone, for a replica without a transport.
    pub fn poller(
        config: &Config,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<Arc<Poller>, StartError> {
        let secrets = SecretsParts::of(&config.secrets, clock, entropy)?;
        Ok(network::poller(config, &secrets, clock, entropy))
    }

    /// Payments alone, for a replica without a transport.
    pub fn payments(
        config: &Config,
        db: &Db,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<Payments, StartError> {
        let secrets = SecretsParts::of(&config.secrets, clock, entropy)?;
        PaymentParts::of(config, &secrets).open(db, &TenantDirectory::default(), clock, entropy)
    }

    /// The port of the API.
    pub fn port(&self) -> u16 {
        self.server.port()
    }

    /// The port of `/healthz` and `/readyz`.
    pub fn internal_port(&self) -> u16 {
        self.server.internal_port()
    }

    /// Serves until `stop` is cancelled; requests under way finish first.
    pub async fn run_until_stopped(self, stop: CancellationToken) -> Result<(), StartError> {
        tracing::info!(port = self.port(), internal_port = self.internal_port(), "serving");
        // It outlives the server: a subscription whose events ended before its connection would be told that it is
        // complete.
        let served_all = CancellationToken::new();
        let background = self.background.start(&self.db, &stop, &served_all);
        let served = self.server.run_until(stop).await;
        served_all.cancel();
        background.wait(self.patience).await;
        served.map_err(StartError::Serve)?;
        self.db.close().await;
        tracing::info!(drain_seconds = self.drain.as_secs(), "stopped");
        Ok(())
    }
}

/// An unreachable database is no reason not to start: `/readyz` says so until it is back.
async fn refuse_pending_migrations(db: &Db) -> Result<(), StartError> {
    match Migrator::get_pending_migrations(db.for_migrations()).await {
        Ok(pending) if pending.is_empty() => Ok(()),
        Ok(pending) => Err(StartError::PendingMigrations(pending.len())),
        Err(error) => {
            tracing::warn!(%error, "the database cannot be reached yet");
            Ok(())
        }
    }
}

/// A session store and the counters beside it.
type Ports = (Arc<dyn SessionStore>, Arc<dyn Throttle>);

/// Where sessions and counters live.
#[derive(Clone)]
enum Stores {
    /// One for the process.
    Memory(Arc<dyn SessionStore>, Arc<dyn Throttle>),
    /// A connection for each worker: where to, and how long a call may take. What is watched is the process's.
    Redis(secrecy::SecretString, Duration, SessionEnds),
}

impl Stores {
    fn of(config: &Config, entropy: &SharedEntropy) -> Self {
        match config.sessions.store {
            SessionStoreKind::Memory => Self::Memory(
                Arc::new(MemorySessionStore::new(entropy.clone())),
                Arc::new(MemoryThrottle::default()),
            ),
            SessionStoreKind::Redis => Self::Redis(
                config.sessions.redis_url.clone(),
                Duration::from_millis(config.sessions.redis_timeout_ms),
                SessionEnds::default(),
            ),
        }
    }

    fn open(&self, entropy: &SharedEntropy) -> Result<Ports, RedisUrlError> {
        match self {
            Self::Memory(sessions, throttle) => Ok((sessions.clone(), throttle.clone())),
            Self::Redis(url, deadline, ends) => {
                let link = RedisLink::new(url, *deadline)?;
                Ok((
                    Arc::new(RedisSessionStore::new(link.clone(), entropy.clone(), ends.clone())),
                    Arc::new(RedisThrottle::new(link)),
                ))
            }
        }
    }
}

impl Stores {
    /// Hears of the sessions that end on other replicas. One listener a process; in process there is nothing to hear.
    fn listen(&self) -> Option<AbortOnDropHandle<()>> {
        let Self::Redis(url, _, ends) = self else { return None };
        let (url, ends) = (url.clone(), ends.clone());
        Some(AbortOnDropHandle::new(tokio::spawn(async move {
            if let Err(error) = session_store::listen(&url, ends).await {
                tracing::error!(%error, "ends of sessions on other replicas are not heard");
            }
        })))
    }
}

/// What sign-in is made of.
#[derive(Clone)]
struct IdentityParts {
    hasher: Arc<PasswordHasher>,
    blocklist: Arc<Blocklist>,
    places: Arc<Places>,
    stores: Stores,
    lifetimes: SessionLifetimes,
    limits: SignInLimits,
    counter_key: SecretSlice<u8>,
    keyring: Keyring,
    tokens: Tokens,
}

impl IdentityParts {
    fn of(config: &Config, entropy: &SharedEntropy, keyring: Keyring) -> Result<Self, StartError> {
        Ok(Self {
            hasher: Arc::new(PasswordHasher::new(password_settings(config), entropy.clone())?),
            blocklist: Arc::new(blocklist(config)?),
            places: Arc::new(places(config)?),
            stores: Stores::of(config, entropy),
            lifetimes: lifetimes(config),
            limits: sign_in_limits(config),
            counter_key: SecretSlice::from(config.auth.counter_key.expose_secret().as_bytes().to_vec()),
            keyring,
            tokens: tokens(config),
        })
    }

    fn open(&self, entropy: &SharedEntropy) -> Result<Identity, StartError> {
        let (sessions, throttle) = self.stores.open(entropy)?;
        Ok(Identity {
            sessions,
            throttle,
            hasher: self.hasher.clone(),
            blocklist: self.blocklist.clone(),
            places: self.places.clone(),
            lifetimes: self.lifetimes,
            limits: self.limits,
            customers: Arc::new(crate::customers::Directory),
            counter_key: self.counter_key.clone(),
            keyring: self.keyring.clone(),
            tokens: self.tokens.clone(),
        })
    }
}

/// What the workers' backends are made of: shared where sharing costs nothing, opened anew where it would.
#[derive(Clone)]
struct Parts {
    engine: Arc<Engine>,
    feed: Feed,
    calendars: CalendarParts,
    directory: TenantDirectory,
    identity: IdentityParts,
    payments: PaymentParts,
    documents: Documents,
    attachments: Attachments,
    instruments: Instruments,
    poller: Arc<Poller>,
    automation: Automation,
    status_pages: StatusPages,
    secrets: Secrets,
    db_settings: DbSettings,
    clock: SharedClock,
    entropy: SharedEntropy,
}

impl Parts {
    /// A backend for one worker, with its own pool and its own connection to Redis.
    fn backend(&self) -> Result<PortalBackend, StartError> {
        let db = Db::open(&self.db_settings)?;
        let payments = self.payments.open(&db, &self.directory, &self.clock, &self.entropy)?;
        let payments = Arc::new(payments);
        Ok(PortalBackend {
            db,
            calendar: self.calendars.open(payments.clone()),
            payments,
            directory: self.directory.clone(),
            engine: self.engine.clone(),
            feed: self.feed.clone(),
            identity: Arc::new(self.identity.open(&self.entropy)?),
            documents: self.documents.clone(),
            attachments: self.attachments.clone(),
            instruments: self.instruments.clone(),
            poller: self.poller.clone(),
            automation: self.automation.clone(),
            status_pages: self.status_pages.clone(),
            secrets: self.secrets.clone(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        })
    }
}

/// Devices that employees ask at a time; whoever comes then waits.
const DISCOVERIES: usize = 16;

/// What devices are asked with. One for the process, so that its limit counts for all.
fn instruments(config: &Config, secrets: &Secrets, entropy: &SharedEntropy) -> Instruments {
    // Somebody waits for the answer, and a request has its deadline.
    let patience = Patience { retries: 1, total: Duration::from_secs(8), ..Patience::default() };
    Instruments {
        allow_loopback: config.network.allow_loopback,
        secrets: secrets.clone(),
        snmp: Arc::new(Snmp2Client::new(patience, DISCOVERIES, entropy.clone())),
    }
}

/// The database's settings out of the configuration.
pub fn db_settings(config: &Config) -> DbSettings {
    DbSettings {
        url: config.database.url.clone(),
        max_connections: config.database.max_connections,
        acquire_timeout: Duration::from_millis(config.database.acquire_timeout_ms),
        statement_timeout: Duration::from_millis(config.database.statement_timeout_ms),
        commits: CommitSignal::default(),
    }
}

fn engine_settings(config: &Config) -> EngineSettings {
    let graphql = &config.graphql;
    EngineSettings {
        scan: ScanLimits { tokens: graphql.max_tokens, ..ScanLimits::default() },
        limits: Limits {
            depth: graphql.max_depth,
            aliases: graphql.max_aliases,
            directives: graphql.max_directives,
            signed_in_cost: graphql.max_cost_signed_in,
            anonymous_cost: graphql.max_cost_anonymous,
            ..Limits::default()
        },
        introspection: graphql.introspection || config.server.development,
        trace: config.server.development,
        events: EventLimits {
            deadline: Duration::from_secs(config.server.deadline_seconds),
            ..EventLimits::default()
        },
        max_answer: graphql.max_answer_bytes,
    }
}

/// What makes documents: one for the process, so that its turns count for all.
fn documents(config: &Config, keyring: &Keyring) -> Result<Documents, FontsError> {
    let fonts = match &config.documents.fonts {
        Some(directory) => Fonts::with_directory(directory)?,
        None => Fonts::built_in(),
    };
    Ok(Documents::new(keyring.clone(), fonts, config.documents.at_once))
}

fn password_settings(config: &Config) -> PasswordSettings {
    let defaults = PasswordSettings::default();
    let permits = if config.auth.hash_permits == 0 { defaults.permits } else { config.auth.hash_permits };
    PasswordSettings { permits, ..defaults }
}

fn blocklist(config: &Config) -> Result<Blocklist, StartError> {
    let Some(file) = &config.auth.password_blocklist else { return Ok(Blocklist::default()) };
    Blocklist::with_file(file).map_err(|cause| StartError::File {
        key: "auth.password_blocklist",
        file: file.clone(),
        cause,
    })
}

fn places(config: &Config) -> Result<Places, StartError> {
    let Some(file) = &config.auth.places else { return Ok(Places::default()) };
    Places::with_file(file).map_err(|cause| StartError::Places { file: file.clone(), cause })
}

fn lifetimes(config: &Config) -> SessionLifetimes {
    let sessions = &config.sessions;
    SessionLifetimes {
        idle: TimeDelta::minutes(i64::from(sessions.idle_minutes)),
        absolute: TimeDelta::minutes(i64::from(sessions.absolute_minutes)),
        remember_idle: TimeDelta::days(i64::from(sessions.remember_idle_days)),
        remember_absolute: TimeDelta::days(i64::from(sessions.remember_absolute_days)),
    }
}

fn tokens(config: &Config) -> Tokens {
    Tokens {
        issuer: config.tokens.issuer.clone(),
        access_lifetime: TimeDelta::minutes(i64::from(config.tokens.access_minutes)),
        rotate_keys_after: TimeDelta::days(i64::from(config.tokens.signing_key_days)),
        known: Arc::default(),
    }
}

fn sign_in_limits(config: &Config) -> SignInLimits {
    let a_minute = |max| RateLimit { max, window: TimeDelta::minutes(1) };
    SignInLimits {
        lockout: LockoutPolicy {
            max_failures: config.auth.max_failures,
            lock_for: TimeDelta::minutes(i64::from(config.auth.lock_minutes)),
            max_in_a_row: config.auth.max_failures_in_a_row,
            ..LockoutPolicy::default()
        },
        per_account: a_minute(config.auth.per_account_per_minute),
        per_address: a_minute(config.auth.per_address_per_minute),
        resets_per_account: RateLimit {
            max: config.auth.resets_per_account_per_hour,
            window: TimeDelta::hours(1),
        },
    }
}

fn http_settings(config: &Config, demo: &DemoExtras) -> Settings {
    let server = &config.server;
    let defaults = Settings::default();
    let workers = if server.workers == 0 { defaults.workers } else { server.workers };
    Settings {
        listen: server.listen,
        internal_listen: server.internal_listen,
        workers,
        trusted_proxies: server.trusted_proxies.clone(),
        max_connections: descriptors::connections(
            descriptors::raise(),
            workers,
            config.database.max_connections,
        ),
        max_connections_per_address: server.max_connections_per_address,
        max_in_flight: server.max_in_flight,
        deadline: Duration::from_secs(server.deadline_seconds),
        drain: Duration::from_secs(server.drain_seconds),
        development: server.development,
        playground: playground(config),
        insecure_cookie: demo.insecure_cookie,
        demo_logins: demo.logins.clone(),
        live: live_settings(config),
        demo_mails: demo.mails.clone(),
        ..defaults
    }
}

fn live_settings(config: &Config) -> LiveSettings {
    let live = &config.live;
    LiveSettings {
        max_connections: live.max_connections,
        max_per_account: live.max_per_account,
        max_per_address: live.max_per_address,
        max_operations: live.max_operations,
        recheck: Duration::from_secs(live.recheck_seconds),
        ping: Duration::from_secs(live.ping_seconds),
        ..LiveSettings::default()
    }
}

#[cfg(not(feature = "embed-playground"))]
fn playground(config: &Config) -> Playground {
    config.server.playground.clone().map_or(Playground::Off, Playground::Directory)
}

#[cfg(feature = "embed-playground")]
fn playground(config: &Config) -> Playground {
    if config.server.development {
        Playground::Embedded
    } else {
        config.server.playground.clone().map_or(Playground::Off, Playground::Directory)
    }
}
