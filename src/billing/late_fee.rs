//! Fees for paying late (domain.md §3.10): when each is due, and how much. Pure.
//!
//! A fee is an invoice of its own, so what is overdue of the original never contains one, and no fee is charged on fees.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::kernel::money::{MoneyError, from_micro, round_to_minor};
use crate::tenancy::{LateFee, LateFeeStage};

/// The fee of a stage on what is overdue: `clamp(rate × overdue, min, max)`, rounded once. Nothing where nothing is.
pub fn amount(stage: &LateFeeStage, overdue: i64) -> Result<i64, MoneyError> {
    if overdue <= 0 {
        return Ok(0);
    }
    let fee = match stage.fee {
        LateFee::RateMicro(micro) => {
            let product =
                Decimal::from(overdue).checked_mul(from_micro(micro)).ok_or(MoneyError::Overflow)?;
            round_to_minor(product)?
        }
        LateFee::FlatMinor(minor) => minor,
    };
    let most = stage.max_minor.unwrap_or(i64::MAX).max(stage.min_minor);
    Ok(fee.clamp(stage.min_minor, most))
}

/// The first day on which a stage is charged: after the due day, the customer's grace and the stage's own days.
pub fn charged_from(stage: &LateFeeStage, due_date: NaiveDate, grace_days: u16) -> NaiveDate {
    due_date + Days::new(u64::from(grace_days) + u64::from(stage.after_days) + 1)
}

/// The stages, from 1, that are to be charged on `today` and were not before.
pub fn due<'a>(
    stages: &'a [LateFeeStage],
    due_date: NaiveDate,
    grace_days: u16,
    today: NaiveDate,
    charged: &[i32],
) -> Vec<(i32, &'a LateFeeStage)> {
    (1..)
        .zip(stages)
        .filter(|(number, stage)| {
            !charged.contains(number) && charged_from(stage, due_date, grace_days) <= today
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn five_percent() -> LateFeeStage {
        LateFeeStage {
            after_days: 0,
            fee: LateFee::RateMicro(50_000),
            min_minor: 5_00,
            max_minor: Some(25_00),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn five_percent_between_five_and_twenty_five() {
        // domain.md §3.10: 100 → 5, 1000 → 25.
        for (overdue, fee) in
            [(100_00, 5_00), (1_000_00, 25_00), (200_00, 10_00), (1, 5_00), (0, 0), (-5, 0), (150_10, 7_51)]
        {
            assert_eq!(amount(&five_percent(), overdue), Ok(fee), "{overdue}");
        }
        let flat =
            LateFeeStage { fee: LateFee::FlatMinor(10_00), min_minor: 0, max_minor: None, after_days: 0 };
        assert_eq!((amount(&flat, 1), amount(&flat, 0)), (Ok(10_00), Ok(0)));
    }

    #[test]
    fn a_stage_is_charged_after_grace_and_once() {
        let stages = [five_percent(), LateFeeStage { after_days: 14, ..five_percent() }];
        let numbers = |today: &str, charged: &[i32]| -> Vec<i32> {
            due(&stages, day("2026-03-01"), 7, day(today), charged)
                .iter()
                .map(|(number, _)| *number)
                .collect()
        };
        assert!(numbers("2026-03-08", &[]).is_empty(), "the last day of grace");
        assert_eq!(numbers("2026-03-09", &[]), [1]);
        assert!(numbers("2026-03-09", &[1]).is_empty());
        assert_eq!(numbers("2026-03-23", &[1]), [2]);
        assert_eq!(numbers("2026-12-31", &[]), [1, 2]);
        assert!(numbers("2026-12-31", &[1, 2]).is_empty());
    }

    proptest! {
        #[test]
        fn a_fee_is_within_its_limits_and_grows_with_what_is_overdue(
            micro in 0_i64..1_000_000, min in 0_i64..50_00, more in 0_i64..100_00,
            overdue in 1_i64..10_000_00, further in 0_i64..10_000_00,
        ) {
            let stage = LateFeeStage {
                after_days: 0, fee: LateFee::RateMicro(micro), min_minor: min, max_minor: Some(min + more),
            };
            let fee = amount(&stage, overdue).expect("fits");
            prop_assert!((min..=min + more).contains(&fee));
            prop_assert!(amount(&stage, overdue + further).expect("fits") >= fee);
        }

        #[test]
        fn no_day_charges_a_stage_twice(late in prop::collection::vec(0_u64..200, 1..8), grace in 0_u16..30) {
            let stages: Vec<_> = [0, 10, 30].map(|after_days| LateFeeStage { after_days, ..five_percent() }).into();
            let (mut charged, mut days) = (Vec::new(), late);
            days.sort_unstable();
            for late in days {
                let today = day("2026-01-31") + Days::new(late);
                for (number, stage) in due(&stages, day("2026-01-31"), grace, today, &charged) {
                    prop_assert!(charged_from(stage, day("2026-01-31"), grace) <= today);
                    charged.push(number);
                }
            }
            let mut once = charged.clone();
            once.dedup();
            prop_assert_eq!(once, charged);
        }
    }
}
