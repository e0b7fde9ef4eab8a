//! How much of a month a service was there, as far as is known (domain.md §4). Pure.
//!
//! Availability is polls that were answered ÷ polls whose outcome is known: 3 of 5 are 60.0 %. What nobody knows counts as
//! neither, and is told. Announced work does not count, and is told with the work. Both are reckoned in quarters of an hour: a
//! quarter that announced work touches is left out whole. Days are those of the tenant's zone, so two of a year have 23 and 25
//! hours.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::kernel::clock::{Instant, date_in, start_of};
use crate::network::entity::{device_hour, incident};
use crate::network::samples::rollup::{QUARTER, quarters};

#[cfg(test)]
mod tests;

/// How long after its end a quarter's polls are rolled up: before that nothing is missing.
const SETTLED: TimeDelta = TimeDelta::minutes(5);

/// A part of the month that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// From when.
    pub from: Instant,
    /// Until when.
    pub to: Instant,
    /// The announced work.
    pub incident: incident::Model,
}

/// How much of a day a service was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// Polls whose outcome is known.
    pub known: i32,
    /// Those that were answered.
    pub ok: i32,
    /// Minutes of which nothing is known.
    pub unknown_minutes: i32,
    /// Minutes that do not count.
    pub excluded_minutes: i32,
}

/// How much of a month a service was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uptime {
    /// The first day of the month.
    pub month: NaiveDate,
    /// The days of it that have begun and on which the service hung where it hangs, in order.
    pub days: Vec<Day>,
    /// What does not count, in order.
    pub exclusions: Vec<Exclusion>,
}

impl Uptime {
    /// Polls whose outcome is known, and those of them that were answered.
    pub fn counts(&self) -> (i32, i32) {
        self.days.iter().fold((0, 0), |(known, ok), day| (known + day.known, ok + day.ok))
    }

    /// How much of it the service was there.
    pub fn percent(&self) -> Option<Decimal> {
        let (known, ok) = self.counts();
        percent(ok, known)
    }
}

/// How much of what is known was answered, in percent, rounded down to three places, at least one of them written: what is not
/// all of it is never shown as all of it. None where nothing is known.
pub fn percent(ok: i32, known: i32) -> Option<Decimal> {
    let thousandths = (i64::from(ok) * 100_000).checked_div(i64::from(known))?;
    let mut percent = Decimal::new(thousandths, 3).normalize();
    if percent.scale() == 0 {
        percent.rescale(1);
    }
    Some(percent)
}

/// A month of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Month {
    /// The first day.
    pub first: NaiveDate,
    /// The zone of its days.
    pub zone: Tz,
}

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate, zone: Tz) -> Self {
        Self { first: day.with_day(1).unwrap_or(day), zone }
    }

    /// The first day after.
    fn end(self) -> NaiveDate {
        self.first.checked_add_months(Months::new(1)).unwrap_or(self.first)
    }

    /// When it begins and ends.
    pub fn span(self) -> (Instant, Instant) {
        (start_of(self.zone, self.first), start_of(self.zone, self.end()))
    }
}

/// What is known of the device that a service hangs on.
#[derive(Debug, Clone, Copy)]
pub struct Polled<'a> {
    /// Its hours that touch the month, in any order.
    pub hours: &'a [device_hour::Model],
    /// Between two polls: so long after one nothing is missing.
    pub interval: TimeDelta,
    /// Since when the service hangs on it.
    pub since: Instant,
}

/// How much of a month a service was there, as of `now` by the world's clock.
pub fn uptime(month: Month, polled: &Polled<'_>, mut exclusions: Vec<Exclusion>, now: Instant) -> Uptime {
    let (start, end) = month.span();
    exclusions.retain_mut(|exclusion| {
        exclusion.from = exclusion.from.max(start);
        exclusion.to = exclusion.to.min(end);
        exclusion.from < exclusion.to
    });
    exclusions.sort_by_key(|exclusion| (exclusion.from, exclusion.to));
    let polls: BTreeMap<Instant, (i32, i32)> =
        polled.hours.iter().flat_map(quarters).map(|(at, known, ok)| (at, (known, ok))).collect();
    let mut days = Vec::new();
    let mut day = month.first.max(date_in(month.zone, polled.since));
    while day < month.end() && start_of(month.zone, day) < now {
        days.push(of_day(month.zone, day, polled, &polls, &exclusions, now));
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    Uptime { month: month.first, days, exclusions }
}

fn of_day(
    zone: Tz,
    day: NaiveDate,
    polled: &Polled<'_>,
    polls: &BTreeMap<Instant, (i32, i32)>,
    exclusions: &[Exclusion],
    now: Instant,
) -> Day {
    let minutes = i32::try_from(QUARTER.num_minutes()).unwrap_or_default();
    let mut of = Day { day, known: 0, ok: 0, unknown_minutes: 0, excluded_minutes: 0 };
    let (mut at, end) = (start_of(zone, day), start_of(zone, day + Days::new(1)));
    while at < end && at < now {
        let (quarter, next) = (at, at + QUARTER);
        at = next;
        if quarter < polled.since {
            continue;
        }
        if exclusions.iter().any(|exclusion| exclusion.from < next && quarter < exclusion.to) {
            of.excluded_minutes += minutes;
            continue;
        }
        let (known, ok) = polls.get(&quarter).copied().unwrap_or_default();
        of.known += known;
        of.ok += ok;
        if next + SETTLED <= now && !is_known(polls, quarter, polled.interval) {
            of.unknown_minutes += minutes;
        }
    }
    of
}

/// Whether something was heard in a quarter, or so shortly before it that no poll was due in it.
fn is_known(polls: &BTreeMap<Instant, (i32, i32)>, quarter: Instant, interval: TimeDelta) -> bool {
    let reach = (interval - QUARTER).max(TimeDelta::zero());
    polls.range(quarter - reach..=quarter).any(|(_, (known, _))| *known > 0)
}
