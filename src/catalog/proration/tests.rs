use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn span(start: &str, end: &str) -> Span {
    Span::new(day(start), day(end))
}

#[test]
fn the_examples_of_the_domain() {
    let period = span("2026-12-01", "2027-01-01");
    let first = share(100_00, period, span("2026-12-01", "2026-12-16"));
    let rest = share(100_00, period, span("2026-12-16", "2027-01-01"));
    assert_eq!((first, rest), (48_39, 51_61), "15 + 16 of 31 days");
}

#[test]
fn periods_run_from_billing_day_to_billing_day() {
    for (at, billing_day, start, end) in [
        ("2026-12-01", 1, "2026-12-01", "2027-01-01"),
        ("2026-12-31", 1, "2026-12-01", "2027-01-01"),
        ("2026-12-14", 15, "2026-11-15", "2026-12-15"),
        ("2026-12-15", 15, "2026-12-15", "2027-01-15"),
        ("2027-01-03", 28, "2026-12-28", "2027-01-28"),
        ("2028-02-28", 28, "2028-02-28", "2028-03-28"),
        ("2028-02-29", 28, "2028-02-28", "2028-03-28"),
        ("2027-03-01", 28, "2027-02-28", "2027-03-28"),
        ("2028-02-29", 1, "2028-02-01", "2028-03-01"),
    ] {
        assert_eq!(Span::period_of(day(at), billing_day), span(start, end), "{at} with day {billing_day}");
    }
    assert_eq!(Span::period_of(day("2028-02-10"), 1).days(), 29);
    assert_eq!(Span::period_of(day("2027-02-10"), 1).days(), 28);
    assert_eq!(Span::period_of(day("2100-02-10"), 1).days(), 28, "2100 is no leap year");
}

#[test]
fn a_credit_and_what_was_used_are_the_price() {
    let period = span("2028-02-01", "2028-03-01");
    for cut in 0..=29 {
        let at = period.start + Days::new(cut);
        let used = share(29_99, period, Span::new(period.start, at));
        let unused = share(29_99, period, Span::new(at, period.end));
        assert_eq!(used + unused, 29_99, "cut after {cut} days");
        assert_eq!(share(-29_99, period, Span::new(period.start, at)), -used, "either direction");
    }
}

#[test]
fn holes_are_left_out() {
    let whole = span("2026-12-01", "2027-01-01");
    let out = [
        span("2026-11-20", "2026-12-05"),
        span("2026-12-04", "2026-12-10"),
        span("2026-12-31", "2027-02-01"),
    ];
    assert_eq!(without(whole, &out), [span("2026-12-10", "2026-12-31")]);
    assert_eq!(without(whole, &[]), [whole]);
    assert_eq!(without(whole, &[span("2026-01-01", "2028-01-01")]), []);
    assert_eq!(
        union(&[span("2026-12-03", "2026-12-05"), span("2026-12-01", "2026-12-03")]),
        [span("2026-12-01", "2026-12-05")]
    );
}

#[test]
fn a_new_billing_day_makes_a_bridge() {
    // Billed to December 1st; the billing day becomes the 15th: 14 of the 30 days from November 15th.
    let bridge = pieces(span("2026-12-01", "2026-12-15"), 15, &[]);
    assert_eq!(bridge.len(), 1);
    assert_eq!(bridge[0].period, span("2026-11-15", "2026-12-15"));
    assert_eq!(bridge[0].cost(30_00), 14_00);
    assert!(!bridge[0].is_whole());
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..20_000).prop_map(|days| day("1996-01-01") + Days::new(days))
}

proptest! {
    #[test]
    fn every_day_is_in_its_period_and_in_no_other(at in any_day(), billing_day in 1_i16..=28) {
        let period = Span::period_of(at, billing_day);
        prop_assert!(period.start <= at && at < period.end);
        prop_assert!((28..=31).contains(&period.days()));
        prop_assert_eq!(Span::period_of(period.end, billing_day).start, period.end);
        prop_assert_eq!(Span::period_of(period.start, billing_day), period);
    }

    #[test]
    fn parts_add_up_however_they_are_cut(
        price in -1_000_000_i64..1_000_000,
        at in any_day(),
        billing_day in 1_i16..=28,
        mut cuts in proptest::collection::vec(0_i64..31, 0..6),
    ) {
        let period = Span::period_of(at, billing_day);
        cuts.sort_unstable();
        let mut from = period.start;
        let mut sum = 0;
        for cut in cuts {
            let to = (period.start + Days::new(cut.unsigned_abs())).min(period.end).max(from);
            let part = share(price, period, Span::new(from, to));
            prop_assert!(part.signum() * price.signum() >= 0);
            sum += part;
            from = to;
        }
        sum += share(price, period, Span::new(from, period.end));
        prop_assert_eq!(sum, price);
    }

    #[test]
    fn one_part_is_rounded_once(price in 0_i64..10_000_000, at in any_day(), billing_day in 1_i16..=28, days in 0_u64..=31) {
        let period = Span::period_of(at, billing_day);
        let to = (period.start + Days::new(days)).min(period.end);
        let part = share(price, period, Span::new(period.start, to));
        let exact = rust_decimal::Decimal::from(price) * rust_decimal::Decimal::from((to - period.start).num_days())
            / rust_decimal::Decimal::from(period.days());
        prop_assert_eq!(Ok(part), crate::kernel::money::round_to_minor(exact));
    }

    #[test]
    fn what_is_out_and_what_is_in_are_the_whole(
        price in 0_i64..1_000_000,
        start in any_day(),
        length in 0_u64..200,
        billing_day in 1_i16..=28,
        holes in proptest::collection::vec((0_u64..200, 0_u64..60), 0..5),
    ) {
        let whole = Span::new(start, start + Days::new(length));
        let out: Vec<Span> = holes
            .into_iter()
            .map(|(from, days)| Span::new(start + Days::new(from), start + Days::new(from + days)))
            .collect();
        let inside = cost(whole, billing_day, &out, |_| price);
        let kept = without(whole, &out);
        let outside = cost(whole, billing_day, &kept, |_| price);
        prop_assert_eq!(inside + outside, cost(whole, billing_day, &[], |_| price));
        let days: i64 = pieces(whole, billing_day, &out).iter().map(|piece| piece.days.days()).sum();
        prop_assert_eq!(days, kept.iter().map(|span| span.days()).sum::<i64>());
    }

    #[test]
    fn credit_and_charge_at_one_price_are_nothing(price in 0_i64..1_000_000, at in any_day(), length in 1_u64..62, billing_day in 1_i16..=28) {
        let rest = Span::new(at, at + Days::new(length));
        prop_assert_eq!(cost(rest, billing_day, &[], |_| -price) + cost(rest, billing_day, &[], |_| price), 0);
    }
}
