//! The use cases of tickets, one a file. Each asks what the caller sees, then what it may do, then locks the ticket, and
//! writes with the version in the WHERE.

mod link;
mod list;
mod merge;
mod move_on;
mod note;
mod open;
mod rate;
mod reply;
mod resolve;
mod share;
mod tag;
mod update;
mod watch;

pub use link::{Links, link};
pub use list::{TicketFilter, TicketList, TicketOrder, TicketOrderField, count_notes, count_replies};
pub use merge::merge;
pub use move_on::move_to_status;
pub use note::note;
pub use open::{NewTicket, Request, create, open_for};
pub use rate::rate;
pub use reply::{reply, reply_as};
pub use resolve::{close, confirm, dispute, reopen};
pub use share::share;
pub use tag::{change_tags, tag};
pub use update::{TicketChanges, update};
pub use watch::{unwatch, watch};

pub(super) use move_on::{go, move_to};

use super::entity::ticket::{self, TicketSharing};
use super::entity::ticket_reply::AuthorKind;
use super::reach::{self, SeenTicket};
use super::{TicketError, policy, store};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::kernel::ids::TicketId;
use crate::kernel::refusal::Refusal;

/// There is no such ticket for the caller.
fn missing() -> TicketError {
    Refusal::not_found("ticketId", "ticket").into()
}

/// A ticket within sight.
pub(in crate::tickets) async fn visible(scope: &Scope, id: TicketId) -> Result<SeenTicket, TicketError> {
    reach::one(scope, id).await?.ok_or_else(missing)
}

/// A ticket that the caller may write on, and on which side it stands.
async fn writable(scope: &Scope, id: TicketId) -> Result<(SeenTicket, AuthorKind), TicketError> {
    let seen = visible(scope, id).await?;
    let category = seen.ticket.category;
    let side = seen.side(|kind| policy::may_write_tickets(category, kind)).ok_or(TicketError::Forbidden)?;
    Ok((seen, side))
}

/// A ticket that the caller works on.
async fn workable(scope: &Scope, id: TicketId) -> Result<SeenTicket, TicketError> {
    let seen = visible(scope, id).await?;
    if seen.is_staff() { Ok(seen) } else { Err(TicketError::Forbidden) }
}

/// A ticket, its row held until the transaction ends. Whether the caller sees it has been asked.
pub async fn locked(tx: &Tx, id: TicketId) -> Result<ticket::Model, TicketError> {
    store::tickets::for_update(tx, id).await?.ok_or_else(missing)
}

/// The same, if it is the version that was seen, and still what the caller's right was judged by.
pub(in crate::tickets) async fn locked_at(
    tx: &Tx,
    seen: &ticket::Model,
    expected: Option<i32>,
) -> Result<ticket::Model, TicketError> {
    let row = locked(tx, seen.id).await?;
    if (row.category, row.sharing) != (seen.category, seen.sharing) {
        return Err(Refusal::conflict("ticket").into());
    }
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("ticket").into());
    }
    Ok(row)
}

/// What is recorded of an act on a ticket. The customer's activity, which every member reads, shows it where every member
/// may know of the ticket.
pub(in crate::tickets) fn record(action: &'static str, ticket: &ticket::Model) -> Record {
    let record = Record::new(action, ticket.id);
    match ticket.sharing {
        TicketSharing::Company => record.customer(ticket.customer_id),
        TicketSharing::Opener => record,
    }
}

/// Writes a ticket as it is now, if it is as it was read, and tells it with its new version.
pub(in crate::tickets) async fn write(
    tx: &Tx,
    before: &ticket::Model,
    after: ticket::Model,
) -> Result<ticket::Model, TicketError> {
    let after = ticket::Model { updated_at: after.updated_at.max(before.updated_at), ..after };
    if !store::tickets::save(tx, before, after.clone()).await? {
        return Err(Refusal::conflict("ticket").into());
    }
    Ok(ticket::Model { version: before.version + 1, ..after })
}
