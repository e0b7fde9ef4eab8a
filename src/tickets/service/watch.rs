//! Being told of what happens to a ticket.

use super::open::watcher;
use super::{locked, visible};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::TicketId;
use crate::kernel::refusal::{Refusal, RefusalCode};
use crate::tickets::reach::{SeenTicket, caller};
use crate::tickets::{MAX_WATCHERS, TicketError, policy, store};

/// The caller watches a ticket within sight from now on; nothing changes where it did.
pub async fn watch(scope: &Scope, id: TicketId) -> Result<SeenTicket, TicketError> {
    let seen = visible(scope, id).await?;
    let category = seen.ticket.category;
    let side = seen.side(|kind| policy::may_view_tickets(category, kind)).ok_or(TicketError::Forbidden)?;
    let account = caller(scope).ok_or(TicketError::Forbidden)?;
    let tx = scope.begin().await?;
    // Held, so that nobody else takes the last place meanwhile.
    let ticket = locked(&tx, id).await?;
    let there = store::watchers::of_tickets(&tx, &[id]).await?;
    if !there.iter().any(|row| row.account_id == account) {
        if there.len() >= MAX_WATCHERS {
            let message = format!("at most {MAX_WATCHERS} accounts watch a ticket");
            return Err(Refusal::of(RefusalCode::TooMany, "ticketId", message).into());
        }
        store::watchers::insert_missing(&tx, vec![watcher(&tx, id, account, side)]).await?;
    }
    tx.record(Record::new("ticket.watch", id)).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}

/// The caller watches a ticket no more. Who saw it because of that alone sees it no more after this.
pub async fn unwatch(scope: &Scope, id: TicketId) -> Result<SeenTicket, TicketError> {
    let seen = visible(scope, id).await?;
    let account = caller(scope).ok_or(TicketError::Forbidden)?;
    let tx = scope.begin().await?;
    store::watchers::remove(&tx, id, account).await?;
    tx.record(Record::new("ticket.unwatch", id)).await?;
    tx.commit().await?;
    Ok(seen)
}
