//! The statements on what runs have printed.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::automation::entity::automation_line::{self, Column};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::AutomationRunId;

/// Writes lines.
pub(in crate::automation) async fn insert(tx: &Tx, rows: Vec<automation_line::Model>) -> Result<(), DbError> {
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The lines of runs after a number, the first first; at most `limit` a run.
pub(in crate::automation) async fn after(
    db: &impl Reads,
    runs: &[AutomationRunId],
    after: i32,
    limit: u64,
) -> Result<Vec<automation_line::Model>, DbError> {
    db.select::<automation_line::Entity>()
        .filter(Column::RunId.is_in(runs.iter().copied()))
        .filter(Column::Seq.gt(after))
        .top_per_parent(Column::RunId, &[(Column::Seq, Order::Asc)], limit)
        .all()
        .await
}
