//! A discount that a customer has.

use crate::kernel::ids::{CouponId, CustomerDiscountId, CustomerId, SubscriptionId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// A discount on a customer's plans, by coupon or by grant.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_discount")]
pub struct Model {
    /// The discount.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CustomerDiscountId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The one service it is for; none is all that the coupon is for.
    pub subscription_id: Option<SubscriptionId>,
    /// The coupon it comes from; none was granted.
    pub coupon_id: Option<CouponId>,
    /// What invoices call it.
    pub name: String,
    /// Millionths taken off the price.
    pub percent_micro: Option<i64>,
    /// Minor units taken off a bill's periods, before tax.
    pub amount_minor: Option<i64>,
    /// The customer's currency.
    pub currency: Currency,
    /// First day: periods that begin on it or later have it.
    pub from_date: Date,
    /// First day after.
    pub to_date: Option<Date>,
    /// When it was given.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
