//! Opening the database: PostgreSQL for production, SQLite for the embedded default.

use std::path::Path;
use std::time::Duration;

use futures_util::FutureExt as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend};
use secrecy::{ExposeSecret as _, SecretString};

use super::error::DbError;
use crate::kernel::fault::Fault;

/// How to reach the database and how much of it to use.
#[derive(Debug, Clone)]
pub struct DbSettings {
    /// `postgres://…` or `sqlite://…`; a secret, because it may hold a password.
    pub url: SecretString,
    /// Connections of one pool. Every worker thread has a pool of its own.
    pub max_connections: u32,
    /// How long a request may wait for a connection before it is answered with `DATABASE_UNAVAILABLE`.
    pub acquire_timeout: Duration,
    /// How long PostgreSQL works on one statement before it gives up.
    pub statement_timeout: Duration,
}

/// A pool of connections. Cheap to clone; the clones share the pool.
#[derive(Debug, Clone)]
pub struct Db(DatabaseConnection);

impl Db {
    /// A pool that connects when it is first used, in the runtime that uses it. Must be called within one.
    ///
    /// One pool a worker: a shared one moves sockets between the workers' runtimes and takes a lock a statement
    /// (performance.md, "what pays" 7).
    pub fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let mut options = ConnectOptions::new(settings.url.expose_secret());
        options
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.acquire_timeout)
            .connect_timeout(settings.acquire_timeout)
            .sqlx_logging(false)
            .connect_lazy(true)
            // A ping a request would cost a round trip each; a connection that rested may have died meanwhile.
            .test_before_acquire_if_idle_for(Duration::from_secs(5));
        if settings.url.expose_secret().starts_with("postgres") {
            options.statement_timeout(settings.statement_timeout).set_application_name("portico");
        }
        options.map_sqlx_sqlite_opts(|sqlite| {
            // WAL: readers do not wait for the one writer. NORMAL is durable against a crash of the process.
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
        });
        // A lazy pool is made without waiting for anything.
        let pool = Database::connect(options).now_or_never();
        pool.ok_or_else(|| Fault::internal("a lazy pool was not ready at once"))?
            .map(Self)
            .map_err(DbError::from)
    }

    /// The settings of an embedded database in `file`.
    pub fn embedded(file: &Path) -> DbSettings {
        DbSettings {
            url: format!("sqlite://{}?mode=rwc", file.display()).into(),
            max_connections: 4,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
        }
    }

    /// Whether this is the embedded database.
    pub fn is_sqlite(&self) -> bool {
        self.0.get_database_backend() == DbBackend::Sqlite
    }

    /// Whether a statement gets through.
    pub async fn ping(&self) -> Result<(), DbError> {
        Ok(self.0.ping().await?)
    }

    /// Closes the pool; statements that run are finished first.
    pub async fn close(&self) {
        if let Err(error) = self.0.close_by_ref().await {
            tracing::warn!(%error, "closing the database pool");
        }
    }

    /// The raw connection, for the migrations only.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.0
    }

    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.0
    }
}
