//! Making room for what will be measured, and throwing away what is old enough.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime, TimeDelta};

use super::partitions;
use crate::db::PlatformScope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::network::samples::Kept;

/// How long a partition outlives its last row that is of use: whoever reads it may be at it still.
const MARGIN: TimeDelta = TimeDelta::hours(1);

/// How much time a partition holds, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    Day,
    Month,
}

/// A table of measures.
struct Measures {
    table: &'static str,
    width: Width,
    kept: fn(&Kept) -> TimeDelta,
}

const TABLES: [Measures; 5] = [
    Measures { table: "interface_sample", width: Width::Day, kept: |kept| kept.raw },
    Measures { table: "device_poll", width: Width::Day, kept: |kept| kept.raw },
    Measures { table: "interface_five_minutes", width: Width::Day, kept: |kept| kept.five_minutes },
    Measures { table: "interface_hour", width: Width::Month, kept: |kept| kept.hours },
    Measures { table: "device_hour", width: Width::Month, kept: |kept| kept.hours },
];

/// Some days in a row, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Partition {
    from: NaiveDate,
    to: NaiveDate,
}

impl Width {
    /// The partition that a day is in; none at the end of the calendar.
    fn of(self, day: NaiveDate) -> Option<Partition> {
        let from = match self {
            Self::Day => day,
            Self::Month => day.with_day(1)?,
        };
        let to = match self {
            Self::Day => from.checked_add_days(Days::new(1))?,
            Self::Month => from.checked_add_months(Months::new(1))?,
        };
        Some(Partition { from, to })
    }

    /// Those that must be there on a day: its own and the next ones, two days or a month ahead.
    fn ahead(self, today: NaiveDate) -> Vec<Partition> {
        let count = match self {
            Self::Day => 3,
            Self::Month => 2,
        };
        let mut ahead: Vec<Partition> = Vec::with_capacity(count);
        let mut next = self.of(today);
        while let Some(partition) = next.filter(|_| ahead.len() < count) {
            ahead.push(partition);
            next = self.of(partition.to);
        }
        ahead
    }

    /// The name of a partition of a table.
    fn name(self, table: &str, partition: Partition) -> String {
        let format = match self {
            Self::Day => "%Y%m%d",
            Self::Month => "%Y%m",
        };
        format!("{table}_p{}", partition.from.format(format))
    }

    /// The partition of a name; none where it is another's, or the one for all the rest.
    fn parse(self, table: &str, name: &str) -> Option<Partition> {
        let digits = name.strip_prefix(table)?.strip_prefix("_p")?;
        let day = match self {
            Self::Day => digits.to_owned(),
            Self::Month => format!("{digits}01"),
        };
        let partition = self.of(NaiveDate::parse_from_str(&day, "%Y%m%d").ok()?)?;
        (self.name(table, partition) == name).then_some(partition)
    }
}

fn midnight(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// Sees to it that there is room for the next days, and throws away what is older than it is kept. Once an hour is often
/// enough. Any number of processes may. One table's fault does not keep the others from it.
pub async fn keep(platform: &PlatformScope, embedded: bool, now: Instant, kept: &Kept) -> Result<(), Fault> {
    let mut outcome = Ok(());
    for measures in &TABLES {
        if let Err(fault) = keep_one(platform, embedded, now, kept, measures).await {
            tracing::warn!(table = measures.table, cause = %fault, "a table of measures waits for the next look");
            outcome = Err(fault);
        }
    }
    outcome
}

async fn keep_one(
    platform: &PlatformScope,
    embedded: bool,
    now: Instant,
    kept: &Kept,
    measures: &Measures,
) -> Result<(), Fault> {
    let before = now - (measures.kept)(kept) - MARGIN;
    if embedded {
        partitions::clear(platform, measures.table, before).await?;
        return Ok(());
    }
    make_room(platform, measures, now).await?;
    drop_old(platform, measures, before).await?;
    // What came when no partition was there for it.
    partitions::clear(platform, &format!("{}_rest", measures.table), before).await?;
    Ok(())
}

async fn make_room(platform: &PlatformScope, measures: &Measures, now: Instant) -> Result<(), Fault> {
    let Measures { table, width, .. } = measures;
    let there: BTreeSet<String> = partitions::names(platform, table).await?.into_iter().collect();
    for partition in width.ahead(now.date_naive()) {
        let name = width.name(table, partition);
        if there.contains(&name) {
            continue;
        }
        let Partition { from, to } = partition;
        let made = partitions::create(platform, table, &name, midnight(from), midnight(to)).await?;
        if !made {
            tracing::warn!(partition = %name, "there are rows of its time already: they stay with the rest");
        }
    }
    Ok(())
}

async fn drop_old(platform: &PlatformScope, measures: &Measures, before: Instant) -> Result<(), Fault> {
    let Measures { table, width, .. } = measures;
    for name in partitions::names(platform, table).await? {
        let Some(partition) = width.parse(table, &name) else { continue };
        if midnight(partition.to) <= before {
            partitions::remove(platform, &name).await?;
            tracing::info!(partition = %name, "old measures were dropped");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn there_is_room_for_today_and_what_comes_next() {
        let names = |width: Width, today: &str| -> Vec<String> {
            let ahead = width.ahead(day(today));
            ahead.into_iter().map(|partition| width.name("t", partition)).collect()
        };
        assert_eq!(names(Width::Day, "2028-02-28"), ["t_p20280228", "t_p20280229", "t_p20280301"]);
        assert_eq!(names(Width::Month, "2026-12-31"), ["t_p202612", "t_p202701"]);
        for width in [Width::Day, Width::Month] {
            let ahead = width.ahead(day("2026-01-31"));
            assert!(ahead.windows(2).all(|pair| pair[0].to == pair[1].from), "no gap, no overlap");
        }
    }

    #[test]
    fn a_name_says_what_is_in_it_and_nothing_else_is_taken_for_one() {
        let partition = Partition { from: day("2026-02-01"), to: day("2026-03-01") };
        assert_eq!(Width::Month.parse("interface_hour", "interface_hour_p202602"), Some(partition));
        let partition = Partition { from: day("2026-02-28"), to: day("2026-03-01") };
        assert_eq!(Width::Day.parse("device_poll", "device_poll_p20260228"), Some(partition));
        for name in [
            "device_poll",
            "device_poll_rest",
            "device_poll_p2026",
            "device_poll_p20260230",
            "device_hour_p202602",
        ] {
            assert_eq!(Width::Day.parse("device_poll", name), None, "{name}");
        }
    }
}
