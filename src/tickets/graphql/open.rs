//! `createTicket`.

use async_graphql::{Context, ID, InputObject, Object};

use super::limit::count_writing;
use super::ticket::TicketNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::idempotency::key;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketSharing};
use crate::tickets::{self, Links, Request};

use_case_errors! {
    CreateTicketErrorCode, CreateTicketUserError ("CreateTicketUserError"), "Why no ticket was opened." {
        /// There is no such customer, or no such service, line, incident or upload of it.
        NotFound,
        /// The customer is closed.
        CustomerClosed,
        /// Subject or text are empty or too long, or the priority is the staff's to give.
        InvalidInput,
        /// The idempotency key was used for another ticket.
        IdempotencyKeyReused,
        /// The first call under this idempotency key is still at work: ask again in a moment.
        IdempotencyInProgress,
    }
}
use_case_payload! {
    CreateTicketPayload ("The outcome of `createTicket`."), CreateTicketUserError,
    /// The ticket; null when there is an error.
    ticket: TicketNode
}

/// The ticket to open.
#[derive(InputObject)]
pub struct CreateTicketInput {
    /// Whose it is.
    pub customer_id: ID,
    /// What it is about, in words: 1 to 200 characters in one line.
    pub subject: String,
    /// The first text: plain, 1 to 20,000 characters.
    pub body: String,
    /// What it is about, as a kind.
    pub category: TicketCategory,
    /// How urgent it is. URGENT and CRITICAL are for staff: INVALID_INPUT.
    #[graphql(default_with = "TicketPriority::Normal")]
    pub priority: TicketPriority,
    /// The service it is about.
    pub service_id: Option<ID>,
    /// The line of an invoice it is about.
    pub invoice_line_id: Option<ID>,
    /// The incident it belongs to.
    pub incident_id: Option<ID>,
    /// The device of the network: for staff who see devices.
    pub device_id: Option<ID>,
    /// Which members of the customer see it.
    #[graphql(default_with = "TicketSharing::Company")]
    pub sharing: TicketSharing,
    /// Files that the caller has uploaded for this customer; at most 10.
    pub attachment_ids: Option<Vec<ID>>,
    /// A text of the caller's choice, 1 to 200 characters of ASCII: the same ticket under the same key is opened once, for 24
    /// hours. Give it here, or in the header `Idempotency-Key`, or not at all.
    pub idempotency_key: Option<String>,
}

impl CreateTicketInput {
    fn into_request(self, request: &RequestContext) -> Result<Request, ApiError> {
        let given = self.idempotency_key.is_some() || request.idempotency_key.is_some();
        let key = given.then(|| key(request, self.idempotency_key.as_deref())).transpose()?;
        let service = self.service_id.as_ref().map(|id| read(id, "input.serviceId")).transpose()?;
        let line = self.invoice_line_id.as_ref().map(|id| read(id, "input.invoiceLineId")).transpose()?;
        let device = self.device_id.as_ref().map(|id| read(id, "input.deviceId")).transpose()?;
        let incident = self.incident_id.as_ref().map(|id| read(id, "input.incidentId")).transpose()?;
        Ok(Request {
            customer: read(&self.customer_id, "input.customerId")?,
            subject: self.subject,
            body: self.body,
            category: self.category,
            priority: self.priority,
            links: Links {
                subscription: Some(service),
                invoice_line: Some(line),
                incident: Some(incident),
                device: device.map(Some),
            },
            sharing: self.sharing,
            attachments: attachments(self.attachment_ids)?,
            key,
        })
    }
}

/// The uploads that a text is to come with.
pub(super) fn attachments<I: crate::kernel::ids::TypedId>(ids: Option<Vec<ID>>) -> Result<Vec<I>, ApiError> {
    ids.unwrap_or_default().iter().map(|id| read(id, "input.attachmentIds")).collect()
}

/// See [`CreateTicketMutation::create_ticket`].
#[derive(Default)]
pub struct CreateTicketMutation;

#[Object]
impl CreateTicketMutation {
    /// Opens a ticket: its number, its clocks, its first text; who opens it watches it. For members but viewers, as far as
    /// their right covers the category, the resellers that serve the customer, and staff: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createTicket\")")]
    async fn create_ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ticket to open.")] input: CreateTicketInput,
    ) -> Result<CreateTicketPayload, ApiError> {
        let request = request(ctx);
        let wanted = input.into_request(request)?;
        count_writing(ctx).await?;
        let opened = Box::pin(tickets::create(&request.scope, wanted)).await;
        CreateTicketPayload::of(opened.map(TicketNode))
    }
}
