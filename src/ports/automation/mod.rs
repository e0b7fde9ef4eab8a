//! Runs playbooks against devices. The real thing is Ansible's `ansible-playbook`, a child process for each run.
//!
//! What a run needs lies in a private directory (0700, files 0600) that goes with it: inventory, variables, and the plugin that
//! prints its lines and writes its results. Secrets are in the file of variables alone – never among the arguments, never in
//! the environment – and that file is removed as soon as Ansible has read it. Values that come from outside are marked so that
//! Ansible never evaluates them: a name such as `{{ lookup('pipe', …) }}` stays a name.

mod ansible;
mod output;
mod processes;
mod workspace;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value as Json;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub use self::ansible::{AnsibleRunner, AnsibleSettings};
pub use self::output::{MAX_BYTES, MAX_LINE, MAX_LINES};

/// A playbook to be run.
#[derive(Debug, Clone)]
pub struct Job {
    /// Names the run: letters, digits and `_`. No two runs have the same.
    pub id: String,
    /// The playbook.
    pub playbook: PathBuf,
    /// The devices.
    pub hosts: Vec<Host>,
    /// What the playbook is told, by name.
    pub variables: BTreeMap<String, Setting>,
    /// Whether it only says what it would change.
    pub check: bool,
    /// How long it may take.
    pub time_limit: Duration,
}

/// A device of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// What it is called in the inventory and in the results: letters, digits and `_`.
    pub alias: String,
    /// Where it is reached; none: the playbook knows another way.
    pub address: Option<String>,
    /// What the playbook may know of it, as variables of the host.
    pub facts: BTreeMap<String, String>,
}

/// The value of a variable.
#[derive(Debug, Clone)]
pub enum Setting {
    /// Anybody may read it.
    Plain(Json),
    /// Nobody may: it is masked wherever it turns up in what the run prints.
    Secret(SecretString),
}

/// What a run has done on a device, in tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct HostResult {
    /// Those that went well, whether or not they changed something.
    pub ok: i32,
    /// Those that changed something, or in a check would have.
    pub changed: i32,
    /// Those for which the device could not be reached.
    pub unreachable: i32,
    /// Those that failed.
    pub failed: i32,
    /// Those that were not for the device.
    pub skipped: i32,
}

/// How a run came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, with this status; none where a signal ended it.
    Exited(Option<i32>),
    /// It was ended because it took too long.
    TimedOut,
    /// It was ended because it was cancelled.
    Cancelled,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// How it came to its end.
    pub end: End,
    /// What was done on each device, by alias; devices that it did not come to are missing.
    pub hosts: BTreeMap<String, HostResult>,
    /// Whether it printed more than is kept.
    pub cut: bool,
}

/// Why a playbook was not run. Says nothing of what it was to be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotRun(pub String);

/// Runs playbooks.
#[async_trait]
pub trait PlaybookRunner: Send + Sync {
    /// Runs a playbook to its end, or until `cancel`. What it prints is sent to `lines`, without secrets and at most
    /// [`MAX_LINES`] lines of [`MAX_BYTES`] bytes in all. Where this future is dropped the run ends at once.
    async fn run(
        &self,
        job: &Job,
        lines: mpsc::Sender<String>,
        cancel: &CancellationToken,
    ) -> Result<Finished, NotRun>;

    /// Removes what a run has left on this machine whose worker was killed.
    fn sweep(&self, id: &str);

    /// Removes what any run has left on this machine whose worker is gone, whoever has given the run up.
    fn sweep_left(&self);
}

#[cfg(test)]
mod tests;
