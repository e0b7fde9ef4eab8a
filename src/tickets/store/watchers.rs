//! Statements on who watches tickets.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{AccountId, TicketId};
use crate::tickets::MAX_WATCHERS;
use crate::tickets::entity::ticket_watcher::{self, Column};

/// Writes those down that do not watch yet.
pub(in crate::tickets) async fn insert_missing(
    tx: &Tx,
    watchers: Vec<ticket_watcher::Model>,
) -> Result<(), DbError> {
    let rows = watchers.into_iter().map(|watcher| watcher.into_active_model().reset_all());
    tx.insert_missing(rows.collect()).await
}

/// An account watches no more. False: it did not.
pub(in crate::tickets) async fn remove(
    tx: &Tx,
    ticket: TicketId,
    account: AccountId,
) -> Result<bool, DbError> {
    let removed = tx
        .delete::<ticket_watcher::Entity>()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::AccountId.eq(account));
    Ok(removed.run().await? == 1)
}

/// Who watches each ticket, the first first.
pub(in crate::tickets) async fn of_tickets(
    db: &impl Reads,
    tickets: &[TicketId],
) -> Result<Vec<ticket_watcher::Model>, DbError> {
    db.select::<ticket_watcher::Entity>()
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .top_per_parent(
            Column::TicketId,
            &[(Column::Since, Order::Asc), (Column::Id, Order::Asc)],
            MAX_WATCHERS as u64,
        )
        .all()
        .await
}

/// Those of the tickets that an account watches.
pub(in crate::tickets) async fn watched_by(
    db: &impl Reads,
    account: AccountId,
    tickets: &[TicketId],
) -> Result<Vec<TicketId>, DbError> {
    let rows = db
        .select::<ticket_watcher::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.ticket_id).collect())
}
