use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::TypedId as _;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn part(promised: i64, owed: i64) -> Part {
    Part { invoice: InvoiceId::from_uuid(Uuid::from_u128(1)), promised, owed }
}

/// 60.00 in three parts, on the 10th of three months.
fn promise(owed: i64) -> Promise {
    let instalment = |due: &str| Instalment { due: day(due), amount: 20_00 };
    Promise {
        id: PaymentArrangementId::from_uuid(Uuid::from_u128(2)),
        instalments: vec![instalment("2026-01-10"), instalment("2026-02-10"), instalment("2026-03-10")],
        invoices: vec![part(60_00, owed)],
    }
}

#[test]
fn a_promise_is_kept_instalment_by_instalment() {
    for (owed, today, standing) in [
        (60_00, "2026-01-10", Standing::Active),
        (60_00, "2026-01-11", Standing::Broken),
        (40_01, "2026-01-11", Standing::Broken),
        (40_00, "2026-01-11", Standing::Active),
        (40_00, "2026-02-10", Standing::Active),
        (40_00, "2026-02-11", Standing::Broken),
        (0, "2026-01-01", Standing::Kept),
        (0, "2026-12-31", Standing::Kept),
    ] {
        assert_eq!(promise(owed).standing(day(today)), standing, "{owed} on {today}");
    }
    assert_eq!(promise(35_00).paid_parts(), [20_00, 5_00, 0]);
    for (owed, today, asked, next) in [
        (60_00, "2026-01-09", 0, Some("2026-01-10")),
        (60_00, "2026-01-10", 20_00, Some("2026-01-10")),
        (35_00, "2026-01-10", 0, Some("2026-02-10")),
        (35_00, "2026-02-10", 15_00, Some("2026-02-10")),
        (0, "2026-03-10", 0, None),
    ] {
        let promise = promise(owed);
        assert_eq!(
            (promise.asked_by(day(today)), promise.next_due()),
            (asked, next.map(day)),
            "{owed} on {today}"
        );
    }
    assert_eq!(promise(90_00).paid(), 0, "more is owed: a payment was taken back");
}

#[test]
fn what_is_not_offered_is_told() {
    let (settings, today) = (ArrangementSettings::default(), day("2026-01-01"));
    let of = |parts: &[(&str, i64)]| {
        let parts: Vec<Instalment> =
            parts.iter().map(|(due, amount)| Instalment { due: day(due), amount: *amount }).collect();
        fault(&settings, 60_00, today, &parts)
    };
    assert_eq!(of(&[("2026-01-01", 60_00)]), None, "today");
    assert_eq!(of(&[("2026-01-15", 30_00), ("2026-03-02", 30_00)]), None, "the last days");
    assert_eq!(of(&[]), Some(PromiseFault::Count));
    let four = [("2026-01-02", 15_00), ("2026-01-03", 15_00), ("2026-01-04", 15_00), ("2026-01-05", 15_00)];
    assert_eq!(of(&four), Some(PromiseFault::Count));
    for days in [("2025-12-31", "2026-01-02"), ("2026-01-16", "2026-01-17"), ("2026-01-02", "2026-03-03")] {
        assert_eq!(of(&[(days.0, 30_00), (days.1, 30_00)]), Some(PromiseFault::Days), "{days:?}");
    }
    assert_eq!(of(&[("2026-01-02", 30_00), ("2026-01-02", 30_00)]), Some(PromiseFault::Days));
    assert_eq!(of(&[("2026-01-02", 60_00), ("2026-01-03", 0)]), Some(PromiseFault::Amount));
    assert_eq!(of(&[("2026-01-02", 59_99)]), Some(PromiseFault::Total));
    assert_eq!(of(&[("2026-01-02", i64::MAX), ("2026-01-03", i64::MAX)]), Some(PromiseFault::Total));
}

#[test]
fn proposals_are_spread_over_the_time_there_is() {
    let plans = plans(&ArrangementSettings::default(), 100_00, day("2026-01-01"));
    let told: Vec<Vec<(String, i64)>> = plans
        .iter()
        .map(|plan| plan.iter().map(|part| (part.due.to_string(), part.amount)).collect())
        .collect();
    let row = |due: &str, amount| (due.to_owned(), amount);
    assert_eq!(
        told,
        [
            vec![row("2026-01-15", 100_00)],
            vec![row("2026-01-15", 50_00), row("2026-03-02", 50_00)],
            vec![row("2026-01-15", 33_34), row("2026-02-07", 33_33), row("2026-03-02", 33_33)],
        ]
    );
}

proptest! {
    #[test]
    fn every_proposal_is_accepted(
        total in 1_i64..10_000_00, max_instalments in 1_u16..24, first_within_days in 0_u16..60,
        more in 0_u16..120,
    ) {
        let within_days = first_within_days + more;
        let settings = ArrangementSettings {
            max_instalments, first_within_days, within_days, ..ArrangementSettings::default()
        };
        let today = day("2026-01-01");
        let plans = plans(&settings, total, today);
        prop_assert!(!plans.is_empty(), "at least all at once");
        for plan in &plans {
            prop_assert_eq!(fault(&settings, total, today, plan), None);
        }
    }

    #[test]
    fn parts_add_up_and_paying_more_never_breaks_a_promise(
        owed in 0_i64..80_00, less in 0_i64..80_00, ahead in 0_u64..120,
    ) {
        let today = day("2026-01-01") + Days::new(ahead);
        let promise_of = |owed| promise(owed);
        let before = promise_of(owed);
        prop_assert_eq!(before.paid_parts().iter().sum::<i64>(), before.paid());
        let after = promise_of((owed - less).max(0));
        prop_assert!(after.paid() >= before.paid());
        prop_assert!(before.standing(today) == Standing::Broken || after.standing(today) != Standing::Broken);
    }
}
