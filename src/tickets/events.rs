//! What tickets tell the rest of the house. Payloads hold ids and states, never a text: who may read that is asked when it
//! is shown.

use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::entity::ticket::{self, TicketStatus};
use super::entity::{ticket_note, ticket_reply};
use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::actor::StaffRole;

/// A ticket was opened.
pub(super) async fn opened(tx: &Tx, ticket: &ticket::Model) -> Result<(), DbError> {
    to_customer(tx, EventType::TicketOpened, ticket, json!({})).await
}

/// Somebody has written what the customer reads.
pub(super) async fn replied(
    tx: &Tx,
    ticket: &ticket::Model,
    reply: &ticket_reply::Model,
) -> Result<(), DbError> {
    let more = json!({
        "reply": reply.id.to_string(),
        "authorKind": reply.author_kind.to_value(),
        "author": reply.author_id.map(|id| id.to_string()),
    });
    to_customer(tx, EventType::TicketReplied, ticket, more).await
}

/// It stands elsewhere now.
pub(super) async fn status_changed(
    tx: &Tx,
    ticket: &ticket::Model,
    from: TicketStatus,
) -> Result<(), DbError> {
    to_customer(tx, EventType::TicketStatusChanged, ticket, json!({ "from": from.name() })).await
}

/// Something else of it has changed that the customer sees.
pub(super) async fn updated(tx: &Tx, ticket: &ticket::Model) -> Result<(), DbError> {
    to_customer(tx, EventType::TicketUpdated, ticket, json!({})).await
}

/// Something else of it has changed that staff alone sees.
pub(super) async fn updated_for_staff(tx: &Tx, ticket: &ticket::Model) -> Result<(), DbError> {
    to_staff(tx, EventType::TicketUpdated, ticket, json!({})).await
}

/// An employee has written a note.
pub(super) async fn noted(tx: &Tx, ticket: &ticket::Model, note: &ticket_note::Model) -> Result<(), DbError> {
    let more = json!({
        "note": note.id.to_string(),
        "author": note.author_id.map(|id| id.to_string()),
    });
    to_staff(tx, EventType::TicketNoted, ticket, more).await
}

/// It lies with another employee or team.
pub(super) async fn assigned(tx: &Tx, ticket: &ticket::Model) -> Result<(), DbError> {
    to_staff(tx, EventType::TicketAssigned, ticket, desk(ticket)).await
}

/// The time that was promised for it is running out.
pub(super) async fn escalated(tx: &Tx, ticket: &ticket::Model) -> Result<(), DbError> {
    to_staff(tx, EventType::TicketEscalated, ticket, desk(ticket)).await
}

fn desk(ticket: &ticket::Model) -> Json {
    json!({
        "assignee": ticket.assignee_id.map(|id| id.to_string()),
        "team": ticket.team_id.map(|id| id.to_string()),
    })
}

async fn to_customer(
    tx: &Tx,
    event_type: EventType,
    ticket: &ticket::Model,
    more: Json,
) -> Result<(), DbError> {
    tell(tx, event_type, ticket, Audience::Customer(ticket.customer_id), more).await
}

async fn to_staff(tx: &Tx, event_type: EventType, ticket: &ticket::Model, more: Json) -> Result<(), DbError> {
    use StaffRole::{Billing, Noc, Support, TenantAdmin};
    tell(tx, event_type, ticket, Audience::Staff(vec![Support, Billing, Noc, TenantAdmin]), more).await
}

async fn tell(
    tx: &Tx,
    event_type: EventType,
    ticket: &ticket::Model,
    audience: Audience,
    more: Json,
) -> Result<(), DbError> {
    let mut payload = json!({
        "number": ticket.number,
        "category": ticket.category.to_value(),
        "sharing": ticket.sharing.to_value(),
        "openedBy": ticket.opened_by.map(|id| id.to_string()),
        "status": ticket.status.to_value(),
    });
    if let (Some(payload), Json::Object(more)) = (payload.as_object_mut(), more) {
        payload.extend(more);
    }
    emit(tx, NewEvent { event_type, subject: ticket.id.to_string(), audience, payload }).await
}
