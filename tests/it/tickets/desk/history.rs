//! Histories of tickets, the same ones each time, and a recount of them that shares no code with the report.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Europe::Berlin;
use portico::customers::entity::customer;
use portico::db::{Reads as _, Tx};
use portico::kernel::clock::Instant;
use portico::tickets::desk::{Day, Figures, Promise, Times};
use portico::tickets::entity::ticket::{
    self, TicketCategory, TicketPriority, TicketSharing, TicketSource, TicketStatus,
};
use portico::tickets::entity::ticket_reply::AuthorKind;
use portico::tickets::entity::ticket_transition;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::*;

/// A ticket with all that has happened to it, the earliest first.
pub(super) struct Life {
    pub(super) row: ticket::Model,
    steps: Vec<(Option<TicketStatus>, TicketStatus, Instant)>,
}

/// Lives some tickets until now, and writes them.
pub(super) async fn live(
    t: &TestApp,
    customer: &customer::Model,
    teams: &[SupportTeamId],
    agents: &[AccountId],
    (seed, count): (u64, usize),
) -> Vec<Life> {
    let scope = t.scope();
    let mut dice = StdRng::seed_from_u64(seed);
    let tx = scope.begin().await.expect("the database answers");
    let mut lives = Vec::new();
    for number in 0..count {
        let mut life = begun(&tx, customer, &mut dice, number);
        life.row.team_id = one_of(&mut dice, teams);
        life.row.assignee_id = one_of(&mut dice, agents);
        while step(&mut life, scope.now(), &mut dice) {}
        promised(&mut life, scope.now(), &mut dice);
        write(&tx, &life).await;
        lives.push(life);
    }
    tx.commit().await.expect("the database answers");
    lives
}

/// One of them, or none.
fn one_of<T: Copy>(dice: &mut StdRng, all: &[T]) -> Option<T> {
    all.get(dice.random_range(0..=all.len())).copied()
}

fn begun(tx: &Tx, customer: &customer::Model, dice: &mut StdRng, number: usize) -> Life {
    let scope = tx.scope();
    let categories = [TicketCategory::Technical, TicketCategory::Billing, TicketCategory::Complaint];
    let priorities = [TicketPriority::Low, TicketPriority::High, TicketPriority::Critical];
    // Over the night of 25 October, in which the clocks of Berlin go back.
    let created_at = scope.now() - TimeDelta::seconds(dice.random_range(0..45 * 86_400));
    let row = ticket::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        number: format!("T-{number:06}"),
        customer_id: customer.id,
        subject: "Something".to_owned(),
        category: categories[dice.random_range(0..categories.len())],
        priority: priorities[dice.random_range(0..priorities.len())],
        status: TicketStatus::New,
        source: TicketSource::Portal,
        sharing: TicketSharing::Company,
        opened_by: None,
        subscription_id: None,
        incident_id: None,
        invoice_line_id: None,
        device_id: None,
        assignee_id: None,
        team_id: None,
        policy_id: None,
        first_reply_due_at: None,
        first_reply_at_risk_at: None,
        first_replied_at: None,
        fix_due_at: None,
        fix_at_risk_at: None,
        paused_since: None,
        paused_minutes: 0,
        escalated_at: None,
        reopen_count: 0,
        resolved_at: None,
        closed_at: None,
        rating: None,
        rating_comment: None,
        merged_into_id: None,
        created_at,
        updated_at: created_at,
        version: 1,
    };
    Life { row, steps: vec![(None, TicketStatus::New, created_at)] }
}

/// Lets one more thing happen to it; false where nothing does before now.
fn step(life: &mut Life, now: Instant, dice: &mut StdRng) -> bool {
    let from = life.row.status;
    let last = life.steps.last().expect("it was opened").2;
    let at = last + TimeDelta::seconds(dice.random_range(1..6 * 86_400));
    if at >= now || dice.random_range(0..8) == 0 {
        return false;
    }
    let targets = from.targets();
    // What waits for the customer is often solved at last.
    let to = if from == TicketStatus::PendingCustomer && dice.random() {
        TicketStatus::Resolved
    } else {
        targets[dice.random_range(0..targets.len())]
    };
    let row = &mut life.row;
    match to {
        TicketStatus::Resolved => row.resolved_at = Some(at),
        TicketStatus::Closed => row.closed_at = Some(at),
        _ => (row.resolved_at, row.closed_at) = (None, None),
    }
    match to {
        TicketStatus::PendingCustomer => row.paused_since = Some(at),
        // The clock stands where it stood.
        TicketStatus::Resolved | TicketStatus::Closed => {}
        _ => row.paused_since = None,
    }
    row.status = to;
    life.steps.push((Some(from), to, at));
    true
}

/// What was promised for it, whether it was answered, and how content the customer was. It lies around something that has
/// happened, so that it matters which of them was first, and some of it at the same moment.
fn promised(life: &mut Life, now: Instant, dice: &mut StdRng) {
    let latest = life.steps.len().saturating_sub(3);
    let around = life.steps[dice.random_range(latest..life.steps.len())].2;
    let mut soon = |most: i64| {
        let seconds = if dice.random_range(0..8) == 0 { 0 } else { dice.random_range(1..most * 3_600) };
        around + TimeDelta::seconds(seconds)
    };
    let (reply_due, reply, fix_due) = (soon(72), soon(144), soon(144));
    let row = &mut life.row;
    if dice.random_range(0..5) > 0 {
        (row.first_reply_due_at, row.fix_due_at) = (Some(reply_due), Some(fix_due));
    }
    row.first_replied_at = Some(reply).filter(|at| *at < now && dice.random_range(0..3) > 0);
    row.rating = (!row.status.is_live() && dice.random()).then(|| dice.random_range(1..=5));
}

async fn write(tx: &Tx, life: &Life) {
    tx.insert(life.row.clone().into_active_model().reset_all()).await.expect("it is new");
    for (from_status, to_status, at) in life.steps.iter().copied() {
        let row = ticket_transition::Model {
            id: tx.scope().new_id(),
            tenant_id: life.row.tenant_id,
            ticket_id: life.row.id,
            from_status,
            to_status,
            author_kind: AuthorKind::Staff,
            author_id: None,
            at,
        };
        tx.insert(row.into_active_model().reset_all()).await.expect("it is new");
    }
}

fn day_of(at: Instant) -> NaiveDate {
    at.with_timezone(&Berlin).date_naive()
}

pub(super) fn count<T>(values: impl Iterator<Item = T>) -> i64 {
    i64::try_from(values.count()).expect("few")
}

/// The smallest value with at least so many percent of all at or below it.
fn nearest(values: &[i64], percent: i64) -> Option<i64> {
    let enough = |value: &&i64| {
        count(values.iter().filter(|other| other <= value)) * 100 >= percent * count(values.iter())
    };
    values.iter().filter(enough).min().copied()
}

fn times(values: &[i64]) -> Times {
    Times { count: count(values.iter()), median: nearest(values, 50), p90: nearest(values, 90) }
}

/// Since when nobody has had to do anything: the beginning of the last time in which it waited for the customer or was over.
fn rests(life: &Life) -> Option<Instant> {
    let idle = |to: TicketStatus| {
        matches!(to, TicketStatus::PendingCustomer | TicketStatus::Resolved | TicketStatus::Closed)
    };
    let steps = life.steps.iter().rev().take_while(|(_, to, _)| idle(*to));
    steps.map(|(_, _, at)| *at).min()
}

/// Whether a promise was kept; none where that is open. It is as long as there is time, and for an answer that came in time,
/// whatever happened later.
fn kept(life: &Life, due: Option<Instant>, answer: Option<Instant>, now: Instant) -> Option<bool> {
    let due = due?;
    let in_time = rests(life).unwrap_or(now) <= due || answer.is_some_and(|answer| answer <= due);
    let decided = !in_time || answer.is_some() || !life.row.status.is_live();
    decided.then_some(in_time)
}

fn promise(kept: &[bool]) -> Promise {
    Promise { decided: count(kept.iter()), breached: count(kept.iter().filter(|kept| !**kept)) }
}

/// Where it stood at the end of a day.
fn stood(life: &Life, day: NaiveDate) -> bool {
    let last = life.steps.iter().rfind(|(_, _, at)| day_of(*at) <= day);
    last.is_some_and(|(_, to, _)| to.is_live())
}

/// The figures of some tickets over days, half open.
pub(super) fn recount(lives: &[&Life], (from, to): (NaiveDate, NaiveDate), now: Instant) -> Figures {
    let within = |at: Instant| from <= day_of(at) && day_of(at) < to;
    let opened: Vec<&Life> = lives.iter().copied().filter(|life| within(life.row.created_at)).collect();
    let steps: Vec<_> = lives
        .iter()
        .flat_map(|life| life.steps.iter().map(move |step| (life, *step)))
        .filter(|(_, (_, _, at))| within(*at))
        .collect();
    let went = |target: TicketStatus| steps.iter().filter(move |(_, (_, to, _))| *to == target);
    let minutes = |from: Instant, to: Instant| (to - from).num_seconds() / 60;
    let replies: Vec<i64> = opened
        .iter()
        .filter_map(|life| Some(minutes(life.row.created_at, life.row.first_replied_at?)))
        .collect();
    let fixes: Vec<i64> =
        went(TicketStatus::Resolved).map(|(life, (_, _, at))| minutes(life.row.created_at, *at)).collect();
    let first_replies: Vec<bool> = opened
        .iter()
        .filter_map(|life| kept(life, life.row.first_reply_due_at, life.row.first_replied_at, now))
        .collect();
    let solutions: Vec<bool> =
        opened.iter().filter_map(|life| kept(life, life.row.fix_due_at, None, now)).collect();
    let ended = |life: &&&Life| life.steps.iter().any(|(_, to, at)| !to.is_live() && within(*at));
    let ratings: Vec<i64> =
        lives.iter().filter(ended).filter_map(|life| life.row.rating.map(i64::from)).collect();
    let last = to.pred_opt().expect("a day before");
    Figures {
        opened: count(opened.iter()),
        solved: count(went(TicketStatus::Resolved)),
        closed: count(went(TicketStatus::Closed)),
        reopened: count(steps.iter().filter(|(_, (from, to, _))| {
            to.is_live() && matches!(from, Some(TicketStatus::Resolved | TicketStatus::Closed))
        })),
        backlog: count(lives.iter().filter(|life| stood(life, last))),
        first_reply: times(&replies),
        fix: times(&fixes),
        first_reply_promise: promise(&first_replies),
        fix_promise: promise(&solutions),
        ratings: count(ratings.iter()),
        rating_sum: ratings.iter().sum(),
    }
}

/// Each day of a period.
pub(super) fn recount_days(lives: &[&Life], (from, to): (NaiveDate, NaiveDate)) -> Vec<Day> {
    let days = from.iter_days().take_while(|day| *day < to);
    days.map(|date| {
        let steps = lives.iter().flat_map(|life| &life.steps).filter(|(_, _, at)| day_of(*at) == date);
        Day {
            date,
            opened: count(lives.iter().filter(|life| day_of(life.row.created_at) == date)),
            solved: count(steps.filter(|(_, to, _)| *to == TicketStatus::Resolved)),
            backlog: count(lives.iter().filter(|life| stood(life, date))),
        }
    })
    .collect()
}
