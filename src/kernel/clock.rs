//! Time as an argument. This file holds the only call to the system's clock.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Datelike as _, NaiveDate, SubsecRound as _, Utc};
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

/// The business date of an instant in a tenant's zone (domain.md §0: "today" is computed per tenant zone).
pub fn date_in(zone: Tz, at: Instant) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
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
}
