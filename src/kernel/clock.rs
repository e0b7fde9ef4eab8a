//! Time as an argument. This file holds the only call to the system's clock.

use std::sync::{Arc, Mutex};

use chrono::{
    DateTime, Datelike as _, NaiveDate, NaiveTime, SubsecRound as _, TimeDelta, TimeZone as _, Utc,
};
use chrono_tz::Tz;

/// An instant in UTC, truncated to microseconds: what both databases can store without loss.
pub type Instant = DateTime<Utc>;

/// Where instants come from. Read once a request, into the `Scope`.
pub trait Clock: Send + Sync + 'static {
    /// The current instant, in microseconds.
    fn now(&self) -> Instant;
}

/// A clock that several owners share.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters the program")]
    fn now(&self) -> Instant {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until it is moved: for tests and for reproducible seeds.
#[derive(Debug)]
pub struct ManualClock(Mutex<Instant>);

impl ManualClock {
    /// A clock standing at `at`.
    pub fn at(at: Instant) -> Self {
        Self(Mutex::new(at.trunc_subsecs(6)))
    }

    /// Moves the clock forward (or back, for a negative duration).
    pub fn advance(&self, by: chrono::TimeDelta) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now += by;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The moment of what is written behind something else under one lock: now, or just after what was written before it,
/// should this machine's clock be behind that of whoever wrote it. What is written one after the other stays in that order.
pub fn behind(before: Instant, now: Instant) -> Instant {
    now.max(before + TimeDelta::microseconds(1))
}

/// The business date of an instant in a tenant's zone (domain.md §0: "today" is computed per tenant zone).
pub fn date_in(zone: Tz, at: Instant) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The instant at which a business date begins in a tenant's zone: its first moment, also where the clocks skip midnight.
pub fn start_of(zone: Tz, date: NaiveDate) -> Instant {
    let midnight = date.and_time(NaiveTime::MIN);
    // No zone skips more than a day; each try is a quarter of an hour later, the finest step that zones differ by.
    let mut tries = (0..=96).map(|quarters| midnight + TimeDelta::minutes(15 * quarters));
    let first = tries.find_map(|local| zone.from_local_datetime(&local).earliest());
    first.map_or_else(|| midnight.and_utc(), |local| local.to_utc())
}

/// Whether a date has a year of our calendar with four digits: what ISO 8601 writes without a sign, and what both
/// databases can hold.
pub fn is_storable(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_the_tenants_not_utcs() {
        let late_evening_in_new_york = "2026-03-01T03:30:00Z".parse().expect("valid");
        assert_eq!(
            date_in(chrono_tz::America::New_York, late_evening_in_new_york),
            NaiveDate::from_ymd_opt(2026, 2, 28).expect("valid")
        );
        assert_eq!(
            date_in(chrono_tz::Europe::Berlin, late_evening_in_new_york),
            NaiveDate::from_ymd_opt(2026, 3, 1).expect("valid")
        );
    }

    #[test]
    fn a_date_begins_when_the_tenant_s_clocks_say_so() {
        let start = |zone, date: &str| start_of(zone, date.parse().expect("a date")).to_rfc3339();
        assert_eq!(start(chrono_tz::Europe::Berlin, "2026-11-22"), "2026-11-21T23:00:00+00:00");
        assert_eq!(start(chrono_tz::Europe::Berlin, "2026-07-01"), "2026-06-30T22:00:00+00:00");
        // The clocks of Santiago go from 23:59:59 to 1:00.
        assert_eq!(start(chrono_tz::America::Santiago, "2026-09-06"), "2026-09-06T04:00:00+00:00");
        // Samoa had no 30 December 2011: what began then began with the day after it.
        assert_eq!(start(chrono_tz::Pacific::Apia, "2011-12-30"), "2011-12-30T10:00:00+00:00");
        for zone in [chrono_tz::Europe::Berlin, chrono_tz::America::Santiago, chrono_tz::Asia::Kathmandu] {
            let days =
                (0..400).map(|n| NaiveDate::from_ymd_opt(2026, 1, 1).expect("valid") + chrono::Days::new(n));
            for day in days {
                let start = start_of(zone, day);
                assert_eq!(date_in(zone, start), day);
                assert!(date_in(zone, start - TimeDelta::microseconds(1)) < day);
            }
        }
    }
}
