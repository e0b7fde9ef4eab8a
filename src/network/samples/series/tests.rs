//! What a chart gets to draw.

use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn one(value: i64) -> Traffic {
    Traffic { inward: Summary::of(vec![value]), outward: None }
}

#[test]
fn the_step_goes_with_the_range() {
    let to = at("2026-11-22T10:00:00Z");
    for (hours, step, points) in [
        (1, Step::FiveMinutes, 12),
        (24, Step::FiveMinutes, 288),
        (7 * 24, Step::QuarterHour, 672),
        (31 * 24, Step::Hour, 744),
        (32 * 24, Step::SixHours, 129),
        (365 * 24, Step::Day, 366),
    ] {
        let frame = Frame::of(Some((to - HOUR * hours, to)), None, to).expect("fits");
        assert_eq!((frame.step, frame.points(Vec::new()).len()), (step, points), "{hours} hours");
    }
    let usual = Frame::of(None, None, to).expect("fits");
    assert_eq!((usual.from, usual.to), (at("2026-11-21T10:00:00Z"), to));
}

#[test]
fn more_than_a_thousand_points_are_refused_and_the_input_named() {
    let to = at("2026-11-22T10:00:00Z");
    let refused = |hours: i32, step| Frame::of(Some((to - HOUR * hours, to)), step, to).map_err(|e| e.field);
    assert_eq!(refused(1_000, Some(Step::Hour)).map(|frame| frame.step), Ok(Step::Hour));
    assert_eq!(refused(1_001, Some(Step::Hour)), Err("step"));
    assert_eq!(refused(24 * 1_001, None), Err("range.to"));
    assert_eq!(refused(0, None), Err("range.to"));
    assert_eq!(Frame::of(Some((to, to - HOUR)), None, to).map_err(|e| e.field), Err("range.to"));
}

#[test]
fn points_begin_at_multiples_and_cover_what_was_asked() {
    let frame = Frame::of(
        Some((at("2026-11-22T09:58:00Z"), at("2026-11-22T10:12:01Z"))),
        Some(Step::FiveMinutes),
        at("2026-11-22T11:00:00Z"),
    )
    .expect("fits");
    assert_eq!((frame.from, frame.to), (at("2026-11-22T09:55:00Z"), at("2026-11-22T10:15:00Z")));
    let points =
        frame.points(vec![(at("2026-11-22T10:05:00Z"), one(5)), (at("2026-11-22T12:00:00Z"), one(9))]);
    let drawn: Vec<Option<i64>> =
        points.iter().map(|point| point.traffic.inward.map(|summary| summary.average)).collect();
    assert_eq!(drawn, [None, None, Some(5), None], "gaps are gaps, and what is outside is nowhere");
}

#[test]
fn what_is_not_rolled_up_yet_is_at_the_end() {
    let now = at("2026-11-22T10:07:00Z");
    let frame = Frame::of(None, None, now).expect("fits");
    assert_eq!(frame.unrolled_from(now), at("2026-11-22T09:55:00Z"));
    let old = Frame::of(Some((now - HOUR * 48, now - HOUR * 24)), None, now).expect("fits");
    assert_eq!(old.unrolled_from(now), old.to, "nothing of it");
    let new = Frame::of(Some((now - TimeDelta::minutes(1), now)), None, now).expect("fits");
    assert_eq!(new.unrolled_from(now), new.from, "all of it");
}

#[test]
fn what_was_before_is_somebody_else_s() {
    let to = at("2026-11-22T10:00:00Z");
    let frame = Frame::of(Some((to - HOUR, to)), None, to).expect("fits");
    let all = (0..12).map(|part| (frame.from + FIVE_MINUTES * part, one(5))).collect();
    let series = Series { frame, points: frame.points(all) }.since(at("2026-11-22T09:27:00Z"));
    let known: Vec<bool> = series.points.iter().map(|point| point.traffic.inward.is_some()).collect();
    assert_eq!(known.iter().position(|known| *known), Some(6), "from 9:30 on");
    assert_eq!(known.len(), 12);
}

#[test]
fn the_other_end_of_the_line_sees_it_turned() {
    let traffic = Traffic { inward: Summary::of(vec![1]), outward: Summary::of(vec![2]) };
    assert_eq!(traffic.turned().inward, traffic.outward);
    assert_eq!(traffic.turned().turned(), traffic);
}

proptest! {
    #[test]
    fn a_series_has_no_holes_and_no_more_points_than_may_be(
        start in 0_i64..4_000_000_000, seconds in 1_i64..100_000_000, step in prop::option::of(0_usize..6),
    ) {
        let steps = [Step::Minute, Step::FiveMinutes, Step::QuarterHour, Step::Hour, Step::SixHours, Step::Day];
        let from = at("1970-01-01T00:00:00Z") + TimeDelta::seconds(start);
        let to = from + TimeDelta::seconds(seconds);
        let Ok(frame) = Frame::of(Some((from, to)), step.map(|place| steps[place]), to) else { return Ok(()) };
        prop_assert!(frame.from <= from && to <= frame.to);
        let points = frame.points(Vec::new());
        prop_assert!(!points.is_empty() && i64::try_from(points.len()).is_ok_and(|count| count <= MAX_POINTS));
        prop_assert!(points.windows(2).all(|pair| pair[0].at + frame.step.length() == pair[1].at));
        prop_assert_eq!(points.last().map(|last| last.at + frame.step.length()), Some(frame.to));
    }
}
