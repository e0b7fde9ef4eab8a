//! Who of the customer sees a ticket.

use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::{locked_at, record, visible, write};
use crate::db::Scope;
use crate::kernel::ids::TicketId;
use crate::tickets::entity::ticket::{self, TicketSharing};
use crate::tickets::reach::SeenTicket;
use crate::tickets::{TicketError, events, policy};

/// Shares a ticket with its customer, or with its opener, its watchers and the owners alone: by the opener, an owner or
/// staff.
pub async fn share(
    scope: &Scope,
    id: TicketId,
    sharing: TicketSharing,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let seen = visible(scope, id).await?;
    let (category, own) = (seen.ticket.category, seen.own);
    let may = |kind| policy::may_write_tickets(category, kind) && policy::may_share(own, kind);
    if !seen.allows(may) {
        return Err(TicketError::Forbidden);
    }
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let now = ticket::Model { sharing, updated_at: scope.now(), ..before.clone() };
    let ticket = write(&tx, &before, now).await?;
    events::updated(&tx, &ticket).await?;
    let shared = |sharing: TicketSharing| json!({ "sharing": sharing.to_value() });
    let entry = record("ticket.share", &ticket);
    tx.record(entry.change(shared(before.sharing), shared(sharing))).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}
