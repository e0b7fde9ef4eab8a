//! The statements on how services are.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, IncidentId, SubscriptionId};
use crate::network::entity::incident::IncidentKind;
use crate::network::entity::{
    device, device_interface, device_state, incident, incident_impact, service_health,
};

/// Devices, retired ones included.
pub(super) async fn devices(db: &impl Reads, ids: &[DeviceId]) -> Result<Vec<device::Model>, DbError> {
    db.select::<device::Entity>().filter(device::Column::Id.is_in(ids.iter().copied())).all().await
}

/// What the poller knows of devices.
pub(super) async fn states(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<Vec<device_state::Model>, DbError> {
    db.select::<device_state::Entity>()
        .filter(device_state::Column::DeviceId.is_in(devices.iter().copied()))
        .all()
        .await
}

/// Interfaces.
pub(super) async fn interfaces(
    db: &impl Reads,
    ids: &[DeviceInterfaceId],
) -> Result<Vec<device_interface::Model>, DbError> {
    db.select::<device_interface::Entity>()
        .filter(device_interface::Column::Id.is_in(ids.iter().copied()))
        .all()
        .await
}

/// All services that incidents affect, or have affected.
pub(super) async fn affected(
    db: &impl Reads,
    incidents: &[IncidentId],
) -> Result<Vec<SubscriptionId>, DbError> {
    let impacts = db
        .select::<incident_impact::Entity>()
        .filter(incident_impact::Column::IncidentId.is_in(incidents.iter().copied()))
        .all()
        .await?;
    Ok(impacts.into_iter().map(|impact| impact.subscription_id).collect())
}

/// What has affected services at some time in `[from, to)`, and what affects them still.
pub(super) async fn impacts_between(
    db: &impl Reads,
    services: &[SubscriptionId],
    from: Instant,
    to: Instant,
) -> Result<Vec<incident_impact::Model>, DbError> {
    use incident_impact::Column;
    db.select::<incident_impact::Entity>()
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::FromAt.lt(to))
        .filter(Condition::any().add(Column::ToAt.is_null()).add(Column::ToAt.gt(from)))
        .all()
        .await
}

/// Those of the incidents that are announced work.
pub(super) async fn works(db: &impl Reads, ids: &[IncidentId]) -> Result<Vec<incident::Model>, DbError> {
    db.select::<incident::Entity>()
        .filter(incident::Column::Id.is_in(ids.iter().copied()))
        .filter(incident::Column::Kind.eq(IncidentKind::Maintenance))
        .all()
        .await
}

/// What was last told of services.
pub(super) async fn told(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<service_health::Model>, DbError> {
    db.select::<service_health::Entity>()
        .filter(service_health::Column::SubscriptionId.is_in(services.iter().copied()))
        .all()
        .await
}

/// Writes what is told of services now, in place of what was told before.
pub(super) async fn replace_told(tx: &Tx, rows: Vec<service_health::Model>) -> Result<(), DbError> {
    if rows.is_empty() {
        return Ok(());
    }
    let services: Vec<SubscriptionId> = rows.iter().map(|row| row.subscription_id).collect();
    tx.delete::<service_health::Entity>()
        .filter(service_health::Column::SubscriptionId.is_in(services))
        .run()
        .await?;
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}
