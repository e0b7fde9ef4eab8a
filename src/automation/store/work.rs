//! The statements of the workers: what waits, who has it, what came of it.

use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::automation::entity::automation_run::{self, Column, RunFailure, RunStatus};
use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AutomationRunId, TenantId};

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with runs that wait for a worker, or whose worker is gone; whose wait longest comes first.
pub async fn tenants_with_work(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT tenant_id FROM automation_run
        WHERE status = 'QUEUED' OR (status = 'RUNNING' AND lease_until < $1)
        GROUP BY tenant_id ORDER BY MIN(requested_at)";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// The run that waits longest.
pub(in crate::automation) async fn next(db: &impl Reads) -> Result<Option<automation_run::Model>, DbError> {
    db.select::<automation_run::Entity>()
        .filter(Column::Status.eq(RunStatus::Queued))
        .order_by(Column::RequestedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .one()
        .await
}

/// The runs whose worker has not been heard of in time.
pub(in crate::automation) async fn lost(
    db: &impl Reads,
    now: Instant,
) -> Result<Vec<automation_run::Model>, DbError> {
    db.select::<automation_run::Entity>()
        .filter(Column::Status.eq(RunStatus::Running))
        .filter(Column::LeaseUntil.lt(now))
        .all()
        .await
}

/// Gives a run that waits to a worker; whether nobody else was quicker.
pub(in crate::automation) async fn claim(
    tx: &Tx,
    id: AutomationRunId,
    holder: &str,
    at: Instant,
    until: Instant,
) -> Result<bool, DbError> {
    let claimed = tx
        .update::<automation_run::Entity>()
        .set(Column::Status, RunStatus::Running)
        .set(Column::LeaseHolder, holder)
        .set(Column::LeaseUntil, until)
        .set(Column::StartedAt, at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(RunStatus::Queued));
    Ok(claimed.run().await? == 1)
}

/// Prolongs a lease, and counts lines that were written; whether the run is still the worker's.
pub(in crate::automation) async fn prolong(
    tx: &Tx,
    id: AutomationRunId,
    holder: &str,
    until: Instant,
    lines: i32,
) -> Result<bool, DbError> {
    let prolonged = tx
        .update::<automation_run::Entity>()
        .set(Column::LeaseUntil, until)
        .set(Column::LogLines, lines)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(RunStatus::Running))
        .filter(Column::LeaseHolder.eq(holder));
    Ok(prolonged.run().await? == 1)
}

/// What a run has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::automation) struct Ending {
    /// Where it stands now.
    pub(in crate::automation) status: RunStatus,
    /// Why it has failed, if it has.
    pub(in crate::automation) failure: Option<(RunFailure, String)>,
    /// The status that the program has ended with.
    pub(in crate::automation) exit_status: Option<i32>,
    /// Whether it has printed more than is kept.
    pub(in crate::automation) log_cut: bool,
}

/// Ends a run that a worker has, and forgets its secrets; whether it was still the worker's.
pub(in crate::automation) async fn end(
    tx: &Tx,
    run: &automation_run::Model,
    at: Instant,
    ending: &Ending,
) -> Result<bool, DbError> {
    let (failure, text) = ending.failure.clone().unzip();
    let ended = tx
        .update::<automation_run::Entity>()
        .set(Column::Status, ending.status)
        .set(Column::EndedAt, at)
        .set(Column::Failure, failure)
        .set(Column::FailureText, text)
        .set(Column::ExitStatus, ending.exit_status)
        .set(Column::LogCut, ending.log_cut)
        .set(Column::SealedVariables, None::<Vec<u8>>)
        .set(Column::LeaseHolder, None::<String>)
        .set(Column::LeaseUntil, None::<DateTimeUtc>)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(run.id))
        .filter(Column::Status.eq(RunStatus::Running))
        .filter(Column::LeaseHolder.eq(run.lease_holder.clone()));
    Ok(ended.run().await? == 1)
}

/// Holds a run until the transaction ends, if its worker has still not been heard of by `at`.
pub(in crate::automation) async fn hold_lost(
    tx: &Tx,
    run: &automation_run::Model,
    at: Instant,
) -> Result<bool, DbError> {
    let held = tx
        .select::<automation_run::Entity>()
        .filter(Column::Id.eq(run.id))
        .filter(Column::LeaseUntil.lt(at))
        .for_update()
        .one()
        .await?;
    Ok(held.is_some())
}
