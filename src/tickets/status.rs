//! Where a ticket may go from where it stands (domain.md §2). Pure.

use chrono::TimeDelta;

use super::entity::ticket::{self, TicketStatus};
use crate::kernel::clock::Instant;
use crate::kernel::refusal::{Refusal, RefusalCode};

/// How long a ticket that was solved or closed may be opened again.
pub const REOPEN_WITHIN: TimeDelta = TimeDelta::days(14);

impl TicketStatus {
    /// Every status, in the order of a ticket's life.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Open,
        Self::InProgress,
        Self::PendingCustomer,
        Self::PendingVendor,
        Self::Resolved,
        Self::Closed,
    ];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "NEW",
            Self::Open => "OPEN",
            Self::InProgress => "IN_PROGRESS",
            Self::PendingCustomer => "PENDING_CUSTOMER",
            Self::PendingVendor => "PENDING_VENDOR",
            Self::Resolved => "RESOLVED",
            Self::Closed => "CLOSED",
        }
    }

    /// Whether somebody is to work on it.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Resolved | Self::Closed)
    }

    /// Where it may go next.
    pub fn targets(self) -> &'static [Self] {
        match self {
            Self::New | Self::Resolved => &[Self::Open, Self::Closed],
            Self::Open => {
                &[Self::InProgress, Self::PendingCustomer, Self::PendingVendor, Self::Resolved, Self::Closed]
            }
            Self::InProgress => {
                &[Self::Open, Self::PendingCustomer, Self::PendingVendor, Self::Resolved, Self::Closed]
            }
            Self::PendingCustomer => {
                &[Self::Open, Self::InProgress, Self::PendingVendor, Self::Resolved, Self::Closed]
            }
            Self::PendingVendor => {
                &[Self::Open, Self::InProgress, Self::PendingCustomer, Self::Resolved, Self::Closed]
            }
            Self::Closed => &[Self::Open],
        }
    }

    /// Whether it may go there.
    pub fn may_become(self, target: Self) -> bool {
        self.targets().contains(&target)
    }

    /// Where it stands after its customer has written: an answer that was waited for, and one to what was solved, is to be
    /// worked on.
    #[must_use]
    pub fn after_customer_reply(self) -> Self {
        match self {
            Self::PendingCustomer | Self::Resolved => Self::Open,
            other => other,
        }
    }
}

/// The refusal of a way that is not there: where the ticket may go instead.
pub fn no_way(from: TicketStatus, targets: &[TicketStatus]) -> Refusal {
    let allowed = targets.iter().map(|status| status.name()).collect();
    Refusal::transition("ticketId", "ticket", from.name(), allowed)
}

/// Where a ticket may really go at this moment: what was merged stays closed, and what was over for too long is over.
pub fn ways(ticket: &ticket::Model, now: Instant) -> Vec<TicketStatus> {
    let reopens = !ticket.status.is_live();
    let open = ticket.merged_into_id.is_none() && in_time(ticket, now);
    let way = |target: &&TicketStatus| !(reopens && **target == TicketStatus::Open) || open;
    ticket.status.targets().iter().filter(way).copied().collect()
}

/// Whether what is solved or closed may still be opened again, or judged.
pub fn in_time(ticket: &ticket::Model, now: Instant) -> bool {
    let over = ticket.closed_at.max(ticket.resolved_at);
    over.is_none_or(|over| now - over <= REOPEN_WITHIN)
}

/// Puts a ticket into another state, with what goes along with it; refused where there is no way.
pub fn place(ticket: &mut ticket::Model, target: TicketStatus, now: Instant) -> Result<(), Refusal> {
    if !ticket.status.may_become(target) {
        return Err(no_way(ticket.status, &ways(ticket, now)));
    }
    let reopens = !ticket.status.is_live() && target == TicketStatus::Open;
    if reopens && ticket.merged_into_id.is_some() {
        return Err(no_way(ticket.status, &[]));
    }
    if reopens && !in_time(ticket, now) {
        let message = format!("it was over for more than {} days; open another", REOPEN_WITHIN.num_days());
        return Err(Refusal::of(RefusalCode::TooLate, "ticketId", message));
    }
    ticket.status = target;
    ticket.updated_at = now;
    match target {
        TicketStatus::Resolved => ticket.resolved_at = Some(now),
        TicketStatus::Closed => ticket.closed_at = Some(now),
        TicketStatus::New
        | TicketStatus::Open
        | TicketStatus::InProgress
        | TicketStatus::PendingCustomer
        | TicketStatus::PendingVendor => {
            ticket.resolved_at = None;
            ticket.closed_at = None;
        }
    }
    ticket.reopen_count += i32::from(reopens);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{CustomerId, TenantId, TicketId};
    use crate::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketSharing, TicketSource};
    use uuid::Uuid;

    fn at(day: i64) -> Instant {
        let start: Instant = "2026-11-01T08:00:00Z".parse().expect("valid");
        start + TimeDelta::days(day)
    }

    fn ticket(status: TicketStatus) -> ticket::Model {
        ticket::Model {
            id: TicketId(Uuid::max()),
            tenant_id: TenantId(Uuid::max()),
            number: "TKT-2026-000001".to_owned(),
            customer_id: CustomerId(Uuid::max()),
            subject: "No link".to_owned(),
            category: TicketCategory::Technical,
            priority: TicketPriority::Normal,
            status,
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
            resolved_at: (status == TicketStatus::Resolved).then(|| at(0)),
            closed_at: (status == TicketStatus::Closed).then(|| at(0)),
            rating: None,
            rating_comment: None,
            merged_into_id: None,
            created_at: at(0),
            updated_at: at(0),
            version: 1,
        }
    }

    #[test]
    fn the_ways_that_are_told_are_those_that_are_open() {
        for status in TicketStatus::ALL {
            for day in [0, 14, 15] {
                for merged in [None, Some(TicketId(Uuid::nil()))] {
                    if merged.is_some() && status != TicketStatus::Closed {
                        continue;
                    }
                    let stands = ticket::Model { merged_into_id: merged, ..ticket(status) };
                    let open: Vec<TicketStatus> = TicketStatus::ALL
                        .into_iter()
                        .filter(|target| place(&mut stands.clone(), *target, at(day)).is_ok())
                        .collect();
                    let mut told = ways(&stands, at(day));
                    told.sort_by_key(|status| TicketStatus::ALL.iter().position(|other| other == status));
                    assert_eq!(told, open, "{status:?} {day} {merged:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_over_opens_again_for_fourteen_days() {
        for status in [TicketStatus::Resolved, TicketStatus::Closed] {
            let mut again = ticket(status);
            place(&mut again, TicketStatus::Open, at(14)).expect("in time");
            assert_eq!((again.reopen_count, again.resolved_at, again.closed_at), (1, None, None));
            assert_eq!(again.updated_at, at(14));
            let late = at(14) + TimeDelta::microseconds(1);
            let refused = place(&mut ticket(status), TicketStatus::Open, late).expect_err("late");
            assert_eq!(refused.code, RefusalCode::TooLate);
        }
    }

    #[test]
    fn the_moments_go_with_the_states() {
        let mut solved = ticket(TicketStatus::Open);
        place(&mut solved, TicketStatus::Resolved, at(1)).expect("solved");
        assert_eq!((solved.resolved_at, solved.closed_at), (Some(at(1)), None));
        place(&mut solved, TicketStatus::Closed, at(2)).expect("closed");
        assert_eq!((solved.resolved_at, solved.closed_at), (Some(at(1)), Some(at(2))));
        assert_eq!(solved.reopen_count, 0);
        // From the later of the two on.
        assert!(in_time(&solved, at(16)) && !in_time(&solved, at(17)));
    }

    #[test]
    fn what_was_merged_stays_closed() {
        let mut merged = ticket(TicketStatus::Closed);
        merged.merged_into_id = Some(TicketId(Uuid::nil()));
        let refused = place(&mut merged, TicketStatus::Open, at(1)).expect_err("merged");
        assert_eq!((refused.code, refused.allowed), (RefusalCode::InvalidTransition, Some(Vec::new())));
    }

    #[test]
    fn a_customer_s_reply_brings_back_what_waited_for_it_or_was_solved() {
        use TicketStatus::{Closed, InProgress, New, Open, PendingCustomer, PendingVendor, Resolved};
        for (status, then) in [
            (New, New),
            (Open, Open),
            (InProgress, InProgress),
            (PendingCustomer, Open),
            (PendingVendor, PendingVendor),
            (Resolved, Open),
            (Closed, Closed),
        ] {
            assert_eq!(status.after_customer_reply(), then, "{status:?}");
        }
    }

    #[test]
    fn names_are_those_that_are_stored() {
        use sea_orm::ActiveEnum as _;
        for status in TicketStatus::ALL {
            assert_eq!(status.to_value(), status.name());
        }
    }

    #[test]
    fn only_what_is_listed_is_allowed() {
        use TicketStatus::{Closed, InProgress, New, Open, PendingCustomer, PendingVendor, Resolved};
        let working = [Open, InProgress, PendingCustomer, PendingVendor];
        for from in TicketStatus::ALL {
            for to in TicketStatus::ALL {
                let listed = match (from, to) {
                    (same, other) if same == other => false,
                    (New | Resolved | Closed, Open)
                    | (New | Open | InProgress | PendingCustomer | PendingVendor | Resolved, Closed) => true,
                    (from, Resolved) => working.contains(&from),
                    (from, to) => working.contains(&from) && working.contains(&to),
                };
                assert_eq!(from.may_become(to), listed, "{from:?} {to:?}");
            }
        }
    }
}
