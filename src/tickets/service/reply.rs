//! Writing what the customer reads.

use serde_json::json;

use super::{locked_at, move_to, record, writable, write};
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::clock::behind;
use crate::kernel::ids::{TicketAttachmentId, TicketId};
use crate::kernel::refusal::long_text;
use crate::tickets::author::Author;
use crate::tickets::entity::ticket::{self, TicketStatus};
use crate::tickets::entity::ticket_reply::{self, AuthorKind, ReplyChannel};
use crate::tickets::reach::SeenTicket;
use crate::tickets::status::{no_way, ways};
use crate::tickets::{MAX_BODY, TicketError, events, store};

/// Replies to a ticket within sight.
pub async fn reply(
    scope: &Scope,
    id: TicketId,
    body: &str,
    attachments: Vec<TicketAttachmentId>,
    expected_version: Option<i32>,
) -> Result<(SeenTicket, ticket_reply::Model), TicketError> {
    let (seen, side) = writable(scope, id).await?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let author = Author::caller(&tx, side).await?;
    let (ticket, reply) =
        reply_as(&tx, before, author, body.to_owned(), ReplyChannel::Portal, None, attachments).await?;
    let entry = record("ticket.reply", &ticket);
    tx.record(entry.after(json!({ "reply": reply.id.to_string() }))).await?;
    tx.commit().await?;
    Ok((SeenTicket { ticket, ..seen }, reply))
}

/// Writes a reply of `author` on a ticket whose row is held. What its customer's side writes opens again what waited for it
/// or was solved; the first that staff writes stops the clock of the first reply. A closed ticket takes none.
pub async fn reply_as(
    tx: &Tx,
    ticket: ticket::Model,
    author: Author,
    body: String,
    channel: ReplyChannel,
    mail_message_id: Option<String>,
    attachments: Vec<TicketAttachmentId>,
) -> Result<(ticket::Model, ticket_reply::Model), TicketError> {
    if ticket.status == TicketStatus::Closed {
        return Err(no_way(ticket.status, &ways(&ticket, tx.scope().now())).into());
    }
    let reply = write_reply(tx, &ticket, &author, &body, channel, mail_message_id).await?;
    use_attachments(tx, &ticket, &reply, &attachments).await?;
    let now = tx.scope().now();
    let mut after = ticket::Model { updated_at: reply.created_at, ..ticket.clone() };
    let target = match author.kind {
        AuthorKind::Customer | AuthorKind::Reseller => ticket.status.after_customer_reply(),
        AuthorKind::Staff => {
            crate::tickets::sla::answered(&mut after, now);
            if ticket.status == TicketStatus::New { TicketStatus::Open } else { ticket.status }
        }
        AuthorKind::System => ticket.status,
    };
    let after = if target == ticket.status {
        write(tx, &ticket, after).await?
    } else {
        move_to(tx, &ticket, after, target, &author).await?
    };
    events::replied(tx, &after, &reply).await?;
    Ok((after, reply))
}

/// Writes the row of a reply.
pub(super) async fn write_reply(
    tx: &Tx,
    ticket: &ticket::Model,
    author: &Author,
    body: &str,
    channel: ReplyChannel,
    mail_message_id: Option<String>,
) -> Result<ticket_reply::Model, TicketError> {
    let scope = tx.scope();
    let reply = ticket_reply::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: ticket.id,
        author_kind: author.kind,
        author_id: author.id,
        author_name: author.name.clone(),
        body: long_text(body, "body", MAX_BODY)?,
        channel,
        mail_message_id,
        created_at: behind(ticket.updated_at, scope.now()),
    };
    store::replies::insert(tx, reply.clone()).await?;
    Ok(reply)
}

/// Hangs uploaded files on a reply.
pub(super) async fn use_attachments(
    tx: &Tx,
    ticket: &ticket::Model,
    reply: &ticket_reply::Model,
    attachments: &[TicketAttachmentId],
) -> Result<(), TicketError> {
    if attachments.is_empty() {
        return Ok(());
    }
    let place = crate::tickets::attachment::Place::Reply(reply.id);
    crate::tickets::attachment::use_for(tx, attachments, ticket.customer_id, ticket.id, place).await
}
