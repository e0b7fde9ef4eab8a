//! Lines of invoices that are disputed are tickets too.

use async_trait::async_trait;
use serde_json::Value as Json;

use super::author::Author;
use super::entity::ticket::{TicketCategory, TicketPriority, TicketSharing, TicketSource, TicketStatus};
use super::entity::ticket_reply::{AuthorKind, ReplyChannel};
use super::service::{NewTicket, locked, move_to, open_for, reply_as};
use super::{TicketError, wording};
use crate::billing;
use crate::db::{Reads as _, Tx};
use crate::events::{Event, EventType, Listener};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, InvoiceLineId, LineDisputeId, TypedId};

/// Hears that a line was disputed, and opens a ticket; hears that the dispute is settled, and answers on it.
pub struct DisputeTicketListener;

#[async_trait]
impl Listener for DisputeTicketListener {
    fn name(&self) -> &'static str {
        "dispute_tickets"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        for event in events {
            let heard = match event.event_type {
                EventType::InvoiceLineDisputed => Box::pin(disputed(tx, event)).await,
                EventType::InvoiceDisputeSettled => Box::pin(settled(tx, event)).await,
                _ => Ok(()),
            };
            match heard {
                Ok(()) => {}
                Err(TicketError::Fault(fault)) => return Err(fault),
                // Nobody could mend it by hearing it again.
                Err(refused) => {
                    tracing::warn!(event = %event.id, cause = %refused, "a dispute has no ticket");
                }
            }
        }
        Ok(())
    }
}

fn text<'a>(payload: &'a Json, field: &str) -> Option<&'a str> {
    payload.get(field).and_then(Json::as_str)
}

fn id<I: TypedId>(payload: &Json, field: &str) -> Option<I> {
    text(payload, field).and_then(|text| I::parse(text).ok())
}

/// Who has disputed a line, or settled that.
async fn author(tx: &Tx, payload: &Json) -> Result<Author, Fault> {
    let kind = match text(payload, "as") {
        Some("MEMBER") => AuthorKind::Customer,
        Some("RESELLER") => AuthorKind::Reseller,
        Some("STAFF") => AuthorKind::Staff,
        _ => return Ok(Author::system()),
    };
    match id::<AccountId>(payload, "by") {
        Some(account) => Author::of(tx, kind, account).await,
        None => Ok(Author::system()),
    }
}

async fn disputed(tx: &Tx, event: &Event) -> Result<(), TicketError> {
    let payload = &event.payload;
    let Some(dispute) = id::<LineDisputeId>(payload, "dispute") else { return Ok(()) };
    let Some((customer, None)) = billing::dispute_ticket(tx, dispute).await? else { return Ok(()) };
    let author = author(tx, payload).await?;
    let locale = tx.scope().tenant().locale.clone();
    let new = NewTicket {
        customer,
        subject: wording::disputed(&locale, text(payload, "number").unwrap_or_default()),
        body: text(payload, "explanation").unwrap_or_default().to_owned(),
        category: TicketCategory::Billing,
        priority: TicketPriority::Normal,
        source: TicketSource::Dispute,
        sharing: TicketSharing::Company,
        opened_by: author.id,
        author,
        subscription: None,
        incident: None,
        device: None,
        invoice_line: id::<InvoiceLineId>(payload, "line"),
        attachments: Vec::new(),
    };
    let ticket = open_for(tx, new).await?;
    billing::note_dispute_ticket(tx, dispute, ticket.id).await?;
    Ok(())
}

async fn settled(tx: &Tx, event: &Event) -> Result<(), TicketError> {
    let payload = &event.payload;
    let Some(dispute) = id::<LineDisputeId>(payload, "dispute") else { return Ok(()) };
    // A dispute of before there were tickets has none.
    let Some((_, Some(ticket))) = billing::dispute_ticket(tx, dispute).await? else { return Ok(()) };
    let before = locked(tx, ticket).await?;
    if before.status == TicketStatus::Closed {
        return Ok(());
    }
    let author = author(tx, payload).await?;
    let locale = tx.scope().tenant().locale.clone();
    let outcome = wording::settled(&locale, text(payload, "status") == Some("UPHELD"));
    let body = match text(payload, "answer") {
        Some(answer) => format!("{outcome}\n\n{answer}"),
        None => outcome.to_owned(),
    };
    let (mut now, _) =
        reply_as(tx, before, author.clone(), body, ReplyChannel::Portal, None, Vec::new()).await?;
    if now.status == TicketStatus::New {
        now = move_to(tx, &now, now.clone(), TicketStatus::Open, &author).await?;
    }
    if now.status.is_live() {
        move_to(tx, &now, now.clone(), TicketStatus::Resolved, &author).await?;
    }
    Ok(())
}
