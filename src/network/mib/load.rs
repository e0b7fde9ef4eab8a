//! Load of processors and memory in use, from where each vendor tells it.

use super::table::{Cells, mean_percent, permille};
use crate::ports::snmp::{Oid, Value};

/// `hrStorageRam` (RFC 2790).
const RAM: &[u32] = &[1, 3, 6, 1, 2, 1, 25, 2, 1, 2];

/// Where load of processors is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum CpuSource {
    /// A column of percentages, one for each processor.
    Percent(&'static [u32]),
    /// The same, in which zero stands for what is no processor.
    PercentAboveZero(&'static [u32]),
}

/// Where memory is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum MemorySource {
    /// `hrStorageEntry` (RFC 2790): the rows that are memory.
    HostResources(&'static [u32]),
    /// Columns of used and free memory, one row for each pool.
    UsedAndFree(&'static [u32], &'static [u32]),
    /// Columns of the whole and of free memory, one row for each board.
    WholeAndFree(&'static [u32], &'static [u32]),
    /// A column of percentages, in which zero stands for what has no memory.
    PercentAboveZero(&'static [u32]),
    /// Scalars: the whole, what is free, and what is lent to buffers and caches.
    Linux { whole: &'static [u32], free: &'static [u32], lent: [&'static [u32]; 2] },
}

fn whole(cells: &Cells) -> impl Iterator<Item = i64> {
    cells.values().filter_map(Value::whole)
}

impl CpuSource {
    /// What is walked.
    pub(super) fn columns(&self) -> Vec<Oid> {
        match self {
            Self::Percent(column) | Self::PercentAboveZero(column) => vec![Oid::of(column)],
        }
    }

    /// The mean, in thousandths.
    pub(super) fn read(&self, found: &[Cells]) -> Option<i32> {
        let [cells] = found else { return None };
        match self {
            Self::Percent(_) => mean_percent(whole(cells)),
            Self::PercentAboveZero(_) => mean_percent(whole(cells).filter(|percent| *percent > 0)),
        }
    }
}

impl MemorySource {
    /// What is walked.
    pub(super) fn columns(&self) -> Vec<Oid> {
        match self {
            Self::HostResources(entry) => [2, 5, 6].map(|column| Oid::of(entry).child(&[column])).to_vec(),
            Self::UsedAndFree(first, second) | Self::WholeAndFree(first, second) => {
                vec![Oid::of(first), Oid::of(second)]
            }
            Self::PercentAboveZero(column) => vec![Oid::of(column)],
            Self::Linux { whole, free, lent: [buffers, cached] } => {
                [whole, free, buffers, cached].map(|scalar| Oid::of(scalar)).to_vec()
            }
        }
    }

    /// How much is in use, in thousandths.
    pub(super) fn read(&self, found: &[Cells]) -> Option<i32> {
        match (self, found) {
            (Self::HostResources(_), [kinds, sizes, used]) => host_resources(kinds, sizes, used),
            (Self::UsedAndFree(..), [used, free]) => {
                let (used, free) = (sum(used)?, sum(free)?);
                permille(used, used.checked_add(free)?)
            }
            (Self::WholeAndFree(..), [size, free]) => {
                let (size, free) = (sum(size)?, sum(free)?);
                permille(size.checked_sub(free)?, size)
            }
            (Self::PercentAboveZero(_), [percent]) => {
                mean_percent(whole(percent).filter(|percent| *percent > 0))
            }
            (Self::Linux { .. }, [size, free, buffers, cached]) => {
                let (size, free) = (sum(size)?, sum(free)?);
                let lent = sum(buffers).unwrap_or(0).checked_add(sum(cached).unwrap_or(0))?;
                permille(size.checked_sub(free)?.checked_sub(lent)?, size)
            }
            _ => None,
        }
    }
}

/// The sum of a column; none where there is nothing, and of what is below zero.
fn sum(cells: &Cells) -> Option<i64> {
    let mut values = whole(cells).peekable();
    values.peek()?;
    values.try_fold(0_i64, |sum, value| if value < 0 { None } else { sum.checked_add(value) })
}

/// Rows of the type `hrStorageRam`. Where several overlap, as Net-SNMP's `Memory buffers` would, only the largest counts.
fn host_resources(kinds: &Cells, sizes: &Cells, used: &Cells) -> Option<i32> {
    let is_ram = |value: &Value| matches!(value, Value::Name(name) if name.parts() == RAM);
    let rows = kinds.iter().filter(|(_, value)| is_ram(value)).map(|(index, _)| index);
    let row = |index: &Vec<u32>| Some((sizes.get(index)?.whole()?, used.get(index)?.whole()?));
    let (size, used) = rows.filter_map(row).max_by_key(|(size, _)| *size)?;
    permille(used, size)
}
