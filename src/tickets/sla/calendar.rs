//! The hours that count, and how many of them lie between two moments. Pure.
//!
//! Hours are said in the local time of a zone, and what counts is the real time that passes within them: a night shift in
//! which the clocks go back is an hour longer. A bound that the clocks skip is the first moment after the gap; of one that
//! comes twice the earlier begins a span and the later ends it. Each moment is in the day of its local date alone, so that a
//! holiday never counts, whatever the day before it says.

use std::collections::BTreeSet;

use chrono::{
    Datelike as _, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _,
};
use chrono_tz::Tz;

use crate::kernel::clock::{Instant, date_in, start_of};
use crate::kernel::problem::Invalid;

/// Spans of one day, at most.
pub const MAX_SPANS: usize = 8;

/// Holidays of one calendar, at most.
pub const MAX_HOLIDAYS: usize = 400;

/// How far a due moment is looked for: ten years.
const MAX_DAYS: u64 = 3_660;

/// Minutes of a day by the clock on the wall.
const DAY: u16 = 24 * 60;

/// The spans of Monday to Sunday, each as it is said: `("09:00", "17:00")`; an end of `24:00` is the end of the day.
pub type Hours = Vec<Vec<(String, String)>>;

/// A span of a day, in minutes from its midnight by the clock on the wall, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: u16,
    to: u16,
}

/// A half-open piece of real time.
type Piece = (Instant, Instant);

/// The hours that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    /// Monday to Sunday, each in order and apart from each other.
    week: [Vec<Span>; 7],
    holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// A calendar, or what is wrong with it: with `zone`, `hours` or `holidays`.
    pub fn new(zone: &str, hours: &Hours, holidays: &[NaiveDate]) -> Result<Self, Invalid> {
        let zone = zone.parse().map_err(|_| Invalid::new("zone", "must be a zone of the IANA database"))?;
        if hours.len() != 7 {
            return Err(Invalid::new("hours", "must be those of seven days"));
        }
        let mut week = <[Vec<Span>; 7]>::default();
        for (day, spans) in week.iter_mut().zip(hours) {
            *day = day_of(spans)?;
        }
        if week.iter().all(Vec::is_empty) {
            return Err(Invalid::new("hours", "must not be empty: nothing would ever be due"));
        }
        if holidays.len() > MAX_HOLIDAYS {
            return Err(Invalid::new("holidays", format!("must be at most {MAX_HOLIDAYS}")));
        }
        Ok(Self { zone, week, holidays: holidays.iter().copied().collect() })
    }

    /// How much of the time that counts lies between two moments, half-open; none where the second is not after the first.
    pub fn between(&self, from: Instant, to: Instant) -> TimeDelta {
        let mut sum = TimeDelta::zero();
        let last = date_in(self.zone, to);
        let days = date_in(self.zone, from).iter_days().take_while(|day| from < to && *day <= last);
        for (start, end) in days.flat_map(|day| self.pieces(day)) {
            sum += (end.min(to) - start.max(from)).max(TimeDelta::zero());
        }
        sum
    }

    /// The same in whole minutes, what is left over not counted.
    pub fn minutes_between(&self, from: Instant, to: Instant) -> i64 {
        self.between(from, to).num_minutes()
    }

    /// The earliest moment at which so much of the time that counts has passed since `from`; none if it has not within ten
    /// years.
    pub fn add(&self, from: Instant, amount: TimeDelta) -> Option<Instant> {
        if amount <= TimeDelta::zero() {
            return Some(from);
        }
        let mut left = amount;
        let first = date_in(self.zone, from);
        let days = first.iter_days().take_while(|day| *day <= first + Days::new(MAX_DAYS));
        for (start, end) in days.flat_map(|day| self.pieces(day)) {
            let start = start.max(from);
            let length = (end - start).max(TimeDelta::zero());
            if left <= length {
                return Some(start + left);
            }
            left -= length;
        }
        None
    }

    /// The same for whole minutes.
    pub fn add_minutes(&self, from: Instant, minutes: i64) -> Option<Instant> {
        self.add(from, TimeDelta::try_minutes(minutes)?)
    }

    /// What counts of a day, in order and apart from each other.
    fn pieces(&self, day: NaiveDate) -> Vec<Piece> {
        let spans = &self.week[day.weekday().num_days_from_monday() as usize];
        if spans.is_empty() || self.holidays.contains(&day) {
            return Vec::new();
        }
        let (begin, end) = (start_of(self.zone, day), start_of(self.zone, day + Days::new(1)));
        let mut pieces: Vec<Piece> = Vec::with_capacity(spans.len());
        for span in spans {
            let after = pieces.last().map_or(begin, |(_, end)| *end);
            let from = self.moment(day, span.from, Ord::min).max(after);
            let to = if span.to == DAY { end } else { self.moment(day, span.to, Ord::max).min(end) };
            if from < to {
                pieces.push((from, to));
            }
        }
        pieces
    }

    /// The moment at which the clocks on the walls show a time of a day; `of_two` says which where it comes twice, and where
    /// they skip it, it is the first one after.
    fn moment(&self, day: NaiveDate, minute: u16, of_two: fn(Instant, Instant) -> Instant) -> Instant {
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute.into());
        let shown = |local: NaiveDateTime| match self.zone.from_local_datetime(&local) {
            LocalResult::Single(at) => Some(at.to_utc()),
            LocalResult::Ambiguous(one, other) => Some(of_two(one.to_utc(), other.to_utc())),
            LocalResult::None => None,
        };
        // No zone skips more than a day, and gaps end at full minutes.
        let mut after = (0..=i64::from(DAY)).map(|minutes| local + TimeDelta::minutes(minutes));
        after.find_map(shown).unwrap_or_else(|| start_of(self.zone, day + Days::new(1)))
    }
}

/// The spans of a day in order, if they are apart from each other and none is empty.
fn day_of(spans: &[(String, String)]) -> Result<Vec<Span>, Invalid> {
    let wrong = |message: &str| Invalid::new("hours", message);
    if spans.len() > MAX_SPANS {
        return Err(Invalid::new("hours", format!("must be at most {MAX_SPANS} spans a day")));
    }
    let span = |(from, to): &(String, String)| {
        let span = minute(from).zip(minute(to)).map(|(from, to)| Span { from, to });
        span.ok_or_else(|| wrong("must be times of day from 00:00 to 24:00"))
    };
    let mut day = spans.iter().map(span).collect::<Result<Vec<_>, _>>()?;
    day.sort_unstable_by_key(|span| span.from);
    if day.iter().any(|span| span.from >= span.to) {
        return Err(wrong("must end after they begin"));
    }
    if day.windows(2).any(|pair| pair[1].from < pair[0].to) {
        return Err(wrong("must not overlap"));
    }
    Ok(day)
}

/// The minute of the day of `09:30`.
fn minute(text: &str) -> Option<u16> {
    let digits =
        text.bytes().enumerate().all(|(at, byte)| (at == 2 && byte == b':') || byte.is_ascii_digit());
    let (hours, minutes) = text.split_once(':').filter(|_| digits && text.len() == 5)?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= DAY).then_some(minute)
}

#[cfg(test)]
pub(in crate::tickets) mod tests;
