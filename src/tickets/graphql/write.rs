//! `replyToTicket`, `addTicketNote`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::limit::count_writing;
use super::note::TicketNoteNode;
use super::open::attachments;
use super::reply::TicketReplyNode;
use super::ticket::TicketNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{told, use_case_errors};
use crate::tickets;

use_case_errors! {
    ReplyToTicketErrorCode, ReplyToTicketUserError ("ReplyToTicketUserError"), "Why no reply was written." {
        /// There is no such ticket, or no such upload.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The ticket is closed: open it again first.
        InvalidTransition,
        /// The ticket was solved more than 14 days ago: open another.
        TooLate,
        /// The text is empty or longer than 20,000 characters.
        InvalidInput,
    }
}
use_case_errors! {
    AddTicketNoteErrorCode, AddTicketNoteUserError ("AddTicketNoteUserError"), "Why no note was written." {
        /// There is no such ticket, or no such upload.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The text is empty or longer than 20,000 characters.
        InvalidInput,
    }
}

/// What to reply, to which ticket.
#[derive(InputObject)]
pub struct ReplyToTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The text: plain, 1 to 20,000 characters.
    pub body: String,
    /// Files that the caller has uploaded for the customer; at most 10.
    pub attachment_ids: Option<Vec<ID>>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// The outcome of `replyToTicket`.
#[derive(SimpleObject)]
pub struct ReplyToTicketPayload {
    /// The ticket; null when there is an error.
    ticket: Option<TicketNode>,
    /// The reply; null when there is an error.
    reply: Option<TicketReplyNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<ReplyToTicketUserError>,
}

/// What to note, on which ticket.
#[derive(InputObject)]
pub struct AddTicketNoteInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The text: plain, 1 to 20,000 characters.
    pub body: String,
    /// Files that the caller has uploaded for the customer; at most 10.
    pub attachment_ids: Option<Vec<ID>>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// The outcome of `addTicketNote`.
#[derive(SimpleObject)]
pub struct AddTicketNotePayload {
    /// The ticket; null when there is an error.
    ticket: Option<TicketNode>,
    /// The note; null when there is an error.
    note: Option<TicketNoteNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<AddTicketNoteUserError>,
}

/// See its fields.
#[derive(Default)]
pub struct TicketTextMutations;

#[Object]
impl TicketTextMutations {
    /// Replies to a ticket; the customer reads it. What the customer's side writes opens again what waited for it or was
    /// solved; the first reply of staff stops the clock of the first reply. For whoever may open tickets of its category:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.replyToTicket\")")]
    async fn reply_to_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to reply, to which ticket.")] input: ReplyToTicketInput,
    ) -> Result<ReplyToTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let files = attachments(input.attachment_ids)?;
        count_writing(ctx).await?;
        let scope = &request(ctx).scope;
        let reply = tickets::reply(scope, id, &input.body, files, input.expected_version);
        Ok(match told(Box::pin(reply).await, ReplyToTicketUserError::told)? {
            Ok((ticket, reply)) => ReplyToTicketPayload {
                ticket: Some(TicketNode(ticket)),
                reply: Some(TicketReplyNode(reply)),
                user_errors: Vec::new(),
            },
            Err(error) => ReplyToTicketPayload { ticket: None, reply: None, user_errors: vec![error] },
        })
    }

    /// Notes something on a ticket that staff alone reads. No clock stops and nothing moves. For staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.addTicketNote\")")]
    async fn add_ticket_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to note, on which ticket.")] input: AddTicketNoteInput,
    ) -> Result<AddTicketNotePayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let files = attachments(input.attachment_ids)?;
        let scope = &request(ctx).scope;
        let note = tickets::note(scope, id, &input.body, files, input.expected_version);
        Ok(match told(Box::pin(note).await, AddTicketNoteUserError::told)? {
            Ok((ticket, note)) => AddTicketNotePayload {
                ticket: Some(TicketNode(ticket)),
                note: Some(TicketNoteNode(note)),
                user_errors: Vec::new(),
            },
            Err(error) => AddTicketNotePayload { ticket: None, note: None, user_errors: vec![error] },
        })
    }
}
