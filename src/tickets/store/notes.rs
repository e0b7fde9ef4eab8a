//! Statements on internal notes. Whoever calls them has asked whether the caller works on tickets.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, Order};

use super::{TextKey, TextPage, texts_of};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::TicketId;
use crate::tickets::entity::ticket_note;

/// Writes a note.
pub(in crate::tickets) async fn insert(tx: &Tx, note: ticket_note::Model) -> Result<(), DbError> {
    tx.insert(note.into_active_model().reset_all()).await
}

/// A page of the notes of each ticket.
pub(in crate::tickets) async fn of_tickets(
    db: &impl Reads,
    tickets: &[TicketId],
    page: TextPage,
) -> Result<Vec<ticket_note::Model>, DbError> {
    texts_of!(db, ticket_note, tickets, page)
}

/// When the last note on a ticket was written.
pub(in crate::tickets) async fn last_at(
    db: &impl Reads,
    ticket: TicketId,
) -> Result<Option<Instant>, DbError> {
    use ticket_note::Column;
    let last = db.select::<ticket_note::Entity>().filter(Column::TicketId.eq(ticket));
    let last = last.order_by(Column::CreatedAt, Order::Desc).limit(1).one().await?;
    Ok(last.map(|note| note.created_at))
}

/// How many notes a ticket has.
pub(in crate::tickets) async fn count(db: &impl Reads, ticket: TicketId) -> Result<u64, DbError> {
    db.select::<ticket_note::Entity>().filter(ticket_note::Column::TicketId.eq(ticket)).count().await
}
