use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::{SubscriptionId, TenantId, UsageDayId};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn december() -> Span {
    Span::new(day("2026-12-01"), day("2027-01-01"))
}

fn measured(days: &[(u64, i64)]) -> Vec<usage_day::Model> {
    let row = |(offset, bytes): &(u64, i64)| usage_day::Model {
        id: UsageDayId(Uuid::nil()),
        tenant_id: TenantId(Uuid::nil()),
        subscription_id: SubscriptionId(Uuid::nil()),
        day: december().start + Days::new(*offset),
        down_bytes: *bytes,
        up_bytes: 0,
        is_final: true,
    };
    days.iter().map(row).collect()
}

#[test]
fn the_example_of_the_domain() {
    let beyond = overage(250 * GB, 100 * GB, 50).expect("small").expect("beyond");
    assert_eq!(beyond, Overage { quantity_micro: 150_000_000, net_minor: 75_00 });
    assert_eq!(overage(100 * GB, 100 * GB, 50), Ok(None));
    assert_eq!(overage(99 * GB, 100 * GB, 50), Ok(None));
    assert_eq!(overage(100 * GB + 999, 100 * GB, 50), Ok(None), "less than a millionth of a gigabyte");
    assert_eq!(
        overage(100 * GB + GB / 2, 100 * GB, 33),
        Ok(Some(Overage { quantity_micro: 500_000, net_minor: 17 })),
        "half away from zero"
    );
    assert_eq!(overage(i64::MAX, 0, i64::MAX), Err(MoneyError::Overflow));
}

#[test]
fn a_period_goes_on_as_it_began() {
    assert_eq!(projected(&[], december()), None);
    assert_eq!(projected(&measured(&[(0, 10), (1, 20)]), december()), Some(15 * 31));
    // A day without a row counts as one without use once a later one is there.
    assert_eq!(projected(&measured(&[(9, 100)]), december()), Some(310));
    let from_the_tenth = days_of_service(december(), Some(day("2026-12-10")), None);
    assert_eq!(projected(&measured(&[(9, 100)]), from_the_tenth), Some(2200));
    let all: Vec<(u64, i64)> = (0..31).map(|day| (day, 7)).collect();
    assert_eq!(projected(&measured(&all), december()), Some(217));
    assert_eq!(projected(&measured(&[(0, 5)]), Span::new(day("2027-01-01"), day("2027-02-01"))), None);
}

#[test]
fn thresholds_are_eighty_percent_and_all() {
    use UsageThreshold::{Below, Near, Reached};
    for (used, cap, expected) in [
        (0, 100, Below),
        (79, 100, Below),
        (80, 100, Near),
        (99, 100, Near),
        (100, 100, Reached),
        (150, 100, Reached),
    ] {
        assert_eq!(UsageThreshold::of(used, cap), expected, "{used} of {cap}");
    }
    assert_eq!([Below, Near, Reached].map(UsageThreshold::percent), [None, Some(80), Some(100)]);
    assert_eq!(UsageThreshold::of(i64::MAX - 1, i64::MAX), Near, "no overflow");
}

proptest! {
    #[test]
    fn a_projection_is_never_below_what_was_used(days in proptest::collection::btree_map(0_u64..31, 0_i64..1_000_000, 1..31)) {
        let rows = measured(&days.into_iter().collect::<Vec<_>>());
        let projected = projected(&rows, december()).expect("something is measured");
        prop_assert!(projected >= used(&rows));
    }

    #[test]
    fn overage_grows_with_use_and_is_nothing_below_the_cap(used in 0_i64..10_000 * GB, cap in 0_i64..5_000 * GB, price in 0_i64..1_000) {
        let beyond = overage(used, cap, price).expect("small");
        prop_assert_eq!(beyond.is_none(), used - cap < 1_000);
        if let Some(beyond) = beyond {
            let more = overage(used + GB, cap, price).expect("small").expect("beyond");
            prop_assert_eq!(more.quantity_micro, beyond.quantity_micro + 1_000_000);
            prop_assert!(more.net_minor >= beyond.net_minor);
        }
    }
}
