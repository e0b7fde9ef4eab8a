//! From one state into another.

use serde_json::json;

use super::{locked_at, record, workable, write};
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::clock::behind;
use crate::kernel::ids::TicketId;
use crate::tickets::author::Author;
use crate::tickets::entity::ticket::{self, TicketStatus};
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::entity::ticket_transition;
use crate::tickets::reach::SeenTicket;
use crate::tickets::status::place;
use crate::tickets::{TicketError, events, store};

/// Moves a ticket, whose row is held, to a state: its clock, its history, the word to whoever follows it. `after` is the
/// ticket as it is to be otherwise.
pub(in crate::tickets) async fn move_to(
    tx: &Tx,
    before: &ticket::Model,
    mut after: ticket::Model,
    target: TicketStatus,
    author: &Author,
) -> Result<ticket::Model, TicketError> {
    let scope = tx.scope();
    let from = before.status;
    let at = if after.updated_at > before.updated_at {
        after.updated_at
    } else {
        behind(before.updated_at, scope.now())
    };
    place(&mut after, target, at)?;
    crate::tickets::sla::moved(tx, &mut after, from).await?;
    let after = write(tx, before, after).await?;
    let change = ticket_transition::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: after.id,
        from_status: Some(from),
        to_status: target,
        author_kind: author.kind,
        author_id: author.id,
        at,
    };
    store::transitions::insert(tx, change).await?;
    events::status_changed(tx, &after, from).await?;
    Ok(after)
}

/// The same with an entry in the audit log, for what a caller asks for.
pub(in crate::tickets) async fn go(
    tx: &Tx,
    before: &ticket::Model,
    after: ticket::Model,
    target: TicketStatus,
    author: &Author,
    action: &'static str,
) -> Result<ticket::Model, TicketError> {
    let after = move_to(tx, before, after, target, author).await?;
    let state = |status: TicketStatus| json!({ "status": status.name() });
    let entry = record(action, &after);
    tx.record(entry.change(state(before.status), state(target))).await?;
    Ok(after)
}

/// Moves a ticket to wherever its state leads: by who works on it.
pub async fn move_to_status(
    scope: &Scope,
    id: TicketId,
    target: TicketStatus,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let seen = workable(scope, id).await?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let author = Author::caller(&tx, AuthorKind::Staff).await?;
    let ticket = go(&tx, &before, before.clone(), target, &author, "ticket.move").await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}
