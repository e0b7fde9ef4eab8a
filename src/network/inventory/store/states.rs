//! The statements on what is known of devices: whether the poller knows them at all, and what discovery tells.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Value};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::DeviceId;
use crate::network::entity::device_state::{Column, Entity, Model};

/// What is known of each device.
pub(in crate::network::inventory) async fn of_devices(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::DeviceId.is_in(devices.iter().copied())).all().await
}

/// Lets devices be asked from now on; those that are already stay as they are.
pub(in crate::network::inventory) async fn insert_missing(tx: &Tx, rows: Vec<Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Lets a device be asked no more.
pub(in crate::network::inventory) async fn remove(tx: &Tx, device: DeviceId) -> Result<u64, DbError> {
    tx.delete::<Entity>().filter(Column::DeviceId.eq(device)).run().await
}

/// Lets a device be asked at once: what is known of it may not hold any more.
pub(in crate::network::inventory) async fn hasten(
    tx: &Tx,
    device: DeviceId,
    at: DateTimeUtc,
) -> Result<u64, DbError> {
    let hastened = tx
        .update::<Entity>()
        .set(Column::NextPollAt, at)
        .filter(Column::DeviceId.eq(device))
        .filter(Column::NextPollAt.gt(at));
    hastened.run().await
}

/// Writes what a device has told of itself; what the poller counts stays as it is.
pub(in crate::network::inventory) async fn tell(tx: &Tx, now: &Model) -> Result<bool, DbError> {
    let told = tx
        .update::<Entity>()
        .set(Column::SysName, Value::from(now.sys_name.clone()))
        .set(Column::SysDescr, Value::from(now.sys_descr.clone()))
        .set(Column::SysObjectId, Value::from(now.sys_object_id.clone()))
        .filter(Column::DeviceId.eq(now.device_id));
    Ok(told.run().await? == 1)
}
