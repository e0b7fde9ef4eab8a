//! What processes have used, from `/proc`.

use std::fs;

use crate::Failed;

/// `/proc` counts in hundredths of a second, whatever the kernel's own tick is.
const MILLISECONDS_A_TICK: f64 = 10.0;

struct Stat {
    parent: u32,
    own: f64,
    reaped: f64,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold anything; what follows it is numbers.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    Some(Stat {
        parent: fields.get(1)?.parse().ok()?,
        own: (ticks(11)? + ticks(12)?) * MILLISECONDS_A_TICK,
        reaped: (ticks(13)? + ticks(14)?) * MILLISECONDS_A_TICK,
    })
}

/// CPU milliseconds of a process, of its children, and of those it had.
pub(crate) fn cpu_of_tree(pid: u32) -> Result<f64, Failed> {
    let own = stat(pid).ok_or_else(|| format!("process {pid} is gone"))?;
    let children = fs::read_dir("/proc")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter_map(stat)
        .filter(|child| child.parent == pid);
    Ok(own.own + own.reaped + children.map(|child| child.own + child.reaped).sum::<f64>())
}

/// Resident memory in MB (10⁶ bytes).
pub(crate) fn memory(pid: u32) -> Result<f64, Failed> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    Ok(kibibytes.ok_or("no VmRSS")? * 1024.0 / 1e6)
}

/// How busy the machine is: the mean of the last minute.
pub(crate) fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("?").to_owned()
}
