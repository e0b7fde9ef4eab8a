//! `rateTicket`, `watchTicket`, `unwatchTicket`, `shareTicket`, `linkTicket`, `mergeTickets`, `tagTicket`, `updateTicket`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};

use super::ticket::TicketNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, read_change};
use crate::graphql::outcome::{told, use_case_errors, use_case_payload};
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketSharing};
use crate::tickets::{self, Links, TicketChanges};
use_case_errors! {
    RateTicketErrorCode, RateTicketUserError ("RateTicketUserError"), "Why a ticket was not rated." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The ticket is not over.
        InvalidTransition,
        /// It was over for more than 14 days.
        TooLate,
        /// The rating is not 1 to 5, or the comment is empty or longer than 2,000 characters.
        InvalidInput,
    }
}
use_case_errors! {
    WatchTicketErrorCode, WatchTicketUserError ("WatchTicketUserError"), "Why a ticket is not watched." {
        /// There is no such ticket.
        NotFound,
        /// 20 accounts watch it.
        TooMany,
    }
}
use_case_errors! {
    UnwatchTicketErrorCode, UnwatchTicketUserError ("UnwatchTicketUserError"), "Why a ticket is still watched." {
        /// There is no such ticket.
        NotFound,
    }
}
use_case_errors! {
    ShareTicketErrorCode, ShareTicketUserError ("ShareTicketUserError"), "Why a ticket is shared as before." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
    }
}
use_case_errors! {
    LinkTicketErrorCode, LinkTicketUserError ("LinkTicketUserError"), "Why a ticket belongs to what it did." {
        /// There is no such ticket, or no such service, line or incident of its customer.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
    }
}
use_case_errors! {
    MergeTicketsErrorCode, MergeTicketsUserError ("MergeTicketsUserError"), "Why tickets were not merged." {
        /// There is no such ticket.
        NotFound,
        /// The source is not the version that was seen, or the target has changed.
        Conflict,
        /// One of them is closed.
        InvalidTransition,
        /// They are one ticket, or of two customers.
        InvalidInput,
    }
}
use_case_errors! {
    TagTicketErrorCode, TagTicketUserError ("TagTicketUserError"), "Why the tags of a ticket are as before." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// A tag is no tag, or there are more than 20.
        InvalidInput,
        /// The ticket would have more than 20 tags.
        TooMany,
    }
}
use_case_errors! {
    UpdateTicketErrorCode, UpdateTicketUserError ("UpdateTicketUserError"), "Why a ticket is as before." {
        /// There is no such ticket.
        NotFound,
        /// The ticket is not the version that was seen.
        Conflict,
        /// The subject is empty or longer than 200 characters.
        InvalidInput,
    }
}
use_case_payload! {
    RateTicketPayload ("The outcome of `rateTicket`."), RateTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    WatchTicketPayload ("The outcome of `watchTicket`."), WatchTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    UnwatchTicketPayload ("The outcome of `unwatchTicket`."), UnwatchTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    ShareTicketPayload ("The outcome of `shareTicket`."), ShareTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    LinkTicketPayload ("The outcome of `linkTicket`."), LinkTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    TagTicketPayload ("The outcome of `tagTicket`."), TagTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}
use_case_payload! {
    UpdateTicketPayload ("The outcome of `updateTicket`."), UpdateTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}

/// Which ticket to rate, and how.
#[derive(InputObject)]
pub struct RateTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// How content the customer was, 1 to 5.
    pub rating: i32,
    /// The same in words: 1 to 2,000 characters.
    pub comment: Option<String>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket to watch.
#[derive(InputObject)]
pub struct WatchTicketInput {
    /// The ticket.
    pub ticket_id: ID,
}

/// Which ticket not to watch any more.
#[derive(InputObject)]
pub struct UnwatchTicketInput {
    /// The ticket.
    pub ticket_id: ID,
}

/// Which ticket to share, and with whom.
#[derive(InputObject)]
pub struct ShareTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Which members of the customer see it.
    pub sharing: TicketSharing,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket belongs to what. What is absent stays, what is null is taken away.
#[derive(InputObject)]
pub struct LinkTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The service.
    pub service_id: MaybeUndefined<ID>,
    /// The line of an invoice.
    pub invoice_line_id: MaybeUndefined<ID>,
    /// The incident.
    pub incident_id: MaybeUndefined<ID>,
    /// The device of the network: for staff who see devices. Its customer does not see that it is linked.
    pub device_id: MaybeUndefined<ID>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which ticket goes on in which.
#[derive(InputObject)]
pub struct MergeTicketsInput {
    /// The ticket that is closed.
    pub source_id: ID,
    /// The ticket that goes on.
    pub target_id: ID,
    /// The version of the source that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// The outcome of `mergeTickets`.
#[derive(SimpleObject)]
pub struct MergeTicketsPayload {
    /// The ticket that goes on; null when there is an error.
    ticket: Option<TicketNode>,
    /// The ticket that is closed; null when there is an error.
    source: Option<TicketNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<MergeTicketsUserError>,
}

/// Which tags to add to a ticket, and which to take from it.
#[derive(InputObject)]
pub struct TagTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// Tags to add: letters a to z, digits and hyphens, 1 to 40 each; at most 20.
    pub add: Option<Vec<String>>,
    /// Tags to take away; at most 20.
    pub remove: Option<Vec<String>>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// What of a ticket is to be otherwise. What is absent stays.
#[derive(InputObject)]
pub struct UpdateTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The subject: 1 to 200 characters in one line.
    pub subject: Option<String>,
    /// What it is about, as a kind.
    pub category: Option<TicketCategory>,
    /// How urgent it is: another priority has another service level, counted from the beginning of the ticket.
    pub priority: Option<TicketPriority>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct TicketChangeMutations;

#[Object]
impl TicketChangeMutations {
    /// Says how content the customer was with a ticket that is solved or closed; again until 14 days after that. For members that
    /// may write on it: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.rateTicket\")")]
    async fn rate_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to rate, and how.")] input: RateTicketInput,
    ) -> Result<RateTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let (rating, comment) = (input.rating, input.comment.as_deref());
        let outcome = Box::pin(tickets::rate(scope, id, rating, comment, input.expected_version)).await;
        RateTicketPayload::of(outcome.map(TicketNode))
    }

    /// The caller is told of what happens to a ticket from now on. For whoever sees it. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.watchTicket\")")]
    async fn watch_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to watch.")] input: WatchTicketInput,
    ) -> Result<WatchTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let outcome = Box::pin(tickets::watch(scope, id)).await;
        WatchTicketPayload::of(outcome.map(TicketNode))
    }

    /// The caller is not told any more. Who saw the ticket only because of that sees it no more after this. For whoever sees it.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.unwatchTicket\")")]
    async fn unwatch_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket not to watch any more.")] input: UnwatchTicketInput,
    ) -> Result<UnwatchTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let outcome = Box::pin(tickets::unwatch(scope, id)).await;
        UnwatchTicketPayload::of(outcome.map(TicketNode))
    }

    /// Says which members of the customer see a ticket. For who opened it, owners and staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.shareTicket\")")]
    async fn share_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket to share, and with whom.")] input: ShareTicketInput,
    ) -> Result<ShareTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let outcome = Box::pin(tickets::share(scope, id, input.sharing, input.expected_version)).await;
        ShareTicketPayload::of(outcome.map(TicketNode))
    }

    /// Says which service, line of an invoice, incident and device a ticket is about: such as the caller sees, the first three
    /// of the same customer. For whoever may write on it: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.linkTicket\")")]
    async fn link_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket belongs to what.")] input: LinkTicketInput,
    ) -> Result<LinkTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let links = Links {
            subscription: read_change(&input.service_id, "input.serviceId")?,
            invoice_line: read_change(&input.invoice_line_id, "input.invoiceLineId")?,
            incident: read_change(&input.incident_id, "input.incidentId")?,
            device: read_change(&input.device_id, "input.deviceId")?,
        };
        let outcome = Box::pin(tickets::link(scope, id, links, input.expected_version)).await;
        LinkTicketPayload::of(outcome.map(TicketNode))
    }

    /// Closes a ticket because another of the same customer goes on in its place. Nothing that was written moves: a reply on
    /// each names the other. Who watched the one watches the other. For staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.mergeTickets\")")]
    async fn merge_tickets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ticket goes on in which.")] input: MergeTicketsInput,
    ) -> Result<MergeTicketsPayload, ApiError> {
        let source = read(&input.source_id, "input.sourceId")?;
        let target = read(&input.target_id, "input.targetId")?;
        let scope = &request(ctx).scope;
        let merged = Box::pin(tickets::merge(scope, source, target, input.expected_version)).await;
        Ok(match told(merged, MergeTicketsUserError::told)? {
            Ok((source, target)) => MergeTicketsPayload {
                ticket: Some(TicketNode(target)),
                source: Some(TicketNode(source)),
                user_errors: Vec::new(),
            },
            Err(error) => MergeTicketsPayload { ticket: None, source: None, user_errors: vec![error] },
        })
    }

    /// Adds tags to a ticket and takes tags from it; the customer does not see them. For staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.tagTicket\")")]
    async fn tag_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which tags to add, and which to take away.")] input: TagTicketInput,
    ) -> Result<TagTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let (add, remove) = (input.add.unwrap_or_default(), input.remove.unwrap_or_default());
        let outcome = tickets::change_tags(scope, id, &add, &remove, input.expected_version);
        let outcome = Box::pin(outcome).await;
        TagTicketPayload::of(outcome.map(TicketNode))
    }

    /// Changes what a ticket is about and how urgent it is. For staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateTicket\")")]
    async fn update_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be otherwise.")] input: UpdateTicketInput,
    ) -> Result<UpdateTicketPayload, ApiError> {
        let id = read(&input.ticket_id, "input.ticketId")?;
        let scope = &request(ctx).scope;
        let UpdateTicketInput { subject, category, priority, expected_version, .. } = input;
        let changes = TicketChanges { subject, category, priority };
        let outcome = Box::pin(tickets::update(scope, id, changes, expected_version)).await;
        UpdateTicketPayload::of(outcome.map(TicketNode))
    }
}
