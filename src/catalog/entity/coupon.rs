//! A coupon.

use crate::kernel::ids::{CouponId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// A coupon: a discount for whoever knows its code. Its terms never change once it is made.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coupon")]
pub struct Model {
    /// The coupon.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CouponId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The code in capitals, unique in the tenant.
    pub code: String,
    /// What invoices call the discount.
    pub name: String,
    /// Millionths taken off the price of the plans it is for.
    pub percent_micro: Option<i64>,
    /// Minor units taken off a month, before tax.
    pub amount_minor: Option<i64>,
    /// Currency of the amount, and of the customers who may redeem it.
    pub currency: Currency,
    /// For how many full periods; none is without end.
    pub months_limit: Option<i16>,
    /// First day it may be redeemed.
    pub valid_from: Date,
    /// First day it may not be redeemed any more.
    pub valid_to: Option<Date>,
    /// How often it may be redeemed; none is without limit.
    pub max_redemptions: Option<i32>,
    /// How often it was redeemed.
    pub redeemed: i32,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Since when it cannot be redeemed any more.
    pub retired_at: Option<DateTimeUtc>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
