//! Writing what staff alone reads.

use serde_json::json;

use super::{locked_at, workable};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::clock::behind;
use crate::kernel::ids::{TicketAttachmentId, TicketId};
use crate::kernel::refusal::long_text;
use crate::tickets::author::Author;
use crate::tickets::entity::ticket_note;
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::reach::SeenTicket;
use crate::tickets::{MAX_BODY, TicketError, events, store};

/// Notes something on a ticket, also on one that is closed. No clock stops, nothing moves, and nobody but staff hears of it:
/// neither does the customer find it in its activity.
pub async fn note(
    scope: &Scope,
    id: TicketId,
    body: &str,
    attachments: Vec<TicketAttachmentId>,
    expected_version: Option<i32>,
) -> Result<(SeenTicket, ticket_note::Model), TicketError> {
    let seen = workable(scope, id).await?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let author = Author::caller(&tx, AuthorKind::Staff).await?;
    let last = store::notes::last_at(&tx, id).await?;
    let note = ticket_note::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: id,
        author_id: author.id,
        author_name: author.name,
        body: long_text(body, "body", MAX_BODY)?,
        created_at: last.map_or(scope.now(), |last| behind(last, scope.now())),
    };
    store::notes::insert(&tx, note.clone()).await?;
    if !attachments.is_empty() {
        let place = crate::tickets::attachment::Place::Note(note.id);
        crate::tickets::attachment::use_for(&tx, &attachments, before.customer_id, id, place).await?;
    }
    let ticket = before;
    events::noted(&tx, &ticket, &note).await?;
    tx.record(Record::new("ticket.note", id).after(json!({ "note": note.id.to_string() }))).await?;
    tx.commit().await?;
    Ok((SeenTicket { ticket, ..seen }, note))
}
