//! `escalateTicket`.

use async_graphql::{Context, ID, InputObject, Object};

use super::ticket::TicketNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TicketId;
use crate::kernel::refusal::UseCaseError;
use crate::tickets::{self, reach};

use_case_errors! {
    EscalateTicketErrorCode, EscalateTicketUserError ("EscalateTicketUserError"), "Why a ticket was not escalated." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The reason is empty or longer than 2000 characters.
        InvalidInput,
        /// The ticket is solved or closed.
        InvalidTransition,
        /// It was escalated before.
        AlreadyDone,
    }
}
use_case_payload! {
    EscalateTicketPayload ("The outcome of `escalateTicket`."), EscalateTicketUserError,
    /// The ticket, which is escalated; null when there is an error.
    ticket: TicketNode
}

/// Which ticket to escalate, and why.
#[derive(InputObject)]
pub struct EscalateTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Why, for the note that is written on it: 1 to 2000 characters.
    pub reason: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its field.
#[derive(Default)]
pub struct EscalateTicketMutation;

#[Object]
impl EscalateTicketMutation {
    /// Raises a ticket by one priority and gives it to the team that its service level names, if it names one; an internal
    /// note says why. Its clock goes on: what was promised stays promised. Tickets whose time runs out are escalated so by
    /// themselves. Once for each ticket, and again after its priority was set anew. For staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.escalateTicket\")")]
    async fn escalate_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to escalate, and why.")] input: EscalateTicketInput,
    ) -> Result<EscalateTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let escalated = Box::pin(escalated(ctx, id, &input)).await;
        EscalateTicketPayload::of(escalated)
    }
}

async fn escalated(
    ctx: &Context<'_>,
    id: TicketId,
    input: &EscalateTicketInput,
) -> Result<TicketNode, UseCaseError> {
    let request = request(ctx);
    let name = request.signed_in.as_ref().map_or("", |caller| caller.account.display_name.as_str());
    tickets::escalate(&request.scope, id, &input.reason, input.expected_version, name).await?;
    let seen = reach::seen(&request.scope, &[id]).await?.pop();
    Ok(TicketNode::new(seen.ok_or_else(|| Fault::internal("an escalated ticket is gone"))?))
}
