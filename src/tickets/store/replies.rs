//! Statements on public replies.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, Order};

use super::{TextKey, TextPage, texts_of};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{TicketId, TicketReplyId};
use crate::tickets::entity::ticket_reply;

/// Writes a reply.
pub(in crate::tickets) async fn insert(tx: &Tx, reply: ticket_reply::Model) -> Result<(), DbError> {
    tx.insert(reply.into_active_model().reset_all()).await
}

/// Replies by id.
pub(in crate::tickets) async fn by_ids(
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

/// A page of the replies of each ticket.
pub(in crate::tickets) async fn of_tickets(
    db: &impl Reads,
    tickets: &[TicketId],
    page: TextPage,
) -> Result<Vec<ticket_reply::Model>, DbError> {
    texts_of!(db, ticket_reply, tickets, page)
}

/// The last reply of each ticket.
pub(in crate::tickets) async fn last_of(
    db: &impl Reads,
    tickets: &[TicketId],
) -> Result<Vec<ticket_reply::Model>, DbError> {
    use ticket_reply::Column;
    db.select::<ticket_reply::Entity>()
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .top_per_parent(Column::TicketId, &[(Column::CreatedAt, Order::Desc), (Column::Id, Order::Desc)], 1)
        .all()
        .await
}

/// How many replies a ticket has.
pub(in crate::tickets) async fn count(db: &impl Reads, ticket: TicketId) -> Result<u64, DbError> {
    db.select::<ticket_reply::Entity>().filter(ticket_reply::Column::TicketId.eq(ticket)).count().await
}
