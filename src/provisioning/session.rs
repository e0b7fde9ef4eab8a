//! What of an accounting record is new: counters that grow, whatever the order in which they come and how often. Pure.

use chrono::TimeDelta;

use super::entity::radius_session;
use crate::kernel::clock::Instant;
use crate::ports::radius::{AccountingRecord, AccountingStatus};

/// A NAS's clock is believed if it is not further off than this; else the time of arrival counts.
const OLDEST: TimeDelta = TimeDelta::days(30);
const NEWEST: TimeDelta = TimeDelta::minutes(5);

/// More in one step is a fault of a counter: 100 Gbit/s for two hours.
const MOST: i64 = 90_000_000_000_000;

/// A session that goes on so long after its NAS has agreed to end it has not ended.
const ENDING: TimeDelta = TimeDelta::minutes(1);

/// When what a record tells of has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Happened {
    /// The moment, as far as is known.
    pub(super) at: Instant,
    /// Whether the NAS itself says so. Otherwise it is the time of arrival, and what was sent before, or is sent once more by
    /// somebody who has recorded it, looks new.
    pub(super) told: bool,
}

/// When what a record tells of has happened.
pub(super) fn happened(record: &AccountingRecord, now: Instant) -> Happened {
    let told = record.event_timestamp.and_then(|seconds| Instant::from_timestamp(i64::from(seconds), 0));
    let told = told.filter(|at| (now - OLDEST..=now + NEWEST).contains(at));
    let sent = now - TimeDelta::seconds(i64::from(record.delay_seconds)).min(OLDEST);
    Happened { at: told.unwrap_or(sent).min(now), told: told.is_some() }
}

/// What was used since what is counted already, in octets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Used {
    /// Towards the customer.
    pub(super) down: i64,
    /// From the customer.
    pub(super) up: i64,
}

impl Used {
    /// Whether it is nothing.
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// A session after a record, and what was used since what is counted already. Each octet counts once: a counter that is not
/// above what was counted adds nothing, be the record a duplicate or late. Only a NAS that says when (Event-Timestamp) may begin
/// to count anew under a name: of another nobody knows whether it is late, and too little is counted rather than too much.
pub(super) fn heard(
    session: &radius_session::Model,
    record: &AccountingRecord,
    Happened { at, told }: Happened,
) -> (radius_session::Model, Used) {
    let octets = |counter: u64| i64::try_from(counter).unwrap_or(i64::MAX);
    let (down, up) = (octets(record.to_user), octets(record.from_user));
    let mut now = session.clone();
    // A NAS that has started anew may give a name again: then its counters begin at nothing.
    let ended_before = session.stopped_at.is_some_and(|stopped| at > stopped);
    let lower = down < session.down_octets || up < session.up_octets;
    let begins = record.status == AccountingStatus::Start || lower;
    if told && ended_before && begins && record.status != AccountingStatus::Stop {
        now = radius_session::Model {
            started_at: at,
            heard_at: at,
            stopped_at: None,
            disconnected_at: None,
            down_octets: 0,
            up_octets: 0,
            ..now
        };
    } else if at < session.started_at || (ended_before && lower && record.status != AccountingStatus::Start) {
        // Of a session that had the name before, or lower than what is counted.
        return (now, Used::default());
    }
    let grown =
        |counted: i64, counter: i64| Some(counter - counted).filter(|grown| (1..=MOST).contains(grown));
    let used = Used {
        down: grown(now.down_octets, down).unwrap_or_default(),
        up: grown(now.up_octets, up).unwrap_or_default(),
    };
    now.down_octets += used.down;
    now.up_octets += used.up;
    now.heard_at = now.heard_at.max(at);
    if let Some(address) = record.framed_ip {
        now.framed_ip = Some(address.to_string());
    }
    match record.status {
        AccountingStatus::Stop => now.stopped_at = Some(now.stopped_at.unwrap_or(at)),
        AccountingStatus::Interim | AccountingStatus::Start => {
            // It goes on after all. If it does not, its NAS says so when it is asked to end it.
            now.stopped_at = now.stopped_at.filter(|stopped| at <= *stopped);
            now.disconnected_at = now.disconnected_at.filter(|ended| at <= *ended + ENDING);
        }
        AccountingStatus::On | AccountingStatus::Off => {}
    }
    (now, used)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::ids::{CustomerId, NasId, RadiusSessionId, SubscriptionId, TenantId, TypedId as _};

    fn at(second: i64) -> Instant {
        Instant::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
    }

    fn told(second: i64) -> Happened {
        Happened { at: at(second), told: true }
    }

    fn arrived(second: i64) -> Happened {
        Happened { at: at(second), told: false }
    }

    fn begun() -> radius_session::Model {
        let id = uuid::Uuid::from_u128(1);
        radius_session::Model {
            id: RadiusSessionId::from_uuid(id),
            tenant_id: TenantId::from_uuid(id),
            customer_id: CustomerId::from_uuid(id),
            subscription_id: SubscriptionId::from_uuid(id),
            nas_id: NasId::from_uuid(id),
            acct_session_id: "s".to_owned(),
            username: "u".to_owned(),
            framed_ip: None,
            started_at: at(0),
            heard_at: at(0),
            stopped_at: None,
            disconnected_at: None,
            down_octets: 0,
            up_octets: 0,
        }
    }

    fn record(status: AccountingStatus, to_user: u64, from_user: u64) -> AccountingRecord {
        AccountingRecord {
            status,
            session: "s".to_owned(),
            username: None,
            service: None,
            framed_ip: None,
            from_user,
            to_user,
            delay_seconds: 0,
            event_timestamp: None,
        }
    }

    proptest! {
        #[test]
        fn whatever_the_order_and_however_often_each_octet_counts_once(
            steps in proptest::collection::vec((0_u64..1_000_000, 0_u64..1_000_000), 1..12),
            order in proptest::collection::vec(any::<prop::sample::Index>(), 0..40),
            told in any::<bool>(),
        ) {
            // What a NAS sends in its order: counters that grow; the last is the end.
            let mut sent = Vec::new();
            let (mut down, mut up) = (0, 0);
            for (second, step) in steps.iter().enumerate() {
                (down, up) = (down + step.0, up + step.1);
                let status = if second + 1 == steps.len() { AccountingStatus::Stop } else { AccountingStatus::Interim };
                sent.push((record(status, down, up), at(i64::try_from(second).expect("small"))));
            }
            // What arrives: some of it again and again, in any order, and all of it at last.
            let mut arrives: Vec<_> = order.iter().map(|index| index.get(&sent).clone()).collect();
            arrives.extend(sent.iter().cloned().rev());
            let (mut session, mut total) = (begun(), Used::default());
            for (record, at) in arrives {
                let (next, used) = heard(&session, &record, Happened { at, told });
                total = Used { down: total.down + used.down, up: total.up + used.up };
                session = next;
            }
            prop_assert_eq!(total, Used { down: i64::try_from(down).expect("small"), up: i64::try_from(up).expect("small") });
            prop_assert!(session.stopped_at.is_some());
        }
    }

    #[test]
    fn a_name_that_is_given_again_begins_at_nothing() {
        let (session, used) = heard(&begun(), &record(AccountingStatus::Stop, 500, 50), told(10));
        assert_eq!(used, Used { down: 500, up: 50 });
        let (again, used) = heard(&session, &record(AccountingStatus::Start, 0, 0), told(20));
        assert_eq!((used, again.started_at, again.stopped_at), (Used::default(), at(20), None));
        // What comes late of the first is not counted again.
        let (late, used) = heard(&again, &record(AccountingStatus::Stop, 500, 50), told(10));
        assert_eq!((used, &late), (Used::default(), &again));
        let (_, used) = heard(&late, &record(AccountingStatus::Interim, 7, 3), told(30));
        assert_eq!(used, Used { down: 7, up: 3 });
    }

    #[test]
    fn what_comes_late_or_again_after_the_end_adds_nothing() {
        let stop = record(AccountingStatus::Stop, 500, 50);
        // An update that is overtaken by the end, of a NAS that does not say when.
        let (session, first) = heard(&begun(), &stop, arrived(10));
        let (_, late) = heard(&session, &record(AccountingStatus::Interim, 400, 40), arrived(20));
        assert_eq!((first, late), (Used { down: 500, up: 50 }, Used::default()));
        // A session that somebody has recorded, and sends again and again: what it says of when it was stays.
        for again in [arrived as fn(i64) -> Happened, |second| told(second % 100)] {
            let (mut session, mut total) = (begun(), Used::default());
            for round in 0..4 {
                for (record, second) in [(record(AccountingStatus::Start, 0, 0), 1), (stop.clone(), 10)] {
                    let (next, used) = heard(&session, &record, again(round * 100 + second));
                    total = Used { down: total.down + used.down, up: total.up + used.up };
                    session = next;
                }
            }
            assert_eq!(total, Used { down: 500, up: 50 });
            assert!(session.stopped_at.is_some());
        }
    }

    #[test]
    fn a_session_that_begins_under_a_name_of_before_is_open_also_where_nobody_says_when() {
        let (ended, _) = heard(&begun(), &record(AccountingStatus::Stop, 500, 50), arrived(10));
        let (again, used) = heard(&ended, &record(AccountingStatus::Start, 0, 0), arrived(20));
        assert_eq!((again.stopped_at, used), (None, Used::default()));
    }

    #[test]
    fn a_session_that_goes_on_after_its_end_was_agreed_is_open_again() {
        let session = radius_session::Model { disconnected_at: Some(at(5)), ..begun() };
        let (soon, _) = heard(&session, &record(AccountingStatus::Interim, 1, 1), arrived(30));
        assert_eq!(soon.disconnected_at, Some(at(5)));
        let (later, _) = heard(&session, &record(AccountingStatus::Interim, 1, 1), arrived(120));
        assert_eq!(later.disconnected_at, None);
    }

    #[test]
    fn a_clock_that_is_far_off_is_not_believed() {
        let now = at(0);
        let mut record = record(AccountingStatus::Interim, 1, 1);
        record.delay_seconds = 30;
        assert_eq!(happened(&record, now), arrived(-30));
        let seconds = u32::try_from(at(-3_600).timestamp()).expect("small");
        record.event_timestamp = Some(seconds);
        assert_eq!(happened(&record, now), told(-3_600));
        record.event_timestamp = Some(0);
        assert_eq!(happened(&record, now), arrived(-30));
        record.event_timestamp = Some(seconds + 3_700);
        assert_eq!(happened(&record, now), told(0));
        // A counter that leaps is a fault.
        let (session, used) = heard(&begun(), &self::record(AccountingStatus::Interim, u64::MAX, 5), told(1));
        assert_eq!((used, session.down_octets), (Used { down: 0, up: 5 }, 0));
    }
}
