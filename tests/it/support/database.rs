//! A database for one server under test: a copy of a template that was migrated once.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use migrations::{Migrator, MigratorTrait as _};
use portico::db::Db;
use secrecy::{ExposeSecret as _, SecretString};

use super::guard::scratch;
use super::postgres::{self, Postgres};
use super::wait;

/// A migrated, empty database; it goes with its value.
pub(crate) enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A database of a server.
    Postgres(Server, String),
}

/// Where a database is.
pub(crate) enum Server {
    /// The one of the run.
    Shared,
    /// One that a test may break.
    Own(Arc<Postgres>),
}

impl std::ops::Deref for Server {
    type Target = Postgres;

    fn deref(&self) -> &Postgres {
        match self {
            Self::Shared => &postgres::SHARED,
            Self::Own(server) => server,
        }
    }
}

static SQLITE_TEMPLATE: LazyLock<PathBuf> = LazyLock::new(|| {
    let file = scratch("template").join("portico.db");
    wait::block_on(async {
        let db = Db::open(&Db::embedded(&file)).expect("the URL is one");
        Migrator::up(db.for_migrations(), None).await.expect("a fresh database can be migrated");
        // Closing writes everything into the one file.
        db.close().await;
    });
    file
});

impl Database {
    /// A new file.
    pub(crate) fn sqlite() -> Self {
        let file = scratch("database").join("portico.db");
        std::fs::copy(&*SQLITE_TEMPLATE, &file).expect("the template can be copied");
        Self::Sqlite(file)
    }

    /// A new database of `server`.
    pub(crate) fn postgres(server: Server) -> Self {
        let name = fresh_name();
        server.create_database(&name);
        Self::Postgres(server, name)
    }

    /// The configuration's `database.url`.
    pub(crate) fn url(&self) -> SecretString {
        match self {
            Self::Sqlite(file) => Db::embedded(file).url.expose_secret().into(),
            Self::Postgres(server, name) => server.url(name).into(),
        }
    }
}

/// A name that no database of this run has.
pub(crate) fn fresh_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("portico_{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

impl Drop for Database {
    fn drop(&mut self) {
        // A server of its own goes as a whole, and the files with the directory of the run.
        if let Self::Postgres(server @ Server::Shared, name) = self {
            server.drop_database(name);
        }
    }
}
