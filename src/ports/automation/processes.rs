//! Which processes come from which, as `/proc` tells it: what a run has started may have left its group. The workers of
//! ansible-core 2.19 and later do (`setsid`), each with what it starts; those before stay in the group.

use std::path::Path;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

/// A process: an id is given again when its process is gone, and the time of the start tells the two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Process {
    id: Pid,
    started: u64,
}

impl Process {
    /// Ends it at once, unless it has ended.
    pub(super) fn kill(self) {
        let same = read(self.id).is_some_and(|(process, _)| process == self);
        if same
            && let Err(error) = kill_process(self.id, Signal::KILL)
            && error != Errno::SRCH
        {
            tracing::error!(%error, "a process of a run was not reached by a signal");
        }
    }
}

/// Everything that a process has started and what that has, whichever group it is in now.
pub(super) fn started_by(first: Pid) -> Vec<Process> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let all: Vec<(Process, Option<Pid>)> = ids.filter_map(Pid::from_raw).filter_map(read).collect();
    let mut found: Vec<Process> = Vec::new();
    let mut parents = vec![first];
    while let Some(parent) = parents.pop() {
        for (process, _) in all.iter().filter(|(_, of)| *of == Some(parent)) {
            // Read one after the other, the rows are of no single moment: they may lead in a circle.
            if !found.contains(process) {
                found.push(*process);
                parents.push(process.id);
            }
        }
    }
    found
}

fn read(id: Pid) -> Option<(Process, Option<Pid>)> {
    let place = Path::new("/proc").join(id.as_raw_pid().to_string()).join("stat");
    let (parent, started) = parse(&std::fs::read_to_string(place).ok()?)?;
    Some((Process { id, started }, Pid::from_raw(parent)))
}

/// The parent and the time of the start (proc(5), `/proc/pid/stat`). Pure.
fn parse(stat: &str) -> Option<(i32, u64)> {
    // The name is between brackets and may be anything, brackets and spaces too.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace();
    let parent = fields.nth(1)?.parse().ok()?;
    // The fourth field was the last one read, and it is the twenty-second that is wanted.
    let started = fields.nth(17)?.parse().ok()?;
    Some((parent, started))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_name_is_skipped_whatever_it_is() {
        let rest = "S 17 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4711 1000 2";
        for name in ["sleep", "a b", ") R 1 (", ""] {
            assert_eq!(parse(&format!("42 ({name}) {rest}")), Some((17, 4711)), "{name}");
        }
        for broken in ["", "42 (sleep", "42 (sleep) S", "42 (sleep) S 17 42"] {
            assert_eq!(parse(broken), None, "{broken}");
        }
    }
}
