//! `ansible-playbook` as a child process, in a group of its own.

use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use async_trait::async_trait;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::output::{Gauge, Redactor, Splitter, tidy};
use super::processes::{self, Process};
use super::workspace::{self, Workspace};
use super::{End, Finished, Job, NotRun, PlaybookRunner, Setting};

/// How long a run has to end by itself after it was asked to.
const GRACE: Duration = Duration::from_secs(5);

/// How long what was printed last may still take to be read once the run is over: whoever writes it down may be slow.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// What is read at once.
const CHUNK: usize = 8 << 10;

/// Where things are.
#[derive(Debug, Clone)]
pub struct AnsibleSettings {
    /// The program: a path, or a name that is looked for in `PATH`.
    pub command: String,
    /// Where playbooks are, and an `ansible.cfg` if there is one.
    pub directory: PathBuf,
    /// Where private directories of runs are made.
    pub scratch: PathBuf,
}

/// Runs playbooks by Ansible.
#[derive(Debug, Clone)]
pub struct AnsibleRunner(pub AnsibleSettings);

/// A group of processes and what has come from it, which end with its value: nothing that a run has started outlives it.
struct Group(Pid);

impl Group {
    fn signal(&self, signal: Signal) {
        // It may have ended by itself.
        if let Err(error) = kill_process_group(self.0, signal)
            && error != rustix::io::Errno::SRCH
        {
            tracing::error!(%error, "the processes of a run were not reached by a signal");
        }
    }

    /// Ends all of it at once, and `others` that had come from it earlier.
    fn kill(&self, others: &[Process]) {
        // What stands still starts nothing, and is there as the parent of what it has started.
        self.signal(Signal::STOP);
        for process in processes::started_by(self.0).iter().chain(others) {
            process.kill();
        }
        self.signal(Signal::KILL);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill(&[]);
    }
}

impl AnsibleRunner {
    fn command(&self, job: &Job, space: &Workspace) -> Command {
        let mut command = Command::new(&self.0.command);
        let mut variables = std::ffi::OsString::from("@");
        variables.push(space.variables());
        command.arg("--inventory").arg(space.inventory()).arg("--extra-vars").arg(variables);
        if job.check {
            command.args(["--check", "--diff"]);
        }
        command.arg(&job.playbook).current_dir(&self.0.directory);
        // Nothing of ours: keys and addresses of databases are in our own environment.
        command.env_clear();
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        let private = space.path();
        for (name, value) in [
            ("HOME", private.as_os_str()),
            ("ANSIBLE_HOME", private.as_os_str()),
            ("ANSIBLE_CALLBACK_PLUGINS", space.plugins().as_os_str()),
            ("ANSIBLE_LOCAL_TEMP", space.temporary().as_os_str()),
            ("TMPDIR", space.temporary().as_os_str()),
            ("PORTICO_RESULTS", space.results_file().as_os_str()),
            ("PORTICO_VARIABLES", space.variables().as_os_str()),
        ] {
            command.env(name, value);
        }
        command.envs([
            ("LANG", "C.UTF-8"),
            ("PYTHONUNBUFFERED", "1"),
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("ANSIBLE_STDOUT_CALLBACK", "portico"),
            ("ANSIBLE_INVENTORY_ENABLED", "yaml"),
            ("ANSIBLE_NOCOLOR", "1"),
            ("ANSIBLE_NO_TARGET_SYSLOG", "1"),
            ("ANSIBLE_DISPLAY_ARGS_TO_STDOUT", "0"),
            ("ANSIBLE_RETRY_FILES_ENABLED", "0"),
            ("ANSIBLE_PYTHON_INTERPRETER", "auto_silent"),
        ]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A group of its own: what it starts ends with it, and a signal for us is none for it.
        command.process_group(0).kill_on_drop(true);
        command
    }
}

#[async_trait]
impl PlaybookRunner for AnsibleRunner {
    async fn run(
        &self,
        job: &Job,
        lines: mpsc::Sender<String>,
        cancel: &CancellationToken,
    ) -> Result<Finished, NotRun> {
        let not_run = |what: &str, error: &io::Error| NotRun(format!("{what}: {error}"));
        let space = Workspace::create(&self.0.scratch, job)
            .map_err(|error| not_run("no private directory could be made", &error))?;
        let mut child = self
            .command(job, &space)
            .spawn()
            .map_err(|error| not_run("ansible-playbook could not be started", &error))?;
        // After the directory, so that it goes first: nobody may be left to write into that.
        let group = child.id().and_then(|id| Pid::from_raw(id.cast_signed())).map(Group);
        let group = group.ok_or_else(|| NotRun("ansible-playbook was gone at once".to_owned()))?;
        let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(NotRun("ansible-playbook has no output".to_owned()));
        };
        let secrets = job.variables.values().filter_map(|value| match value {
            Setting::Secret(secret) => Some(secret),
            Setting::Plain(_) => None,
        });
        let mut printed = Printed { redactor: Redactor::of(secrets), gauge: Gauge::default(), lines };
        let (end, late) = {
            let reading = printed.read(out, err);
            let ending = until_its_end(&mut child, &group, job.time_limit, cancel);
            tokio::pin!(reading, ending);
            let mut all_read = false;
            let end = loop {
                tokio::select! {
                    end = &mut ending => break end,
                    () = &mut reading, if !all_read => all_read = true,
                }
            };
            // Who has left the group may hold the pipe for ever.
            let late = !all_read && tokio::time::timeout(LAST_WORDS, &mut reading).await.is_err();
            (end, late)
        };
        let end = end.map_err(|error| not_run("how ansible-playbook has ended cannot be told", &error))?;
        Ok(Finished { end, hosts: space.results(), cut: printed.gauge.cut || late })
    }

    fn sweep(&self, id: &str) {
        workspace::remove(&workspace::place(&self.0.scratch, id));
    }

    fn sweep_left(&self) {
        workspace::remove_left(&self.0.scratch);
    }
}

/// Waits for the end of a run, and brings it about where the time is over or it is cancelled: it is asked first.
async fn until_its_end(
    child: &mut Child,
    group: &Group,
    limit: Duration,
    cancel: &CancellationToken,
) -> io::Result<End> {
    let end = tokio::select! {
        exited = child.wait() => return Ok(End::Exited(exited?.code())),
        () = tokio::time::sleep(limit) => End::TimedOut,
        () = cancel.cancelled() => End::Cancelled,
    };
    // Whose parent is gone cannot be told any more from what is not ours.
    let started = processes::started_by(group.0);
    group.signal(Signal::TERM);
    let asked = tokio::time::timeout(GRACE, child.wait()).await;
    // What the first process has left behind, too.
    group.kill(&started);
    if asked.is_err() {
        child.wait().await?;
    }
    Ok(end)
}

/// Takes what a run prints.
struct Printed {
    redactor: Redactor,
    gauge: Gauge,
    lines: mpsc::Sender<String>,
}

impl Printed {
    /// Reads both streams to their end. What is too much is read too: a run must not wait for us.
    async fn read(&mut self, mut out: impl AsyncRead + Unpin + Send, mut err: impl AsyncRead + Unpin + Send) {
        let (mut of_out, mut of_err) = (Splitter::default(), Splitter::default());
        let (mut out_open, mut err_open) = (true, true);
        let (mut out_bytes, mut err_bytes) = (vec![0_u8; CHUNK], vec![0_u8; CHUNK]);
        while out_open || err_open {
            // A stream that cannot be read any more is at its end.
            let lines = tokio::select! {
                read = out.read(&mut out_bytes), if out_open => {
                    taken(read.unwrap_or_default(), &out_bytes, &mut of_out, &mut out_open)
                }
                read = err.read(&mut err_bytes), if err_open => {
                    taken(read.unwrap_or_default(), &err_bytes, &mut of_err, &mut err_open)
                }
            };
            for line in lines {
                let line = tidy(&self.redactor.clean(line));
                if self.gauge.admits(&line) {
                    // Nobody may be listening any more; the run goes on.
                    let _ = self.lines.send(line).await;
                }
            }
        }
    }
}

/// The lines that end within what was read; of nothing, what is left at the end of the stream.
fn taken(count: usize, bytes: &[u8], splitter: &mut Splitter, open: &mut bool) -> Vec<String> {
    if count == 0 {
        *open = false;
        return splitter.rest().into_iter().collect();
    }
    splitter.take(&bytes[..count])
}
