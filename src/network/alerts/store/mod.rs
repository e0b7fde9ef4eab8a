//! Every query on alerts; those on rules in the file below.

pub(super) mod rules;

use sea_orm::IntoActiveModel as _;
use sea_orm::Value;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Order};
use serde::{Deserialize, Serialize};

use super::service::AlertFilter;
use crate::db::{DbError, Reads, Selection, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AlertId, DeviceId};
use crate::kernel::page::{self, Page, PageRequest};
use crate::network::entity::alert::{self, AlertStatus, Column, Entity};

/// The position of an alert in the list: the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertKey(#[serde(deserialize_with = "page::instant")] pub DateTimeUtc, pub Uuid);

/// Those that have settled.
fn told(db: &impl Reads) -> Selection<'_, Entity> {
    db.select::<Entity>().filter(Column::Status.ne(AlertStatus::Settling))
}

fn filtered<'a>(db: &'a impl Reads, filter: &AlertFilter) -> Selection<'a, Entity> {
    let mut alerts = told(db);
    if let Some(status) = filter.status {
        alerts = alerts.filter(Column::Status.eq(status));
    }
    if let Some(severity) = filter.severity {
        alerts = alerts.filter(Column::Severity.eq(severity));
    }
    if let Some(metric) = filter.metric {
        alerts = alerts.filter(Column::Metric.eq(metric));
    }
    if let Some(device) = filter.device {
        alerts = alerts.filter(Column::DeviceId.eq(device));
    }
    match filter.live {
        Some(true) => alerts = alerts.filter(Column::ResolvedAt.is_null()),
        Some(false) => alerts = alerts.filter(Column::ResolvedAt.is_not_null()),
        None => {}
    }
    if filter.suppressed { alerts } else { alerts.filter(loud()) }
}

/// Those that somebody is to be alarmed by.
fn loud() -> Condition {
    Condition::any().add(Column::Suppressed.eq(false)).add(Column::ResolvedAt.is_not_null())
}

/// One page of the alerts, the latest first.
pub(super) async fn page(
    db: &impl Reads,
    filter: &AlertFilter,
    request: &PageRequest<AlertKey>,
) -> Result<Page<alert::Model>, DbError> {
    let rows = filtered(db, filter)
        .page((Column::Since, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many alerts there are.
pub(super) async fn count(db: &impl Reads, filter: &AlertFilter) -> Result<u64, DbError> {
    filtered(db, filter).count().await
}

/// Alerts by their ids, those that have settled.
pub(super) async fn by_ids(db: &impl Reads, ids: &[AlertId]) -> Result<Vec<alert::Model>, DbError> {
    told(db).filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// The alerts of devices that are told and not over, the latest first; at most `limit` of each.
pub(super) async fn open_of(
    db: &impl Reads,
    devices: &[DeviceId],
    limit: u64,
) -> Result<Vec<alert::Model>, DbError> {
    told(db)
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::ResolvedAt.is_null())
        .top_per_parent(Column::DeviceId, &[(Column::Since, Order::Desc), (Column::Id, Order::Desc)], limit)
        .all()
        .await
}

/// The alerts of a device that are not over, those that settle among them.
pub(in crate::network) async fn unresolved(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Vec<alert::Model>, DbError> {
    let alerts = db.select::<Entity>().filter(Column::DeviceId.eq(device));
    alerts.filter(Column::ResolvedAt.is_null()).order_by(Column::Id, Order::Asc).all().await
}

/// An alert that has settled, held until the transaction ends.
pub(super) async fn held(tx: &Tx, id: AlertId) -> Result<Option<alert::Model>, DbError> {
    let alert = tx.select::<Entity>().filter(Column::Id.eq(id));
    alert.filter(Column::Status.ne(AlertStatus::Settling)).for_update().one().await
}

/// Writes new alerts; where there is one already it stays.
pub(super) async fn insert(tx: &Tx, rows: Vec<alert::Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes what was measured of alerts that go on, and by which rule; what somebody has done to them meanwhile stays.
pub(super) async fn go_on(tx: &Tx, rows: Vec<alert::Model>) -> Result<(), DbError> {
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).collect();
    let changed = [Column::RuleId, Column::Severity, Column::Value, Column::GoodSamples];
    tx.insert_or_change(rows, &[Column::TenantId, Column::Id], &changed).await
}

/// Lets alerts be told that have settled.
pub(super) async fn open(tx: &Tx, ids: &[AlertId], at: Instant) -> Result<(), DbError> {
    tx.update::<Entity>()
        .set(Column::Status, AlertStatus::Open)
        .set(Column::OpenedAt, at)
        .add(Column::Version, 1)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::Status.eq(AlertStatus::Settling))
        .run()
        .await?;
    Ok(())
}

/// Lets alerts be over.
pub(super) async fn resolve(tx: &Tx, ids: &[AlertId], at: Instant) -> Result<(), DbError> {
    tx.update::<Entity>()
        .set(Column::Status, AlertStatus::Resolved)
        .set(Column::ResolvedAt, at)
        .set(Column::Suppressed, false)
        .add(Column::Version, 1)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::ResolvedAt.is_null())
        .run()
        .await?;
    Ok(())
}

/// Forgets alerts that have not settled.
pub(super) async fn forget(tx: &Tx, ids: &[AlertId]) -> Result<(), DbError> {
    let alerts = tx.delete::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    alerts.filter(Column::Status.eq(AlertStatus::Settling)).run().await?;
    Ok(())
}

/// Forgets the alerts of devices that have not settled.
pub(super) async fn forget_of(tx: &Tx, devices: &[DeviceId]) -> Result<(), DbError> {
    let alerts = tx.delete::<Entity>().filter(Column::DeviceId.is_in(devices.iter().copied()));
    alerts.filter(Column::Status.eq(AlertStatus::Settling)).run().await?;
    Ok(())
}

/// Says whether somebody is to be alarmed by the alerts of devices.
pub(super) async fn set_suppressed(tx: &Tx, devices: &[DeviceId], suppressed: bool) -> Result<(), DbError> {
    tx.update::<Entity>()
        .set(Column::Suppressed, suppressed)
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::ResolvedAt.is_null())
        .filter(Column::Suppressed.ne(suppressed))
        .run()
        .await?;
    Ok(())
}

/// Writes what an employee has done to an alert, if it is the version that was read.
pub(super) async fn change(tx: &Tx, before: &alert::Model, now: &alert::Model) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::Status, now.status)
        .set(Column::AcknowledgedAt, Value::from(now.acknowledged_at))
        .set(Column::AcknowledgedBy, Value::from(now.acknowledged_by.map(|id| id.0)))
        .set(Column::ResolvedAt, Value::from(now.resolved_at))
        .set(Column::ResolvedBy, Value::from(now.resolved_by.map(|id| id.0)))
        .set(Column::Suppressed, now.suppressed)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}
