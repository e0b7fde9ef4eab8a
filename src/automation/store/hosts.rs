//! The statements on the devices of runs.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::automation::entity::automation_host::{self, Column};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{AutomationRunId, DeviceId};
use crate::ports::automation::HostResult;

/// Writes which devices a run is for.
pub(in crate::automation) async fn insert(tx: &Tx, rows: Vec<automation_host::Model>) -> Result<(), DbError> {
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The devices of runs, always in the same order.
pub(in crate::automation) async fn of_runs(
    db: &impl Reads,
    runs: &[AutomationRunId],
) -> Result<Vec<automation_host::Model>, DbError> {
    db.select::<automation_host::Entity>()
        .filter(Column::RunId.is_in(runs.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Writes what a run has done on a device.
pub(in crate::automation) async fn record(
    tx: &Tx,
    run: AutomationRunId,
    device: DeviceId,
    result: HostResult,
) -> Result<(), DbError> {
    tx.update::<automation_host::Entity>()
        .set(Column::Ok, result.ok)
        .set(Column::Changed, result.changed)
        .set(Column::Unreachable, result.unreachable)
        .set(Column::Failed, result.failed)
        .set(Column::Skipped, result.skipped)
        .filter(Column::RunId.eq(run))
        .filter(Column::DeviceId.eq(device))
        .run()
        .await?;
    Ok(())
}
