//! A period of the books: a month, a quarter or a year of the tenant's calendar. Pure.

use std::fmt;
use std::str::FromStr;

use chrono::{Months, NaiveDate};

use crate::kernel::clock::is_storable;

/// A month, a quarter or a year, half open: `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// First day after it.
    pub to: NaiveDate,
}

/// The text names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a month (2026-10), a quarter (2026-Q4) or a year (2026)")]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let year: i32 =
            (year.len() == 4 && digits(year)).then(|| year.parse().ok()).flatten().ok_or(NotAPeriod)?;
        let number = |text: &str| digits(text).then(|| text.parse::<u32>().ok()).flatten();
        let (month, months) = match part {
            None => (1, 12),
            Some(part) => match part.strip_prefix('Q') {
                Some(quarter) if quarter.len() == 1 => match number(quarter) {
                    Some(quarter @ 1..=4) => (3 * quarter - 2, 3),
                    _ => return Err(NotAPeriod),
                },
                None if part.len() == 2 => (number(part).ok_or(NotAPeriod)?, 1),
                _ => return Err(NotAPeriod),
            },
        };
        let from = NaiveDate::from_ymd_opt(year, month, 1).ok_or(NotAPeriod)?;
        let to =
            from.checked_add_months(Months::new(months)).filter(|to| is_storable(*to) && is_storable(from));
        Ok(Self { from, to: to.ok_or(NotAPeriod)? })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to.pred_opt().unwrap_or(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_quarters_and_years_are_half_open() {
        for (text, from, to) in [
            ("2026-10", "2026-10-01", "2026-11-01"),
            ("2026-12", "2026-12-01", "2027-01-01"),
            ("2026-Q1", "2026-01-01", "2026-04-01"),
            ("2026-Q4", "2026-10-01", "2027-01-01"),
            ("2024", "2024-01-01", "2025-01-01"),
        ] {
            let period: Period = text.parse().expect(text);
            assert_eq!((period.from.to_string(), period.to.to_string()), (from.to_owned(), to.to_owned()));
        }
    }

    #[test]
    fn nothing_else_is_a_period() {
        for text in [
            "",
            "26-10",
            "2026-",
            "2026-13",
            "2026-00",
            "2026-1",
            "2026-Q0",
            "2026-Q5",
            "2026-Q",
            "2026-q1",
            "2026-Q11",
            "+026",
            "2026-+1",
            "0000",
            "9999",
            "9999-12",
            "2026-10-01",
            "probe",
            " 2026",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text:?}");
        }
    }
}
