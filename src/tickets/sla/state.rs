//! What stands of a promise: derived from the ticket, its level and the time, never stored (domain.md §4). Pure.

use chrono::TimeDelta;

use super::Level;
use crate::kernel::clock::Instant;
use crate::tickets::entity::ticket;

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, async_graphql::Enum)]
pub enum SlaState {
    /// There is time, or it was done in time.
    Within,
    /// Most of the time is used: as much as the service level says.
    AtRisk,
    /// It is late, or was done late.
    Breached,
}

/// How the promises for a ticket stand at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The first answer; none where none was promised.
    pub first_reply: Option<SlaState>,
    /// The solution; none where none was promised.
    pub fix: Option<SlaState>,
    /// Whole business minutes left to the first answer; 0 where it is late, none once it is given.
    pub first_reply_left: Option<i64>,
    /// The same to the solution; none once it is solved.
    pub fix_left: Option<i64>,
}

impl Standing {
    /// How the promises for a ticket stand.
    pub fn of(ticket: &ticket::Model, level: &Level, now: Instant) -> Self {
        let clock = Clock { ticket, level, at: stopped(ticket, now) };
        let running_first = ticket.first_replied_at.is_none() && ticket.status.is_live();
        // An answer while the clock stood still was given when that began, as far as the clock knows.
        let answered = ticket.first_replied_at.map_or(clock.at, |replied| replied.min(clock.at));
        let judged = |due: Option<Instant>, near: Option<Instant>, at: Instant, running: bool| {
            due.map(|due| match running {
                _ if at > due => SlaState::Breached,
                true if near.is_some_and(|near| at >= near) => SlaState::AtRisk,
                _ => SlaState::Within,
            })
        };
        let left = |due: Option<Instant>, running: bool| {
            due.filter(|_| running).map(|due| level.hours.minutes_between(clock.at, due))
        };
        let live = ticket.status.is_live();
        Self {
            first_reply: judged(
                ticket.first_reply_due_at,
                ticket.first_reply_at_risk_at,
                answered,
                running_first,
            ),
            fix: judged(ticket.fix_due_at, ticket.fix_at_risk_at, clock.at, live),
            first_reply_left: left(ticket.first_reply_due_at, running_first),
            fix_left: left(ticket.fix_due_at, live),
        }
    }

    /// The worst of both.
    pub fn worst(&self) -> SlaState {
        self.first_reply.max(self.fix).unwrap_or(SlaState::Within)
    }
}

/// The time that is used of what was promised: what counts since the ticket was opened, without the pauses.
pub fn used(ticket: &ticket::Model, level: &Level, now: Instant) -> TimeDelta {
    Clock { ticket, level, at: stopped(ticket, now) }.used()
}

/// Whether so much of the time is used, for the first answer or for the solution, that the level wants the ticket escalated.
pub fn calls_for_escalation(ticket: &ticket::Model, level: &Level, now: Instant) -> bool {
    let policy = &level.policy;
    let Some(percent) = policy.escalate_percent.filter(|_| ticket.status.is_live()) else { return false };
    let clock = Clock { ticket, level, at: stopped(ticket, now) };
    let reached = |due: Option<Instant>, minutes| {
        // A level that has changed since does not make late what is in time, nor the other way round.
        due.is_some_and(|due| clock.has_used(percent, minutes) || (percent <= 100 && clock.at > due))
    };
    let unanswered = ticket.first_replied_at.is_none();
    reached(ticket.fix_due_at, policy.fix_minutes)
        || (unanswered && reached(ticket.first_reply_due_at, policy.first_reply_minutes))
}

/// The moment at which a ticket's clock stands: now, or when it stopped.
fn stopped(ticket: &ticket::Model, now: Instant) -> Instant {
    let over = (!ticket.status.is_live()).then(|| ticket.resolved_at.or(ticket.closed_at)).flatten();
    ticket.paused_since.or(over).map_or(now, |since| since.min(now))
}

struct Clock<'a> {
    ticket: &'a ticket::Model,
    level: &'a Level,
    at: Instant,
}

impl Clock<'_> {
    fn used(&self) -> TimeDelta {
        let paused = TimeDelta::minutes(self.ticket.paused_minutes.into());
        (self.level.hours.between(self.ticket.created_at, self.at) - paused).max(TimeDelta::zero())
    }

    /// Whether so many hundredths of these minutes are used.
    fn has_used(&self, percent: i16, minutes: i32) -> bool {
        self.used().num_seconds() * 100 >= i64::from(percent) * i64::from(minutes) * 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::entity::ticket::TicketStatus;
    use crate::tickets::sla::calendar::tests::{at, office};
    use crate::tickets::sla::clock::tests::{level, ticket};
    use crate::tickets::sla::clock::{answered, moved, set};

    /// Opened on a Monday at nine: an hour to the first answer, eight to the solution.
    fn opened() -> (ticket::Model, Level) {
        let level = level(office("Europe/Berlin", &[]), 60, 480);
        let mut ticket = ticket(at("2026-11-23T08:00:00Z"));
        let created_at = ticket.created_at;
        set(&mut ticket, Some(&level), created_at);
        (ticket, level)
    }

    fn states(ticket: &ticket::Model, level: &Level, now: &str) -> [Option<SlaState>; 2] {
        let standing = Standing::of(ticket, level, at(now));
        [standing.first_reply, standing.fix]
    }

    #[test]
    fn it_is_at_risk_from_four_fifths_on_and_breached_after_it_was_due() {
        use SlaState::{AtRisk, Breached, Within};
        let (ticket, level) = opened();
        for (now, expected) in [
            ("2026-11-23T08:00:00Z", [Within, Within]),
            ("2026-11-23T08:47:59Z", [Within, Within]),
            ("2026-11-23T08:48:00Z", [AtRisk, Within]),
            ("2026-11-23T09:00:00Z", [AtRisk, Within]),
            ("2026-11-23T09:00:01Z", [Breached, Within]),
            ("2026-11-23T14:23:59Z", [Breached, Within]),
            ("2026-11-23T14:24:00Z", [Breached, AtRisk]),
            ("2026-11-23T16:00:00Z", [Breached, AtRisk]),
            ("2026-11-23T16:00:01Z", [Breached, Breached]),
        ] {
            assert_eq!(states(&ticket, &level, now), expected.map(Some), "{now}");
        }
        assert_eq!(Standing::of(&ticket, &level, at("2026-11-23T08:50:00Z")).worst(), AtRisk);
        let standing = Standing::of(&ticket, &level, at("2026-11-23T10:00:30Z"));
        assert_eq!((standing.first_reply_left, standing.fix_left), (Some(0), Some(359)));
    }

    #[test]
    fn what_has_stopped_is_judged_as_it_was_then() {
        use SlaState::{Breached, Within};
        let (mut ticket, level) = opened();
        answered(&mut ticket, at("2026-11-23T08:59:00Z"));
        answered(&mut ticket, at("2026-11-23T12:00:00Z"));
        assert_eq!(states(&ticket, &level, "2026-11-23T10:00:00Z"), [Some(Within), Some(Within)]);
        ticket.status = TicketStatus::Resolved;
        moved(&mut ticket, &level, at("2026-11-23T15:59:00Z"));
        assert_eq!(states(&ticket, &level, "2027-11-23T10:00:00Z"), [Some(Within), Some(Within)]);
        let standing = Standing::of(&ticket, &level, at("2027-11-23T10:00:00Z"));
        assert_eq!((standing.first_reply_left, standing.fix_left), (None, None));
        // Opened again, a minute is left; and what was late stays late.
        ticket.status = TicketStatus::Open;
        moved(&mut ticket, &level, at("2026-11-25T08:00:00Z"));
        assert_eq!(ticket.fix_due_at, Some(at("2026-11-25T08:01:00Z")));
        assert_eq!(states(&ticket, &level, "2026-11-25T08:02:00Z"), [Some(Within), Some(Breached)]);
        ticket.status = TicketStatus::Closed;
        moved(&mut ticket, &level, at("2026-11-25T08:02:00Z"));
        assert_eq!(states(&ticket, &level, "2027-11-25T08:00:00Z"), [Some(Within), Some(Breached)]);
    }

    #[test]
    fn an_answer_while_the_clock_stands_still_is_in_time() {
        let (mut ticket, level) = opened();
        ticket.status = TicketStatus::PendingCustomer;
        moved(&mut ticket, &level, at("2026-11-23T08:30:00Z"));
        answered(&mut ticket, at("2026-11-23T12:00:00Z"));
        assert_eq!(states(&ticket, &level, "2026-11-23T13:00:00Z")[0], Some(SlaState::Within));
        ticket.status = TicketStatus::Open;
        moved(&mut ticket, &level, at("2026-11-23T14:00:00Z"));
        assert_eq!(states(&ticket, &level, "2026-11-30T14:00:00Z")[0], Some(SlaState::Within));
        assert_eq!(ticket.first_reply_due_at, Some(at("2026-11-23T12:30:00Z")));
    }

    #[test]
    fn it_is_escalated_when_the_level_says_and_not_before() {
        let (mut ticket, mut level) = opened();
        let calls =
            |ticket: &ticket::Model, level: &Level, now: &str| calls_for_escalation(ticket, level, at(now));
        assert!(!calls(&ticket, &level, "2027-11-23T08:00:00Z"), "it says never");
        level.policy.escalate_percent = Some(50);
        assert!(!calls(&ticket, &level, "2026-11-23T08:29:59Z"));
        assert!(calls(&ticket, &level, "2026-11-23T08:30:00Z"));
        answered(&mut ticket, at("2026-11-23T08:10:00Z"));
        assert!(!calls(&ticket, &level, "2026-11-23T11:59:59Z"));
        assert!(calls(&ticket, &level, "2026-11-23T12:00:00Z"));
        level.policy.escalate_percent = Some(200);
        assert!(!calls(&ticket, &level, "2026-11-24T15:59:59Z"));
        assert!(calls(&ticket, &level, "2026-11-24T16:00:00Z"));
        ticket.status = TicketStatus::Resolved;
        assert!(!calls(&ticket, &level, "2026-11-24T16:00:00Z"), "it is over");
    }
}
