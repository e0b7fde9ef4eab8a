//! The statements that the billing of subscriptions needs.

use chrono::NaiveDate;
use sea_orm::Value;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};

use crate::catalog::entity::customer_discount;
use crate::catalog::entity::plan_change_quote;
use crate::catalog::entity::subscription::{self, Column};
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
