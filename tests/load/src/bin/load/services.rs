//! PostgreSQL and Redis of our own, in a temporary directory that goes with them.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::Failed;

/// A directory for everything of one run; removed at its end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn make() -> Result<Self, Failed> {
        let made = output(Command::new("mktemp").args(["-d", "-t", "portico-load.XXXXXX"]))?;
        Ok(Self(PathBuf::from(made.trim())))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process that ends with its handle.
pub(crate) struct Running(Child);

impl Running {
    /// Starts it; what it prints goes to `log`.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self, Failed> {
        let log = File::create(log)?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        Ok(Self(command.spawn().map_err(|error| format!("{command:?}: {error}"))?))
    }

    pub(crate) fn pid(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    /// SIGINT first: PostgreSQL would leave its children behind otherwise. It takes this one as a fast shutdown.
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
        let patience = Instant::now() + Duration::from_secs(10);
        while Instant::now() < patience {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> Result<u16, Failed> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn await_port(port: u16, what: &str) -> Result<(), Failed> {
    let patience = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if Instant::now() > patience {
            return Err(format!("{what} did not start").into());
        }
        sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Runs a command to its end; what it printed on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, Failed> {
    let done = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if done.status.success() {
        Ok(String::from_utf8(done.stdout)?)
    } else {
        Err(format!("{command:?}: {}", String::from_utf8_lossy(&done.stderr)).into())
    }
}

/// PostgreSQL with its default settings, but for memory that fits the machine and no autovacuum while we measure.
pub(crate) struct Postgres {
    process: Running,
    port: u16,
}

const SETTINGS: [&str; 4] = [
    "shared_buffers=512MB",
    "max_wal_size=4GB",
    "shared_preload_libraries=pg_stat_statements",
    "listen_addresses=127.0.0.1",
];

impl Postgres {
    /// Starts it with the programs in `programs`.
    pub(crate) fn start(scratch: &Scratch, programs: &Path) -> Result<Self, Failed> {
        let (data, port) = (scratch.path("postgres"), free_port()?);
        fs::create_dir(&data)?;
        let root = output(Command::new("id").arg("-u"))?.trim() == "0";
        if root {
            // It refuses to run as root.
            output(Command::new("chown").arg("postgres").arg(&data))?;
            output(Command::new("chmod").arg("711").arg(&scratch.0))?;
        }
        let program = |name: &str| {
            let path = programs.join(name);
            if !root {
                return Command::new(path);
            }
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(path);
            command
        };
        let mut init = program("initdb");
        init.args(["--username=portico", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-D"]);
        output(init.arg(&data).current_dir(&data))?;
        let mut serve = program("postgres");
        serve.arg("-D").arg(&data).args(["-p", &port.to_string()]).arg("-k").arg(&data).current_dir(&data);
        for setting in SETTINGS {
            serve.args(["-c", setting]);
        }
        let process = Running::start(&mut serve, &scratch.path("postgres.log"))?;
        let postgres = Self { process, port };
        await_port(port, "PostgreSQL")?;
        let patience = Instant::now() + Duration::from_secs(30);
        while postgres.query_in("postgres", "SELECT 1").is_err() && Instant::now() < patience {
            sleep(Duration::from_millis(100));
        }
        postgres.query_in("postgres", "CREATE DATABASE portico")?;
        postgres.query("CREATE EXTENSION pg_stat_statements")?;
        postgres.count_statements(false)?;
        Ok(postgres)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.pid()
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://portico@127.0.0.1:{}/portico", self.port)
    }

    /// Counts statements, or does not: counting costs a little.
    pub(crate) fn count_statements(&self, wanted: bool) -> Result<(), Failed> {
        let which = if wanted { "top" } else { "none" };
        self.query(&format!("ALTER SYSTEM SET pg_stat_statements.track = '{which}'"))?;
        self.query("SELECT pg_reload_conf()")?;
        Ok(())
    }

    /// Runs statements; their result as text without decoration.
    pub(crate) fn query(&self, sql: &str) -> Result<String, Failed> {
        self.query_in("portico", sql)
    }

    fn query_in(&self, database: &str, sql: &str) -> Result<String, Failed> {
        let port = self.port.to_string();
        let mut psql = Command::new("psql");
        psql.args(["-h", "127.0.0.1", "-p", &port, "-U", "portico", "-d", database]);
        let text = output(psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql]))?;
        Ok(text.trim().to_owned())
    }
}

/// Redis that writes nothing to the disk.
pub(crate) struct Redis {
    process: Running,
    port: u16,
}

impl Redis {
    pub(crate) fn start(scratch: &Scratch) -> Result<Self, Failed> {
        let port = free_port()?;
        let mut serve = Command::new("redis-server");
        serve.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
        let process = Running::start(&mut serve, &scratch.path("redis.log"))?;
        await_port(port, "Redis")?;
        Ok(Self { process, port })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.pid()
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/0", self.port)
    }

    /// Forgets everything: sessions, counters, locks.
    pub(crate) fn forget(&self) -> Result<(), Failed> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.write_all(b"FLUSHALL\r\n")?;
        let mut answer = [0; 5];
        stream.read_exact(&mut answer)?;
        if answer == *b"+OK\r\n" { Ok(()) } else { Err("Redis does not forget".into()) }
    }
}
