//! Wiring: from a configuration to a running server. The only place that knows every part.

mod backend;
mod secrets;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use migrations::{Migrator, MigratorTrait as _};
use secrecy::{ExposeSecret as _, SecretSlice};
use tokio_util::sync::CancellationToken;

use crate::config::{Config, SessionStoreKind};
use crate::db::{Db, DbError, DbSettings};
use crate::graphql::document_guard::{Limits, ScanLimits};
use crate::graphql::engine::{Engine, EngineError, EngineSettings};
use crate::http::{Backend, Playground, Server, Settings};
use crate::identity::{Identity, SignInLimits, Tokens};
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::ports::keyring::Keyring;
use crate::ports::password::{HashError, PasswordHasher, PasswordSettings};
use crate::ports::redis_link::{RedisLink, RedisUrlError};
use crate::ports::secrets::Secrets;
use crate::ports::session_store::{MemorySessionStore, RedisSessionStore, SessionLifetimes, SessionStore};
use crate::ports::throttle::{LockoutPolicy, MemoryThrottle, RateLimit, RedisThrottle, Throttle};
use crate::ports::tls;
use crate::tenancy::TenantDirectory;
use backend::PortalBackend;
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
}

/// A server that has its ports and serves when it is run.
pub struct Application {
    server: Server,
    secrets: SecretsParts,
    db: Db,
    drain: Duration,
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
        let parts = Parts {
            engine: Arc::new(Engine::new(engine_settings(config))?),
            directory: TenantDirectory::default(),
            identity: IdentityParts::of(config, &entropy, secrets.keyring.clone())?,
            secrets: secrets.secrets.clone(),
            db_settings,
            clock,
            entropy: entropy.clone(),
        };
        // What cannot be built is found here, once, and not in the workers.
        parts.backend()?;
        let settings = http_settings(config, demo);
        let address = settings.listen;
        let drain = settings.drain;
        let server = Server::bind(settings, entropy, move || -> Arc<dyn Backend> {
            Arc::new(parts.backend().expect("it could be built a moment ago"))
        })
        .map_err(|cause| StartError::Listen { address, cause })?;
        Ok(Self { server, secrets, db, drain })
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
        let refresher = tokio::spawn(self.secrets.keep_fresh(stop.child_token()));
        let served = self.server.run_until(stop).await;
        refresher.abort();
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
    /// A connection for each worker: where to, and how long a call may take.
    Redis(secrecy::SecretString, Duration),
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
            ),
        }
    }

    fn open(&self, entropy: &SharedEntropy) -> Result<Ports, RedisUrlError> {
        match self {
            Self::Memory(sessions, throttle) => Ok((sessions.clone(), throttle.clone())),
            Self::Redis(url, deadline) => {
                let link = RedisLink::new(url, *deadline)?;
                Ok((
                    Arc::new(RedisSessionStore::new(link.clone(), entropy.clone())),
                    Arc::new(RedisThrottle::new(link)),
                ))
            }
        }
    }
}

/// What sign-in is made of.
#[derive(Clone)]
struct IdentityParts {
    hasher: Arc<PasswordHasher>,
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
            lifetimes: self.lifetimes,
            limits: self.limits,
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
    directory: TenantDirectory,
    identity: IdentityParts,
    secrets: Secrets,
    db_settings: DbSettings,
    clock: SharedClock,
    entropy: SharedEntropy,
}

impl Parts {
    /// A backend for one worker, with its own pool and its own connection to Redis.
    fn backend(&self) -> Result<PortalBackend, StartError> {
        Ok(PortalBackend {
            db: Db::open(&self.db_settings)?,
            directory: self.directory.clone(),
            engine: self.engine.clone(),
            identity: Arc::new(self.identity.open(&self.entropy)?),
            secrets: self.secrets.clone(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        })
    }
}

/// The database's settings out of the configuration.
pub fn db_settings(config: &Config) -> DbSettings {
    DbSettings {
        url: config.database.url.clone(),
        max_connections: config.database.max_connections,
        acquire_timeout: Duration::from_millis(config.database.acquire_timeout_ms),
        statement_timeout: Duration::from_millis(config.database.statement_timeout_ms),
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
    }
}

fn password_settings(config: &Config) -> PasswordSettings {
    let defaults = PasswordSettings::default();
    let permits = if config.auth.hash_permits == 0 { defaults.permits } else { config.auth.hash_permits };
    PasswordSettings { permits, ..defaults }
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
            ..LockoutPolicy::default()
        },
        per_account: a_minute(config.auth.per_account_per_minute),
        per_address: a_minute(config.auth.per_address_per_minute),
    }
}

fn http_settings(config: &Config, demo: &DemoExtras) -> Settings {
    let server = &config.server;
    let defaults = Settings::default();
    Settings {
        listen: server.listen,
        internal_listen: server.internal_listen,
        workers: if server.workers == 0 { defaults.workers } else { server.workers },
        trusted_proxies: server.trusted_proxies.clone(),
        max_in_flight: server.max_in_flight,
        deadline: Duration::from_secs(server.deadline_seconds),
        drain: Duration::from_secs(server.drain_seconds),
        development: server.development,
        playground: playground(config),
        insecure_cookie: demo.insecure_cookie,
        demo_logins: demo.logins.clone(),
        ..defaults
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
