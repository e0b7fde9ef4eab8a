//! The statements that the billing of subscriptions needs.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, Func, Order};
use sea_orm::{FromQueryResult, Value};

use crate::catalog::entity::customer_discount;
use crate::catalog::entity::plan_change_quote;
use crate::catalog::entity::subscription::{self, Column, SubscriptionStatus};
use crate::catalog::entity::{coupon_plan, usage_day};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CouponId, CustomerId, SubscriptionId};

/// A subscription, locked until the transaction ends.
pub(in crate::catalog) async fn for_update(
    tx: &Tx,
    id: SubscriptionId,
) -> Result<Option<subscription::Model>, DbError> {
    tx.select::<subscription::Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// The subscriptions of a customer that have days to bill: in service or withheld, or ended before all was billed.
pub(in crate::catalog) async fn billable(
    db: &impl Reads,
    customer: CustomerId,
) -> Result<Vec<subscription::Model>, DbError> {
    let running = Column::Status.is_in([SubscriptionStatus::Active, SubscriptionStatus::Suspended]);
    let ended =
        Column::Status.eq(SubscriptionStatus::Cancelled).and(billed_to().lt(Expr::col(Column::EndsOn)));
    db.select::<subscription::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::ActivatedOn.is_not_null())
        .filter(Cond::any().add(running).add(ended))
        .order_by(Column::CreatedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

fn billed_to() -> Expr {
    Func::coalesce([Expr::col(Column::BilledThrough), Expr::col(Column::ActivatedOn)]).into()
}

#[derive(FromQueryResult)]
struct CustomerRow {
    customer_id: CustomerId,
}

/// Customers with days before `until` that are not billed, or with charges that wait; in the order of their ids, those
/// after `after`.
pub(in crate::catalog) async fn customers_to_bill(
    db: &impl Reads,
    until: NaiveDate,
    after: Option<CustomerId>,
    limit: u32,
) -> Result<Vec<CustomerId>, DbError> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let rows: Vec<CustomerRow> = db
        .rows(
            "SELECT customer_id FROM (
               SELECT customer_id FROM subscription
                WHERE tenant_id = $1 AND customer_id > $3 AND activated_on IS NOT NULL
                  AND COALESCE(billed_through, activated_on) < $2
                  AND (status IN ('ACTIVE', 'SUSPENDED')
                       OR (status = 'CANCELLED' AND COALESCE(billed_through, activated_on) < ends_on))
               UNION
               SELECT customer_id FROM charge
                WHERE tenant_id = $1 AND customer_id > $3 AND invoice_id IS NULL AND cancelled_at IS NULL
             ) AS due ORDER BY customer_id LIMIT $4",
            [until.into(), after.into(), i64::from(limit).into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.customer_id).collect())
}

/// Moves the first day that is not billed, if the subscription is as it was read. False: it has changed.
pub(in crate::catalog) async fn advance(
    tx: &Tx,
    before: &subscription::Model,
    to: NaiveDate,
) -> Result<bool, DbError> {
    let expected = match before.billed_through {
        Some(day) => Column::BilledThrough.eq(day),
        None => Column::BilledThrough.is_null(),
    };
    let moved = tx
        .update::<subscription::Entity>()
        .set(Column::BilledThrough, Value::from(Some(to)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(expected);
    Ok(moved.run().await? == 1)
}

/// Writes a subscription as it is now, if it is still as it was read. False: it has changed.
pub(in crate::catalog) async fn change(
    tx: &Tx,
    before: &subscription::Model,
    now: &subscription::Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<subscription::Entity>()
        .set(Column::PlanId, now.plan_id)
        .set(Column::PriceOverrideMinor, now.price_override_minor)
        .set(Column::Status, now.status)
        .set(Column::ActivatedOn, Value::from(now.activated_on))
        .set(Column::EndsOn, Value::from(now.ends_on))
        .set(Column::ContractEnd, Value::from(now.contract_end))
        .set(Column::BilledThrough, Value::from(now.billed_through))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(before.status));
    Ok(changed.run().await? == 1)
}

/// The plan changes that were taken and have not happened yet.
pub(in crate::catalog) async fn pending_changes(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
) -> Result<Vec<plan_change_quote::Model>, DbError> {
    use plan_change_quote::Column;
    db.select::<plan_change_quote::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::AcceptedAt.is_not_null())
        .filter(Column::AppliedAt.is_null())
        .filter(Column::CancelledAt.is_null())
        .all()
        .await
}

/// The measured days of services in `[from, to)`, in their order.
pub(in crate::catalog) async fn usage(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<usage_day::Model>, DbError> {
    use usage_day::Column;
    db.select::<usage_day::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::Day.gte(from))
        .filter(Column::Day.lt(to))
        .order_by(Column::SubscriptionId, Order::Asc)
        .order_by(Column::Day, Order::Asc)
        .all()
        .await
}

/// The discounts of customers that have not ended before a day, the oldest first.
pub(in crate::catalog) async fn discounts(
    db: &impl Reads,
    customers: &[CustomerId],
    since: NaiveDate,
) -> Result<Vec<customer_discount::Model>, DbError> {
    use customer_discount::Column;
    db.select::<customer_discount::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Cond::any().add(Column::ToDate.is_null()).add(Column::ToDate.gt(since)))
        .order_by(Column::CreatedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The plans that coupons are for.
pub(in crate::catalog) async fn plans_of_coupons(
    db: &impl Reads,
    coupons: &[CouponId],
) -> Result<Vec<coupon_plan::Model>, DbError> {
    db.select::<coupon_plan::Entity>()
        .filter(coupon_plan::Column::CouponId.is_in(coupons.iter().copied()))
        .all()
        .await
}
