use proptest::prelude::*;

use super::*;

/// The zones that the properties are tried in, each with a moment near something odd: the clocks go forward and back by an
/// hour, by half an hour, at midnight, and over a day that was not.
const ODD: [(&str, &str); 8] = [
    ("Europe/Berlin", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
    ("America/Santiago", "2026-04-05T03:00:00Z"),
    ("America/Havana", "2026-11-01T05:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
];

pub(in crate::tickets) fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn spans(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    texts.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}

/// The same hours on each day.
fn daily(zone: &str, hours: &[(&str, &str)]) -> Calendar {
    Calendar::new(zone, &vec![spans(hours); 7], &[]).expect("a calendar")
}

/// Nine to five from Monday to Friday.
pub(in crate::tickets) fn office(zone: &str, holidays: &[&str]) -> Calendar {
    let mut week = vec![spans(&[("09:00", "17:00")]); 5];
    week.extend([Vec::new(), Vec::new()]);
    let holidays: Vec<NaiveDate> = holidays.iter().map(|holiday| day(holiday)).collect();
    Calendar::new(zone, &week, &holidays).expect("a calendar")
}

#[test]
fn hours_of_an_office() {
    let berlin = office("Europe/Berlin", &["2026-12-25"]);
    // Friday 16:00 and three hours: Monday 11:00.
    assert_eq!(berlin.add_minutes(at("2026-11-27T15:00:00Z"), 180), Some(at("2026-11-30T10:00:00Z")));
    // What ends with the day ends with it, and not with the beginning of the next.
    assert_eq!(berlin.add_minutes(at("2026-11-27T15:00:00Z"), 60), Some(at("2026-11-27T16:00:00Z")));
    // A Sunday counts for nothing.
    assert_eq!(berlin.add_minutes(at("2026-11-22T10:00:00Z"), 480), Some(at("2026-11-23T16:00:00Z")));
    assert_eq!(berlin.minutes_between(at("2026-11-20T20:00:00Z"), at("2026-11-23T08:00:00Z")), 0);
    // Christmas is a Friday: Thursday 16:00 and two hours is Monday 10:00.
    assert_eq!(berlin.add_minutes(at("2026-12-24T15:00:00Z"), 120), Some(at("2026-12-28T09:00:00Z")));
    assert_eq!(berlin.minutes_between(at("2026-12-21T00:00:00Z"), at("2026-12-28T00:00:00Z")), 4 * 480);
}

#[test]
fn what_counts_is_the_time_that_passes() {
    let night = |zone| daily(zone, &[("00:00", "06:00")]);
    let hours = |zone, from: &str, to: &str| night(zone).between(at(from), at(to)).num_minutes();
    // The night is an hour shorter, an hour longer, and half an hour of each on Lord Howe.
    assert_eq!(hours("Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"), 300);
    assert_eq!(hours("Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"), 420);
    assert_eq!(hours("Australia/Lord_Howe", "2026-04-04T06:00:00Z", "2026-04-05T06:00:00Z"), 390);
    assert_eq!(hours("Australia/Lord_Howe", "2026-10-03T06:00:00Z", "2026-10-04T06:00:00Z"), 330);
    // Samoa had no 30 December 2011.
    let samoa = daily("Pacific/Apia", &[("09:00", "17:00")]);
    assert_eq!(samoa.minutes_between(at("2011-12-29T10:00:00Z"), at("2012-01-01T10:00:00Z")), 3 * 480);
}

#[test]
fn bounds_that_are_skipped_or_come_twice() {
    // 02:30 is skipped on 29 March, and comes twice on 25 October.
    let early = daily("Europe/Berlin", &[("00:00", "02:30")]);
    let late = daily("Europe/Berlin", &[("02:30", "04:00")]);
    let both = daily("Europe/Berlin", &[("00:00", "02:30"), ("02:30", "04:00")]);
    let spring = (at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z"));
    let autumn = (at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"));
    let minutes = |calendar: &Calendar, (from, to)| calendar.minutes_between(from, to);
    assert_eq!([minutes(&early, spring), minutes(&late, spring), minutes(&both, spring)], [120, 60, 180]);
    // The hour that comes twice is in both, and counts once where both are of one calendar.
    assert_eq!([minutes(&early, autumn), minutes(&late, autumn), minutes(&both, autumn)], [210, 150, 300]);
}

#[test]
fn the_end_of_the_day_is_not_in_the_next() {
    // In Havana the first hour of 1 November comes twice: the evening before ends before both.
    let mut evenings = vec![spans(&[("22:00", "24:00")]); 7];
    evenings[6] = Vec::new();
    let havana = Calendar::new("America/Havana", &evenings, &[]).expect("a calendar");
    assert_eq!(havana.minutes_between(at("2026-10-31T12:00:00Z"), at("2026-11-02T04:59:00Z")), 120);
    // In Santiago the last hour of 4 April comes twice.
    let santiago = daily("America/Santiago", &[("22:00", "24:00")]);
    assert_eq!(santiago.minutes_between(at("2026-04-04T12:00:00Z"), at("2026-04-05T12:00:00Z")), 180);
}

#[test]
fn what_is_no_calendar_says_where() {
    let week = |spans: Vec<(String, String)>| {
        let mut week: Hours = vec![Vec::new(); 7];
        week[2] = spans;
        week
    };
    let told = |zone: &str, hours: &Hours, holidays: &[NaiveDate]| {
        Calendar::new(zone, hours, holidays).expect_err("it is none").field
    };
    let good = week(spans(&[("09:00", "24:00")]));
    assert!(Calendar::new("Europe/Berlin", &good, &[]).is_ok());
    for zone in ["", "Berlin", "Europe/Atlantis", "+01:00"] {
        assert_eq!(told(zone, &good, &[]), "zone", "{zone}");
    }
    for wrong in [
        &[("09:00", "09:00")][..],
        &[("17:00", "09:00")],
        &[("09:00", "24:01")],
        &[("24:00", "24:00")],
        &[("9:00", "17:00")],
        &[("09:60", "17:00")],
        &[("09.00", "17:00")],
        &[("+9:00", "17:00")],
        &[("", "")],
        &[("09:00", "12:01"), ("12:00", "13:00")],
        &[("12:00", "13:00"), ("09:00", "12:01")],
        &[],
    ] {
        assert_eq!(told("Europe/Berlin", &week(spans(wrong)), &[]), "hours", "{wrong:?}");
    }
    let hourly = |count: u32| {
        let texts = (0..count).map(|hour| (format!("{hour:02}:00"), format!("{hour:02}:30")));
        week(texts.collect())
    };
    assert!(Calendar::new("Europe/Berlin", &hourly(8), &[]).is_ok());
    assert_eq!(told("Europe/Berlin", &hourly(9), &[]), "hours");
    assert_eq!(told("Europe/Berlin", &vec![Vec::new(); 7], &[]), "hours");
    assert_eq!(told("Europe/Berlin", &vec![spans(&[("09:00", "17:00")]); 6], &[]), "hours");
    let holidays = |count: u64| (0..count).map(|n| day("2026-01-01") + Days::new(n)).collect::<Vec<_>>();
    assert!(Calendar::new("Europe/Berlin", &good, &holidays(400)).is_ok());
    assert_eq!(told("Europe/Berlin", &good, &holidays(401)), "holidays");
}

#[test]
fn what_is_never_reached_is_not_looked_for_for_ever() {
    let mut week: Hours = vec![Vec::new(); 7];
    week[0] = spans(&[("09:00", "09:01")]);
    let calendar = Calendar::new("Europe/Berlin", &week, &[]).expect("a calendar");
    let from = at("2026-11-22T10:00:00Z");
    assert!(calendar.add_minutes(from, 520).is_some());
    assert_eq!(calendar.add_minutes(from, 525), None);
    assert_eq!(calendar.add_minutes(from, i64::MAX), None);
}

/// Any spans of a day, apart from each other.
fn any_day() -> impl Strategy<Value = Vec<(String, String)>> {
    proptest::collection::btree_set(0_u16..=96, 0..=8).prop_map(|quarters| {
        let text = |quarter: &u16| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
        let bounds: Vec<u16> = quarters.into_iter().collect();
        bounds.chunks_exact(2).map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    })
}

/// Any calendar with hours, and a moment near which its zone is odd; holidays are around it.
pub(in crate::tickets) fn any_calendar() -> impl Strategy<Value = (Calendar, Instant)> {
    let week = proptest::collection::vec(any_day(), 7);
    let week = week.prop_filter("a calendar has hours", |week| week.iter().any(|day| !day.is_empty()));
    let holidays = proptest::collection::vec(-20_i64..20, 0..6);
    (proptest::sample::select(ODD.to_vec()), week, holidays).prop_map(|((zone, odd), week, holidays)| {
        let around = at(odd);
        let holidays: Vec<NaiveDate> =
            holidays.into_iter().map(|days| (around + TimeDelta::days(days)).date_naive()).collect();
        (Calendar::new(zone, &week, &holidays).expect("a calendar"), around)
    })
}

/// A moment within ten days of another, to the second.
fn near(around: Instant, seconds: i64) -> Instant {
    around + TimeDelta::seconds(seconds)
}

const TEN_DAYS: std::ops::Range<i64> = -864_000..864_000;

proptest! {
    #[test]
    fn what_is_added_is_what_lies_between((calendar, around) in any_calendar(), from in TEN_DAYS, seconds in 0_i64..200_000) {
        let (from, amount) = (near(around, from), TimeDelta::seconds(seconds));
        let due = calendar.add(from, amount).expect("a quarter of an hour a week is enough in ten years");
        prop_assert_eq!(calendar.between(from, due), amount);
        prop_assert!(due >= from);
        // It is the earliest such moment.
        if amount > TimeDelta::zero() {
            prop_assert!(calendar.between(from, due - TimeDelta::seconds(1)) < amount);
        }
    }

    #[test]
    fn parts_add_up((calendar, around) in any_calendar(), mut at in [TEN_DAYS, TEN_DAYS, TEN_DAYS]) {
        at.sort_unstable();
        let [one, two, three] = at.map(|seconds| near(around, seconds));
        let parts = calendar.between(one, two) + calendar.between(two, three);
        prop_assert_eq!(parts, calendar.between(one, three));
        prop_assert_eq!(calendar.between(three, one), TimeDelta::zero());
    }

    #[test]
    fn it_is_never_more_than_has_passed((calendar, around) in any_calendar(), from in TEN_DAYS, real in 0_i64..864_000) {
        let from = near(around, from);
        let to = near(from, real);
        let counted = calendar.between(from, to);
        prop_assert!(counted >= TimeDelta::zero() && counted <= to - from);
        prop_assert!(calendar.between(from, near(to, 3_600)) >= counted);
    }

    #[test]
    fn later_is_due_later((calendar, around) in any_calendar(), from in TEN_DAYS, later in 0_i64..200_000, minutes in 1_i64..2_000) {
        let (one, other) = (near(around, from), near(near(around, from), later));
        let (one, other) = (calendar.add_minutes(one, minutes), calendar.add_minutes(other, minutes));
        prop_assert!(one <= other || other.is_none());
    }

    #[test]
    fn around_the_clock_is_the_time_itself(zone in proptest::sample::select(ODD.to_vec()), from in TEN_DAYS, real in 0_i64..864_000) {
        let calendar = daily(zone.0, &[("00:00", "24:00")]);
        let from = near(at(zone.1), from);
        let to = near(from, real);
        prop_assert_eq!(calendar.between(from, to), to - from);
        prop_assert_eq!(calendar.add(from, to - from), Some(to));
        // However the day is cut.
        let cut = daily(zone.0, &[("00:00", "00:30"), ("00:30", "02:15"), ("02:15", "23:30"), ("23:30", "24:00")]);
        prop_assert_eq!(cut.between(from, to), to - from);
    }

    #[test]
    fn a_holiday_never_counts(zone in proptest::sample::select(ODD.to_vec()), days in -10_i64..10) {
        let holiday = date_in(zone.0.parse().expect("a zone"), at(zone.1) + TimeDelta::days(days));
        let all = vec![spans(&[("00:00", "24:00")]); 7];
        let calendar = Calendar::new(zone.0, &all, &[holiday]).expect("a calendar");
        let (begin, end) = (start_of(calendar.zone, holiday), start_of(calendar.zone, holiday + Days::new(1)));
        prop_assert_eq!(calendar.between(begin, end), TimeDelta::zero());
        let around = (begin - TimeDelta::hours(5), end + TimeDelta::hours(5));
        prop_assert_eq!(calendar.between(around.0, around.1), TimeDelta::hours(10));
    }
}
