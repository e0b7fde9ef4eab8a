//! Volume used on a day.

use crate::kernel::ids::{SubscriptionId, TenantId, UsageDayId};
use sea_orm::entity::prelude::*;

/// Volume that a service has used on a day of the tenant's calendar.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "usage_day")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UsageDayId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// The day.
    pub day: Date,
    /// Bytes towards the customer.
    pub down_bytes: i64,
    /// Bytes from the customer.
    pub up_bytes: i64,
    /// Whether the day is measured for good: it changes no more.
    #[sea_orm(column_name = "final")]
    pub is_final: bool,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
