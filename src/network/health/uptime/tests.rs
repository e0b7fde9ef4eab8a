//! Availability: what counts, what does not, and what nobody knows.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::{DeviceId, IncidentId, TenantId, TypedId as _};
use crate::network::entity::incident::{ImpactLevel, IncidentKind, IncidentStatus};

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An hour with so many polls known and answered in each quarter.
fn hour(text: &str, known: [i32; 4], ok: [i32; 4]) -> device_hour::Model {
    device_hour::Model {
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        device_id: DeviceId::from_uuid(Uuid::nil()),
        at: at(text),
        known_q1: known[0],
        known_q2: known[1],
        known_q3: known[2],
        known_q4: known[3],
        ok_q1: ok[0],
        ok_q2: ok[1],
        ok_q3: ok[2],
        ok_q4: ok[3],
        response_avg_micros: None,
        cpu_avg_permille: None,
        memory_avg_permille: None,
    }
}

fn work(from: &str, to: &str) -> Exclusion {
    let incident = incident::Model {
        id: IncidentId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        kind: IncidentKind::Maintenance,
        status: IncidentStatus::Completed,
        impact: ImpactLevel::Outage,
        title: "Work".to_owned(),
        started_at: at(from),
        eta_at: None,
        ended_at: Some(at(to)),
        source: incident::IncidentSource::Hand,
        cause_device_id: None,
        confidence: None,
        version: 1,
    };
    Exclusion { from: at(from), to: at(to), incident }
}

fn november(hours: &[device_hour::Model], exclusions: Vec<Exclusion>, now: &str) -> Uptime {
    let polled = Polled { hours, interval: TimeDelta::minutes(5), since: at("2026-01-01T00:00:00Z") };
    uptime(Month::of(day("2026-11-22"), BERLIN), &polled, exclusions, at(now))
}

#[test]
fn three_of_five_are_sixty_percent() {
    for (ok, known, text) in [
        (3, 5, Some("60.0")),
        (5, 5, Some("100.0")),
        (0, 5, Some("0.0")),
        (8_639, 8_640, Some("99.988")),
        (999_999, 1_000_000, Some("99.999")),
        (1, 3, Some("33.333")),
        (0, 0, None),
    ] {
        assert_eq!(percent(ok, known).map(|percent| percent.to_string()).as_deref(), text, "{ok} of {known}");
    }
}

#[test]
fn what_is_unknown_counts_as_neither_and_is_told() {
    let hours = [hour("2026-11-02T10:00:00Z", [2, 0, 1, 2], [2, 0, 0, 1])];
    let uptime = november(&hours, Vec::new(), "2026-11-03T12:00:00Z");
    assert_eq!(uptime.counts(), (5, 3));
    assert_eq!(uptime.percent(), percent(3, 5));
    let days: Vec<(NaiveDate, i32, i32)> =
        uptime.days.iter().map(|day| (day.day, day.known, day.unknown_minutes)).collect();
    // The first whole, the second but for three quarters, and of the third what has passed of it, the last minutes aside.
    assert_eq!(
        days,
        [
            (day("2026-11-01"), 0, 1_440),
            (day("2026-11-02"), 5, 1_440 - 45),
            (day("2026-11-03"), 0, 13 * 60 - 15),
        ]
    );
}

#[test]
fn announced_work_does_not_count_and_is_told() {
    let hours = [hour("2026-11-02T10:00:00Z", [3, 3, 3, 3], [3, 0, 0, 3])];
    let uptime = november(
        &hours,
        vec![
            work("2026-11-02T10:20:00Z", "2026-11-02T10:40:00Z"),
            work("2026-10-31T22:00:00Z", "2026-10-31T23:00:00Z"),
            work("2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z"),
        ],
        "2026-11-03T00:00:00Z",
    );
    assert_eq!((uptime.counts(), uptime.percent()), ((6, 6), percent(1, 1)));
    assert_eq!(uptime.exclusions, [work("2026-11-02T10:20:00Z", "2026-11-02T10:40:00Z")], "of this month");
    assert_eq!(uptime.days[1].excluded_minutes, 30);
}

#[test]
fn days_are_the_zone_s_and_two_of_a_year_have_other_lengths() {
    let polled = Polled { hours: &[], interval: TimeDelta::minutes(5), since: at("2026-01-01T00:00:00Z") };
    let minutes = |text: &str| {
        let month = Month::of(day(text), BERLIN);
        let all = uptime(month, &polled, Vec::new(), at("2027-01-01T00:00:00Z"));
        let of_day = all.days.iter().find(|of| of.day == day(text)).expect("a day");
        (all.days.len(), of_day.unknown_minutes)
    };
    assert_eq!(minutes("2026-03-29"), (31, 23 * 60));
    assert_eq!(minutes("2026-10-25"), (31, 25 * 60));
    assert_eq!(minutes("2026-02-28"), (28, 24 * 60));
    // A poll of 23:00 UTC is of the next day in Berlin.
    let hours = [hour("2026-11-01T23:00:00Z", [1, 0, 0, 0], [1, 0, 0, 0])];
    let uptime = november(&hours, Vec::new(), "2026-11-03T00:00:00Z");
    assert_eq!(uptime.days.iter().map(|day| day.known).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn a_service_counts_from_when_it_hangs_there_and_rare_polls_leave_no_holes() {
    let hours: Vec<_> =
        (0..24).map(|n| hour(&format!("2026-11-02T{n:02}:00:00Z"), [1, 0, 0, 0], [1, 0, 0, 0])).collect();
    let polled = |minutes| Polled {
        hours: &hours,
        interval: TimeDelta::minutes(minutes),
        since: at("2026-11-02T12:00:00Z"),
    };
    let month = Month::of(day("2026-11-01"), chrono_tz::UTC);
    let of = |minutes| uptime(month, &polled(minutes), Vec::new(), at("2026-11-03T00:00:00Z"));
    assert_eq!(of(60).days.len(), 1, "what was before is somebody else's");
    assert_eq!((of(60).counts(), of(60).days[0].unknown_minutes), ((12, 12), 0));
    assert_eq!(of(5).days[0].unknown_minutes, 12 * 45 - 15, "the last quarter is not settled yet");
}

proptest! {
    #[test]
    fn what_counts_is_what_was_polled_outside_of_announced_work(
        polls in prop::collection::vec((0..720_usize, 0..4_usize, 1..4_i32, any::<bool>()), 0..60),
        works in prop::collection::vec((0..2_880_i64, 1..200_i64), 0..4),
    ) {
        let start = at("2026-11-01T00:00:00Z");
        let mut hours: BTreeMap<usize, ([i32; 4], [i32; 4])> = BTreeMap::new();
        for (place, quarter, count, ok) in &polls {
            let (known, answered) = hours.entry(*place).or_default();
            known[*quarter] += count;
            answered[*quarter] += if *ok { *count } else { 0 };
        }
        let rows: Vec<_> = hours
            .iter()
            .map(|(place, (known, ok))| {
                let place = i64::try_from(*place).expect("few");
                hour(&(start + TimeDelta::hours(place)).to_rfc3339(), *known, *ok)
            })
            .collect();
        let works: Vec<(Instant, Instant)> = works
            .iter()
            .map(|(from, length)| {
                let from = start + TimeDelta::minutes(15 * from);
                (from, from + TimeDelta::minutes(*length))
            })
            .collect();
        let excluded = |from: Instant| works.iter().any(|work| work.0 < from + QUARTER && from < work.1);
        let counted = rows.iter().flat_map(quarters).filter(|(from, _, _)| !excluded(*from));
        let naive = counted.fold((0, 0), |(known, ok), (_, more, answered)| (known + more, ok + answered));
        let exclusions = works.iter().map(|(from, to)| work(&from.to_rfc3339(), &to.to_rfc3339())).collect();
        let polled = Polled { hours: &rows, interval: TimeDelta::minutes(5), since: start };
        let month = Month::of(day("2026-11-01"), chrono_tz::UTC);
        let uptime = uptime(month, &polled, exclusions, at("2027-01-01T00:00:00Z"));
        prop_assert_eq!(uptime.counts(), naive);
        let all: i32 = uptime.days.iter().map(|day| day.unknown_minutes + day.excluded_minutes).sum();
        prop_assert!(all <= 30 * 1_440);
    }
}
