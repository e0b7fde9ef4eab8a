//! What a chart draws: points at even distances, with gaps where nothing is known. Pure.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::rollup::{FIVE_MINUTES, HOUR, QUARTER, Summary, start_of_span};
use crate::kernel::clock::Instant;
use crate::kernel::problem::Invalid;

#[cfg(test)]
mod tests;

/// The points of a series, at most.
pub const MAX_POINTS: i64 = 1_000;

/// As many are good to look at: what a series without a step has at most.
const ENOUGH_POINTS: i64 = 750;

/// The time that a series without a range goes back.
const USUAL: TimeDelta = TimeDelta::hours(24);

/// What lies between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, async_graphql::Enum)]
#[graphql(name = "TrafficStep")]
pub enum Step {
    /// A minute: the samples themselves, which are kept for two days. Most devices are not asked each minute, and there are
    /// gaps between the samples.
    Minute,
    /// Five minutes.
    FiveMinutes,
    /// A quarter of an hour.
    QuarterHour,
    /// An hour.
    Hour,
    /// Six hours, from midnight UTC on.
    SixHours,
    /// A day of UTC.
    Day,
}

impl Step {
    /// Those that are chosen from where none is wanted, the finest first.
    const CHOICE: [Self; 5] = [Self::FiveMinutes, Self::QuarterHour, Self::Hour, Self::SixHours, Self::Day];

    /// How long it is.
    pub fn length(self) -> TimeDelta {
        match self {
            Self::Minute => TimeDelta::minutes(1),
            Self::FiveMinutes => FIVE_MINUTES,
            Self::QuarterHour => QUARTER,
            Self::Hour => HOUR,
            Self::SixHours => HOUR * 6,
            Self::Day => HOUR * 24,
        }
    }
}

/// What its points are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The samples.
    Samples,
    /// The roll-ups of five minutes.
    FiveMinutes,
    /// The roll-ups of hours.
    Hours,
}

/// The points that a series has, whatever is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Frame {
    /// The beginning of the first.
    pub from: Instant,
    /// The end of the last.
    pub to: Instant,
    /// What lies between two.
    pub step: Step,
}

impl Frame {
    /// The points that cover `[from, to)`, or the last 24 hours; with the finest step that is good to look at, where none is
    /// wanted. Beginnings are multiples of the step, so that the series of many fit together.
    pub fn of(range: Option<(Instant, Instant)>, step: Option<Step>, now: Instant) -> Result<Self, Invalid> {
        let (from, to) = range.unwrap_or((now - USUAL, now));
        if to <= from {
            return Err(Invalid::new("range.to", "must be after the beginning"));
        }
        let fits = |step: &Step| points(from, to, *step) <= ENOUGH_POINTS;
        let chosen = step.or_else(|| Step::CHOICE.into_iter().find(fits)).unwrap_or(Step::Day);
        if points(from, to, chosen) > MAX_POINTS {
            let field = if step.is_some() { "step" } else { "range.to" };
            return Err(Invalid::new(field, format!("would make more than {MAX_POINTS} points")));
        }
        let (from, to) = covering(from, to, chosen);
        Ok(Self { from, to, step: chosen })
    }

    /// What the points are made of.
    pub fn source(&self) -> Source {
        match self.step {
            Step::Minute => Source::Samples,
            Step::FiveMinutes | Step::QuarterHour => Source::FiveMinutes,
            Step::Hour | Step::SixHours | Step::Day => Source::Hours,
        }
    }

    /// From when on five minutes may not have been rolled up yet at `now`: their samples are read instead.
    pub fn unrolled_from(&self, now: Instant) -> Instant {
        (start_of_span(now, FIVE_MINUTES) - FIVE_MINUTES * 2).clamp(self.from, self.to)
    }

    /// The points, in order: of each what its parts come to, and nothing where there are none.
    pub fn points(&self, parts: Vec<(Instant, Traffic)>) -> Vec<Point> {
        let length = self.step.length();
        let mut of: BTreeMap<Instant, Vec<Traffic>> = BTreeMap::new();
        for (at, traffic) in parts {
            of.entry(start_of_span(at, length)).or_default().push(traffic);
        }
        let mut points = Vec::new();
        let mut at = self.from;
        while at < self.to {
            points.push(Point { at, traffic: Traffic::over(&of.remove(&at).unwrap_or_default()) });
            at += length;
        }
        points
    }
}

/// The instants between which whole steps cover `[from, to)`.
fn covering(from: Instant, to: Instant, step: Step) -> (Instant, Instant) {
    let (first, last) = (start_of_span(from, step.length()), start_of_span(to, step.length()));
    (first, if last < to { last + step.length() } else { last })
}

fn points(from: Instant, to: Instant, step: Step) -> i64 {
    let (from, to) = covering(from, to, step);
    (to - from).num_seconds() / step.length().num_seconds()
}

/// What goes through a port in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// In; none: nothing is known.
    pub inward: Option<Summary>,
    /// Out.
    pub outward: Option<Summary>,
}

impl Traffic {
    fn over(parts: &[Self]) -> Self {
        let of = |direction: fn(&Self) -> Option<Summary>| -> Option<Summary> {
            Summary::over(&parts.iter().filter_map(direction).collect::<Vec<_>>())
        };
        Self { inward: of(|part| part.inward), outward: of(|part| part.outward) }
    }

    /// The same from the other end of the line.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { inward: self.outward, outward: self.inward }
    }
}

/// A point of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The beginning of its time.
    pub at: Instant,
    /// What went through in it.
    pub traffic: Traffic,
}

/// A series that a chart can draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What its points cover.
    pub frame: Frame,
    /// The points, in order and without a gap between them.
    pub points: Vec<Point>,
}

impl Series {
    /// The same with nothing before an instant: what went through a port before is somebody else's.
    #[must_use]
    pub fn since(mut self, since: Instant) -> Self {
        for point in self.points.iter_mut().filter(|point| point.at < since) {
            point.traffic = Traffic::default();
        }
        self
    }

    /// The same from the other end of the line.
    #[must_use]
    pub fn turned(mut self) -> Self {
        for point in &mut self.points {
            point.traffic = point.traffic.turned();
        }
        self
    }
}
