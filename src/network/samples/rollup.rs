//! Making one of many samples. Pure.
//!
//! The 95th percentile is by nearest rank: of n values in order it is the one at place ⌈0.95 × n⌉, so that it is a value that
//! was measured, and at most one in twenty is above it. With fewer than twenty values it is the largest. What the traffic of
//! ports is billed by elsewhere is reckoned the same way.
//!
//! A value that is not known counts as none: not as zero, not in an average.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};

use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::{device_hour, device_poll, interface_sample};

#[cfg(test)]
mod tests;

/// The finer roll-up.
pub const FIVE_MINUTES: TimeDelta = TimeDelta::minutes(5);
/// The finest that zones differ by.
pub const QUARTER: TimeDelta = TimeDelta::minutes(15);
/// The coarser roll-up.
pub const HOUR: TimeDelta = TimeDelta::hours(1);

/// When the span of a length began that an instant is in; spans are counted from the epoch, so those of a day's divisors
/// begin at midnight UTC.
pub fn start_of_span(at: Instant, span: TimeDelta) -> Instant {
    let (seconds, span) = (at.timestamp(), span.num_seconds().max(1));
    let start = seconds - seconds.rem_euclid(span);
    DateTime::from_timestamp(start, 0).unwrap_or(at)
}

/// What some values come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// How many there were; never none.
    pub count: i32,
    /// Their average, rounded half up.
    pub average: i64,
    /// Their 95th percentile.
    pub p95: i64,
    /// The largest.
    pub max: i64,
}

impl Summary {
    /// Of values that are not negative; none of no values.
    pub fn of(mut values: Vec<i64>) -> Option<Self> {
        values.sort_unstable();
        let max = *values.last()?;
        let rank = (values.len() * 95).div_ceil(100);
        let p95 = *values.get(rank.saturating_sub(1))?;
        Some(Self {
            count: i32::try_from(values.len()).unwrap_or(i32::MAX),
            average: average(values.iter().map(|value| (*value, 1)))?,
            p95,
            max,
        })
    }

    /// Of what the database has added up: how many values there are, their sum, the largest of the percentiles of their parts,
    /// and the largest of all; none of no values. Rounded as the average of values is.
    pub fn of_sums(count: i64, sum: Option<i64>, p95: Option<i64>, max: Option<i64>) -> Option<Self> {
        let sum = sum.filter(|_| count > 0)?;
        Some(Self {
            count: i32::try_from(count).unwrap_or(i32::MAX),
            average: sum.saturating_add(count / 2).div_euclid(count),
            p95: p95?,
            max: max?,
        })
    }

    /// Of several spans one after the other: the average of all their values, the largest of their largest, and the largest
    /// of their percentiles, for what the percentile of all values is cannot be told any more; it is never more than that.
    pub fn over(parts: &[Self]) -> Option<Self> {
        Some(Self {
            count: parts.iter().fold(0_i32, |sum, part| sum.saturating_add(part.count)),
            average: average(parts.iter().map(|part| (part.average, i64::from(part.count))))?,
            p95: parts.iter().map(|part| part.p95).max()?,
            max: parts.iter().map(|part| part.max).max()?,
        })
    }
}

/// The average of values with weights, rounded half up; none of nothing.
fn average(values: impl Iterator<Item = (i64, i64)>) -> Option<i64> {
    let (sum, count) = values.fold((0_i128, 0_i128), |(sum, count), (value, weight)| {
        (sum + i128::from(value) * i128::from(weight), count + i128::from(weight))
    });
    (count > 0).then(|| i64::try_from((sum + count / 2).div_euclid(count)).unwrap_or(i64::MAX))
}

/// What went through an interface in some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rolled {
    /// In.
    pub inward: Option<Summary>,
    /// Out.
    pub outward: Option<Summary>,
    /// Octets in; none where no sample tells.
    pub in_octets: Option<i64>,
    /// Octets out.
    pub out_octets: Option<i64>,
    /// Errors in.
    pub in_errors: Option<i64>,
    /// Errors out.
    pub out_errors: Option<i64>,
}

/// What the samples of an interface come to.
pub fn roll(samples: &[interface_sample::Model]) -> Rolled {
    let known = |value: fn(&interface_sample::Model) -> Option<i64>| samples.iter().filter_map(value);
    let sum = |value: fn(&interface_sample::Model) -> Option<i64>| known(value).reduce(i64::saturating_add);
    Rolled {
        inward: Summary::of(known(|sample| sample.in_bps).collect()),
        outward: Summary::of(known(|sample| sample.out_bps).collect()),
        in_octets: sum(|sample| sample.in_octets),
        out_octets: sum(|sample| sample.out_octets),
        in_errors: sum(|sample| sample.in_errors),
        out_errors: sum(|sample| sample.out_errors),
    }
}

/// The same of many interfaces.
pub fn by_interface(samples: Vec<interface_sample::Model>) -> BTreeMap<DeviceInterfaceId, Rolled> {
    let mut of: BTreeMap<DeviceInterfaceId, Vec<interface_sample::Model>> = BTreeMap::new();
    for sample in samples {
        of.entry(sample.interface_id).or_default().push(sample);
    }
    of.into_iter().map(|(interface, samples)| (interface, roll(&samples))).collect()
}

/// What the polls of devices in the hour from `start` on come to, by device. Polls that were answered count for the averages.
pub fn hours_of(polls: &[device_poll::Model], start: Instant) -> Vec<device_hour::Model> {
    let mut of: BTreeMap<DeviceId, Vec<&device_poll::Model>> = BTreeMap::new();
    for poll in polls {
        of.entry(poll.device_id).or_default().push(poll);
    }
    of.into_values().filter_map(|polls| hour_of(&polls, start)).collect()
}

fn hour_of(polls: &[&device_poll::Model], start: Instant) -> Option<device_hour::Model> {
    let first = polls.first()?;
    let (mut known, mut ok) = ([0_i32; 4], [0_i32; 4]);
    for poll in polls {
        let quarter = (poll.at - start).num_seconds().div_euclid(QUARTER.num_seconds());
        let Some(place) = usize::try_from(quarter).ok().filter(|place| *place < known.len()) else {
            continue;
        };
        known[place] += 1;
        ok[place] += i32::from(poll.ok);
    }
    let mean = |value: fn(&device_poll::Model) -> Option<i32>| {
        let answered = polls.iter().filter(|poll| poll.ok);
        let values = answered.filter_map(|poll| value(poll)).map(|value| (i64::from(value), 1));
        average(values).and_then(|mean| i32::try_from(mean).ok())
    };
    Some(device_hour::Model {
        tenant_id: first.tenant_id,
        device_id: first.device_id,
        at: start,
        known_q1: known[0],
        known_q2: known[1],
        known_q3: known[2],
        known_q4: known[3],
        ok_q1: ok[0],
        ok_q2: ok[1],
        ok_q3: ok[2],
        ok_q4: ok[3],
        response_avg_micros: mean(|poll| poll.response_micros),
        cpu_avg_permille: mean(|poll| poll.cpu_permille),
        memory_avg_permille: mean(|poll| poll.memory_permille),
    })
}

/// The quarters of an hour: when each began, and how many of its polls are known and were answered.
pub fn quarters(hour: &device_hour::Model) -> [(Instant, i32, i32); 4] {
    [
        (hour.at, hour.known_q1, hour.ok_q1),
        (hour.at + QUARTER, hour.known_q2, hour.ok_q2),
        (hour.at + QUARTER * 2, hour.known_q3, hour.ok_q3),
        (hour.at + QUARTER * 3, hour.known_q4, hour.ok_q4),
    ]
}
