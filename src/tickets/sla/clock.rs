//! How the clock of a ticket is set, stands still and goes on. Pure.
//!
//! - It is set from when the ticket was opened, and what it stood still before is added.
//! - It stands still while the ticket waits for whom its level says, and from when it is solved or closed. When it goes on,
//!   as much is left as there was: a ticket that is opened again has what it had when it was solved, and the time in which
//!   everybody thought it was over counts for nobody.
//! - A due moment never comes earlier by a pause, and one that has passed stays where it is: what is late stays late.
//! - The first answer stops the clock of the first answer for good.

use chrono::TimeDelta;

use super::Level;
use super::calendar::Calendar;
use crate::kernel::clock::Instant;
use crate::tickets::entity::ticket::TicketStatus;
use crate::tickets::entity::{sla_policy, ticket};

/// Whether the clock of a level stands still in a status.
pub fn stands_still(policy: &sla_policy::Model, status: TicketStatus) -> bool {
    match status {
        TicketStatus::New | TicketStatus::Open | TicketStatus::InProgress => false,
        TicketStatus::PendingCustomer => policy.pauses_for_customer,
        TicketStatus::PendingVendor => policy.pauses_for_vendor,
        TicketStatus::Resolved | TicketStatus::Closed => true,
    }
}

/// Sets the clock by a level from when the ticket was opened; without one there is none. A first answer that was given
/// keeps what was promised for it. Whether the time runs out is judged anew.
pub fn set(ticket: &mut ticket::Model, level: Option<&Level>, now: Instant) {
    ticket.policy_id = level.map(|level| level.policy.id);
    ticket.escalated_at = None;
    let Some(Level { policy, hours, .. }) = level else {
        (ticket.first_reply_due_at, ticket.first_reply_at_risk_at) = (None, None);
        (ticket.fix_due_at, ticket.fix_at_risk_at) = (None, None);
        ticket.paused_since = None;
        return;
    };
    if stands_still(policy, ticket.status) {
        ticket.paused_since = ticket.paused_since.or(Some(now));
    } else if let Some(since) = ticket.paused_since.take() {
        count_pause(ticket, hours, since, now);
    }
    let (opened, paused) = (ticket.created_at, TimeDelta::minutes(ticket.paused_minutes.into()));
    let due = |minutes: i32| hours.add(opened, TimeDelta::minutes(minutes.into()) + paused);
    let near = |minutes: i32| {
        // A hundredth of a minute is less than a second: rounded up, so that it is not early.
        let seconds = (i64::from(minutes) * 60 * i64::from(policy.at_risk_percent) + 99) / 100;
        hours.add(opened, TimeDelta::seconds(seconds) + paused)
    };
    (ticket.fix_due_at, ticket.fix_at_risk_at) = (due(policy.fix_minutes), near(policy.fix_minutes));
    if ticket.first_replied_at.is_none() {
        ticket.first_reply_due_at = due(policy.first_reply_minutes);
        ticket.first_reply_at_risk_at = near(policy.first_reply_minutes);
    }
}

/// Lets the clock follow the status, which has changed.
pub fn moved(ticket: &mut ticket::Model, level: &Level, now: Instant) {
    let still = stands_still(&level.policy, ticket.status);
    match ticket.paused_since {
        None if still => ticket.paused_since = Some(now),
        Some(since) if !still => {
            ticket.paused_since = None;
            go_on(ticket, &level.hours, since, now);
        }
        None | Some(_) => {}
    }
}

/// Stops the clock of the first answer: the ISP has written what the customer reads. Later answers change nothing.
pub fn answered(ticket: &mut ticket::Model, now: Instant) {
    ticket.first_replied_at = ticket.first_replied_at.or(Some(now));
}

fn go_on(ticket: &mut ticket::Model, hours: &Calendar, since: Instant, now: Instant) {
    count_pause(ticket, hours, since, now);
    let moved = |due: Option<Instant>, until| due.map(|due| later(hours, due, since, until));
    ticket.fix_due_at = moved(ticket.fix_due_at, now);
    ticket.fix_at_risk_at = moved(ticket.fix_at_risk_at, now);
    // An answer within the pause has stopped this clock while it stood still.
    let until = ticket.first_replied_at.unwrap_or(now);
    if until >= since {
        ticket.first_reply_due_at = moved(ticket.first_reply_due_at, until);
        ticket.first_reply_at_risk_at = moved(ticket.first_reply_at_risk_at, until);
    }
}

/// Half minutes and more count as one.
fn count_pause(ticket: &mut ticket::Model, hours: &Calendar, since: Instant, now: Instant) {
    let minutes = (hours.between(since, now) + TimeDelta::seconds(30)).num_minutes();
    ticket.paused_minutes = ticket.paused_minutes.saturating_add(i32::try_from(minutes).unwrap_or(i32::MAX));
}

/// A due moment after a pause: as much is left at its end as there was at its beginning.
fn later(hours: &Calendar, due: Instant, since: Instant, until: Instant) -> Instant {
    if due < since {
        return due;
    }
    hours.add(until, hours.between(since, due)).map_or(due, |moved| moved.max(due))
}

#[cfg(test)]
pub(in crate::tickets) mod tests;
