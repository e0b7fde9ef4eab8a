//! A private PostgreSQL: initialised in the run's directory, without durability, on a free port.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use migrations::{Migrator, MigratorTrait as _};
use portico::db::{CommitSignal, Db, DbSettings};
use sea_orm::ConnectionTrait as _;

use super::guard::{Guarded, free_port, scratch};
use super::wait;

/// The migrated database that every other one is copied from.
const TEMPLATE: &str = "portico_template";

const ADVICE: &str =
    "PostgreSQL's server is missing; install it (Debian: apt-get install postgresql) and run again";

/// The server of the whole run.
pub(crate) static SHARED: LazyLock<Postgres> = LazyLock::new(|| Postgres::start(200));

/// A running server with a migrated template.
pub(crate) struct Postgres {
    port: u16,
    directory: PathBuf,
    max_connections: u32,
    server: Mutex<Option<Guarded>>,
}

impl Postgres {
    /// Initialises and starts a server, and migrates its template.
    pub(crate) fn start(max_connections: u32) -> Self {
        let directory = scratch("postgres");
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&directory));
        }
        let mut initdb = as_server_user(&binaries().join("initdb"));
        // One order of texts on every machine, and the one that the embedded database has.
        initdb.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
        ]);
        run(initdb.arg(directory.join("data")).current_dir(&directory));
        let postgres = Self { port: free_port(), directory, max_connections, server: Mutex::default() };
        postgres.launch();
        postgres.execute("postgres", &format!("CREATE DATABASE {TEMPLATE}"));
        wait::block_on(async {
            let db = Db::open(&postgres.settings(TEMPLATE)).expect("the URL is one");
            Migrator::up(db.for_migrations(), None).await.expect("a fresh database can be migrated");
            db.close().await;
        });
        postgres
    }

    /// Starts the server again after [`Postgres::kill`], on the same port and with the same data.
    pub(crate) fn launch(&self) {
        let mut command = as_server_user(&binaries().join("postgres"));
        command.arg("-D").arg(self.directory.join("data"));
        for setting in [
            format!("port={}", self.port),
            format!("max_connections={}", self.max_connections),
            "listen_addresses=127.0.0.1".to_owned(),
            "unix_socket_directories=".to_owned(),
            // A machine that crashes loses this run's data, which nobody wants back. A killed server must lose nothing
            // that was committed, so synchronous_commit stays on.
            "fsync=off".to_owned(),
            "full_page_writes=off".to_owned(),
            "autovacuum=off".to_owned(),
        ] {
            command.arg("-c").arg(setting);
        }
        // QUIT ends it at once, but unlike KILL together with its children and its shared memory.
        let mut server = Guarded::start(&command, "QUIT", &self.directory.join("log"));
        wait::until_blocking("PostgreSQL answers", || {
            assert!(server.ended().is_none(), "PostgreSQL did not start:\n{}", self.log());
            let mut ready = Command::new(binaries().join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            ready.status().is_ok_and(|status| status.success())
        });
        *self.lock() = Some(server);
    }

    /// Kills the server as a crash would; its clients see their connections break.
    pub(crate) fn kill(&self) {
        let mut server = self.lock().take().expect("it runs");
        server.signal("KILL");
        server.wait();
    }

    /// Hangs the server with all its processes: whoever is connected waits, and so does who connects.
    pub(crate) fn hang(&self) {
        self.signal_all("STOP");
    }

    /// Lets it go on.
    pub(crate) fn resume(&self) {
        self.signal_all("CONT");
    }

    fn signal_all(&self, name: &str) {
        let server = self.lock();
        let server = server.as_ref().expect("it runs");
        // First the one that would start further ones.
        server.signal(name);
        server.signal_children(name);
    }

    /// Runs one statement in `database`.
    pub(crate) fn execute(&self, database: &str, sql: &str) {
        wait::block_on(async {
            let db = Db::open(&self.settings(database)).expect("the URL is one");
            let done = db.for_migrations().execute_unprepared(sql).await;
            done.unwrap_or_else(|error| panic!("{sql}: {error}"));
            db.close().await;
        });
    }

    /// Copies the template to a new database.
    pub(crate) fn create_database(&self, name: &str) {
        self.execute("postgres", &format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"));
    }

    /// Creates a database without a table.
    pub(crate) fn create_empty_database(&self, name: &str) {
        self.execute("postgres", &format!("CREATE DATABASE {name}"));
    }

    /// Removes a database, whoever is still connected to it.
    pub(crate) fn drop_database(&self, name: &str) {
        self.execute("postgres", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    /// Where `database` is.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Few connections, with patience.
    pub(crate) fn settings(&self, database: &str) -> DbSettings {
        DbSettings {
            url: self.url(database).into(),
            max_connections: 2,
            acquire_timeout: Duration::from_secs(30),
            statement_timeout: Duration::from_secs(30),
            commits: CommitSignal::default(),
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Guarded>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// PostgreSQL refuses to run as root; Debian's package brings a user for it.
fn as_server_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(program);
    command
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Where `initdb` and `postgres` are: Debian keeps them out of the path.
fn binaries() -> &'static Path {
    static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
        let told = Command::new("pg_config").arg("--bindir").output().ok();
        let told = told.map(|output: Output| String::from_utf8_lossy(&output.stdout).trim().into());
        let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut versions: Vec<PathBuf> = installed.map(|version| version.path().join("bin")).collect();
        versions.sort();
        let known = told.into_iter().chain(versions.into_iter().rev());
        known.into_iter().find(|dir| dir.join("initdb").is_file()).expect(ADVICE)
    });
    &DIRECTORY
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}
