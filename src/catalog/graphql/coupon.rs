//! Coupons and discounts in the graph.

use async_graphql::{Context, ID, Object};

use crate::catalog::entity::{coupon, customer_discount};
use crate::catalog::{self, CodeKey};
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, DateTime, Decimal};
use crate::kernel::money::{Money, from_micro};
use crate::kernel::page::{PageRequest, encode_cursor};

/// A coupon.
pub struct CouponNode(pub coupon::Model);

crate::connection!(
    CouponConnection("CouponConnection"),
    CouponEdge("CouponEdge"),
    CouponNode,
    "A page of coupons, ordered by code."
);

/// One page of the coupons.
pub async fn coupons_page(
    scope: &Scope,
    request: &PageRequest<CodeKey>,
) -> Result<CouponConnection, ApiError> {
    let page = catalog::coupons(scope, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let scope = scope.clone();
        Box::pin(async move { Ok(catalog::count_coupons(&scope).await?) }) as _
    });
    let cursor = |row: &coupon::Model| encode_cursor(&CodeKey(row.code.clone(), row.id.0));
    Ok(CouponConnection(Connected::new(page, cursor, CouponNode, count)))
}

/// A percentage of millionths as people write it: 250000 is 25.
fn percent(micro: i64) -> Decimal {
    Decimal((from_micro(micro) * rust_decimal::Decimal::ONE_HUNDRED).normalize())
}

/// A discount for whoever knows its code. Its terms never change. Visible to staff.
#[Object(name = "Coupon")]
impl CouponNode {
    /// The coupon's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The code, in capitals; it may be typed in any case.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What invoices call the discount.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Percent taken off the price of plans, e.g. `25`; null where it is an amount.
    async fn percent(&self) -> Option<Decimal> {
        self.0.percent_micro.map(percent)
    }

    /// What is taken off the plans of a bill, before tax; null where it is a percentage.
    async fn amount(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        let minor = self.0.amount_minor?;
        Some(request(ctx).money(Money::new(minor, self.0.currency)))
    }

    /// For how many full periods; null is without end.
    async fn months(&self) -> Option<i32> {
        self.0.months_limit.map(i32::from)
    }

    /// First day it may be redeemed.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// First day it may not be redeemed any more; null is without end.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// How often it may be redeemed; null is without limit.
    async fn max_redemptions(&self) -> Option<i32> {
        self.0.max_redemptions
    }

    /// How often it was redeemed.
    async fn redeemed(&self) -> i32 {
        self.0.redeemed
    }

    /// Since when it cannot be redeemed any more; null while it can.
    async fn retired_at(&self) -> Option<DateTime> {
        self.0.retired_at.map(DateTime)
    }

    /// Counts the changes of the coupon, for `expectedVersion`; redemptions do not count.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A discount that a customer has.
pub struct DiscountNode(pub customer_discount::Model);

/// A discount on a customer's plans, by coupon or given by the ISP. Visible to whoever sees the customer's bills.
#[Object(name = "CustomerDiscount")]
impl DiscountNode {
    /// The discount's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What invoices call it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Percent taken off the price of plans, e.g. `25`; null where it is an amount.
    async fn percent(&self) -> Option<Decimal> {
        self.0.percent_micro.map(percent)
    }

    /// What is taken off the plans of a bill, before tax; null where it is a percentage.
    async fn amount(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        let minor = self.0.amount_minor?;
        Some(request(ctx).money(Money::new(minor, self.0.currency)))
    }

    /// Whether it comes from a coupon.
    async fn by_coupon(&self) -> bool {
        self.0.coupon_id.is_some()
    }

    /// First day: what is billed from it or a later day on has it.
    async fn from(&self) -> Date {
        Date(self.0.from_date)
    }

    /// First day after; null is without end.
    async fn to(&self) -> Option<Date> {
        self.0.to_date.map(Date)
    }

    /// Counts the changes of the discount, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
