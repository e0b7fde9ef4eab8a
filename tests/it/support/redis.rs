//! A private Redis: no persistence of its own, on a free port, with a database for each server under test.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::guard::{Guarded, free_port, scratch};
use super::wait;

/// Databases of a server; each is given away once.
const DATABASES: u32 = 1_024;

/// The server of the whole run.
pub(crate) static SHARED: LazyLock<Redis> = LazyLock::new(Redis::start);

/// A running server.
pub(crate) struct Redis {
    port: u16,
    directory: PathBuf,
    next_database: AtomicU32,
    server: Mutex<Option<Guarded>>,
}

impl Redis {
    /// Starts a server and waits until it answers.
    pub(crate) fn start() -> Self {
        let redis = Self {
            port: free_port(),
            directory: scratch("redis"),
            next_database: AtomicU32::new(0),
            server: Mutex::default(),
        };
        redis.launch();
        redis
    }

    /// Starts the server again after [`Redis::kill`], on the same port; what `dump.rdb` holds is there again.
    pub(crate) fn launch(&self) {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--port", &self.port.to_string(), "--save", ""]);
        command
            .args(["--appendonly", "no", "--databases", &DATABASES.to_string(), "--dir"])
            .arg(&self.directory);
        let log = self.directory.join("log");
        let mut server = Guarded::start(&command, "KILL", &log);
        wait::until_blocking("Redis answers", || {
            assert!(
                server.ended().is_none(),
                "redis-server did not start; is it installed (Debian: apt-get install redis-server)?\n{}",
                std::fs::read_to_string(&log).unwrap_or_default()
            );
            self.connect()
                .is_ok_and(|mut connection| redis::cmd("PING").query::<String>(&mut connection).is_ok())
        });
        *self.lock() = Some(server);
    }

    /// Kills the server; it forgets everything that [`Redis::save`] has not written.
    pub(crate) fn kill(&self) {
        let mut server = self.lock().take().expect("it runs");
        server.signal("KILL");
        server.wait();
    }

    /// Hangs the server: connections are accepted by the kernel, nothing is answered.
    pub(crate) fn hang(&self) {
        self.lock().as_ref().expect("it runs").signal("STOP");
    }

    /// Lets it go on.
    pub(crate) fn resume(&self) {
        self.lock().as_ref().expect("it runs").signal("CONT");
    }

    /// Cuts off everybody who is subscribed to a channel.
    pub(crate) fn cut_off_listeners(&self) {
        let mut connection = self.connect().expect("it answers");
        redis::cmd("CLIENT").arg(&["KILL", "TYPE", "PUBSUB"]).exec(&mut connection).expect("it answers");
    }

    /// Writes everything that it knows to `dump.rdb`.
    pub(crate) fn save(&self) {
        let mut connection = self.connect().expect("it answers");
        redis::cmd("SAVE").exec(&mut connection).expect("the scratch directory can be written to");
    }

    /// A database that nobody has used.
    pub(crate) fn fresh_url(&self) -> String {
        let number = self.next_database.fetch_add(1, Ordering::Relaxed);
        assert!(number < DATABASES, "more than {DATABASES} databases of Redis were asked for");
        format!("{}/{number}", self.url())
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Guarded>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(&self) -> redis::RedisResult<redis::Connection> {
        redis::Client::open(self.url())?.get_connection()
    }
}
