//! The statements on the alerts of prepaid balances.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

use crate::billing::entity::wallet_alert::{Column, Entity, Model};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::CustomerId;

/// The alerts of customers; missing where nothing was said and the balance was never low.
pub(in crate::billing) async fn alerts_of(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::CustomerId.is_in(customers.iter().copied())).all().await
}

/// Writes the first alert of a customer, whose balance is locked.
pub(in crate::billing) async fn insert(tx: &Tx, row: Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Changes an alert, if it is as it was read. Whether it was.
pub(in crate::billing) async fn replace(tx: &Tx, before: &Model, after: &Model) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::ThresholdMinor, after.threshold_minor)
        .set(Column::IsLow, after.is_low)
        .set(Column::ChangedAt, after.changed_at)
        .set(Column::Version, after.version)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::IsLow.eq(before.is_low))
        .run()
        .await?;
    Ok(changed == 1)
}
