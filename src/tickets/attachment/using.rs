//! Files that go with a message.

use std::collections::BTreeSet;

use crate::db::{Reads as _, Tx};
use crate::kernel::ids::{CustomerId, TicketAttachmentId, TicketId, TicketNoteId, TicketReplyId};
use crate::kernel::refusal::{Refusal, UseCaseError};
use crate::tickets::store::attachments::{Used, use_up};

/// Files with one message.
const MAX_FILES: usize = 10;

/// What files go with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A public reply.
    Reply(TicketReplyId),
    /// An internal note.
    Note(TicketNoteId),
}

/// Gives the caller's own uploads for a customer to a message on a ticket of that customer: at most ten, each used once. What is
/// not there, somebody else's, for another customer or used already is NOT_FOUND on `attachmentIds`; then `tx` must not be
/// committed.
pub async fn use_for(
    tx: &Tx,
    ids: &[TicketAttachmentId],
    customer: CustomerId,
    ticket: TicketId,
    place: Place,
) -> Result<(), UseCaseError> {
    let ids: BTreeSet<TicketAttachmentId> = ids.iter().copied().collect();
    let ids: Vec<TicketAttachmentId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(());
    }
    let missing = || Refusal::not_found("attachmentIds", "upload, or there are more than ten").into();
    let account = tx.scope().actor().account().map(|account| account.id);
    let (Some(account), true) = (account, ids.len() <= MAX_FILES) else { return Err(missing()) };
    let (reply, note) = match place {
        Place::Reply(reply) => (Some(reply), None),
        Place::Note(note) => (None, Some(note)),
    };
    let used = use_up(tx, &ids, (account, customer), Used { ticket, reply, note }).await?;
    if used == ids.len() as u64 { Ok(()) } else { Err(missing()) }
}
