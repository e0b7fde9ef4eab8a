//! The statements of the correlator.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};

use super::judge::Link;
use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, IncidentId, OutageWatchId, TenantId};
use crate::network::entity::device::DeviceKind;
use crate::network::entity::device_state::{self, DeviceStatus};
use crate::network::entity::outage_watch::{self, Column};

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with watches that are due: those for which [`super::settle`] has something to do.
pub async fn tenants_due(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT DISTINCT tenant_id FROM outage_watch WHERE due_at <= $1 ORDER BY tenant_id";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// The watches that are due, the longest silent first, held until the transaction ends. Who comes second waits, and finds
/// those that are still due.
pub(super) async fn due(tx: &Tx, now: Instant, limit: u64) -> Result<Vec<outage_watch::Model>, DbError> {
    tx.select::<outage_watch::Entity>()
        .filter(Column::DueAt.lte(now))
        .order_by(Column::DownAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .for_update()
        .all()
        .await
}

/// The watch of a device, held until the transaction ends.
pub(super) async fn of_device(tx: &Tx, device: DeviceId) -> Result<Option<outage_watch::Model>, DbError> {
    tx.select::<outage_watch::Entity>().filter(Column::DeviceId.eq(device)).for_update().one().await
}

/// The other devices whose silence belongs to an incident.
pub(super) async fn others(
    tx: &Tx,
    incident: IncidentId,
    watch: OutageWatchId,
) -> Result<Vec<outage_watch::Model>, DbError> {
    tx.select::<outage_watch::Entity>()
        .filter(Column::IncidentId.eq(incident))
        .filter(Column::Id.ne(watch))
        .all()
        .await
}

/// Watches a device, unless it is watched.
pub(super) async fn insert(tx: &Tx, row: outage_watch::Model) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// Writes what is waited for now; the row is held.
pub(super) async fn change(tx: &Tx, now: &outage_watch::Model) -> Result<(), DbError> {
    let changed = tx
        .update::<outage_watch::Entity>()
        .set(Column::IncidentId, Value::from(now.incident_id))
        .set(Column::State, now.state)
        .set(Column::DownAt, now.down_at)
        .set(Column::BeganAt, now.began_at)
        .set(Column::AnsweredAt, Value::from(now.answered_at))
        .set(Column::DueAt, Value::from(now.due_at))
        .filter(Column::Id.eq(now.id));
    changed.run().await?;
    Ok(())
}

/// Ends a watch.
pub(super) async fn remove(tx: &Tx, id: OutageWatchId) -> Result<(), DbError> {
    tx.delete::<outage_watch::Entity>().filter(Column::Id.eq(id)).run().await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct LinkRow {
    id: DeviceId,
    kind: DeviceKind,
    status: Option<DeviceStatus>,
}

/// The way from a device to the core, itself the first; of 64 devices at most, should somebody have tied a knot.
pub(super) async fn way(db: &impl Reads, device: DeviceId) -> Result<Vec<Link>, DbError> {
    const SQL: &str = "WITH RECURSIVE way(id, parent_id, kind, depth) AS (
            SELECT d.id, d.parent_id, d.kind, 0 FROM device d WHERE d.tenant_id = $1 AND d.id = $2
            UNION ALL
            SELECT d.id, d.parent_id, d.kind, way.depth + 1 FROM device d JOIN way ON d.id = way.parent_id
             WHERE d.tenant_id = $1 AND way.depth < 63)
        SELECT way.id AS id, way.kind AS kind, s.status AS status
          FROM way LEFT JOIN device_state s ON s.tenant_id = $1 AND s.device_id = way.id
         ORDER BY way.depth";
    let rows: Vec<LinkRow> = db.rows(SQL, [device.into()]).await?;
    Ok(rows.into_iter().map(|row| Link { device: row.id, kind: row.kind, status: row.status }).collect())
}

/// Since when a device is as it is, if it is down.
pub(super) async fn down_since(db: &impl Reads, device: DeviceId) -> Result<Option<Instant>, DbError> {
    let state = db
        .select::<device_state::Entity>()
        .filter(device_state::Column::DeviceId.eq(device))
        .filter(device_state::Column::Status.eq(DeviceStatus::Down))
        .one()
        .await?;
    Ok(state.map(|state| state.status_since))
}

/// Whether any device answers.
pub(super) async fn any_answers(db: &impl Reads) -> Result<bool, DbError> {
    let answering = [DeviceStatus::Up, DeviceStatus::Degraded];
    let found = db
        .select::<device_state::Entity>()
        .filter(device_state::Column::Status.is_in(answering))
        .one()
        .await?;
    Ok(found.is_some())
}
