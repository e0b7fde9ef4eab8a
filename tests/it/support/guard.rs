//! Processes and directories that are gone when the test run is, even when it is killed.
//!
//! Each process runs below a shell that holds the reading end of a pipe. The run holds the other end, and the system
//! closes it however the run ends; the shell then ends its process. Destructors alone would not do: statics have none,
//! and a killed run runs none.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// `$0` is the signal that ends the process; `$@` is its command. The first line printed is its id.
const KEEPER: &str = r#"
exec 3<&0
"$@" </dev/null >&2 3<&- &
pid=$!
echo "$pid"
{ cat; kill -s "$0" "$pid"; kill -s CONT "$pid"; } <&3 >/dev/null 2>&1 &
watch=$!
trap '' INT TERM HUP
wait "$pid"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
"#;

/// Removes `$0` once the pipe is closed; servers that are just ending may still write into it.
const SWEEPER: &str = r#"
trap '' INT TERM HUP
cat >/dev/null
tries=0
until rm -rf "$0" 2>/dev/null || [ "$tries" -ge 100 ]; do tries=$((tries + 1)); sleep 0.1; done
"#;

/// A process that ends with its value, or with the test run.
pub(crate) struct Guarded {
    keeper: Child,
    pid: String,
}

impl Guarded {
    /// Starts `command`; its output goes to `log`. At the end it gets the signal `at_end`, e.g. `KILL`.
    pub(crate) fn start(command: &Command, at_end: &str, log: &Path) -> Self {
        let log = std::fs::File::create(log).expect("the scratch directory can be written to");
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, at_end]).arg(command.get_program()).args(command.get_args());
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => keeper.env(key, value),
                None => keeper.env_remove(key),
            };
        }
        keeper.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log);
        let mut keeper = keeper.spawn().expect("sh can be run");
        let mut pid = String::new();
        let output = keeper.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut pid).expect("the keeper tells the process id");
        Self { keeper, pid: pid.trim().to_owned() }
    }

    /// Sends a signal by its name, e.g. `STOP`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("sh").args(["-c", r#"kill -s "$0" "$1""#, name, &self.pid]).status();
        assert!(sent.expect("sh can be run").success(), "kill -s {name} {}", self.pid);
    }

    /// Sends a signal to the process's own children. One that has just ended is no fault.
    pub(crate) fn signal_children(&self, name: &str) {
        let list = format!("/proc/{0}/task/{0}/children", self.pid);
        let children = std::fs::read_to_string(list).expect("the process runs");
        for child in children.split_whitespace() {
            let kill =
                Command::new("sh").args(["-c", r#"kill -s "$0" "$1" 2>/dev/null"#, name, child]).status();
            kill.expect("sh can be run");
        }
    }

    /// Whether the process has ended, and how.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.keeper.try_wait().expect("a child can be waited for")
    }

    /// Waits until the process has ended by itself.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        super::wait::until_blocking("the process ends", || self.ended().is_some());
        self.ended().expect("it has ended")
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// The directory of this run.
static SCRATCH: LazyLock<(PathBuf, Child)> = LazyLock::new(|| {
    let dir = tempfile::Builder::new().prefix("portico-it-").tempdir().expect("a temporary directory").keep();
    // PostgreSQL runs as a user of its own and must get through to its files.
    std::fs::set_permissions(&dir, PermissionsExt::from_mode(0o711)).expect("it is ours");
    let mut sweeper = Command::new("sh");
    sweeper.args(["-c", SWEEPER]).arg(&dir).stdin(Stdio::piped());
    (dir, sweeper.spawn().expect("sh can be run"))
});

/// A fresh directory, removed with everything in it when the run ends.
pub(crate) fn scratch(purpose: &str) -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let dir = SCRATCH.0.join(format!("{purpose}-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
    std::fs::create_dir(&dir).expect("the scratch directory can be written to");
    dir
}

/// A port that nobody listens on, below those that the system gives to outgoing connections, so that none of them
/// takes it before the server does.
pub(crate) fn free_port() -> u16 {
    const FIRST: u32 = 20_000;
    const COUNT: u32 = 12_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Runs at the same time begin in different places.
    let start = std::process::id().wrapping_mul(97);
    let candidates = (0..COUNT).map(|_| start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT);
    candidates
        .map(|offset| u16::try_from(FIRST + offset).expect("below 32,000"))
        .find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("one of 12,000 ports is free")
}
