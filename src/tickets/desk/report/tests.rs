use chrono::{Days, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::figures::{Moved, Opened, days, figures};
use super::*;
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::ids::TicketId;
use crate::tickets::entity::ticket::TicketStatus;

const BERLIN: chrono_tz::Tz = chrono_tz::Europe::Berlin;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn opened(created: &str) -> Opened<u8> {
    Opened {
        key: 0,
        created_at: at(created),
        first_reply_due_at: None,
        first_replied_at: None,
        fix_due_at: None,
        resolved_at: None,
        closed_at: None,
        paused_since: None,
    }
}

fn moved(from: Option<TicketStatus>, to: TicketStatus, when: &str) -> Moved<u8> {
    let ticket = TicketId(Uuid::from_u128(1));
    Moved { key: 0, ticket, from, to, at: at(when), created_at: at("2026-03-01T00:00:00Z"), rating: None }
}

fn total(opened: &[Opened<u8>], moved: &[Moved<u8>], now: &str) -> Figures {
    figures(opened, moved, &HashMap::new(), at(now)).1
}

#[test]
fn percentiles_are_the_nearest_rank() {
    let figures_of = |minutes: &[i64]| {
        let opened: Vec<Opened<u8>> = minutes
            .iter()
            .map(|minutes| {
                let ticket = opened("2026-03-01T00:00:00Z");
                let replied = ticket.created_at + TimeDelta::minutes(*minutes) + TimeDelta::seconds(59);
                Opened { first_replied_at: Some(replied), ..ticket }
            })
            .collect();
        total(&opened, &[], "2026-03-02T00:00:00Z").first_reply
    };
    assert_eq!(figures_of(&[]), Times { count: 0, median: None, p90: None });
    assert_eq!(figures_of(&[7]), Times { count: 1, median: Some(7), p90: Some(7) });
    assert_eq!(figures_of(&[10, 4]), Times { count: 2, median: Some(4), p90: Some(10) });
    let ten = [5, 3, 1, 2, 4, 9, 8, 7, 6, 10];
    assert_eq!(figures_of(&ten), Times { count: 10, median: Some(5), p90: Some(9) });
}

#[test]
fn a_promise_is_decided_when_it_is_kept_or_its_time_is_over() {
    let now = "2026-03-02T12:00:00Z";
    let due = Some(at("2026-03-02T10:00:00Z"));
    let promised = || Opened { first_reply_due_at: due, fix_due_at: due, ..opened("2026-03-01T00:00:00Z") };
    let kept = |ticket: Opened<u8>, now: &str| {
        let figures = total(&[ticket], &[], now);
        let told = |promise: Promise| (promise.decided, promise.breached);
        (told(figures.first_reply_promise), told(figures.fix_promise))
    };
    assert_eq!(kept(opened("2026-03-01T00:00:00Z"), now), ((0, 0), (0, 0)), "nothing was promised");
    assert_eq!(kept(promised(), "2026-03-02T10:00:00Z"), ((0, 0), (0, 0)), "to the second");
    assert_eq!(kept(promised(), now), ((1, 1), (1, 1)));
    let answered = Opened { first_replied_at: Some(at("2026-03-02T09:00:00Z")), ..promised() };
    assert_eq!(kept(answered.clone(), now), ((1, 0), (1, 1)));
    let paused = Opened { paused_since: Some(at("2026-03-02T09:30:00Z")), ..answered.clone() };
    assert_eq!(kept(paused, now), ((1, 0), (0, 0)), "its clock stands still");
    let late = Opened { paused_since: Some(at("2026-03-02T10:30:00Z")), ..answered.clone() };
    assert_eq!(kept(late, now), ((1, 0), (1, 1)), "it was late before");
    let solved = Opened { resolved_at: due, closed_at: Some(at("2026-03-05T00:00:00Z")), ..promised() };
    assert_eq!(kept(solved, now), ((1, 0), (1, 0)), "solved in time without an answer");
    let closed = Opened { closed_at: Some(at("2026-03-02T10:00:01Z")), ..answered };
    assert_eq!(kept(closed, now), ((1, 0), (1, 1)));
    let waits = Opened { paused_since: Some(at("2026-03-02T09:30:00Z")), ..promised() };
    assert_eq!(kept(waits.clone(), now), ((0, 0), (0, 0)), "its clock stands still");
    let told = Opened { first_replied_at: Some(at("2026-03-02T11:00:00Z")), ..waits.clone() };
    assert_eq!(kept(told.clone(), now), ((1, 0), (0, 0)), "answered while it stood still");
    let over = Some(at("2026-03-02T11:30:00Z"));
    assert_eq!(kept(Opened { resolved_at: over, ..told }, now), ((1, 0), (1, 0)), "solved while it did");
    assert_eq!(kept(Opened { closed_at: over, ..waits }, now), ((1, 0), (1, 0)), "closed while it did");
    let (paused_since, first_replied_at) = (Some(at("2026-03-02T10:30:00Z")), over);
    let late = Opened { paused_since, first_replied_at, resolved_at: over, ..promised() };
    assert_eq!(kept(late, now), ((1, 1), (1, 1)), "it was late before");
}

#[test]
fn a_ticket_that_is_solved_twice_counts_twice_and_is_rated_once() {
    use TicketStatus::{Closed, Open, Resolved};
    let steps = [
        moved(Some(Open), Resolved, "2026-03-01T01:00:00Z"),
        moved(Some(Resolved), Open, "2026-03-01T02:00:00Z"),
        moved(Some(Open), Resolved, "2026-03-01T03:00:00Z"),
        moved(Some(Resolved), Closed, "2026-03-01T04:00:00Z"),
    ]
    .map(|step| Moved { rating: Some(4), ..step });
    let told = total(&[], &steps, "2026-03-02T00:00:00Z");
    assert_eq!((told.solved, told.closed, told.reopened, told.ratings, told.rating_sum), (2, 1, 1, 1, 4));
    assert_eq!(told.fix, Times { count: 2, median: Some(60), p90: Some(180) });
    assert_eq!((told.mean_rating(), Figures::default().mean_rating()), (Some(400), None));
    let third = Promise { decided: 3, breached: 2 };
    assert_eq!((third.breached_share(), Promise::default().breached_share()), (Some(6_667), None));
}

#[test]
fn days_are_those_of_the_zone_also_where_clocks_change() {
    use TicketStatus::{New, Open, Resolved};
    // The clocks go forward on 29 March: the day has 23 hours.
    let period = (day("2026-03-28"), day("2026-03-31"));
    let tickets = [
        opened("2026-03-27T23:00:00Z"),
        opened("2026-03-28T22:59:59Z"),
        opened("2026-03-28T23:00:00Z"),
        opened("2026-03-29T21:59:59Z"),
        opened("2026-03-29T22:00:00Z"),
    ];
    let steps = [
        moved(None, New, "2026-03-28T12:00:00Z"),
        moved(None, New, "2026-03-29T21:59:59Z"),
        moved(Some(New), Open, "2026-03-29T21:59:59Z"),
        moved(Some(Open), Resolved, "2026-03-29T22:00:00Z"),
    ];
    let told: Vec<(String, i64, i64, i64)> = days(period, BERLIN, &tickets, &steps, 7)
        .into_iter()
        .map(|day| (day.date.to_string(), day.opened, day.solved, day.backlog))
        .collect();
    let expected = [("2026-03-28", 2, 0, 7), ("2026-03-29", 2, 0, 8), ("2026-03-30", 1, 1, 7)];
    assert_eq!(
        told,
        expected.map(|(date, opened, solved, backlog)| (date.to_owned(), opened, solved, backlog))
    );
}

proptest! {
    /// Whatever happens in whichever zone: no day is missing, the days add up to the total, and what stands open changes from
    /// one evening to the next by what happened on the day.
    #[test]
    fn days_add_up(
        zone in prop::sample::select(vec![BERLIN, chrono_tz::America::Santiago, chrono_tz::Pacific::Apia]),
        first in 0_u64..400,
        length in 1_u64..30,
        instants in prop::collection::vec((0_i64..30 * 86_400, any::<bool>()), 0..60),
        backlog in 0_i64..50,
    ) {
        let from = day("2026-01-01") + Days::new(first);
        let to = from + Days::new(length);
        let (start, end) = (start_of(zone, from), start_of(zone, to));
        let within = |seconds: &i64| Some(start + TimeDelta::seconds(*seconds)).filter(|at| *at < end);
        let tickets: Vec<Opened<u8>> = instants
            .iter()
            .filter_map(|(seconds, _)| Some(Opened { created_at: within(seconds)?, ..opened("2026-01-01T00:00:00Z") }))
            .collect();
        let steps: Vec<Moved<u8>> = instants
            .iter()
            .filter_map(|(seconds, solves)| {
                let (from, to) = if *solves {
                    (Some(TicketStatus::Open), TicketStatus::Resolved)
                } else {
                    (None, TicketStatus::New)
                };
                Some(Moved { at: within(seconds)?, ..moved(from, to, "2026-01-01T00:00:00Z") })
            })
            .collect();
        let told = days((from, to), zone, &tickets, &steps, backlog);
        prop_assert_eq!(u64::try_from(told.len()), Ok(length));
        prop_assert_eq!(Ok(told.iter().map(|day| day.opened).sum::<i64>()), i64::try_from(tickets.len()));
        prop_assert_eq!(told.last().map(|day| day.backlog), Some(backlog));
        for pair in told.windows(2) {
            let on = |step: &&Moved<u8>| date_in(zone, step.at) == pair[1].date;
            let added: i64 = steps.iter().filter(on).map(|step| if step.from.is_none() { 1 } else { -1 }).sum();
            prop_assert_eq!(pair[1].backlog - pair[0].backlog, added);
        }
    }
}
