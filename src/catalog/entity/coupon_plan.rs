//! A plan that a coupon is for.

use crate::kernel::ids::{CouponId, CouponPlanId, PlanId, TenantId};
use sea_orm::entity::prelude::*;

/// A plan that a coupon is for; a coupon without any is for all.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "coupon_plan")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CouponPlanId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The coupon.
    pub coupon_id: CouponId,
    /// The plan.
    pub plan_id: PlanId,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
