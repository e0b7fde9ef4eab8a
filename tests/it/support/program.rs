//! The `portico` binary: as a server beside the test, and as a command.

use std::path::PathBuf;
use std::process::{Command, ExitStatus, Output};

use portico::config::Config;
use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::guard::{Guarded, scratch};
use super::wait;

/// A running `portico serve`.
pub(crate) struct Program {
    process: Guarded,
    port: u16,
    internal_port: u16,
    log: PathBuf,
}

/// `portico` with `arguments`, told by the environment what `config` says of the services it stands on.
pub(crate) fn command(config: &Config, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.args(arguments);
    // Whatever is set around the tests is not meant for the program.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PORTICO_") {
            command.env_remove(name);
        }
    }
    command.env("PORTICO_SERVER__LISTEN", "127.0.0.1:0");
    command.env("PORTICO_SERVER__INTERNAL_LISTEN", "127.0.0.1:0");
    command.env("PORTICO_SERVER__WORKERS", "1");
    command.env("PORTICO_SERVER__TRUSTED_PROXIES", "[\"127.0.0.0/8\"]");
    command.env("PORTICO_DATABASE__URL", config.database.url.expose_secret());
    command.env("PORTICO_SESSIONS__REDIS_URL", config.sessions.redis_url.expose_secret());
    command.env("PORTICO_SESSIONS__REDIS_TIMEOUT_MS", config.sessions.redis_timeout_ms.to_string());
    command.env("PORTICO_DATABASE__ACQUIRE_TIMEOUT_MS", config.database.acquire_timeout_ms.to_string());
    command.env("PORTICO_AUTH__COUNTER_KEY", config.auth.counter_key.expose_secret());
    command.env("PORTICO_SECRETS__MASTER_KEY", config.secrets.master_key.expose_secret());
    command
}

/// Runs a command to its end; what it printed.
pub(crate) fn run(command: &mut Command) -> Output {
    command.output().expect("the binary was built with the tests")
}

impl Program {
    /// Starts `portico serve` over the services of `config`, with further variables.
    pub(crate) fn serve(config: &Config, variables: &[(&str, &str)]) -> Self {
        let log = scratch("serve").join("log");
        let mut command = command(config, &["serve"]);
        command.envs(variables.iter().copied());
        let mut process = Guarded::start(&command, "KILL", &log);
        let mut ports = None;
        wait::until_blocking("portico serves", || {
            let text = std::fs::read_to_string(&log).unwrap_or_default();
            assert!(process.ended().is_none(), "portico did not start:\n{text}");
            ports = text.lines().find_map(ports_of);
            ports.is_some()
        });
        let (port, internal_port) = ports.expect("they were found");
        Self { process, port, internal_port, log }
    }

    /// The port of the API.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The port of `/healthz` and `/readyz`.
    pub(crate) fn internal_port(&self) -> u16 {
        self.internal_port
    }

    /// Asks it to stop.
    pub(crate) fn terminate(&self) {
        self.process.signal("TERM");
    }

    /// Kills it: it has no time for anything.
    pub(crate) fn kill(&mut self) {
        self.process.signal("KILL");
        self.process.wait();
    }

    /// Whether it has ended, and how.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.process.ended()
    }

    /// How it ended.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.process.wait()
    }

    /// Stops it; what it has logged.
    pub(crate) fn stop(mut self) -> String {
        self.terminate();
        let ended = self.wait();
        let log = std::fs::read_to_string(&self.log).expect("there is a log");
        assert!(ended.success(), "it did not stop in order:\n{log}");
        log
    }
}

/// The ports in the line that says that it serves.
fn ports_of(line: &str) -> Option<(u16, u16)> {
    let event: Value = serde_json::from_str(line).ok()?;
    let port = |name: &str| u16::try_from(event[name].as_u64()?).ok();
    (event["message"] == "serving").then(|| port("port").zip(port("internal_port")))?
}
