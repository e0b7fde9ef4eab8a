//! Statements that read for many customers at once.

use chrono::NaiveDate;
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, Func, Order};

use crate::catalog::entity::charge::{self, ChargeKind};
use crate::catalog::entity::subscription::{self, Column, SubscriptionStatus};
use crate::catalog::entity::{plan_change_quote, top_up};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{ChargeId, CustomerId, SubscriptionId};

/// The subscriptions of customers that have days to bill: in service or withheld, or ended before all was billed.
pub(in crate::catalog) async fn billable(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<subscription::Model>, DbError> {
    let billed_to: Expr =
        Func::coalesce([Expr::col(Column::BilledThrough), Expr::col(Column::ActivatedOn)]).into();
    let running = Column::Status.is_in([SubscriptionStatus::Active, SubscriptionStatus::Suspended]);
    let ended = Column::Status.eq(SubscriptionStatus::Cancelled).and(billed_to.lt(Expr::col(Column::EndsOn)));
    db.select::<subscription::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::ActivatedOn.is_not_null())
        .filter(Cond::any().add(running).add(ended))
        .order_by(Column::CreatedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The plan changes that were made since a day, the latest first.
pub(in crate::catalog) async fn changes_since(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    since: NaiveDate,
) -> Result<Vec<plan_change_quote::Model>, DbError> {
    use plan_change_quote::Column;
    db.select::<plan_change_quote::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::AppliedAt.is_not_null())
        .filter(Column::EffectiveOn.gt(since))
        .order_by(Column::EffectiveOn, Order::Desc)
        .all()
        .await
}

/// Volume bought for periods that end after a day.
pub(in crate::catalog) async fn top_ups(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    since: NaiveDate,
) -> Result<Vec<top_up::Model>, DbError> {
    use top_up::Column;
    if subscriptions.is_empty() {
        return Ok(Vec::new());
    }
    db.select::<top_up::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::PeriodEnd.gt(since))
        .all()
        .await
}

/// Subscriptions, locked until the transaction ends, in the order of their ids.
pub(in crate::catalog) async fn for_update(
    tx: &Tx,
    ids: &[SubscriptionId],
) -> Result<Vec<subscription::Model>, DbError> {
    tx.select::<subscription::Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .for_update()
        .all()
        .await
}

/// How many parts of periods of a service have become charges since an instant for days before `until`.
pub(in crate::catalog) async fn count_parts_since(
    db: &impl Reads,
    subscription: SubscriptionId,
    since: Instant,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<u64, DbError> {
    use charge::Column;
    db.select::<charge::Entity>()
        .filter(Column::SubscriptionId.eq(subscription))
        .filter(Column::Kind.eq(ChargeKind::Proration))
        .filter(Column::CancelledAt.is_null())
        .filter(Column::CreatedAt.gt(since))
        .filter(Column::ServiceStart.lt(until))
        .filter(Column::ServiceEnd.gt(from))
        .count()
        .await
}

/// Takes charges back that a credit note has settled, or lets them wait again; how many.
pub(in crate::catalog) async fn set_cancelled(
    tx: &Tx,
    ids: &[ChargeId],
    cancelled: bool,
) -> Result<u64, DbError> {
    use charge::Column;
    let now = cancelled.then(|| tx.scope().now());
    let as_before = if cancelled { Column::CancelledAt.is_null() } else { Column::CancelledAt.is_not_null() };
    tx.update::<charge::Entity>()
        .set(Column::CancelledAt, now)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::InvoiceId.is_null())
        .filter(as_before)
        .run()
        .await
}

#[derive(FromQueryResult)]
struct CustomerRow {
    customer_id: CustomerId,
}

/// Customers for whom there is something to bill now, in the order of their ids: with days before `until` that are not
/// billed, or with charges that no later period will take along. Those from `after` (not itself) to `last`.
pub(in crate::catalog) async fn due_customers(
    db: &impl Reads,
    until: NaiveDate,
    after: uuid::Uuid,
    last: uuid::Uuid,
    limit: u32,
) -> Result<Vec<CustomerId>, DbError> {
    const UNBILLED: &str = "s.activated_on IS NOT NULL AND s.status IN ('ACTIVE', 'SUSPENDED', 'CANCELLED')
          AND ((s.ends_on IS NULL AND s.status <> 'CANCELLED')
               OR COALESCE(s.billed_through, s.activated_on) < s.ends_on)";
    let sql = format!(
        "SELECT customer_id FROM (
           SELECT s.customer_id FROM subscription s
            WHERE s.tenant_id = $1 AND s.customer_id > $3 AND s.customer_id <= $4 AND {UNBILLED}
              AND COALESCE(s.billed_through, s.activated_on) < $2
           UNION
           SELECT c.customer_id FROM charge c
            WHERE c.tenant_id = $1 AND c.customer_id > $3 AND c.customer_id <= $4
              AND c.invoice_id IS NULL AND c.cancelled_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM subscription s
                               WHERE s.tenant_id = c.tenant_id AND s.customer_id = c.customer_id AND {UNBILLED})
         ) AS due ORDER BY customer_id LIMIT $5"
    );
    let rows: Vec<CustomerRow> =
        db.rows(&sql, [until.into(), after.into(), last.into(), i64::from(limit).into()]).await?;
    Ok(rows.into_iter().map(|row| row.customer_id).collect())
}
