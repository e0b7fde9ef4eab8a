//! snmpsim: agents that replay what devices of several vendors told, written by others than we.
//!
//! It is a Python package, installed once into an environment of its own below the build directory, unless `SNMPSIM` names
//! the program.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use super::guard::{Guarded, free_port, scratch};

/// The version whose behaviour the tests know.
const PACKAGE: &str = "snmpsim-lextudio==1.1.1";

/// Where the program is; none where it cannot be had, which is said aloud.
static PROGRAM: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    if let Ok(named) = std::env::var("SNMPSIM") {
        return Some(named.into());
    }
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snmpsim");
    let program = home.join("bin/snmpsim-command-responder");
    if !program.exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&home).status();
        let made = made.is_ok_and(|status| status.success());
        let pip = || Command::new(home.join("bin/pip")).args(["install", "--quiet", PACKAGE]).status();
        if !made || !pip().is_ok_and(|status| status.success()) {
            return None;
        }
    }
    Some(program)
});

/// Running agents; each recording is a community.
pub(crate) struct Snmpsim {
    _process: Guarded,
    address: SocketAddr,
}

impl Snmpsim {
    /// Starts it over the recordings in `tests/it/network/recordings`; none where the package cannot be had.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = &*PROGRAM else {
            assert!(
                std::env::var_os("PORTICO_WITHOUT_SNMPSIM").is_some(),
                "snmpsim cannot be installed (python3-venv, network): set SNMPSIM to the program, or \
                 PORTICO_WITHOUT_SNMPSIM to leave these tests out"
            );
            // Past what the harness keeps to itself when a test passes.
            let _ = writeln!(std::io::stderr(), "skipped: snmpsim is not installed");
            return None;
        };
        let (directory, port) = (scratch("snmpsim"), free_port());
        let recordings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/network/recordings");
        let mut command = Command::new(program);
        command.arg("--data-dir").arg(recordings).arg("--cache-dir").arg(&directory);
        command.arg(format!("--agent-udpv4-endpoint=127.0.0.1:{port}"));
        if running_as_root() {
            // It becomes somebody else otherwise, who may not be able to read what it is made of.
            command.args(["--process-user", "root", "--process-group", "root"]);
        }
        let process = Guarded::start(&command, "KILL", &directory.join("log"));
        Some(Self { _process: process, address: ([127, 0, 0, 1], port).into() })
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

fn running_as_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
