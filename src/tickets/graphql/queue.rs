//! `ticketQueues`.

use async_graphql::{Context, Enum, ID, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::outcome::asked;
use crate::tickets::desk::{Queues, queues};
use crate::tickets::entity::ticket::TicketStatus;

/// A list of live tickets that an employee works through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum TicketQueueKind {
    /// Those that the caller works on.
    Mine,
    /// Those that nobody works on.
    Unassigned,
    /// Those that lie with a team of the caller.
    MyTeams,
    /// Those whose first answer or solution is late.
    Breached,
    /// Those whose first answer or solution is nearly late.
    AtRisk,
    /// Those that wait for an answer of the customer.
    WaitingForCustomer,
    /// All that are neither solved nor closed.
    AllLive,
}

/// What to ask `tickets` for to see a queue: its fields are those of `TicketFilter`. A null field does not narrow the list.
#[derive(Debug, Clone, Default, SimpleObject)]
pub struct TicketQueueFilter {
    /// Only tickets in one of these states.
    status: Option<Vec<TicketStatus>>,
    /// Only tickets that this employee works on.
    assignee_id: Option<ID>,
    /// Only tickets that nobody works on.
    unassigned: Option<bool>,
    /// Only tickets that lie with one of these teams.
    team_ids: Option<Vec<ID>>,
    /// Only tickets whose first answer or solution is late.
    breached: Option<bool>,
    /// Only tickets whose first answer or solution is nearly late, and neither is.
    at_risk: Option<bool>,
}

/// A queue of the caller, for a sidebar. Visible to staff.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "TicketQueue")]
pub struct TicketQueueNode {
    /// Which one.
    kind: TicketQueueKind,
    /// Tickets in it.
    count: i32,
    /// What to ask `tickets` for to see them.
    filter: TicketQueueFilter,
}

/// The caller's queues.
pub async fn ticket_queues(ctx: &Context<'_>) -> Result<Vec<TicketQueueNode>, ApiError> {
    let Queues { account, teams, counts } = asked(queues(&request(ctx).scope).await)?;
    let live = || {
        let live = TicketStatus::ALL.into_iter().filter(|status| status.is_live()).collect();
        TicketQueueFilter { status: Some(live), ..TicketQueueFilter::default() }
    };
    let waiting = vec![TicketStatus::PendingCustomer];
    let queue = |kind, count: i64, filter| {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        TicketQueueNode { kind, count, filter }
    };
    let team_ids = Some(teams.into_iter().map(write).collect());
    Ok(vec![
        queue(
            TicketQueueKind::Mine,
            counts.mine,
            TicketQueueFilter { assignee_id: Some(write(account)), ..live() },
        ),
        queue(
            TicketQueueKind::Unassigned,
            counts.unassigned,
            TicketQueueFilter { unassigned: Some(true), ..live() },
        ),
        queue(TicketQueueKind::MyTeams, counts.my_teams, TicketQueueFilter { team_ids, ..live() }),
        queue(
            TicketQueueKind::Breached,
            counts.breached,
            TicketQueueFilter { breached: Some(true), ..live() },
        ),
        queue(TicketQueueKind::AtRisk, counts.at_risk, TicketQueueFilter { at_risk: Some(true), ..live() }),
        queue(
            TicketQueueKind::WaitingForCustomer,
            counts.waiting_for_customer,
            TicketQueueFilter { status: Some(waiting), ..TicketQueueFilter::default() },
        ),
        queue(TicketQueueKind::AllLive, counts.live, live()),
    ])
}
