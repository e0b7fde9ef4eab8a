//! The statements on interfaces of devices.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order, Value};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::device_interface::{Column, Entity, Model};

/// The interfaces of each device after an `ifIndex`: `size` of each and one more.
pub(in crate::network::inventory) async fn page_of_devices(
    db: &impl Reads,
    devices: &[DeviceId],
    after: Option<i32>,
    size: u32,
) -> Result<Vec<Model>, DbError> {
    let mut interfaces = db.select::<Entity>().filter(Column::DeviceId.is_in(devices.iter().copied()));
    if let Some(after) = after {
        interfaces = interfaces.filter(Column::IfIndex.gt(after));
    }
    interfaces
        .top_per_parent(Column::DeviceId, &[(Column::IfIndex, Order::Asc)], u64::from(size) + 1)
        .all()
        .await
}

/// All interfaces of a device.
pub(in crate::network::inventory) async fn of_device(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::DeviceId.eq(device))
        .order_by(Column::IfIndex, Order::Asc)
        .all()
        .await
}

/// How many interfaces a device has.
pub(in crate::network::inventory) async fn count_of(
    db: &impl Reads,
    device: DeviceId,
) -> Result<u64, DbError> {
    db.select::<Entity>().filter(Column::DeviceId.eq(device)).count().await
}

/// Interfaces by their ids: one statement.
pub(in crate::network::inventory) async fn by_ids(
    db: &impl Reads,
    ids: &[DeviceInterfaceId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// Writes interfaces; one that somebody else has written meanwhile stays as it is.
pub(in crate::network::inventory) async fn insert_missing(tx: &Tx, rows: Vec<Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes what an interface is; what was counted on it stays as it is.
pub(in crate::network::inventory) async fn describe(tx: &Tx, now: &Model) -> Result<bool, DbError> {
    let described = tx
        .update::<Entity>()
        .set(Column::Name, now.name.clone())
        .set(Column::Alias, Value::from(now.alias.clone()))
        .set(Column::IfType, Value::from(now.if_type))
        .set(Column::SpeedBps, Value::from(now.speed_bps))
        .set(Column::Present, now.present)
        .set(Column::AdminUp, Value::from(now.admin_up))
        .set(Column::OperUp, Value::from(now.oper_up))
        .filter(Column::Id.eq(now.id));
    Ok(described.run().await? == 1)
}
