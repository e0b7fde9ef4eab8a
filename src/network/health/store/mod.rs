//! The statements on how services are.

pub(super) mod announced;
pub(super) mod quiet;

use std::fmt::Write as _;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Order};
use sea_orm::{FromQueryResult, Value};

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

/// The same, in order, held until the transaction ends.
pub(super) async fn told_held(
    tx: &Tx,
    services: &[SubscriptionId],
) -> Result<Vec<service_health::Model>, DbError> {
    tx.select::<service_health::Entity>()
        .filter(service_health::Column::SubscriptionId.is_in(services.iter().copied()))
        .order_by(service_health::Column::SubscriptionId, Order::Asc)
        .for_update()
        .all()
        .await
}

/// Writes what is told of services now, over what was told before. Two at once write what both have seen.
pub(super) async fn write_told(tx: &Tx, rows: Vec<service_health::Model>) -> Result<(), DbError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut places = String::new();
    let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 7);
    for row in rows {
        let at = values.len() + 2;
        let comma = if places.is_empty() { "" } else { ", " };
        let columns: Vec<String> = (at..at + 7).map(|place| format!("${place}")).collect();
        let _ = write!(places, "{comma}($1, {})", columns.join(", "));
        values.extend::<[Value; 7]>([
            row.id.into(),
            row.customer_id.into(),
            row.subscription_id.into(),
            row.state.into(),
            row.reason.into(),
            row.since.into(),
            row.told_at.into(),
        ]);
    }
    let sql = format!(
        "INSERT INTO service_health
             (tenant_id, id, customer_id, subscription_id, state, reason, since, told_at)
         VALUES {places}
         ON CONFLICT (tenant_id, subscription_id) DO UPDATE
            SET state = excluded.state, reason = excluded.reason, since = excluded.since,
                told_at = excluded.told_at
          WHERE service_health.tenant_id = $1"
    );
    tx.execute(&sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct ServiceRow {
    subscription_id: SubscriptionId,
}

/// The services on ports of a device whose ports say something else than was last told, or of which nothing was told yet; in
/// order. What was told for other reasons than the line's stays with those.
pub(super) async fn told_otherwise(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Vec<SubscriptionId>, DbError> {
    const SQL: &str = "SELECT l.subscription_id FROM service_link l
          JOIN device_interface i ON i.tenant_id = l.tenant_id AND i.id = l.interface_id
          LEFT JOIN service_health h
            ON h.tenant_id = l.tenant_id AND h.subscription_id = l.subscription_id
         WHERE l.tenant_id = $1 AND l.device_id = $2
           AND (h.id IS NULL
                OR CASE WHEN i.present = TRUE AND COALESCE(i.admin_up, TRUE) = TRUE
                             AND COALESCE(i.oper_up, FALSE) = TRUE
                        THEN h.reason IN ('LINE_DOWN', 'PORT_DISABLED', 'NOT_OBSERVED', 'STALE')
                        ELSE h.reason IN ('LINE_UP', 'DEVICE_STRAINED', 'STALE')
                             OR (h.reason = 'NOT_OBSERVED' AND i.oper_up = FALSE) END)
         ORDER BY l.subscription_id";
    let rows: Vec<ServiceRow> = db.rows(SQL, [device.into()]).await?;
    Ok(rows.into_iter().map(|row| row.subscription_id).collect())
}
