//! Opening the database: PostgreSQL for production, SQLite for the embedded default.

use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{ConnectOptions as _, Connection as _, Database, Error, Postgres, Sqlite};
use sea_orm::{DatabaseConnection, DbBackend};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Notify;

use super::error::DbError;
use crate::kernel::fault::Fault;

/// Told when a transaction that wrote an event has been committed. The pools of a process share one.
#[derive(Debug, Clone, Default)]
pub struct CommitSignal(Arc<Notify>);

impl CommitSignal {
    pub(super) fn raise(&self) {
        self.0.notify_one();
    }

    /// Waits for a commit since the last return of this method. One waiter a process.
    pub async fn raised(&self) {
        self.0.notified().await;
    }
}

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
    /// Told of commits with events.
    pub commits: CommitSignal,
}

/// A pool of connections. Cheap to clone; the clones share the pool.
#[derive(Debug, Clone)]
pub struct Db {
    connection: DatabaseConnection,
    commits: CommitSignal,
}

impl Db {
    /// A pool that connects when it is first used, in the runtime that uses it. Must be called within one.
    ///
    /// One pool a worker: a shared one moves sockets between the workers' runtimes and takes a lock a statement
    /// (performance.md, "what pays" 7). Built on sqlx itself, because the ORM's own way in waits for the database.
    pub fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let url = settings.url.expose_secret();
        let connection = if url.starts_with("sqlite:") {
            // WAL: readers do not wait for the one writer. NORMAL is durable against a crash of the process.
            let sqlite = SqliteConnectOptions::from_str(url)
                .map_err(bad_url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .disable_statement_logging();
            pool::<Sqlite>(settings).connect_lazy_with(sqlite).into()
        } else {
            let timeout = format!("{}ms", settings.statement_timeout.as_millis());
            let postgres = PgConnectOptions::from_str(url)
                .map_err(bad_url)?
                .application_name("portico")
                // A process that hangs within a transaction must not keep its locks.
                .options([
                    ("statement_timeout", timeout.as_str()),
                    ("idle_in_transaction_session_timeout", "30s"),
                ])
                .disable_statement_logging();
            pool::<Postgres>(settings).connect_lazy_with(postgres).into()
        };
        Ok(Self { connection, commits: settings.commits.clone() })
    }

    /// The settings of an embedded database in `file`.
    pub fn embedded(file: &Path) -> DbSettings {
        DbSettings {
            url: format!("sqlite://{}?mode=rwc", file.display()).into(),
            max_connections: 4,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
            commits: CommitSignal::default(),
        }
    }

    /// Whether this is the embedded database.
    pub fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Sqlite
    }

    /// Whether a statement gets through.
    pub async fn ping(&self) -> Result<(), DbError> {
        Ok(self.connection.ping().await?)
    }

    /// Closes the pool; statements that run are finished first.
    pub async fn close(&self) {
        if let Err(error) = self.connection.close_by_ref().await {
            tracing::warn!(%error, "closing the database pool");
        }
    }

    /// The raw connection, for the migrations only.
    pub fn for_migrations(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Told of commits with events, on any pool that was opened with the same settings.
    pub fn commits(&self) -> &CommitSignal {
        &self.commits
    }

    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }
}

/// A connection that rested for this long may have died meanwhile; a ping for every request would cost a round trip.
const PING_AFTER: Duration = Duration::from_secs(5);

fn pool<D: Database>(settings: &DbSettings) -> PoolOptions<D> {
    PoolOptions::new()
        .max_connections(settings.max_connections)
        .acquire_timeout(settings.acquire_timeout)
        .test_before_acquire(false)
        .before_acquire(|connection: &mut D::Connection, meta| {
            Box::pin(async move {
                if meta.idle_for >= PING_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
}

/// The text of the error is left out: it may repeat the password.
fn bad_url(_: Error) -> DbError {
    Fault::internal("the database's URL cannot be read").into()
}
