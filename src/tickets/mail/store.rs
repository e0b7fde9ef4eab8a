//! Every query on tickets for mails about them.

use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads};
use crate::kernel::ids::{TicketId, TicketReplyId};
use crate::tickets::entity::{ticket, ticket_reply, ticket_watcher};

/// These tickets, whoever asks: for the system, which tells only those of them who may see them.
pub(in crate::tickets) async fn tickets(
    db: &impl Reads,
    ids: &[TicketId],
) -> Result<Vec<ticket::Model>, DbError> {
    db.select::<ticket::Entity>().filter(ticket::Column::Id.is_in(ids.iter().copied())).all().await
}

/// Who watches these tickets.
pub(in crate::tickets) async fn watchers(
    db: &impl Reads,
    ids: &[TicketId],
) -> Result<Vec<ticket_watcher::Model>, DbError> {
    let watchers = db.select::<ticket_watcher::Entity>();
    watchers.filter(ticket_watcher::Column::TicketId.is_in(ids.iter().copied())).all().await
}

/// These public replies.
pub(in crate::tickets) async fn replies(
    db: &impl Reads,
    ids: &[TicketReplyId],
) -> Result<Vec<ticket_reply::Model>, DbError> {
    let replies = db.select::<ticket_reply::Entity>();
    replies.filter(ticket_reply::Column::Id.is_in(ids.iter().copied())).all().await
}

/// Whether a mail is a reply already.
pub(in crate::tickets) async fn is_taken_in(db: &impl Reads, message_id: &str) -> Result<bool, DbError> {
    let replies = db.select::<ticket_reply::Entity>();
    let found = replies.filter(ticket_reply::Column::MailMessageId.eq(message_id)).limit(1).one().await?;
    Ok(found.is_some())
}
