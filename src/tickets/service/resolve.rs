//! Closing, opening again, and what the customer says of a solution.

use super::reply::write_reply;
use super::{go, locked_at, move_to, record, visible, writable};
use crate::db::{Scope, Tx};
use crate::kernel::ids::TicketId;
use crate::kernel::refusal::Refusal;
use crate::tickets::author::Author;
use crate::tickets::entity::ticket::{self, TicketStatus};
use crate::tickets::entity::ticket_reply::{self, AuthorKind, ReplyChannel};
use crate::tickets::reach::SeenTicket;
use crate::tickets::status::{no_way, ways};
use crate::tickets::{TicketError, events, policy, sla};

/// Closes a ticket: nothing more is to be done.
pub async fn close(
    scope: &Scope,
    id: TicketId,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    to(scope, id, TicketStatus::Closed, None, expected_version).await
}

/// Opens a ticket again that was solved or closed within the last 14 days; the reason, where there is one, is a reply on it.
pub async fn reopen(
    scope: &Scope,
    id: TicketId,
    reason: Option<&str>,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    to(scope, id, TicketStatus::Open, reason, expected_version).await
}

async fn to(
    scope: &Scope,
    id: TicketId,
    target: TicketStatus,
    reason: Option<&str>,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let (seen, side) = writable(scope, id).await?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    if target == TicketStatus::Open && before.status.is_live() {
        // What is open is worked on, which is not for the customer to say.
        return Err(refused(scope, &before).into());
    }
    let author = Author::caller(&tx, side).await?;
    let action = if target == TicketStatus::Open { "ticket.reopen" } else { "ticket.close" };
    let mut after = before.clone();
    let mut said = None;
    if let Some(reason) = reason {
        let reply = because(&tx, &before, &author, reason).await?;
        after.updated_at = reply.created_at;
        if side == AuthorKind::Staff {
            sla::answered(&mut after, scope.now());
        }
        said = Some(reply);
    }
    let ticket = go(&tx, &before, after, target, &author, action).await?;
    if let Some(reply) = said {
        events::replied(&tx, &ticket, &reply).await?;
    }
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}

fn refused(scope: &Scope, ticket: &ticket::Model) -> Refusal {
    no_way(ticket.status, &ways(ticket, scope.now()))
}

/// Writes a reason as a reply.
async fn because(
    tx: &Tx,
    ticket: &ticket::Model,
    author: &Author,
    reason: &str,
) -> Result<ticket_reply::Model, TicketError> {
    let written = write_reply(tx, ticket, author, reason, ReplyChannel::Portal, None).await;
    written.map_err(|error| match error {
        TicketError::Refused(refusal) => Refusal { field: Some("reason"), ..refusal }.into(),
        other => other,
    })
}

/// A ticket that is solved, and that the caller may judge for its customer, with its row held.
async fn judged(
    scope: &Scope,
    tx: &Tx,
    seen: &SeenTicket,
    expected_version: Option<i32>,
) -> Result<ticket::Model, TicketError> {
    let before = locked_at(tx, &seen.ticket, expected_version).await?;
    if before.status == TicketStatus::Resolved { Ok(before) } else { Err(refused(scope, &before).into()) }
}

async fn judging(scope: &Scope, id: TicketId) -> Result<(SeenTicket, AuthorKind), TicketError> {
    let seen = visible(scope, id).await?;
    let category = seen.ticket.category;
    let side = seen.side(|kind| policy::may_judge(category, kind)).ok_or(TicketError::Forbidden)?;
    Ok((seen, side))
}

/// Says for the customer that it is solved: the ticket is closed.
pub async fn confirm(
    scope: &Scope,
    id: TicketId,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let (seen, side) = judging(scope, id).await?;
    let tx = scope.begin().await?;
    let before = judged(scope, &tx, &seen, expected_version).await?;
    let author = Author::caller(&tx, side).await?;
    let ticket = go(&tx, &before, before.clone(), TicketStatus::Closed, &author, "ticket.confirm").await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}

/// Says for the customer that it is not solved, and why: the ticket is open again, and the reason is a reply on it.
pub async fn dispute(
    scope: &Scope,
    id: TicketId,
    reason: &str,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let (seen, side) = judging(scope, id).await?;
    let tx = scope.begin().await?;
    let before = judged(scope, &tx, &seen, expected_version).await?;
    let author = Author::caller(&tx, side).await?;
    let reply = because(&tx, &before, &author, reason).await?;
    let after = ticket::Model { updated_at: reply.created_at, ..before.clone() };
    let ticket = move_to(&tx, &before, after, TicketStatus::Open, &author).await?;
    events::replied(&tx, &ticket, &reply).await?;
    tx.record(record("ticket.dispute", &ticket)).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}
