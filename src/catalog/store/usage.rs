//! The statements on volume used and bought.

use std::fmt::Write as _;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{IntoActiveModel as _, Value};

use crate::catalog::entity::{top_up, top_up_pack, usage_day};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{SubscriptionId, TopUpPackId};
use crate::kernel::money::Currency;

/// Writes measured days over what was measured before, but for days that are measured for good.
pub(in crate::catalog) async fn upsert(tx: &Tx, rows: &[usage_day::Model]) -> Result<(), DbError> {
    const OVER: &str =
        "down_bytes = excluded.down_bytes, up_bytes = excluded.up_bytes, \"final\" = excluded.\"final\"";
    write(tx, rows, OVER).await
}

/// Adds to what was measured on days before, but for days that are measured for good.
pub(in crate::catalog) async fn add(tx: &Tx, rows: &[usage_day::Model]) -> Result<(), DbError> {
    const MORE: &str = "down_bytes = usage_day.down_bytes + excluded.down_bytes,
                up_bytes = usage_day.up_bytes + excluded.up_bytes";
    write(tx, rows, MORE).await
}

/// Writes days; `change` is what becomes of one that is there.
async fn write(tx: &Tx, rows: &[usage_day::Model], change: &str) -> Result<(), DbError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut places = String::new();
    let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 6);
    for row in rows {
        let at = values.len() + 2;
        let comma = if places.is_empty() { "" } else { ", " };
        let _ = write!(
            places,
            "{comma}($1, ${at}, ${}, ${}, ${}, ${}, ${})",
            at + 1,
            at + 2,
            at + 3,
            at + 4,
            at + 5
        );
        values.extend::<[Value; 6]>([
            row.id.into(),
            row.subscription_id.into(),
            row.day.into(),
            row.down_bytes.into(),
            row.up_bytes.into(),
            row.is_final.into(),
        ]);
    }
    let sql = format!(
        "INSERT INTO usage_day (tenant_id, id, subscription_id, day, down_bytes, up_bytes, \"final\")
         VALUES {places}
         ON CONFLICT (tenant_id, subscription_id, day) DO UPDATE SET {change}
          WHERE usage_day.tenant_id = $1 AND usage_day.\"final\" = FALSE"
    );
    tx.execute(&sql, values).await?;
    Ok(())
}

/// The volume bought for services, for periods that overlap `[from, to)`.
pub(in crate::catalog) async fn top_ups(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<top_up::Model>, DbError> {
    use top_up::Column;
    db.select::<top_up::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::PeriodStart.lt(to))
        .filter(Column::PeriodEnd.gt(from))
        .order_by(Column::BoughtAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// A purchase by its key.
pub(in crate::catalog) async fn top_up_of_key(
    db: &impl Reads,
    key: &str,
) -> Result<Option<top_up::Model>, DbError> {
    db.select::<top_up::Entity>().filter(top_up::Column::SourceKey.eq(key)).one().await
}

/// Writes a purchase.
pub(in crate::catalog) async fn insert_top_up(tx: &Tx, row: top_up::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A pack.
pub(in crate::catalog) async fn pack(
    db: &impl Reads,
    id: TopUpPackId,
) -> Result<Option<top_up_pack::Model>, DbError> {
    db.select::<top_up_pack::Entity>().filter(top_up_pack::Column::Id.eq(id)).one().await
}

/// The packs of a currency that are on sale, the smallest first; at most `limit`.
pub(in crate::catalog) async fn packs_on_sale(
    db: &impl Reads,
    currencies: &[Currency],
    limit: u64,
) -> Result<Vec<top_up_pack::Model>, DbError> {
    use top_up_pack::Column;
    db.select::<top_up_pack::Entity>()
        .filter(Column::Currency.is_in(currencies.iter().copied()))
        .filter(Column::RetiredAt.is_null())
        .top_per_parent(Column::Currency, &[(Column::Bytes, Order::Asc), (Column::Id, Order::Asc)], limit)
        .all()
        .await
}

/// Writes a pack.
pub(in crate::catalog) async fn insert_pack(tx: &Tx, row: top_up_pack::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Takes a pack off sale. False: it is already, or is not as it was read.
pub(in crate::catalog) async fn retire_pack(tx: &Tx, before: &top_up_pack::Model) -> Result<bool, DbError> {
    use top_up_pack::Column;
    let retired = tx
        .update::<top_up_pack::Entity>()
        .set(Column::RetiredAt, Value::from(Some(tx.scope().now())))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::RetiredAt.is_null());
    Ok(retired.run().await? == 1)
}
