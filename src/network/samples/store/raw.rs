//! The statements on samples and polls as they were measured.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

use super::interfaces_of;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::{device_poll, interface_sample};

/// Writes a poll; one of the same instant stays.
pub(in crate::network::samples) async fn insert_poll(
    tx: &Tx,
    row: device_poll::Model,
) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// Writes samples; those of the same instant stay.
pub(in crate::network::samples) async fn insert_samples(
    tx: &Tx,
    rows: Vec<interface_sample::Model>,
) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The samples of the interfaces of devices in `[from, to)`.
pub(in crate::network::samples) async fn samples_of_devices(
    db: &impl Reads,
    devices: &[DeviceId],
    from: Instant,
    to: Instant,
) -> Result<Vec<interface_sample::Model>, DbError> {
    use interface_sample::Column;
    db.select::<interface_sample::Entity>()
        .filter(Column::InterfaceId.in_subquery(interfaces_of(db, devices)))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(to))
        .all()
        .await
}

/// The samples of interfaces in `[from, to)`.
pub(in crate::network::samples) async fn samples(
    db: &impl Reads,
    interfaces: &[DeviceInterfaceId],
    from: Instant,
    to: Instant,
) -> Result<Vec<interface_sample::Model>, DbError> {
    use interface_sample::Column;
    db.select::<interface_sample::Entity>()
        .filter(Column::InterfaceId.is_in(interfaces.iter().copied()))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(to))
        .all()
        .await
}

/// The polls of devices in `[from, to)`.
pub(in crate::network::samples) async fn polls(
    db: &impl Reads,
    devices: &[DeviceId],
    from: Instant,
    to: Instant,
) -> Result<Vec<device_poll::Model>, DbError> {
    use device_poll::Column;
    db.select::<device_poll::Entity>()
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::At.gte(from))
        .filter(Column::At.lt(to))
        .all()
        .await
}
