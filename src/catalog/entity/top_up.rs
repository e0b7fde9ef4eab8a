//! Volume bought for a period.

use crate::kernel::ids::{CustomerId, SubscriptionId, TenantId, TopUpId, TopUpPackId};
use sea_orm::entity::prelude::*;

/// Volume that was bought for one period of a service.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "top_up")]
pub struct Model {
    /// The purchase.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TopUpId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// What was bought.
    pub pack_id: TopUpPackId,
    /// First day it is for.
    pub period_start: Date,
    /// First day after.
    pub period_end: Date,
    /// How much it adds to the period's cap.
    pub bytes: i64,
    /// The key of the purchase, unique in the tenant: told twice, it is bought once.
    pub source_key: String,
    /// When.
    pub bought_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
