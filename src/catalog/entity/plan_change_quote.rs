//! An offer to change a plan.

use crate::kernel::ids::{CustomerId, PlanChangeQuoteId, PlanId, SubscriptionId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// When a plan is to be changed.
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
pub enum PlanChangeTiming {
    /// Today: unused days of the old plan are credited, the rest of the period is charged at the new price.
    Now,
    /// With the next period that is not billed yet: nothing is credited or charged in between.
    PeriodEnd,
}

/// An offer to change the plan of a subscription: what exactly it costs and when it happens.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_change_quote")]
pub struct Model {
    /// The quote.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanChangeQuoteId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// Which service.
    pub subscription_id: SubscriptionId,
    /// The plan there is.
    pub from_plan_id: PlanId,
    /// The plan there will be.
    pub to_plan_id: PlanId,
    /// When it was asked for.
    pub timing: PlanChangeTiming,
    /// First day of the new plan.
    pub effective_on: Date,
    /// The version of the subscription that it holds for.
    pub subscription_version: i32,
    /// First day that is not billed once it is applied now.
    pub billed_through: Option<Date>,
    /// First day after the minimum term of the new plan.
    pub contract_end: Option<Date>,
    /// Currency of the amounts.
    pub currency: Currency,
    /// What is charged: `[ChargeLine]`.
    pub lines: Json,
    /// Sum of the lines before tax, minor units; may be negative.
    pub net_minor: i64,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Until when it may be taken.
    pub expires_at: DateTimeUtc,
    /// When it was taken.
    pub accepted_at: Option<DateTimeUtc>,
    /// When the plan was changed.
    pub applied_at: Option<DateTimeUtc>,
    /// When a taken one was called off.
    pub cancelled_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
