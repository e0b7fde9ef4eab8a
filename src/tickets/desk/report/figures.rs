//! The figures of the report, counted from rows. Pure.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::kernel::clock::{Instant, date_in};
use crate::kernel::ids::TicketId;
use crate::tickets::entity::ticket::TicketStatus;

/// A ticket that was opened in the period, as it is now.
#[derive(Debug, Clone)]
pub struct Opened<K> {
    /// The group that it belongs to.
    pub key: K,
    /// When it was opened.
    pub created_at: Instant,
    /// When the first answer was promised for.
    pub first_reply_due_at: Option<Instant>,
    /// When it was given.
    pub first_replied_at: Option<Instant>,
    /// When the solution was promised for.
    pub fix_due_at: Option<Instant>,
    /// When it was solved.
    pub resolved_at: Option<Instant>,
    /// When it was over.
    pub closed_at: Option<Instant>,
    /// Since when its clock stands still.
    pub paused_since: Option<Instant>,
}

/// A change of a ticket's status in the period.
#[derive(Debug, Clone)]
pub struct Moved<K> {
    /// The group that the ticket belongs to.
    pub key: K,
    /// The ticket.
    pub ticket: TicketId,
    /// Where it stood; none: it was opened.
    pub from: Option<TicketStatus>,
    /// Where it stands since.
    pub to: TicketStatus,
    /// When.
    pub at: Instant,
    /// When the ticket was opened.
    pub created_at: Instant,
    /// How content the customer was, 1 to 5.
    pub rating: Option<i16>,
}

impl<K> Moved<K> {
    /// By how many the tickets that stand open become more.
    fn effect(&self) -> i64 {
        i64::from(self.to.is_live()) - i64::from(self.from.is_some_and(TicketStatus::is_live))
    }

    fn reopens(&self) -> bool {
        self.to.is_live() && self.from.is_some_and(|from| !from.is_live())
    }
}

/// Times of several tickets, in whole minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// How many there are.
    pub count: i64,
    /// Half of them are at most this long; none where there are none.
    pub median: Option<i64>,
    /// Nine in ten are at most this long.
    pub p90: Option<i64>,
}

impl Times {
    fn of(mut minutes: Vec<i64>) -> Self {
        minutes.sort_unstable();
        let count = i64::try_from(minutes.len()).unwrap_or(i64::MAX);
        Self { count, median: percentile(&minutes, 50), p90: percentile(&minutes, 90) }
    }
}

/// The smallest value that so many percent of all are not above (the nearest rank); the values are sorted.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// What was promised for tickets, and what was kept of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Promise {
    /// Tickets for which it is decided: it was kept, or the time is over.
    pub decided: i64,
    /// Those for which it was not kept.
    pub breached: i64,
}

impl Promise {
    /// `at` is when it was fulfilled, `until` how far the clock has run otherwise.
    fn add(&mut self, due: Option<Instant>, at: Option<Instant>, until: Instant) {
        let Some(due) = due else { return };
        let breached = due < at.unwrap_or(until);
        self.decided += i64::from(breached || at.is_some());
        self.breached += i64::from(breached);
    }
}

/// The figures of a group, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Tickets that were opened in the period.
    pub opened: i64,
    /// How often a ticket was solved.
    pub solved: i64,
    /// How often one was closed.
    pub closed: i64,
    /// How often one that was solved or closed was opened again.
    pub reopened: i64,
    /// Tickets that stand open at the end.
    pub backlog: i64,
    /// From opening to the first public answer, of tickets opened in the period.
    pub first_reply: Times,
    /// From opening to the solution, of each time that one was solved.
    pub fix: Times,
    /// The first answers that were promised for tickets opened in the period.
    pub first_reply_promise: Promise,
    /// The solutions that were.
    pub fix_promise: Promise,
    /// Ratings of tickets that were solved or closed in the period.
    pub ratings: i64,
    /// Their sum.
    pub rating_sum: i64,
}

/// A day of the period; all groups together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day in the tenant's zone.
    pub date: NaiveDate,
    /// Tickets that were opened.
    pub opened: i64,
    /// How often one was solved.
    pub solved: i64,
    /// Tickets that stand open at its end.
    pub backlog: i64,
}

/// Figures under way.
#[derive(Debug, Default)]
struct Tally {
    figures: Figures,
    first_reply: Vec<i64>,
    fix: Vec<i64>,
    rated: HashSet<TicketId>,
}

impl Tally {
    fn open<K>(&mut self, ticket: &Opened<K>, now: Instant) {
        let over = ticket.resolved_at.or(ticket.closed_at);
        // The clock stands where it was paused, also when the ticket was solved since (`sla::state`).
        let until = ticket.paused_since.or(over).unwrap_or(now);
        self.figures.opened += 1;
        self.first_reply.extend(ticket.first_replied_at.map(|at| minutes(ticket.created_at, at)));
        // An answer while it stood still was given when that began; what is over without one needs none any more.
        let answered = ticket.first_replied_at.map(|at| at.min(until)).or(over.map(|_| until));
        self.figures.first_reply_promise.add(ticket.first_reply_due_at, answered, until);
        self.figures.fix_promise.add(ticket.fix_due_at, over.map(|_| until), until);
    }

    fn step<K>(&mut self, step: &Moved<K>) {
        match step.to {
            TicketStatus::Resolved => {
                self.figures.solved += 1;
                self.fix.push(minutes(step.created_at, step.at));
            }
            TicketStatus::Closed => self.figures.closed += 1,
            _ => self.figures.reopened += i64::from(step.reopens()),
        }
        if let (false, Some(rating)) = (step.to.is_live(), step.rating)
            && self.rated.insert(step.ticket)
        {
            self.figures.ratings += 1;
            self.figures.rating_sum += i64::from(rating);
        }
    }

    fn done(self) -> Figures {
        Figures { first_reply: Times::of(self.first_reply), fix: Times::of(self.fix), ..self.figures }
    }
}

fn minutes(from: Instant, to: Instant) -> i64 {
    (to - from).num_minutes().max(0)
}

/// The figures of all groups that have any, and of all tickets together. `backlog` is what stands open at the end.
pub(super) fn figures<K: Copy + Eq + Hash>(
    opened: &[Opened<K>],
    moved: &[Moved<K>],
    backlog: &HashMap<K, i64>,
    now: Instant,
) -> (HashMap<K, Figures>, Figures) {
    let (mut groups, mut all): (HashMap<K, Tally>, Tally) = Default::default();
    for ticket in opened {
        groups.entry(ticket.key).or_default().open(ticket, now);
        all.open(ticket, now);
    }
    for step in moved {
        groups.entry(step.key).or_default().step(step);
        all.step(step);
    }
    for (key, tickets) in backlog {
        groups.entry(*key).or_default().figures.backlog += tickets;
        all.figures.backlog += tickets;
    }
    (groups.into_iter().map(|(key, tally)| (key, tally.done())).collect(), all.done())
}

/// Every day of the period, each with what happened on it. `backlog` is what stands open at the end of the last one.
pub(super) fn days<K>(
    (from, to): (NaiveDate, NaiveDate),
    zone: Tz,
    opened: &[Opened<K>],
    moved: &[Moved<K>],
    backlog: i64,
) -> Vec<Day> {
    let blank = |date| Day { date, opened: 0, solved: 0, backlog: 0 };
    let mut days: Vec<Day> = from.iter_days().take_while(|date| *date < to).map(blank).collect();
    let place = |at: Instant| usize::try_from((date_in(zone, at) - from).num_days()).ok();
    for ticket in opened {
        if let Some(day) = place(ticket.created_at).and_then(|place| days.get_mut(place)) {
            day.opened += 1;
        }
    }
    // First what each day adds, then what there is at its end, from the last one backwards.
    for step in moved {
        if let Some(day) = place(step.at).and_then(|place| days.get_mut(place)) {
            day.solved += i64::from(step.to == TicketStatus::Resolved);
            day.backlog += step.effect();
        }
    }
    let mut standing = backlog;
    for day in days.iter_mut().rev() {
        (day.backlog, standing) = (standing, standing - day.backlog);
    }
    days
}
