//! The statements on suspension locks, and on the state that follows them.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};
use sea_orm::{IntoActiveModel as _, Value};

use crate::catalog::entity::suspension_lock::{self, Column, LockReason};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{SubscriptionId, SuspensionLockId};

/// The locks of services that hold on a day of `[from, to)`: those in force, and those lifted after `from`.
pub(in crate::catalog) async fn within(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<suspension_lock::Model>, DbError> {
    db.select::<suspension_lock::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::Since.lt(to))
        .filter(Cond::any().add(Column::LiftedOn.is_null()).add(Column::LiftedOn.gt(from)))
        .order_by(Column::Since, Order::Asc)
        .all()
        .await
}

/// The locks in force, the oldest first.
pub(in crate::catalog) async fn open(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
) -> Result<Vec<suspension_lock::Model>, DbError> {
    db.select::<suspension_lock::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::LiftedOn.is_null())
        .order_by(Column::Since, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Writes a lock.
pub(in crate::catalog) async fn insert(tx: &Tx, row: suspension_lock::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Changes the planned end of a lock in force. False: it is lifted.
pub(in crate::catalog) async fn plan_end(
    tx: &Tx,
    id: SuspensionLockId,
    until: Option<NaiveDate>,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<suspension_lock::Entity>()
        .set(Column::Until, Value::from(until))
        .filter(Column::Id.eq(id))
        .filter(Column::LiftedOn.is_null());
    Ok(changed.run().await? == 1)
}

/// Lifts a lock. False: it is lifted already.
pub(in crate::catalog) async fn lift(tx: &Tx, id: SuspensionLockId, on: NaiveDate) -> Result<bool, DbError> {
    let changed = tx
        .update::<suspension_lock::Entity>()
        .set(Column::LiftedOn, Value::from(Some(on)))
        .set(Column::LiftedAt, Value::from(Some(tx.scope().now())))
        .filter(Column::Id.eq(id))
        .filter(Column::LiftedOn.is_null());
    Ok(changed.run().await? == 1)
}

/// How many days services have been paused since a day: for the limit of a year.
pub(in crate::catalog) async fn of_reason_since(
    db: &impl Reads,
    subscription: SubscriptionId,
    reason: LockReason,
    since: NaiveDate,
) -> Result<Vec<suspension_lock::Model>, DbError> {
    db.select::<suspension_lock::Entity>()
        .filter(Column::SubscriptionId.eq(subscription))
        .filter(Column::Reason.eq(reason))
        .filter(Cond::any().add(Column::LiftedOn.is_null()).add(Column::LiftedOn.gt(since)))
        .all()
        .await
}
