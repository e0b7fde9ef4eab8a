//! Opening tickets.

use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::link::check;
use super::reply::{use_attachments, write_reply};
use super::{Links, record, visible};
use crate::customers;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::idempotency::{self, Begun, Keep, Key};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{
    AccountId, CustomerId, DeviceId, IncidentId, InvoiceLineId, SubscriptionId, TicketAttachmentId, TicketId,
    TypedId as _,
};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, long_text, short_text};
use crate::tickets::author::Author;
use crate::tickets::entity::ticket::{
    self, TicketCategory, TicketPriority, TicketSharing, TicketSource, TicketStatus,
};
use crate::tickets::entity::ticket_reply::{AuthorKind, ReplyChannel};
use crate::tickets::entity::{ticket_transition, ticket_watcher};
use crate::tickets::reach::{SeenTicket, side_of};
use crate::tickets::{MAX_BODY, MAX_SUBJECT, TicketError, events, policy, store};

/// A ticket to be opened. Who opens it has been asked whether it may.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is about, 1 to 200 characters.
    pub subject: String,
    /// The first text, 1 to 20,000 characters.
    pub body: String,
    /// What it is about, as a kind.
    pub category: TicketCategory,
    /// How urgent it is.
    pub priority: TicketPriority,
    /// How it came.
    pub source: TicketSource,
    /// Who of the customer sees it.
    pub sharing: TicketSharing,
    /// The account that opens it, and watches it from then on; none for the system.
    pub opened_by: Option<AccountId>,
    /// Who has written the first text.
    pub author: Author,
    /// The service it is about.
    pub subscription: Option<SubscriptionId>,
    /// The incident it belongs to.
    pub incident: Option<IncidentId>,
    /// The line of an invoice it is about.
    pub invoice_line: Option<InvoiceLineId>,
    /// The device of the network.
    pub device: Option<DeviceId>,
    /// Files of the first text.
    pub attachments: Vec<TicketAttachmentId>,
}

/// What a caller asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is about.
    pub subject: String,
    /// The first text.
    pub body: String,
    /// What it is about, as a kind.
    pub category: TicketCategory,
    /// How urgent it is.
    pub priority: TicketPriority,
    /// What it belongs to.
    pub links: Links,
    /// Who of the customer sees it.
    pub sharing: TicketSharing,
    /// Files of the first text.
    pub attachments: Vec<TicketAttachmentId>,
    /// The same request under the same key opens one ticket.
    pub key: Option<String>,
}

impl Request {
    fn as_json(&self) -> Json {
        let ids = self.attachments.iter().map(ToString::to_string).collect::<Vec<_>>();
        json!({
            "customer": self.customer.to_string(),
            "subject": self.subject,
            "body": self.body,
            "category": format!("{:?}", self.category),
            "priority": format!("{:?}", self.priority),
            "links": self.links.as_json(),
            "sharing": format!("{:?}", self.sharing),
            "attachments": ids,
        })
    }
}

/// Opens a ticket for a customer within reach: by its members, by the resellers that serve it, and by staff.
pub async fn create(scope: &Scope, request: Request) -> Result<SeenTicket, TicketError> {
    let gone = || Refusal::not_found("customerId", "customer");
    let customer = customers::seen(scope, &[request.customer]).await?.pop().ok_or_else(gone)?;
    let may = |kind| policy::may_write_tickets(request.category, kind);
    let side = side_of(customer.callers.as_deref(), may).ok_or(TicketError::Forbidden)?;
    if customer.is_closed() {
        let message = "the customer is closed";
        return Err(Refusal::of(RefusalCode::CustomerClosed, "customerId", message).into());
    }
    if !customer.allows(|kind| policy::may_choose(request.priority, kind)) {
        return Err(Invalid::new("priority", "must be LOW, NORMAL or HIGH").into());
    }
    check(scope, request.customer, &request.links).await?;
    let tx = scope.begin().await?;
    let slot = match &request.key {
        None => None,
        Some(text) => {
            let key = Key::new("createTicket", text.clone(), &request.as_json(), Keep::Day);
            match idempotency::begin(&tx, &key).await? {
                Begun::New(slot) | Begun::TakenOver(slot, _) => Some(slot),
                Begun::Done(result) => {
                    drop(tx);
                    return visible(scope, opened_before(&result)?).await;
                }
                Begun::Running(_) => {
                    let message = "this ticket is being opened";
                    let code = RefusalCode::IdempotencyInProgress;
                    return Err(Refusal::of(code, "idempotencyKey", message).into());
                }
                Begun::Reused => {
                    let message = "this key was used for another ticket";
                    let code = RefusalCode::IdempotencyKeyReused;
                    return Err(Refusal::of(code, "idempotencyKey", message).into());
                }
            }
        }
    };
    let author = Author::caller(&tx, side).await?;
    let staff = side == AuthorKind::Staff;
    let Request { customer: id, subject, body, category, priority, links, sharing, attachments, .. } =
        request;
    let new = NewTicket {
        customer: id,
        subject,
        body,
        category,
        priority,
        source: if staff { TicketSource::Staff } else { TicketSource::Portal },
        sharing,
        opened_by: author.id,
        author,
        subscription: links.subscription.flatten(),
        incident: links.incident.flatten(),
        device: links.device.flatten(),
        invoice_line: links.invoice_line.flatten(),
        attachments,
    };
    let ticket = Box::pin(open_for(&tx, new)).await?;
    let facts = json!({ "number": ticket.number, "category": ticket.category.to_value() });
    tx.record(record("ticket.create", &ticket).after(facts)).await?;
    if let Some(slot) = slot {
        idempotency::finish(&tx, &slot, json!({ "ticket": ticket.id.to_string() })).await?;
    }
    tx.commit().await?;
    Ok(SeenTicket::of(scope, ticket, customer.callers))
}

fn opened_before(result: &Json) -> Result<TicketId, TicketError> {
    let id = result["ticket"].as_str().and_then(|text| TicketId::parse(text).ok());
    Ok(id.ok_or_else(|| Fault::internal("an idempotency record of a ticket names none"))?)
}

/// Opens a ticket: its number, its clocks, the first text, its first watcher, its history, the word to whoever follows the
/// customer.
pub async fn open_for(tx: &Tx, new: NewTicket) -> Result<ticket::Model, TicketError> {
    let scope = tx.scope();
    let now = scope.now();
    let subject = short_text(&new.subject, "subject", MAX_SUBJECT)?;
    let body = long_text(&new.body, "body", MAX_BODY)?;
    let mut ticket = ticket::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        number: store::number(tx).await?,
        customer_id: new.customer,
        subject,
        category: new.category,
        priority: new.priority,
        status: TicketStatus::New,
        source: new.source,
        sharing: new.sharing,
        opened_by: new.opened_by,
        subscription_id: new.subscription,
        incident_id: new.incident,
        device_id: new.device,
        invoice_line_id: new.invoice_line,
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
        resolved_at: None,
        closed_at: None,
        rating: None,
        rating_comment: None,
        merged_into_id: None,
        created_at: now,
        updated_at: now,
        version: FIRST_VERSION,
    };
    crate::tickets::sla::begin(tx, &mut ticket).await?;
    store::tickets::insert(tx, ticket.clone()).await?;
    let reply = write_reply(tx, &ticket, &new.author, &body, channel_of(new.source), None).await?;
    use_attachments(tx, &ticket, &reply, &new.attachments).await?;
    if let Some(account) = new.opened_by {
        let watcher = watcher(tx, ticket.id, account, new.author.kind);
        store::watchers::insert_missing(tx, vec![watcher]).await?;
    }
    let begun = ticket_transition::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: ticket.id,
        from_status: None,
        to_status: TicketStatus::New,
        author_kind: new.author.kind,
        author_id: new.author.id,
        at: now,
    };
    store::transitions::insert(tx, begun).await?;
    events::opened(tx, &ticket).await?;
    Ok(ticket)
}

fn channel_of(source: TicketSource) -> ReplyChannel {
    match source {
        TicketSource::Mail => ReplyChannel::Mail,
        TicketSource::Portal | TicketSource::Staff | TicketSource::Dispute | TicketSource::Escalation => {
            ReplyChannel::Portal
        }
    }
}

/// The row of somebody who watches from now on.
pub(super) fn watcher(
    tx: &Tx,
    ticket: TicketId,
    account: AccountId,
    kind: AuthorKind,
) -> ticket_watcher::Model {
    let scope = tx.scope();
    ticket_watcher::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: ticket,
        account_id: account,
        kind,
        since: scope.now(),
    }
}
