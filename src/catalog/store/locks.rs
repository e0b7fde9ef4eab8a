//! The statements on suspension locks, and on the state that follows them.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};

use crate::catalog::entity::suspension_lock::{self, Column, LockReason};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, SubscriptionId, SuspensionLockId};

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

/// A service of a customer.
#[derive(FromQueryResult)]
pub(in crate::catalog) struct ServiceOf {
    /// The customer.
    pub(in crate::catalog) customer_id: CustomerId,
    /// The service.
    pub(in crate::catalog) id: SubscriptionId,
}

/// The services of customers that a lock of this reason is in force on.
pub(in crate::catalog) async fn withheld(
    db: &impl Reads,
    customers: &[CustomerId],
    reason: LockReason,
) -> Result<Vec<ServiceOf>, DbError> {
    by_lock(db, customers, reason, "EXISTS").await
}

/// The services of customers in service, or suspended, that no lock of this reason is in force on.
pub(in crate::catalog) async fn not_withheld(
    db: &impl Reads,
    customers: &[CustomerId],
    reason: LockReason,
) -> Result<Vec<ServiceOf>, DbError> {
    by_lock(db, customers, reason, "NOT EXISTS").await
}

async fn by_lock(
    db: &impl Reads,
    customers: &[CustomerId],
    reason: LockReason,
    exists: &str,
) -> Result<Vec<ServiceOf>, DbError> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (0..customers.len()).map(|i| format!("${}", i + 3)).collect();
    let sql = format!(
        "SELECT s.customer_id, s.id FROM subscription s
          WHERE s.tenant_id = $1 AND s.customer_id IN ({}) AND s.status IN ('ACTIVE', 'SUSPENDED')
            AND {exists} (SELECT 1 FROM suspension_lock l
                           WHERE l.tenant_id = $1 AND l.subscription_id = s.id AND l.reason = $2
                             AND l.lifted_on IS NULL)
          ORDER BY s.id",
        places.join(", ")
    );
    let customers = customers.iter().map(|id| Value::from(*id));
    db.rows(&sql, std::iter::once(Value::from(reason.to_value())).chain(customers).collect::<Vec<_>>()).await
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
