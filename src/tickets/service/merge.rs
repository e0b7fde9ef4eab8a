//! One ticket that goes on in another.

use serde_json::json;

use super::reply::reply_as;
use super::{locked, locked_at, move_to, record, workable};
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::ids::TicketId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::Refusal;
use crate::tickets::author::Author;
use crate::tickets::entity::ticket::{self, TicketSharing, TicketStatus};
use crate::tickets::entity::ticket_reply::{AuthorKind, ReplyChannel};
use crate::tickets::entity::ticket_watcher;
use crate::tickets::reach::SeenTicket;
use crate::tickets::status::no_way;
use crate::tickets::{MAX_WATCHERS, TicketError, store, wording};

/// Closes a ticket because another of the same customer goes on in its place: the source and the target, as they are then.
/// Nothing that was written moves: a reply of the system on each names the other. Who watched the source watches the target,
/// as long as there is room.
pub async fn merge(
    scope: &Scope,
    source: TicketId,
    target: TicketId,
    expected_version: Option<i32>,
) -> Result<(SeenTicket, SeenTicket), TicketError> {
    let of_source = of_field("sourceId");
    let of_target = of_field("targetId");
    let seen = workable(scope, source).await.map_err(of_source)?;
    let other = workable(scope, target).await.map_err(of_target)?;
    if source == target {
        return Err(Invalid::new("targetId", "must be another ticket").into());
    }
    if seen.ticket.customer_id != other.ticket.customer_id {
        return Err(Invalid::new("targetId", "must be a ticket of the same customer").into());
    }
    let tx = scope.begin().await?;
    // Always the same order, so that two merges of two tickets do not wait for each other.
    if target < source {
        locked(&tx, target).await.map_err(of_target)?;
    }
    let from = locked_at(&tx, &seen.ticket, expected_version).await.map_err(of_source)?;
    let into = locked(&tx, target).await.map_err(of_target)?;
    for (ticket, of_field) in [(&from, of_source), (&into, of_target)] {
        if ticket.status == TicketStatus::Closed {
            return Err(of_field(no_way(ticket.status, &[]).into()));
        }
    }
    let from = close_into(&tx, from, &into).await?;
    let into = say(&tx, into, |locale| wording::merged_from(locale, &from.number)).await?;
    bring_watchers(&tx, source, &into).await?;
    let facts = json!({ "into": target.to_string() });
    tx.record(record("ticket.merge", &from).after(facts)).await?;
    tx.commit().await?;
    Ok((SeenTicket { ticket: from, ..seen }, SeenTicket { ticket: into, ..other }))
}

/// Names the field that a refusal is about.
fn of_field(field: &'static str) -> impl Fn(TicketError) -> TicketError + Copy {
    move |error| match error {
        TicketError::Refused(refusal) if refusal.field == Some("ticketId") => {
            Refusal { field: Some(field), ..refusal }.into()
        }
        other => other,
    }
}

async fn close_into(
    tx: &Tx,
    from: ticket::Model,
    into: &ticket::Model,
) -> Result<ticket::Model, TicketError> {
    let said = say(tx, from, |locale| wording::merged_into(locale, &into.number)).await?;
    let author = Author::caller(tx, AuthorKind::Staff).await?;
    let merged = ticket::Model { merged_into_id: Some(into.id), ..said.clone() };
    move_to(tx, &said, merged, TicketStatus::Closed, &author).await
}

async fn say(
    tx: &Tx,
    ticket: ticket::Model,
    text: impl Fn(&str) -> String,
) -> Result<ticket::Model, TicketError> {
    let body = text(&tx.scope().tenant().locale);
    let channel = ReplyChannel::Portal;
    Ok(reply_as(tx, ticket, Author::system(), body, channel, None, Vec::new()).await?.0)
}

/// Those who watched the source watch the target, as far as they may see that.
async fn bring_watchers(tx: &Tx, source: TicketId, into: &ticket::Model) -> Result<(), TicketError> {
    let target = into.id;
    let watchers = store::watchers::of_tickets(tx, &[source, target]).await?;
    let (there, come): (Vec<_>, Vec<_>) = watchers.into_iter().partition(|row| row.ticket_id == target);
    let room = MAX_WATCHERS.saturating_sub(there.len());
    let may_see = |row: &ticket_watcher::Model| {
        into.sharing == TicketSharing::Company
            || row.kind == AuthorKind::Staff
            || into.opened_by == Some(row.account_id)
    };
    let new = come.into_iter().filter(may_see);
    let new = new.filter(|row| !there.iter().any(|other| other.account_id == row.account_id));
    let moved = |row: ticket_watcher::Model| ticket_watcher::Model {
        id: tx.scope().new_id(),
        ticket_id: target,
        since: tx.scope().now(),
        ..row
    };
    Ok(store::watchers::insert_missing(tx, new.take(room).map(moved).collect()).await?)
}
