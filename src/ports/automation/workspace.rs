//! The private directory of a run, and what is written into it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::{HostResult, Job, Setting};

/// The plugin that prints the lines of a run and writes its results.
const PLUGIN: &str = include_str!("callback.py");

/// The results of as many devices as a run may have, several times over.
const MAX_RESULTS: u64 = 1 << 20;

/// The tag of a mapping whose texts Ansible takes as they are and never evaluates. It is not put on the texts themselves: as of
/// ansible-core 2.19 a text with it is read as if it stood without quotes, and `"True"` or `"0123"` would be no text any more.
const UNTRUSTED: &str = "!unsafe";

/// The private directory of a run. It goes with its value, and is locked until then: what nobody holds was left by a worker that
/// was killed.
pub(super) struct Workspace {
    place: PathBuf,
    _held: File,
}

/// What the names of such directories begin with.
const NAMED: &str = "portico-run-";

/// Where the directory of a run is.
pub(super) fn place(root: &Path, id: &str) -> PathBuf {
    root.join(format!("{NAMED}{id}"))
}

/// Removes the directory of a run, if there is one.
pub(super) fn remove(path: &Path) {
    match std::fs::remove_dir_all(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => tracing::error!(%error, "the private directory of a run was not removed"),
    }
}

/// Removes the directories of runs that nobody holds.
pub(super) fn remove_left(root: &Path) {
    let Ok(entries) = std::fs::read_dir(root) else { return };
    for entry in entries.flatten() {
        let named = entry.file_name().to_str().is_some_and(|name| name.starts_with(NAMED));
        // Not what a link leads to.
        if !named || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        if let Ok(directory) = File::open(entry.path())
            && directory.try_lock().is_ok()
        {
            remove(&entry.path());
        }
    }
}

impl Workspace {
    /// Makes it, with everything in it. Fails where there is something in a directory of its name already.
    pub(super) fn create(root: &Path, job: &Job) -> io::Result<Self> {
        // It has another name until it is locked: nobody takes it for one that was left.
        let unlocked = root.join(format!("portico-new-{}", job.id));
        DirBuilder::new().mode(0o700).create(&unlocked)?;
        let place = place(root, &job.id);
        let locked = File::open(&unlocked).and_then(|directory| {
            directory.try_lock()?;
            std::fs::rename(&unlocked, &place)?;
            Ok(directory)
        });
        let held = locked.inspect_err(|_| remove(&unlocked))?;
        let space = Self { place, _held: held };
        DirBuilder::new().mode(0o700).create(space.temporary())?;
        DirBuilder::new().mode(0o700).create(space.plugins())?;
        write_private(&space.plugins().join("portico.py"), PLUGIN)?;
        write_private(&space.inventory(), &inventory(job))?;
        write_private(&space.variables(), &variables(&job.variables))?;
        Ok(space)
    }

    /// The directory.
    pub(super) fn path(&self) -> &Path {
        &self.place
    }

    /// The devices.
    pub(super) fn inventory(&self) -> PathBuf {
        self.place.join("inventory.yml")
    }

    /// What the playbook is told; gone once it has been read.
    pub(super) fn variables(&self) -> PathBuf {
        self.place.join("variables.yml")
    }

    /// Where the results are to be.
    pub(super) fn results_file(&self) -> PathBuf {
        self.place.join("results.json")
    }

    /// Where the plugin is, alone: Ansible runs whatever Python it finds there and below.
    pub(super) fn plugins(&self) -> PathBuf {
        self.place.join("plugins")
    }

    /// Where Ansible puts what it needs for a moment.
    pub(super) fn temporary(&self) -> PathBuf {
        self.place.join("tmp")
    }

    /// The results as far as there are any; none where they cannot be read.
    pub(super) fn results(&self) -> BTreeMap<String, HostResult> {
        let read = || -> io::Result<String> {
            let mut text = String::new();
            let file = File::open(self.results_file())?;
            file.take(MAX_RESULTS).read_to_string(&mut text)?;
            Ok(text)
        };
        match read() {
            Ok(text) => serde_json::from_str(&text).unwrap_or_else(|error| {
                tracing::warn!(%error, "the results of a run cannot be read");
                BTreeMap::new()
            }),
            // It was over before it came to any device.
            Err(_) => BTreeMap::new(),
        }
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        remove(&self.place);
    }
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}

/// The inventory: JSON but for the mark on what comes from outside.
pub(super) fn inventory(job: &Job) -> String {
    let mut text = String::from("{\"all\": {\"hosts\": {");
    for (at, host) in job.hosts.iter().enumerate() {
        let facts = host.facts.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let facts = facts.chain(host.address.iter().map(|address| ("ansible_host", address.as_str())));
        let facts: Vec<String> =
            facts.map(|(name, value)| format!("{}: {}", quoted(name), quoted(value))).collect();
        let comma = if at == 0 { "" } else { "," };
        let alias = quoted(&host.alias);
        write!(text, "{comma}\n  {alias}: {UNTRUSTED} {{{}}}", facts.join(", "))
            .expect("a text takes everything");
    }
    text.push_str("\n}}}\n");
    text
}

/// The variables, one a line. Wiped from memory when it is let go.
pub(super) fn variables(variables: &BTreeMap<String, Setting>) -> Zeroizing<String> {
    // Room for all of it: a text that grows leaves copies behind.
    let needed: usize = variables.iter().map(|(name, value)| 16 + 10 * (name.len() + length(value))).sum();
    let mut text = Zeroizing::new(String::with_capacity(32 + needed));
    writeln!(text, "---\n{UNTRUSTED} {{").expect("a text takes everything");
    for (name, value) in variables {
        let value = match value {
            Setting::Plain(serde_json::Value::String(value)) => Zeroizing::new(quoted(value)),
            Setting::Plain(value) => Zeroizing::new(value.to_string()),
            Setting::Secret(value) => Zeroizing::new(quoted(value.expose_secret())),
        };
        writeln!(text, "  {}: {},", quoted(name), value.as_str()).expect("a text takes everything");
    }
    text.push_str("}\n");
    text
}

fn length(value: &Setting) -> usize {
    match value {
        Setting::Plain(value) => value.as_str().map_or(32, str::len),
        Setting::Secret(value) => value.expose_secret().len(),
    }
}

/// A text between quotes, of ASCII alone: YAML 1.1 §5 takes not every character as it is.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            ' '..='~' => quoted.push(sign),
            sign => write!(quoted, "\\U{:08x}", u32::from(sign)).expect("a text takes everything"),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_removed_and_what_a_run_has_is_not() {
        let root = tempfile::tempdir().expect("a directory");
        let job = |id: &str| Job {
            id: id.to_owned(),
            playbook: "p.yml".into(),
            hosts: Vec::new(),
            variables: BTreeMap::new(),
            check: false,
            time_limit: std::time::Duration::from_secs(1),
        };
        let space = Workspace::create(root.path(), &job("held")).expect("made");
        assert!(Workspace::create(root.path(), &job("held")).is_err(), "no two runs have the same");
        let (left, other) = (place(root.path(), "left"), root.path().join("other"));
        for made in [&left, &other] {
            std::fs::create_dir(made).expect("made");
            std::fs::write(made.join("variables.yml"), "a secret").expect("written");
        }
        remove_left(root.path());
        assert!(space.variables().exists() && other.exists() && !left.exists());
        drop(space);
        let rest: Vec<_> = std::fs::read_dir(root.path()).expect("read").flatten().collect();
        assert_eq!(rest.len(), 1, "{rest:?}");
    }
}
