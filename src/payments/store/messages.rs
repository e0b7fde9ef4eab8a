//! The statements on the messages of gateways.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::GatewayEventId;
use crate::payments::entity::gateway_event::{self, Column, Entity};
use crate::ports::payment_gateway::GatewayKind;

/// Stores a message, unless it is there.
pub(in crate::payments) async fn insert_missing(tx: &Tx, row: gateway_event::Model) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// The message of a gateway's name.
pub(in crate::payments) async fn message(
    db: &impl Reads,
    gateway: GatewayKind,
    event_id: &str,
) -> Result<Option<gateway_event::Model>, DbError> {
    db.select::<Entity>().filter(Column::Gateway.eq(gateway)).filter(Column::EventId.eq(event_id)).one().await
}

/// Counts an attempt at a message and says when to try next, unless somebody else has since it was read.
pub(in crate::payments) async fn claim(
    tx: &Tx,
    seen: &gateway_event::Model,
    next: Instant,
) -> Result<bool, DbError> {
    let claimed = tx
        .update::<Entity>()
        .set(Column::CheckAt, next)
        .add(Column::Checks, 1)
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Checks.eq(seen.checks))
        .filter(Column::ProcessedAt.is_null())
        .run()
        .await?;
    Ok(claimed == 1)
}

/// Notes what came of a message.
pub(in crate::payments) async fn finish(tx: &Tx, id: GatewayEventId, outcome: &str) -> Result<(), DbError> {
    tx.update::<Entity>()
        .set(Column::CheckAt, None::<Instant>)
        .set(Column::ProcessedAt, tx.scope().real_now())
        .set(Column::Outcome, outcome)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}

/// The messages of the tenant that wait, the longest due first.
pub(in crate::payments) async fn due(
    db: &impl Reads,
    now: Instant,
    limit: u64,
) -> Result<Vec<gateway_event::Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::CheckAt.lte(now))
        .order_by(Column::CheckAt, Order::Asc)
        .limit(limit)
        .all()
        .await
}
