//! The statements on roll-ups. One is written by taking away what there is and writing what there is to be: whoever does so
//! holds the work that asks for it (`sample_work`), so nobody else does it at the same time.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

use super::interfaces_of;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceId;
use crate::network::entity::{device_hour, interface_five_minutes, interface_hour};

/// Writes five minutes of the interfaces of devices.
pub(in crate::network::samples) async fn replace_five_minutes(
    tx: &Tx,
    devices: &[DeviceId],
    at: Instant,
    rows: Vec<interface_five_minutes::Model>,
) -> Result<(), DbError> {
    use interface_five_minutes::Column;
    tx.delete::<interface_five_minutes::Entity>()
        .filter(Column::InterfaceId.in_subquery(interfaces_of(tx, devices)))
        .filter(Column::At.eq(at))
        .run()
        .await?;
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes an hour of the interfaces of devices.
pub(in crate::network::samples) async fn replace_hour(
    tx: &Tx,
    devices: &[DeviceId],
    at: Instant,
    rows: Vec<interface_hour::Model>,
) -> Result<(), DbError> {
    use interface_hour::Column;
    tx.delete::<interface_hour::Entity>()
        .filter(Column::InterfaceId.in_subquery(interfaces_of(tx, devices)))
        .filter(Column::At.eq(at))
        .run()
        .await?;
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes an hour of the polls of devices.
pub(in crate::network::samples) async fn replace_device_hour(
    tx: &Tx,
    devices: &[DeviceId],
    at: Instant,
    rows: Vec<device_hour::Model>,
) -> Result<(), DbError> {
    use device_hour::Column;
    tx.delete::<device_hour::Entity>()
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::At.eq(at))
        .run()
        .await?;
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The hours of devices that began in `[from, to)`.
pub(in crate::network::samples) async fn device_hours(
    db: &impl Reads,
    devices: &[DeviceId],
    from: Instant,
    to: Instant,
) -> Result<Vec<device_hour::Model>, DbError> {
    use device_hour::Column;
    db.select::<device_hour::Entity>()
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(to))
        .all()
        .await
}
