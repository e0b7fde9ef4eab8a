//! Statements on the changes of tickets' states.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::TicketId;
use crate::tickets::MAX_HISTORY;
use crate::tickets::entity::ticket_transition;

/// Writes a change down.
pub(in crate::tickets) async fn insert(tx: &Tx, change: ticket_transition::Model) -> Result<(), DbError> {
    tx.insert(change.into_active_model().reset_all()).await
}

/// How each ticket began: who opened it.
pub(in crate::tickets) async fn beginnings(
    db: &impl Reads,
    tickets: &[TicketId],
) -> Result<Vec<ticket_transition::Model>, DbError> {
    use ticket_transition::Column;
    db.select::<ticket_transition::Entity>()
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .filter(Column::FromStatus.is_null())
        .all()
        .await
}

/// The latest changes of each ticket, the latest first.
pub(in crate::tickets) async fn of_tickets(
    db: &impl Reads,
    tickets: &[TicketId],
) -> Result<Vec<ticket_transition::Model>, DbError> {
    use ticket_transition::Column;
    db.select::<ticket_transition::Entity>()
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .top_per_parent(
            Column::TicketId,
            &[(Column::At, Order::Desc), (Column::Id, Order::Desc)],
            MAX_HISTORY,
        )
        .all()
        .await
}
