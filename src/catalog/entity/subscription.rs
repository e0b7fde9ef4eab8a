//! A customer's subscription to a plan.

use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// The state of a subscription.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    async_graphql::Enum,
    serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubscriptionStatus {
    /// Ordered.
    Pending,
    /// Being set up.
    Provisioning,
    /// In service.
    Active,
    /// Withheld by at least one lock.
    Suspended,
    /// Ended.
    Cancelled,
}

/// A customer's subscription to a plan.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "subscription")]
pub struct Model {
    /// The subscription.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubscriptionId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The service number, unique in the tenant.
    pub number: String,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The plan.
    pub plan_id: PlanId,
    /// Agreed price of a month instead of the plan's, in minor units.
    pub price_override_minor: Option<i64>,
    /// The state.
    pub status: SubscriptionStatus,
    /// First day of service.
    pub activated_on: Option<Date>,
    /// First day without service.
    pub ends_on: Option<Date>,
    /// First day after the minimum term.
    pub contract_end: Option<Date>,
    /// First day that is not billed yet.
    pub billed_through: Option<Date>,
    /// When it was ordered.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
