//! Statements on tags.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::TicketId;
use crate::tickets::MAX_TAGS;
use crate::tickets::entity::ticket_tag::{self, Column};

/// Writes the tags that are not there yet.
pub(in crate::tickets) async fn insert_missing(tx: &Tx, tags: Vec<ticket_tag::Model>) -> Result<(), DbError> {
    tx.insert_missing(tags.into_iter().map(|tag| tag.into_active_model().reset_all()).collect()).await
}

/// Takes tags from a ticket.
pub(in crate::tickets) async fn remove(tx: &Tx, ticket: TicketId, tags: &[String]) -> Result<(), DbError> {
    tx.delete::<ticket_tag::Entity>()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::Tag.is_in(tags.iter().map(String::as_str)))
        .run()
        .await?;
    Ok(())
}

/// The tags of each ticket, by name.
pub(in crate::tickets) async fn of_tickets(
    db: &impl Reads,
    tickets: &[TicketId],
) -> Result<Vec<ticket_tag::Model>, DbError> {
    db.select::<ticket_tag::Entity>()
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .top_per_parent(Column::TicketId, &[(Column::Tag, Order::Asc)], MAX_TAGS as u64)
        .all()
        .await
}
