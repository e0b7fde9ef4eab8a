//! `bulkChangeTickets`.

use async_graphql::{Context, ID, InputObject, Object, OneofObject, SimpleObject};

use super::ticket::TicketNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{told, use_case_errors};
use crate::kernel::ids::TicketId;
use crate::tickets::desk::{BulkChange, change_one, distinct};
use crate::tickets::entity::ticket::{TicketPriority, TicketStatus};

use_case_errors! {
    BulkChangeTicketErrorCode, BulkChangeTicketUserError ("BulkChangeTicketUserError"), "Why a ticket of several was not changed." {
        /// There is no such ticket, active employee, or team at work.
        NotFound,
        /// Somebody else has changed it at this moment.
        Conflict,
        /// Its status does not lead there, or it is closed; `allowed` says where it leads.
        InvalidTransition,
        /// The change is not acceptable, e.g. a tag that is none.
        InvalidInput,
        /// It is so already.
        AlreadyDone,
        /// It has as many tags as there may be.
        TooMany,
        /// It was closed too long ago to be opened again.
        TooLate,
        /// Its customer is closed.
        CustomerClosed,
    }
}

crate::user_errors! {
    /// Why nothing was tried.
    BulkChangeTicketsErrorCode, BulkChangeTicketsUserError ("BulkChangeTicketsUserError"), "Why nothing was tried." {
        /// There are no tickets, more than 100, or one is named twice.
        InvalidInput,
    }
}

/// What happened to one ticket of several.
#[derive(SimpleObject)]
pub struct BulkChangeTicketsResult {
    /// The ticket's id, as it was given.
    ticket_id: ID,
    /// The ticket as it is now; null where it was not changed.
    ticket: Option<TicketNode>,
    /// Why it was not changed; empty where it was.
    user_errors: Vec<BulkChangeTicketUserError>,
}

/// What to do to each ticket: one of these.
#[derive(OneofObject)]
pub enum TicketBulkChangeInput {
    /// Move it to this status.
    Status(TicketStatus),
    /// Give it to this employee, by account.
    AssigneeId(ID),
    /// Give it to this team.
    TeamId(ID),
    /// Make it as urgent as this.
    Priority(TicketPriority),
    /// Give it this tag too.
    AddTag(String),
}

/// What to do to which tickets.
#[derive(InputObject)]
pub struct BulkChangeTicketsInput {
    /// To which tickets; 1 to 100, each once. Each is changed or not by itself.
    pub ticket_ids: Vec<ID>,
    /// What to do.
    pub change: TicketBulkChangeInput,
}

/// The outcome of `bulkChangeTickets`.
#[derive(SimpleObject)]
pub struct BulkChangeTicketsPayload {
    /// One result a ticket, in the order they were given.
    results: Vec<BulkChangeTicketsResult>,
    /// How many tickets were changed.
    changed_count: i32,
    /// Why nothing was tried; empty where each ticket has its result.
    user_errors: Vec<BulkChangeTicketsUserError>,
}

/// See [`BulkMutations::bulk_change_tickets`].
#[derive(Default)]
pub struct BulkMutations;

#[Object]
impl BulkMutations {
    /// Does one thing to up to 100 tickets, each by itself and with a result of its own: what one refuses does not keep the
    /// others. For staff: FORBIDDEN. Each change is audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.bulkChangeTickets\")")]
    async fn bulk_change_tickets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do to which tickets.")] input: BulkChangeTicketsInput,
    ) -> Result<BulkChangeTicketsPayload, ApiError> {
        let read_ids = input.ticket_ids.iter().map(|id| read(id, "input.ticketIds"));
        let ids: Vec<TicketId> = read_ids.collect::<Result<_, _>>()?;
        let change = match input.change {
            TicketBulkChangeInput::Status(status) => BulkChange::Status(status),
            TicketBulkChangeInput::AssigneeId(id) => {
                BulkChange::Assignee(read(&id, "input.change.assigneeId")?)
            }
            TicketBulkChangeInput::TeamId(id) => BulkChange::Team(read(&id, "input.change.teamId")?),
            TicketBulkChangeInput::Priority(priority) => BulkChange::Priority(priority),
            TicketBulkChangeInput::AddTag(tag) => BulkChange::AddTag(tag),
        };
        if let Err(invalid) = distinct(&ids) {
            let error = BulkChangeTicketsUserError {
                code: BulkChangeTicketsErrorCode::InvalidInput,
                message: invalid.message,
                field: Some(invalid.field.to_owned()),
                retryable: false,
            };
            return Ok(BulkChangeTicketsPayload {
                results: Vec::new(),
                changed_count: 0,
                user_errors: vec![error],
            });
        }
        let mut results = Vec::with_capacity(ids.len());
        for id in ids {
            let outcome = Box::pin(change_one(&request(ctx).scope, id, &change)).await;
            let (ticket, user_errors) = match told(outcome, BulkChangeTicketUserError::told)? {
                Ok(seen) => (Some(TicketNode(seen)), Vec::new()),
                Err(error) => (None, vec![error]),
            };
            results.push(BulkChangeTicketsResult { ticket_id: write(id), ticket, user_errors });
        }
        let changed = results.iter().filter(|result| result.ticket.is_some()).count();
        let changed_count = i32::try_from(changed).unwrap_or(i32::MAX);
        Ok(BulkChangeTicketsPayload { results, changed_count, user_errors: Vec::new() })
    }
}
