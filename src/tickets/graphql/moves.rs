//! `moveTicket`, `closeTicket`, `reopenTicket`, `confirmResolution`, `disputeResolution`.

use async_graphql::{Context, ID, InputObject, Object};

use super::limit::count_writing;
use super::ticket::TicketNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::tickets;
use crate::tickets::entity::ticket::TicketStatus;
use_case_errors! {
    MoveTicketErrorCode, MoveTicketUserError ("MoveTicketUserError"), "Why a ticket was not moved." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// Its status does not lead there; `allowed` says where it does.
        InvalidTransition,
        /// It was over for more than 14 days.
        TooLate,
    }
}
use_case_errors! {
    CloseTicketErrorCode, CloseTicketUserError ("CloseTicketUserError"), "Why a ticket was not closed." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// Its status does not lead there; `allowed` says where it does.
        InvalidTransition,
    }
}
use_case_errors! {
    ReopenTicketErrorCode, ReopenTicketUserError ("ReopenTicketUserError"), "Why a ticket was not opened again." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// It is not over, or it was merged into another.
        InvalidTransition,
        /// It was over for more than 14 days.
        TooLate,
        /// The reason is empty or longer than 20,000 characters.
        InvalidInput,
    }
}
use_case_errors! {
    ConfirmResolutionErrorCode, ConfirmResolutionUserError ("ConfirmResolutionUserError"), "Why a solution was not confirmed." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The ticket is not RESOLVED.
        InvalidTransition,
    }
}
use_case_errors! {
    DisputeResolutionErrorCode, DisputeResolutionUserError ("DisputeResolutionUserError"), "Why a solution was not contested." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The ticket is not RESOLVED.
        InvalidTransition,
        /// It was over for more than 14 days.
        TooLate,
        /// The reason is empty or longer than 20,000 characters.
        InvalidInput,
    }
}
use_case_payload! {
    MoveTicketPayload ("The outcome of `moveTicket`."), MoveTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    CloseTicketPayload ("The outcome of `closeTicket`."), CloseTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    ReopenTicketPayload ("The outcome of `reopenTicket`."), ReopenTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    ConfirmResolutionPayload ("The outcome of `confirmResolution`."), ConfirmResolutionUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    DisputeResolutionPayload ("The outcome of `disputeResolution`."), DisputeResolutionUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}

/// Which ticket to move, and where.
#[derive(InputObject)]
pub struct MoveTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Where it is to stand.
    pub status: TicketStatus,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket to close.
#[derive(InputObject)]
pub struct CloseTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket to open again.
#[derive(InputObject)]
pub struct ReopenTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Why: a reply on the ticket, 1 to 20,000 characters. Absent: it is opened without a word.
    pub reason: Option<String>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket is solved.
#[derive(InputObject)]
pub struct ConfirmResolutionInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket is not solved, and why.
#[derive(InputObject)]
pub struct DisputeResolutionInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Why: a reply on the ticket, 1 to 20,000 characters.
    pub reason: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct TicketMoveMutations;

#[Object]
impl TicketMoveMutations {
    /// Moves a ticket to wherever its status leads. Its clock stands still or goes on as its service level says. For staff:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.moveTicket\")")]
    async fn move_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to move, and where.")] input: MoveTicketInput,
    ) -> Result<MoveTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let outcome = tickets::move_to_status(scope, id, input.status, input.expected_version);
        let outcome = Box::pin(outcome).await;
        MoveTicketPayload::of(outcome.map(TicketNode))
    }

    /// Closes a ticket: nothing more is to be done. For whoever may write on it: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.closeTicket\")")]
    async fn close_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to close.")] input: CloseTicketInput,
    ) -> Result<CloseTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let outcome = Box::pin(tickets::close(scope, id, input.expected_version)).await;
        CloseTicketPayload::of(outcome.map(TicketNode))
    }

    /// Opens a ticket again that was solved or closed within the last 14 days. For whoever may write on it: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.reopenTicket\")")]
    async fn reopen_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to open again.")] input: ReopenTicketInput,
    ) -> Result<ReopenTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        count_writing(ctx).await?;
        let scope = &request(ctx).scope;
        let outcome =
            Box::pin(tickets::reopen(scope, id, input.reason.as_deref(), input.expected_version)).await;
        ReopenTicketPayload::of(outcome.map(TicketNode))
    }

    /// Says for the customer that it is solved: the ticket is closed. For members and resellers that may write on it: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.confirmResolution\")")]
    async fn confirm_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket is solved.")] input: ConfirmResolutionInput,
    ) -> Result<ConfirmResolutionPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let outcome = Box::pin(tickets::confirm(scope, id, input.expected_version)).await;
        ConfirmResolutionPayload::of(outcome.map(TicketNode))
    }

    /// Says for the customer that it is not solved: the ticket is open again, and the reason is a reply on it. For members and
    /// resellers that may write on it: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.disputeResolution\")")]
    async fn dispute_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket is not solved, and why.")] input: DisputeResolutionInput,
    ) -> Result<DisputeResolutionPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        count_writing(ctx).await?;
        let scope = &request(ctx).scope;
        let outcome = tickets::dispute(scope, id, &input.reason, input.expected_version);
        let outcome = Box::pin(outcome).await;
        DisputeResolutionPayload::of(outcome.map(TicketNode))
    }
}
