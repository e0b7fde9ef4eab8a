//! The statements on rules of alerts.

use sea_orm::IntoActiveModel as _;
use sea_orm::Value;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::AlertRuleId;
use crate::network::entity::alert_rule::{self, Column, Entity};

/// The rules by name: those that are applied, or those that were retired.
pub(in crate::network) async fn list(
    db: &impl Reads,
    active: bool,
    limit: u64,
) -> Result<Vec<alert_rule::Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::Active.eq(active))
        .order_by(Column::Name, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// How many rules are applied.
pub(in crate::network) async fn count_active(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<Entity>().filter(Column::Active.eq(true)).count().await
}

/// Rules by their ids.
pub(in crate::network) async fn by_ids(
    db: &impl Reads,
    ids: &[AlertRuleId],
) -> Result<Vec<alert_rule::Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// A rule, held until the transaction ends.
pub(in crate::network) async fn held(tx: &Tx, id: AlertRuleId) -> Result<Option<alert_rule::Model>, DbError> {
    tx.select::<Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes a rule.
pub(in crate::network) async fn insert(tx: &Tx, row: alert_rule::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Writes what a rule is now, if it is the version that was read.
pub(in crate::network) async fn change(
    tx: &Tx,
    before: &alert_rule::Model,
    now: alert_rule::Model,
) -> Result<bool, DbError> {
    let kind = now.device_kind.map(|kind| sea_orm::ActiveEnum::to_value(&kind));
    let changed = tx
        .update::<Entity>()
        .set(Column::Name, now.name)
        .set(Column::Metric, now.metric)
        .set(Column::Comparison, now.comparison)
        .set(Column::Level, Value::from(now.level))
        .set(Column::SettleSeconds, now.settle_seconds)
        .set(Column::Severity, now.severity)
        .set(Column::DeviceKind, Value::from(kind))
        .set(Column::Active, now.active)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}
