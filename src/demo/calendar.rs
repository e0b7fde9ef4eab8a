//! The days of a generated year, and ids that follow them.

use chrono::{Datelike as _, Days, LocalResult, Months, NaiveDate, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use crate::kernel::clock::Instant;
use crate::kernel::entropy::SeededEntropy;
use crate::kernel::ids::TypedId;

/// The window of a world: `months` periods up to `as_of`, on which nothing has happened yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    pub(super) zone: Tz,
    pub(super) as_of: NaiveDate,
    pub(super) months: u32,
}

impl Calendar {
    /// `minute` of a day on the tenant's wall clock. Where the clock jumps over it, the next full hour that exists.
    pub(super) fn moment(self, date: NaiveDate, minute: i64) -> Instant {
        let wall = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minute);
        match self.zone.from_local_datetime(&wall) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
            LocalResult::None => self.moment(date, minute + 60 - minute % 60),
        }
    }

    /// The day on which the tenant began: before its oldest customer, who came up to seventy months before the window.
    pub(super) fn founded(self) -> NaiveDate {
        months_before(self.as_of, self.months + 84)
    }

    /// The first instant of `as_of`: everything in the world is earlier.
    pub(super) fn end(self) -> Instant {
        self.moment(self.as_of, 0)
    }

    /// The first day of a customer's period, counted from the oldest in the window; `months` is the coming one.
    pub(super) fn period_start(self, billing_day: i16, period: u32) -> NaiveDate {
        let day = u32::try_from(billing_day).expect("billing days are 1 to 28");
        let this_month = self.as_of.with_day(day).expect("every month has 28 days");
        let latest = if this_month < self.as_of { this_month } else { months_before(this_month, 1) };
        let periods_ago = i64::from(self.months) - 1 - i64::from(period);
        if periods_ago >= 0 {
            months_before(latest, u32::try_from(periods_ago).expect("at most the window"))
        } else {
            months_after(latest, u32::try_from(-periods_ago).expect("the coming one"))
        }
    }
}

pub(super) fn months_before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).expect("within chrono's quarter of a million years")
}

pub(super) fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).expect("within chrono's quarter of a million years")
}

/// `days` later, or earlier if negative.
pub(super) fn days_after(date: NaiveDate, days: i64) -> NaiveDate {
    let magnitude = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(magnitude) } else { date.checked_add_days(magnitude) };
    moved.expect("within chrono's quarter of a million years")
}

/// Ids of a world: reproducible, in the order of the instants they are made for.
pub(super) struct Ids(SeededEntropy);

impl Ids {
    pub(super) fn new(seed: u64) -> Self {
        Self(SeededEntropy::new(seed))
    }

    pub(super) fn at<I: TypedId>(&self, at: Instant) -> I {
        I::generate(at, &self.0)
    }

    pub(super) fn entropy(&self) -> &SeededEntropy {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn periods_end_at_the_last_billing_day_before_today() {
        let calendar = Calendar { zone: chrono_tz::Europe::Berlin, as_of: date("2026-03-15"), months: 12 };
        let starts = |day| [0, 11, 12].map(|period| calendar.period_start(day, period).to_string());
        assert_eq!(starts(14), ["2025-04-14", "2026-03-14", "2026-04-14"]);
        assert_eq!(starts(15), ["2025-03-15", "2026-02-15", "2026-03-15"]);
        assert_eq!(starts(28), ["2025-03-28", "2026-02-28", "2026-03-28"]);
    }

    #[test]
    fn an_hour_that_the_clock_jumps_over_moves_on() {
        let calendar = Calendar { zone: chrono_tz::Europe::Berlin, as_of: date("2026-04-01"), months: 1 };
        assert_eq!(calendar.moment(date("2026-03-29"), 150).to_string(), "2026-03-29 01:00:00 UTC");
        assert_eq!(calendar.moment(date("2026-03-28"), 150).to_string(), "2026-03-28 01:30:00 UTC");
        assert_eq!(calendar.end().to_string(), "2026-03-31 22:00:00 UTC");
    }
}
