//! The statement of the preflight.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads};
use crate::kernel::ids::{SubscriptionId, TicketId};
use crate::tickets::entity::ticket::{self, Column, TicketStatus};

/// The tickets about a service that are not over, the latest first, whoever may see them; at most `limit`.
pub(in crate::tickets) async fn live_of_service(
    db: &impl Reads,
    service: SubscriptionId,
    limit: u64,
) -> Result<Vec<TicketId>, DbError> {
    let live = TicketStatus::ALL.into_iter().filter(|status| status.is_live());
    let rows = db
        .select::<ticket::Entity>()
        .filter(Column::SubscriptionId.eq(service))
        .filter(Column::Status.is_in(live))
        .order_by(Column::CreatedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
