//! The statements on what services hang on.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order, Value};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{DeviceId, ServiceLinkId, SubscriptionId};
use crate::network::entity::service_link::{Column, Entity, Model};

/// Devices, or services, that one statement asks for.
const AT_ONCE: usize = 1_000;

/// What hangs on the devices themselves.
pub(in crate::network::inventory) async fn on_devices(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<Vec<Model>, DbError> {
    let mut found = Vec::new();
    for devices in devices.chunks(AT_ONCE) {
        let links = db.select::<Entity>().filter(Column::DeviceId.is_in(devices.iter().copied()));
        found.extend(links.order_by(Column::Id, Order::Asc).all().await?);
    }
    Ok(found)
}

/// What the services hang on.
pub(in crate::network::inventory) async fn of_services(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<Model>, DbError> {
    let mut found = Vec::new();
    for services in services.chunks(AT_ONCE) {
        let links = db.select::<Entity>().filter(Column::SubscriptionId.is_in(services.iter().copied()));
        found.extend(links.all().await?);
    }
    Ok(found)
}

/// The links of each device after an id, `size` and one more.
pub(in crate::network::inventory) async fn page_of_devices(
    db: &impl Reads,
    devices: &[DeviceId],
    after: Option<ServiceLinkId>,
    size: u32,
) -> Result<Vec<Model>, DbError> {
    let mut links = db.select::<Entity>().filter(Column::DeviceId.is_in(devices.iter().copied()));
    if let Some(after) = after {
        links = links.filter(Column::Id.gt(after));
    }
    links.top_per_parent(Column::DeviceId, &[(Column::Id, Order::Asc)], u64::from(size) + 1).all().await
}

/// Some of what hangs on a device, the earliest first.
pub(in crate::network::inventory) async fn first_on(
    db: &impl Reads,
    device: DeviceId,
    limit: u64,
) -> Result<Vec<Model>, DbError> {
    let links = db.select::<Entity>().filter(Column::DeviceId.eq(device));
    links.order_by(Column::Id, Order::Asc).limit(limit).all().await
}

/// How many services hang on a device.
pub(in crate::network::inventory) async fn count_on(
    db: &impl Reads,
    device: DeviceId,
) -> Result<u64, DbError> {
    db.select::<Entity>().filter(Column::DeviceId.eq(device)).count().await
}

/// Writes what services hang on.
pub(in crate::network::inventory) async fn insert(tx: &Tx, rows: Vec<Model>) -> Result<(), DbError> {
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Lets a service hang on something else.
pub(in crate::network::inventory) async fn change(tx: &Tx, now: &Model) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::DeviceId, now.device_id)
        .set(Column::InterfaceId, Value::from(now.interface_id))
        .set(Column::Since, now.since)
        .set(Column::MovedOn, Value::from(now.moved_on))
        .set(Column::MovedDownBytes, now.moved_down_bytes)
        .set(Column::MovedUpBytes, now.moved_up_bytes)
        .filter(Column::Id.eq(now.id));
    Ok(changed.run().await? == 1)
}

/// Lets a service hang on nothing.
pub(in crate::network::inventory) async fn remove(tx: &Tx, id: ServiceLinkId) -> Result<bool, DbError> {
    Ok(tx.delete::<Entity>().filter(Column::Id.eq(id)).run().await? == 1)
}
