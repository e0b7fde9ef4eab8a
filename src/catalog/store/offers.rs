//! The statements on plans as offers, and on coupons and discounts.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, Order};
use sea_orm::{IntoActiveModel as _, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::catalog::entity::{coupon, coupon_plan, customer_discount, plan, plan_change_quote, subscription};
use crate::catalog::service::PlanFilter;
use crate::db::{DbError, Reads, Selection, Tx};
use crate::kernel::ids::{CouponId, CustomerDiscountId, CustomerId, PlanId};
use crate::kernel::page::{Page, PageRequest};

/// The position of a plan or a coupon in a list: they are ordered by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeKey(pub String, pub Uuid);

/// A plan; with `lock` held until the transaction ends.
pub(in crate::catalog) async fn plan(
    db: &impl Reads,
    id: PlanId,
    lock: bool,
) -> Result<Option<plan::Model>, DbError> {
    let plan = db.select::<plan::Entity>().filter(plan::Column::Id.eq(id));
    if lock { plan.for_update().one().await } else { plan.one().await }
}

fn filtered<'a>(db: &'a impl Reads, filter: &PlanFilter) -> Selection<'a, plan::Entity> {
    use plan::Column;
    let mut plans = db.select::<plan::Entity>();
    if let Some(kind) = filter.kind {
        plans = plans.filter(Column::Kind.eq(kind));
    }
    if let Some(public) = filter.public {
        plans = plans.filter(Column::Public.eq(public));
    }
    if let Some((day, on_sale)) = filter.on_sale {
        let sold = Cond::all()
            .add(Column::ValidFrom.lte(day))
            .add(Cond::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gt(day)));
        plans = plans.filter(if on_sale { sold } else { sold.not() });
    }
    plans
}

/// One page of the plans, by code.
pub(in crate::catalog) async fn plans(
    db: &impl Reads,
    filter: &PlanFilter,
    request: &PageRequest<CodeKey>,
) -> Result<Page<plan::Model>, DbError> {
    use plan::Column;
    let rows = filtered(db, filter)
        .page((Column::Code, Column::Id), &Order::Asc, request, |key| (key.0.clone().into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many plans there are.
pub(in crate::catalog) async fn count_plans(db: &impl Reads, filter: &PlanFilter) -> Result<u64, DbError> {
    filtered(db, filter).count().await
}

/// Writes a plan.
pub(in crate::catalog) async fn insert_plan(tx: &Tx, row: plan::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Whether anybody has, had or was quoted a plan.
pub(in crate::catalog) async fn is_sold(db: &impl Reads, id: PlanId) -> Result<bool, DbError> {
    let subscribed =
        db.select::<subscription::Entity>().filter(subscription::Column::PlanId.eq(id)).one().await?;
    if subscribed.is_some() {
        return Ok(true);
    }
    let quoted = db.select::<plan_change_quote::Entity>().filter(plan_change_quote::Column::ToPlanId.eq(id));
    Ok(quoted.one().await?.is_some())
}

/// Writes the terms of a plan, which is locked, if it is the version that was read.
pub(in crate::catalog) async fn change_plan(
    tx: &Tx,
    before: &plan::Model,
    now: plan::Model,
) -> Result<bool, DbError> {
    use plan::Column;
    let changed = tx
        .update::<plan::Entity>()
        .set(Column::Name, now.name)
        .set(Column::PriceMinor, now.price_minor)
        .set(Column::SetupFeeMinor, now.setup_fee_minor)
        .set(Column::DownKbps, now.down_kbps)
        .set(Column::UpKbps, now.up_kbps)
        .set(Column::CapBytes, Value::from(now.cap_bytes))
        .set(Column::OveragePerGbMinor, Value::from(now.overage_per_gb_minor))
        .set(Column::ContractMonths, now.contract_months)
        .set(Column::Public, now.public)
        .set(Column::TaxCode, now.tax_code)
        .set(Column::ValidFrom, now.valid_from)
        .set(Column::ValidTo, Value::from(now.valid_to))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// One page of the coupons, by code.
pub(in crate::catalog) async fn coupons(
    db: &impl Reads,
    request: &PageRequest<CodeKey>,
) -> Result<Page<coupon::Model>, DbError> {
    use coupon::Column;
    let rows = db
        .select::<coupon::Entity>()
        .page((Column::Code, Column::Id), &Order::Asc, request, |key| (key.0.clone().into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many coupons there are.
pub(in crate::catalog) async fn count_coupons(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<coupon::Entity>().count().await
}

/// A coupon by its id.
pub(in crate::catalog) async fn coupon(
    db: &impl Reads,
    id: CouponId,
) -> Result<Option<coupon::Model>, DbError> {
    db.select::<coupon::Entity>().filter(coupon::Column::Id.eq(id)).one().await
}

/// A coupon by its code, in capitals.
pub(in crate::catalog) async fn coupon_of_code(
    db: &impl Reads,
    code: &str,
) -> Result<Option<coupon::Model>, DbError> {
    db.select::<coupon::Entity>().filter(coupon::Column::Code.eq(code)).one().await
}

/// Writes a coupon with the plans it is for.
pub(in crate::catalog) async fn insert_coupon(
    tx: &Tx,
    row: coupon::Model,
    plans: Vec<coupon_plan::Model>,
) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await?;
    tx.insert_many(plans.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Takes a coupon back. False: it is already, or is not as it was read.
pub(in crate::catalog) async fn retire_coupon(tx: &Tx, before: &coupon::Model) -> Result<bool, DbError> {
    use coupon::Column;
    let retired = tx
        .update::<coupon::Entity>()
        .set(Column::RetiredAt, Value::from(Some(tx.scope().now())))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::RetiredAt.is_null());
    Ok(retired.run().await? == 1)
}

/// Counts a redemption, if one is left on this day. The row stays locked until the transaction ends.
pub(in crate::catalog) async fn count_redemption(
    tx: &Tx,
    id: CouponId,
    today: NaiveDate,
) -> Result<bool, DbError> {
    use coupon::Column;
    let left = Cond::any()
        .add(Column::MaxRedemptions.is_null())
        .add(Expr::col(Column::Redeemed).lt(Expr::col(Column::MaxRedemptions)));
    let counted = tx
        .update::<coupon::Entity>()
        .add(Column::Redeemed, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::RetiredAt.is_null())
        .filter(Column::ValidFrom.lte(today))
        .filter(Cond::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gt(today)))
        .filter(left);
    Ok(counted.run().await? == 1)
}

/// Writes a discount.
pub(in crate::catalog) async fn insert_discount(
    tx: &Tx,
    row: customer_discount::Model,
) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A discount.
pub(in crate::catalog) async fn discount(
    db: &impl Reads,
    id: CustomerDiscountId,
) -> Result<Option<customer_discount::Model>, DbError> {
    db.select::<customer_discount::Entity>().filter(customer_discount::Column::Id.eq(id)).one().await
}

/// The discounts of customers that have not ended, the latest first; at most `limit` a customer.
pub(in crate::catalog) async fn discounts_of(
    db: &impl Reads,
    customers: &[CustomerId],
    limit: u64,
) -> Result<Vec<customer_discount::Model>, DbError> {
    use customer_discount::Column;
    db.select::<customer_discount::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Cond::any().add(Column::ToDate.is_null()).add(Column::ToDate.gt(db.scope().today())))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::CreatedAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}

/// Ends a discount. False: it is not as it was read.
pub(in crate::catalog) async fn end_discount(
    tx: &Tx,
    before: &customer_discount::Model,
    on: NaiveDate,
) -> Result<bool, DbError> {
    use customer_discount::Column;
    let ended = tx
        .update::<customer_discount::Entity>()
        .set(Column::ToDate, Value::from(Some(on)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(ended.run().await? == 1)
}
