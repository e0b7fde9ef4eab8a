//! Every query on incidents; what was written of them, whom they affect and who follows them in the files below.

pub(super) mod followers;
pub(super) mod impacts;
pub(super) mod notices;
pub(super) mod updates;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Order, Query};
use sea_orm::{IntoActiveModel as _, Value};
use serde::{Deserialize, Serialize};

use super::entity::incident::{self, Column, IncidentKind, IncidentStatus};
use super::entity::incident_impact;
use super::service::IncidentFilter;
use crate::db::{DbError, Reads, Selection, Tx};
use crate::kernel::ids::IncidentId;
use crate::kernel::page::{self, Page, PageRequest};

/// The position of an incident in the list: the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentKey(#[serde(deserialize_with = "page::instant")] pub DateTimeUtc, pub Uuid);

/// The statuses of what is not over.
fn live() -> impl Iterator<Item = IncidentStatus> {
    IncidentStatus::ALL.into_iter().filter(|status| status.is_live())
}

fn filtered(db: &impl Reads, filter: IncidentFilter) -> Selection<'_, incident::Entity> {
    let mut incidents = db.select::<incident::Entity>();
    if let Some(kind) = filter.kind {
        incidents = incidents.filter(Column::Kind.eq(kind));
    }
    if let Some(status) = filter.status {
        incidents = incidents.filter(Column::Status.eq(status));
    }
    match filter.live {
        Some(true) => incidents.filter(Column::Status.is_in(live())),
        Some(false) => incidents.filter(Column::Status.is_not_in(live())),
        None => incidents,
    }
}

/// One page of the incidents, the latest first.
pub(super) async fn page(
    db: &impl Reads,
    filter: &IncidentFilter,
    request: &PageRequest<IncidentKey>,
) -> Result<Page<incident::Model>, DbError> {
    let rows = filtered(db, *filter)
        .page((Column::StartedAt, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many incidents there are.
pub(super) async fn count(db: &impl Reads, filter: &IncidentFilter) -> Result<u64, DbError> {
    filtered(db, *filter).count().await
}

/// The incidents of the ids.
pub(super) async fn by_ids(db: &impl Reads, ids: &[IncidentId]) -> Result<Vec<incident::Model>, DbError> {
    db.select::<incident::Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// The latest of those that are not over.
pub(super) async fn live_latest(db: &impl Reads, limit: u64) -> Result<Vec<incident::Model>, DbError> {
    db.select::<incident::Entity>()
        .filter(Column::Status.is_in(live()))
        .order_by(Column::StartedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all()
        .await
}

/// Those of a kind that are not over: the latest outages, or the work that is next.
pub(super) async fn live_of(
    db: &impl Reads,
    kind: IncidentKind,
    limit: u64,
) -> Result<Vec<incident::Model>, DbError> {
    let order = || match kind {
        IncidentKind::Outage => Order::Desc,
        IncidentKind::Maintenance => Order::Asc,
    };
    db.select::<incident::Entity>()
        .filter(Column::Kind.eq(kind))
        .filter(Column::Status.is_in(live()))
        .order_by(Column::StartedAt, order())
        .order_by(Column::Id, order())
        .limit(limit)
        .all()
        .await
}

/// The latest of those that were over at an instant or later; of all kinds if none is given.
pub(super) async fn ended_since(
    db: &impl Reads,
    kind: Option<IncidentKind>,
    since: DateTimeUtc,
    limit: u64,
) -> Result<Vec<incident::Model>, DbError> {
    let mut ended = db.select::<incident::Entity>();
    if let Some(kind) = kind {
        ended = ended.filter(Column::Kind.eq(kind));
    }
    ended
        .filter(Column::EndedAt.gte(since))
        .order_by(Column::StartedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all()
        .await
}

/// Those of the ids that affect, or have affected, a service of a customer for whom the condition holds.
pub(super) async fn affecting(
    db: &impl Reads,
    ids: &[IncidentId],
    within: Option<Condition>,
) -> Result<Vec<incident::Model>, DbError> {
    use incident_impact::Column as Impact;
    let mut affected = Query::select()
        .column(Impact::IncidentId)
        .from(incident_impact::Entity)
        .and_where(Impact::TenantId.eq(db.scope().tenant().id))
        .and_where(Impact::IncidentId.is_in(ids.iter().copied()))
        .take();
    if let Some(within) = within {
        affected.cond_where(within);
    }
    db.select::<incident::Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::Id.in_subquery(affected))
        .all()
        .await
}

/// An incident, held until the transaction ends.
pub(super) async fn for_update(tx: &Tx, id: IncidentId) -> Result<Option<incident::Model>, DbError> {
    tx.select::<incident::Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes an incident.
pub(super) async fn insert(tx: &Tx, row: incident::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Writes where an incident stands now, if it is the version that was read.
pub(super) async fn change(
    tx: &Tx,
    before: &incident::Model,
    now: &incident::Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<incident::Entity>()
        .set(Column::Status, now.status)
        .set(Column::StartedAt, now.started_at)
        .set(Column::EtaAt, Value::from(now.eta_at))
        .set(Column::EndedAt, Value::from(now.ended_at))
        .set(Column::Confidence, Value::from(now.confidence))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}
