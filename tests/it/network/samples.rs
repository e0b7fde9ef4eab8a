//! Samples: rolled up as they come, whenever they come and whoever does it; what they make of a service's usage; and how they go.

use chrono::{NaiveDate, TimeDelta};
use futures_util::future::join;
use portico::catalog::entity::usage_day;
use portico::db::{PlatformScope, Reads as _};
use portico::kernel::clock::Instant;
use portico::network::entity::{
    device_hour, device_poll, interface_five_minutes, interface_hour, interface_sample, sample_work,
};
use portico::network::inventory::link_service;
use portico::network::samples;
use sea_orm::{ConnectionTrait as _, Statement};

use super::ports::{answered, hang, kept, port, record, roll};
use super::served;
use crate::support::app::TestApp;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

async fn five_minutes(t: &TestApp) -> Vec<interface_five_minutes::Model> {
    let mut rows =
        t.scope().select::<interface_five_minutes::Entity>().all().await.expect("the database answers");
    rows.sort_unstable_by_key(|row| row.at);
    rows
}

async fn hours(t: &TestApp) -> Vec<interface_hour::Model> {
    let mut rows = t.scope().select::<interface_hour::Entity>().all().await.expect("the database answers");
    rows.sort_unstable_by_key(|row| row.at);
    rows
}

async fn used(t: &TestApp) -> Vec<(NaiveDate, i64, i64, bool)> {
    let mut rows = t.scope().select::<usage_day::Entity>().all().await.expect("the database answers");
    rows.sort_unstable_by_key(|row| row.day);
    rows.into_iter().map(|row| (row.day, row.down_bytes, row.up_bytes, row.is_final)).collect()
}

both!(roll_ups_are_what_the_samples_say_however_they_came, |_| {}, async |t: TestApp| {
    let port = port(&t).await;
    for (time, bps) in [("2026-11-22T09:50:10Z", 100), ("2026-11-22T09:51:10Z", 301)] {
        answered(&t, &port, at(time), (bps, 7), (10, 20)).await;
    }
    assert_eq!(roll(&t).await, 0, "more may be on its way");
    t.advance(TimeDelta::minutes(2));
    assert_eq!(roll(&t).await, 2, "five minutes, and the hour");
    let rows = five_minutes(&t).await;
    let first = rows[0].clone();
    assert_eq!((rows.len(), first.at, first.in_count), (1, at("2026-11-22T09:50:00Z"), 2));
    assert_eq!((first.in_avg_bps, first.in_p95_bps, first.in_max_bps), (Some(201), Some(301), Some(301)));
    assert_eq!((first.out_avg_bps, first.in_octets, first.out_octets), (Some(7), Some(20), Some(40)));
    assert_eq!((first.in_errors, first.out_errors), (Some(0), None), "what nobody knows is not zero");
    assert_eq!(roll(&t).await, 0, "what is done is done");
    // One that comes late, another of the next five minutes, and one that is there already.
    answered(&t, &port, at("2026-11-22T09:54:59Z"), (500, 7), (10, 20)).await;
    answered(&t, &port, at("2026-11-22T09:55:00Z"), (900, 7), (10, 20)).await;
    answered(&t, &port, at("2026-11-22T09:50:10Z"), (99_999, 7), (10, 20)).await;
    t.advance(TimeDelta::minutes(2));
    assert_eq!(roll(&t).await, 3);
    let rows = five_minutes(&t).await;
    let counts: Vec<_> = rows.iter().map(|row| (row.at, row.in_count, row.in_avg_bps)).collect();
    assert_eq!(
        counts,
        [(at("2026-11-22T09:50:00Z"), 3, Some(300)), (at("2026-11-22T09:55:00Z"), 1, Some(900))]
    );
    let hours = hours(&t).await;
    assert_eq!((hours.len(), hours[0].at, hours[0].in_count), (1, at("2026-11-22T09:00:00Z"), 4));
    assert_eq!((hours[0].in_avg_bps, hours[0].in_octets), (Some(450), Some(40)));
    // Two days later a sample of then changes nothing: others of its time may be gone.
    t.advance(TimeDelta::hours(49));
    answered(&t, &port, at("2026-11-22T09:52:00Z"), (1, 1), (1, 1)).await;
    t.advance(TimeDelta::minutes(2));
    roll(&t).await;
    assert_eq!(five_minutes(&t).await, rows);
    let left = t.scope().select::<sample_work::Entity>().count().await.expect("the database answers");
    assert_eq!(left, 0, "nothing waits for ever");
});

both!(polls_are_counted_by_quarters, |_| {}, async |t: TestApp| {
    let port = port(&t).await;
    for (time, ok) in [
        ("2026-11-22T09:00:00Z", true),
        ("2026-11-22T09:05:00Z", false),
        ("2026-11-22T09:14:59Z", true),
        ("2026-11-22T09:45:00Z", false),
        ("2026-11-22T09:50:00Z", true),
    ] {
        record(&t, &port, at(time), ok, &[]).await;
    }
    t.advance(TimeDelta::minutes(2));
    assert_eq!(roll(&t).await, 1, "of no interface is there anything to be rolled up");
    let rows = t.scope().select::<device_hour::Entity>().all().await.expect("the database answers");
    let hour = rows.first().expect("a row");
    assert_eq!((hour.known_q1, hour.known_q2, hour.known_q3, hour.known_q4), (3, 0, 0, 2));
    assert_eq!((hour.ok_q1, hour.ok_q2, hour.ok_q3, hour.ok_q4), (2, 0, 0, 1));
    assert_eq!((rows.len(), hour.response_avg_micros), (1, Some(1_500)));
});

both!(any_number_of_workers_roll_each_span_up_once, |_| {}, async |t: TestApp| {
    let mut ports = Vec::new();
    for _ in 0..10 {
        ports.push(port(&t).await);
    }
    for port in &ports {
        for minute in 0..20 {
            let time = at("2026-11-22T09:00:30Z") + TimeDelta::minutes(minute);
            answered(&t, port, time, (minute, minute), (1, 2)).await;
        }
    }
    t.advance(TimeDelta::minutes(2));
    let (one, other) = join(roll(&t), roll(&t)).await;
    // A span that one holds is passed over by the other.
    assert_eq!(one + other + roll(&t).await, 10 * (4 + 1));
    let rows = five_minutes(&t).await;
    assert_eq!(rows.len(), 40);
    assert!(rows.iter().all(|row| row.in_count == 5 && row.in_octets == Some(5)));
    assert!(hours(&t).await.iter().all(|row| row.in_count == 20 && row.out_octets == Some(40)));
});

both!(what_goes_through_a_port_is_its_service_s_usage, |_| {}, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let port = port(&t).await;
    // 10:00 in UTC is 11:00 in the tenant's zone, or what it may be: days are told by it.
    let since = at("2026-11-22T09:30:00Z");
    hang(&t, &ada, service, &port, since).await;
    answered(&t, &port, at("2026-11-22T09:25:00Z"), (1, 1), (1_000_000, 1_000_000)).await;
    answered(&t, &port, at("2026-11-22T09:35:00Z"), (1, 1), (100, 7_000)).await;
    answered(&t, &port, at("2026-11-22T09:40:00Z"), (1, 1), (20, 300)).await;
    t.advance(TimeDelta::minutes(2));
    roll(&t).await;
    assert!(used(&t).await.is_empty(), "more of the day is gathered first");
    t.advance(TimeDelta::minutes(11));
    assert_eq!(roll(&t).await, 1);
    let today = portico::kernel::clock::date_in(t.scope().tenant().zone, since);
    assert_eq!(used(&t).await, [(today, 7_300, 120, false)], "out of the port is down to the customer");
    // Again and again, and with more of it.
    answered(&t, &port, at("2026-11-22T09:40:30Z"), (1, 1), (1, 50)).await;
    t.advance(TimeDelta::minutes(2));
    roll(&t).await;
    t.advance(TimeDelta::minutes(11));
    roll(&t).await;
    assert_eq!(used(&t).await, [(today, 7_350, 121, false)]);
    // The day is over, and its last samples are in.
    t.advance(TimeDelta::hours(26));
    roll(&t).await;
    assert_eq!(used(&t).await, [(today, 7_350, 121, true)]);
    answered(&t, &port, at("2026-11-22T09:45:00Z"), (1, 1), (1_000, 1_000)).await;
    for _ in 0..2 {
        t.advance(TimeDelta::minutes(12));
        roll(&t).await;
    }
    assert_eq!(used(&t).await, [(today, 7_350, 121, true)], "measured for good");
});

both!(a_service_that_is_moved_keeps_what_it_has_used, |_| {}, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let (first, second) = (port(&t).await, port(&t).await);
    hang(&t, &ada, service, &first, at("2026-11-22T09:00:00Z")).await;
    answered(&t, &first, at("2026-11-22T09:35:00Z"), (1, 1), (100, 7_000)).await;
    let gathered = async || {
        t.advance(TimeDelta::minutes(2));
        roll(&t).await;
        t.advance(TimeDelta::minutes(11));
        roll(&t).await;
    };
    gathered().await;
    let moved = link_service(&t.scope(), service, second.device.id, Some(second.interface.id)).await;
    let since = moved.expect("moved").since;
    // Once more to where it is: that is no move.
    let again = link_service(&t.scope(), service, second.device.id, Some(second.interface.id)).await;
    assert_eq!(again.expect("moved").since, since);
    answered(&t, &first, t.now(), (1, 1), (5_000, 5_000)).await;
    t.advance(TimeDelta::minutes(10));
    answered(&t, &second, t.now(), (1, 1), (20, 300)).await;
    t.advance(TimeDelta::minutes(5));
    gathered().await;
    let used: Vec<(i64, i64)> = used(&t).await.into_iter().map(|(_, down, up, _)| (down, up)).collect();
    assert_eq!(used, [(7_300, 120)]);
});

both!(where_something_else_counts_ports_make_no_usage, |_| {}, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let port = port(&t).await;
    hang(&t, &ada, service, &port, at("2026-11-01T00:00:00Z")).await;
    answered(&t, &port, at("2026-11-22T09:35:00Z"), (1, 1), (100, 7_000)).await;
    let kept = samples::Kept { usage: false, ..kept(&t) };
    for _ in 0..2 {
        t.advance(TimeDelta::minutes(12));
        samples::roll_due(&t.scope(), &kept).await.expect("rolled up");
    }
    assert!(used(&t).await.is_empty());
    assert_eq!(five_minutes(&t).await.len(), 1);
});

/// The partitions of the samples, in order; none on the embedded database.
async fn partitions(t: &TestApp) -> Vec<String> {
    const SQL: &str = "SELECT CAST(inhrelid::regclass AS text) AS name FROM pg_inherits \
        WHERE inhparent = 'interface_sample'::regclass ORDER BY 1";
    let rows = t.raw().query_all_raw(Statement::from_string(t.raw().get_database_backend(), SQL)).await;
    let rows = rows.expect("the database answers");
    rows.iter().map(|row| row.try_get("", "name").expect("a name")).collect()
}

both!(there_is_room_for_what_comes_and_what_is_old_goes, |_| {}, async |t: TestApp| {
    let platform = PlatformScope::new(t.db().clone());
    let embedded = t.scope().is_sqlite();
    let keep = async || {
        let now = t.scope().real_now();
        samples::keep(&platform, embedded, now, &kept(&t)).await.expect("kept");
    };
    let port = port(&t).await;
    // Before anybody has made room.
    answered(&t, &port, at("2026-11-20T09:00:00Z"), (1, 1), (1, 1)).await;
    answered(&t, &port, at("2026-11-22T09:00:00Z"), (2, 2), (1, 1)).await;
    keep().await;
    keep().await;
    if !embedded {
        let all: Vec<String> = partitions(&t).await;
        // What has come today already stays where it is, and so does the rest of the day.
        assert_eq!(
            all,
            ["interface_sample_p20261123", "interface_sample_p20261124", "interface_sample_rest"]
        );
    }
    let times = async || -> Vec<Instant> {
        let rows = t.scope().select::<interface_sample::Entity>().all().await.expect("the database answers");
        let mut times: Vec<Instant> = rows.iter().map(|row| row.at).collect();
        times.sort_unstable();
        times
    };
    // Two days, and an hour for who is at it.
    assert_eq!(times().await, [at("2026-11-20T09:00:00Z"), at("2026-11-22T09:00:00Z")]);
    t.advance(TimeDelta::hours(26));
    answered(&t, &port, at("2026-11-23T12:00:00Z"), (3, 3), (1, 1)).await;
    keep().await;
    assert_eq!(times().await, [at("2026-11-22T09:00:00Z"), at("2026-11-23T12:00:00Z")]);
    t.advance(TimeDelta::days(3));
    keep().await;
    assert!(times().await.is_empty());
    let polls = t.scope().select::<device_poll::Entity>().count().await.expect("the database answers");
    assert_eq!(polls, 0);
    if !embedded {
        let all = partitions(&t).await;
        assert!(!all.contains(&"interface_sample_p20261123".to_owned()), "{all:?}");
        assert!(all.contains(&"interface_sample_p20261128".to_owned()), "{all:?}");
    }
});
