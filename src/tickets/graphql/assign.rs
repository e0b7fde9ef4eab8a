//! `assignTicket`, `takeTicket`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::ticket::TicketNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, read_change};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::tickets::desk::{Assignment, assign_ticket, take_ticket};

use_case_errors! {
    AssignTicketErrorCode, AssignTicketUserError ("AssignTicketUserError"), "Why a ticket was not given to anybody." {
        /// There is no such ticket, active employee, or team at work.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// It is closed.
        InvalidTransition,
        /// Neither assignee nor team is named, or the assignee is not in the team that is named beside it.
        InvalidInput,
    }
}
use_case_errors! {
    TakeTicketErrorCode, TakeTicketUserError ("TakeTicketUserError"), "Why a ticket was not taken." {
        /// There is no such ticket.
        NotFound,
        /// Somebody else has taken it, or it is not the version that was seen.
        Conflict,
        /// It is closed.
        InvalidTransition,
        /// The caller works on it already.
        AlreadyDone,
    }
}
use_case_payload! {
    AssignTicketPayload ("The outcome of `assignTicket`."), AssignTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    TakeTicketPayload ("The outcome of `takeTicket`."), TakeTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}

/// Whom to give a ticket to.
#[derive(InputObject)]
pub struct AssignTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The account of the employee; null: nobody works on it. Absent: who works on it stays.
    pub assignee_id: MaybeUndefined<ID>,
    /// The team; null: it lies with none. Absent: it stays with its team. Where both are named, the employee must be in the team.
    pub team_id: MaybeUndefined<ID>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket to take.
#[derive(InputObject)]
pub struct TakeTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct AssignMutations;

#[Object]
impl AssignMutations {
    /// Gives a ticket to an employee, a team, or both, or takes it away from them. For staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.assignTicket\")")]
    async fn assign_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to give which ticket to.")] input: AssignTicketInput,
    ) -> Result<AssignTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let assignee = read_change(&input.assignee_id, "input.assigneeId")?;
        let team = read_change(&input.team_id, "input.teamId")?;
        let to = Assignment { assignee, team };
        let ticket = Box::pin(assign_ticket(&request(ctx).scope, id, to, input.expected_version)).await;
        AssignTicketPayload::of(ticket.map(TicketNode))
    }

    /// Takes a ticket that nobody works on; of two who take it at once one has it, and the other gets CONFLICT. For staff:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.takeTicket\")")]
    async fn take_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to take.")] input: TakeTicketInput,
    ) -> Result<TakeTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let ticket = Box::pin(take_ticket(&request(ctx).scope, id, input.expected_version)).await;
        TakeTicketPayload::of(ticket.map(TicketNode))
    }
}
