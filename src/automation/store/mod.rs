//! Every query on runs; their devices and what they print in the files below.

pub(super) mod hosts;
pub(super) mod lines;
pub(super) mod work;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Order, Query};
use sea_orm::{IntoActiveModel as _, Value};
use serde::{Deserialize, Serialize};

use super::entity::automation_host;
use super::entity::automation_run::{self, Column, RunStatus, ServiceActionKind};
use super::service::RunFilter;
use crate::db::{Clearing, DbError, Reads, SealedColumn, Selection, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, AutomationRunId, SubscriptionId};
use crate::kernel::page::{self, Page, PageRequest};

/// The position of a run in the list: the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunKey(#[serde(deserialize_with = "page::instant")] pub DateTimeUtc, pub Uuid);

/// Secrets that runs wait with.
pub(crate) const SECRETS: SealedColumn =
    SealedColumn { name: "secrets of runs", table: "automation_run", column: "sealed_variables" };

/// What runs have printed.
pub(crate) const LINES: Clearing = Clearing::of("automation_line", "at");

fn filtered<'a>(db: &'a impl Reads, filter: &RunFilter) -> Selection<'a, automation_run::Entity> {
    let mut runs = db.select::<automation_run::Entity>();
    if let Some(status) = filter.status {
        runs = runs.filter(Column::Status.eq(status));
    }
    if let Some(playbook) = &filter.playbook {
        runs = runs.filter(Column::Playbook.eq(playbook.as_str()));
    }
    if let Some(action) = filter.by_customers {
        let asked = Column::Action;
        runs = runs.filter(if action { asked.is_not_null() } else { asked.is_null() });
    }
    if let Some(device) = filter.device {
        use automation_host::Column as Host;
        let of_device = Query::select()
            .column(Host::RunId)
            .from(automation_host::Entity)
            .and_where(Host::TenantId.eq(db.scope().tenant().id))
            .and_where(Host::DeviceId.eq(device))
            .take();
        runs = runs.filter(Column::Id.in_subquery(of_device));
    }
    runs
}

/// One page of the runs, the latest first.
pub(super) async fn page(
    db: &impl Reads,
    filter: &RunFilter,
    request: &PageRequest<RunKey>,
) -> Result<Page<automation_run::Model>, DbError> {
    let rows = filtered(db, filter)
        .page((Column::RequestedAt, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many runs there are.
pub(super) async fn count(db: &impl Reads, filter: &RunFilter) -> Result<u64, DbError> {
    filtered(db, filter).count().await
}

/// The runs of the ids.
pub(super) async fn by_ids(
    db: &impl Reads,
    ids: &[AutomationRunId],
) -> Result<Vec<automation_run::Model>, DbError> {
    db.select::<automation_run::Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// What customers have asked for services, the latest first; at most `limit` a service.
pub(super) async fn of_services(
    db: &impl Reads,
    services: &[SubscriptionId],
    limit: u64,
) -> Result<Vec<automation_run::Model>, DbError> {
    db.select::<automation_run::Entity>()
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::Action.is_not_null())
        .top_per_parent(
            Column::SubscriptionId,
            &[(Column::RequestedAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}

/// How often something was asked for a service since an instant.
pub(super) async fn asked_since(
    db: &impl Reads,
    service: SubscriptionId,
    action: ServiceActionKind,
    since: Instant,
) -> Result<u64, DbError> {
    db.select::<automation_run::Entity>()
        .filter(Column::SubscriptionId.eq(service))
        .filter(Column::Action.eq(action))
        .filter(Column::RequestedAt.gt(since))
        .count()
        .await
}

/// How much that was asked for a service is not over.
pub(super) async fn under_way(db: &impl Reads, service: SubscriptionId) -> Result<u64, DbError> {
    db.select::<automation_run::Entity>()
        .filter(Column::SubscriptionId.eq(service))
        .filter(Column::Action.is_not_null())
        .filter(Column::Status.is_in([RunStatus::Queued, RunStatus::Running]))
        .count()
        .await
}

/// How many runs wait, for an approval or for a worker.
pub(super) async fn waiting(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<automation_run::Entity>()
        .filter(Column::Status.is_in([RunStatus::PendingApproval, RunStatus::Queued]))
        .count()
        .await
}

/// A run, held until the transaction ends.
pub(super) async fn for_update(
    tx: &Tx,
    id: AutomationRunId,
) -> Result<Option<automation_run::Model>, DbError> {
    tx.select::<automation_run::Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes a run.
pub(super) async fn insert(tx: &Tx, row: automation_run::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Lets a run that waits for it be approved.
pub(super) async fn approve(
    tx: &Tx,
    before: &automation_run::Model,
    by: Option<AccountId>,
    at: Instant,
) -> Result<bool, DbError> {
    let approved = tx
        .update::<automation_run::Entity>()
        .set(Column::Status, RunStatus::Queued)
        .set(Column::ApprovedBy, Value::from(by))
        .set(Column::ApprovedAt, at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(RunStatus::PendingApproval));
    Ok(approved.run().await? == 1)
}

/// Notes that nobody wants a run any more that waits for its approval. It goes the way of all runs: the worker that takes it
/// ends it, before anything was done.
pub(super) async fn withdraw(
    tx: &Tx,
    before: &automation_run::Model,
    by: Option<AccountId>,
    at: Instant,
) -> Result<bool, DbError> {
    let withdrawn = tx
        .update::<automation_run::Entity>()
        .set(Column::Status, RunStatus::Queued)
        .set(Column::CancelledBy, Value::from(by))
        .set(Column::CancelAskedAt, at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(RunStatus::PendingApproval));
    Ok(withdrawn.run().await? == 1)
}

/// Notes that somebody wants a run ended.
pub(super) async fn ask_to_cancel(
    tx: &Tx,
    before: &automation_run::Model,
    by: Option<AccountId>,
    at: Instant,
) -> Result<bool, DbError> {
    let asked = tx
        .update::<automation_run::Entity>()
        .set(Column::CancelledBy, Value::from(by))
        .set(Column::CancelAskedAt, at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Status.is_in([RunStatus::Queued, RunStatus::Running]))
        .filter(Column::CancelAskedAt.is_null());
    Ok(asked.run().await? == 1)
}
