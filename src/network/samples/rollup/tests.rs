//! Roll-ups against the plainest way to reckon them.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::{TenantId, TypedId as _};

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn sample(in_bps: Option<i64>, in_octets: Option<i64>) -> interface_sample::Model {
    interface_sample::Model {
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        interface_id: DeviceInterfaceId::from_uuid(Uuid::nil()),
        at: at("2026-11-22T10:00:00Z"),
        in_bps,
        out_bps: None,
        in_octets,
        out_octets: None,
        in_errors: None,
        out_errors: None,
    }
}

/// The smallest of the values that at least 95 of 100 are not above.
fn naive_p95(values: &[i64]) -> Option<i64> {
    let enough =
        |bound: i64| values.iter().filter(|value| **value <= bound).count() * 100 >= values.len() * 95;
    values.iter().copied().filter(|value| enough(*value)).min()
}

#[test]
fn the_percentile_is_a_value_that_was_measured() {
    let of = |values: &[i64]| Summary::of(values.to_vec());
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[7]), Some(Summary { count: 1, average: 7, p95: 7, max: 7 }));
    // Of twenty the nineteenth, of twenty-one the twentieth.
    let twenty: Vec<i64> = (1..=20).collect();
    assert_eq!(of(&twenty).map(|summary| summary.p95), Some(19));
    let more: Vec<i64> = (1..=21).collect();
    assert_eq!(of(&more).map(|summary| summary.p95), Some(20));
    // Half a bit is rounded up.
    assert_eq!(of(&[1, 2]).map(|summary| summary.average), Some(2));
}

#[test]
fn what_is_not_known_counts_as_none() {
    let rolled = roll(&[sample(Some(10), Some(5)), sample(None, None), sample(Some(20), Some(7))]);
    assert_eq!(rolled.inward, Some(Summary { count: 2, average: 15, p95: 20, max: 20 }));
    assert_eq!((rolled.outward, rolled.in_octets, rolled.out_octets), (None, Some(12), None));
    let unknown = roll(&[sample(None, None)]);
    assert_eq!((unknown.inward, unknown.in_octets), (None, None));
}

#[test]
fn spans_begin_at_multiples_also_before_the_epoch() {
    for (time, span, start) in [
        ("2026-11-22T10:04:59.999Z", FIVE_MINUTES, "2026-11-22T10:00:00Z"),
        ("2026-11-22T10:05:00Z", FIVE_MINUTES, "2026-11-22T10:05:00Z"),
        ("2026-11-22T10:59:59Z", QUARTER, "2026-11-22T10:45:00Z"),
        ("2026-11-22T10:59:59Z", HOUR, "2026-11-22T10:00:00Z"),
        ("1969-12-31T23:59:59Z", HOUR, "1969-12-31T23:00:00Z"),
    ] {
        assert_eq!(start_of_span(at(time), span), at(start), "{time}");
    }
}

#[test]
fn polls_are_counted_by_quarters_and_averages_are_of_answers() {
    let start = at("2026-11-22T10:00:00Z");
    let device_id = DeviceId::from_uuid(Uuid::nil());
    let poll = |minute: i64, ok: bool, micros: Option<i32>| device_poll::Model {
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        device_id,
        at: start + TimeDelta::minutes(minute),
        ok,
        response_micros: micros,
        cpu_permille: None,
        memory_permille: ok.then_some(500),
    };
    let polls = [
        poll(0, true, Some(1_000)),
        poll(14, false, Some(9_000)),
        poll(15, true, Some(2_000)),
        poll(59, false, None),
        poll(60, true, Some(5_000)),
    ];
    let hour = hours_of(&polls[..4], start).pop().expect("one");
    let counts: Vec<(i32, i32)> = quarters(&hour).iter().map(|(_, known, ok)| (*known, *ok)).collect();
    assert_eq!(counts, [(2, 1), (1, 1), (0, 0), (1, 0)]);
    assert_eq!(quarters(&hour)[3].0, at("2026-11-22T10:45:00Z"));
    assert_eq!((hour.response_avg_micros, hour.memory_avg_permille), (Some(1_500), Some(500)));
    assert_eq!(hour.cpu_avg_permille, None);
    // What is not of the hour is not counted in it.
    let with_more = hours_of(&polls, start).pop().expect("one");
    assert_eq!(quarters(&with_more), quarters(&hour));
}

proptest! {
    #[test]
    fn a_summary_is_what_counting_says(values in prop::collection::vec(0..=i64::MAX / 2, 1..200)) {
        let summary = Summary::of(values.clone()).expect("there are values");
        let (sum, count) = (values.iter().map(|v| i128::from(*v)).sum::<i128>(), i128::try_from(values.len()).expect("few"));
        prop_assert_eq!(Some(summary.p95), naive_p95(&values));
        prop_assert_eq!(Some(summary.max), values.iter().max().copied());
        prop_assert_eq!(usize::try_from(summary.count), Ok(values.len()));
        // Rounded: less than half away below, at most half above.
        let twice = 2 * (i128::from(summary.average) * count - sum);
        prop_assert!(-count < twice && twice <= count);
    }

    #[test]
    fn what_is_added_up_elsewhere_comes_to_the_same(values in prop::collection::vec(0..1_000_000_000_000_i64, 1..200)) {
        let summary = Summary::of(values.clone()).expect("there are values");
        let (count, sum) = (i64::try_from(values.len()).expect("few"), values.iter().sum::<i64>());
        let added = Summary::of_sums(count, Some(sum), Some(summary.p95), Some(summary.max));
        prop_assert_eq!(added, Some(summary));
        prop_assert_eq!(Summary::of_sums(0, None, None, None), None, "nothing is known");
    }

    #[test]
    fn the_order_of_samples_changes_nothing(values in prop::collection::vec(prop::option::of(0..1_000_i64), 0..50)) {
        let samples: Vec<_> = values.iter().map(|value| sample(*value, *value)).collect();
        let turned: Vec<_> = samples.iter().rev().cloned().collect();
        prop_assert_eq!(roll(&samples), roll(&turned));
    }

    #[test]
    fn parts_put_together_are_never_below_the_whole(
        parts in prop::collection::vec(prop::collection::vec(0..1_000_000_i64, 1..30), 1..12),
    ) {
        let whole = Summary::of(parts.concat()).expect("there are values");
        let summaries: Vec<Summary> = parts.iter().filter_map(|part| Summary::of(part.clone())).collect();
        let over = Summary::over(&summaries).expect("there are parts");
        prop_assert_eq!((over.count, over.max), (whole.count, whole.max));
        prop_assert!(over.p95 >= whole.p95 && over.p95 <= whole.max);
        // Each part's average is rounded once, and so is the whole.
        prop_assert!((over.average - whole.average).abs() <= 1);
    }
}
