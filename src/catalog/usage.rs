//! Volume: what was used of a period, what it will come to, and what is beyond the cap. Pure.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::entity::usage_day;
use super::proration::{Span, next_day};
use crate::kernel::money::{MoneyError, from_micro, round_to_minor};

#[cfg(test)]
mod tests;

/// A gigabyte, as plans count it.
pub const GB: i64 = 1_000_000_000;

/// Percent of the cap from which it is near.
const NEAR: i64 = 80;

/// Where the use of a period stands against its cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, async_graphql::Enum)]
pub enum UsageThreshold {
    /// Less than 80 percent.
    Below,
    /// 80 percent or more.
    Near,
    /// All of it, or more.
    Reached,
}

impl UsageThreshold {
    /// Where `used` stands against `cap`.
    pub fn of(used: i64, cap: i64) -> Self {
        if used >= cap {
            Self::Reached
        } else if i128::from(used) * 100 >= i128::from(cap) * i128::from(NEAR) {
            Self::Near
        } else {
            Self::Below
        }
    }

    /// In percent; none below the first.
    pub fn percent(self) -> Option<i64> {
        match self {
            Self::Below => None,
            Self::Near => Some(NEAR),
            Self::Reached => Some(100),
        }
    }
}

/// The volume of some days added up.
pub fn used<'a>(days: impl IntoIterator<Item = &'a usage_day::Model>) -> i64 {
    days.into_iter().fold(0_i64, |sum, day| sum.saturating_add(day.down_bytes).saturating_add(day.up_bytes))
}

/// What a period will come to if it goes on as it began: the mean of the days from the first of service to the last
/// measured one, for all days of service. None before anything is measured; what was used once all days are.
pub fn projected(days: &[usage_day::Model], service: Span) -> Option<i64> {
    let last = days.iter().map(|day| day.day).max()?;
    let measured = Span::new(service.start, next_day(last)).intersect(service).days();
    if measured <= 0 {
        return None;
    }
    let total = i128::from(used(days)) * i128::from(service.days()) / i128::from(measured);
    Some(i64::try_from(total).unwrap_or(i64::MAX))
}

/// What is beyond the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overage {
    /// Millionths of a gigabyte; what is less than that is not billed.
    pub quantity_micro: i64,
    /// What it costs, minor units before tax.
    pub net_minor: i64,
}

/// Millionths of a gigabyte beyond a cap, never rounded up; none where there are none. The one rule of what is billed and
/// of what is shown before it is: as fine as a line's quantity can be (domain.md §3.1, 14).
pub fn beyond(used: i64, cap: i64) -> Option<i64> {
    let micro = used.saturating_sub(cap).max(0) / (GB / 1_000_000);
    (micro > 0).then_some(micro)
}

/// What is beyond a cap at `price` minor units a gigabyte: 150 GB × 0.50 = 75.00 (domain.md §3.14).
pub fn overage(used: i64, cap: i64, price: i64) -> Result<Option<Overage>, MoneyError> {
    let Some(quantity_micro) = beyond(used, cap) else { return Ok(None) };
    let net = from_micro(quantity_micro).checked_mul(Decimal::from(price)).ok_or(MoneyError::Overflow)?;
    let net_minor = round_to_minor(net)?;
    Ok(Some(Overage { quantity_micro, net_minor }))
}

/// The days of a period on which a service was there to be used.
pub fn days_of_service(period: Span, activated_on: Option<NaiveDate>, ends_on: Option<NaiveDate>) -> Span {
    let from = activated_on.unwrap_or(period.start);
    period.intersect(Span::new(from, ends_on.unwrap_or(period.end).max(from)))
}
