//! The statements on quotes.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Value};

use crate::catalog::entity::plan_change_quote::{self, Column};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::PlanChangeQuoteId;

/// Writes a quote.
pub(in crate::catalog) async fn insert(tx: &Tx, row: plan_change_quote::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A quote.
pub(in crate::catalog) async fn quote(
    db: &impl Reads,
    id: PlanChangeQuoteId,
) -> Result<Option<plan_change_quote::Model>, DbError> {
    db.select::<plan_change_quote::Entity>().filter(Column::Id.eq(id)).one().await
}

/// Takes a quote that may still be taken. False: it was taken, called off, or is too old.
pub(in crate::catalog) async fn accept(tx: &Tx, id: PlanChangeQuoteId) -> Result<bool, DbError> {
    let now = tx.scope().now();
    let accepted = tx
        .update::<plan_change_quote::Entity>()
        .set(Column::AcceptedAt, Value::from(Some(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::AcceptedAt.is_null())
        .filter(Column::CancelledAt.is_null())
        .filter(Column::ExpiresAt.gt(now));
    Ok(accepted.run().await? == 1)
}

/// Marks a change that was taken as done. False: it is done or called off already.
pub(in crate::catalog) async fn apply(tx: &Tx, id: PlanChangeQuoteId) -> Result<bool, DbError> {
    let applied = tx
        .update::<plan_change_quote::Entity>()
        .set(Column::AppliedAt, Value::from(Some(tx.scope().now())))
        .filter(Column::Id.eq(id))
        .filter(Column::AcceptedAt.is_not_null())
        .filter(Column::AppliedAt.is_null())
        .filter(Column::CancelledAt.is_null());
    Ok(applied.run().await? == 1)
}

/// Calls a change off that was taken and is not done. False: there is none.
pub(in crate::catalog) async fn call_off(tx: &Tx, id: PlanChangeQuoteId) -> Result<bool, DbError> {
    let called_off = tx
        .update::<plan_change_quote::Entity>()
        .set(Column::CancelledAt, Value::from(Some(tx.scope().now())))
        .filter(Column::Id.eq(id))
        .filter(Column::AppliedAt.is_null())
        .filter(Column::CancelledAt.is_null());
    Ok(called_off.run().await? == 1)
}
