//! Why a service is withheld.

use crate::kernel::ids::{SubscriptionId, SuspensionLockId, TenantId};
use sea_orm::entity::prelude::*;

/// Why a service is withheld.
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
pub enum LockReason {
    /// Bills are overdue.
    NonPayment,
    /// The customer has asked for a pause.
    Voluntary,
    /// The service was misused.
    Abuse,
    /// The ISP has its own reason.
    Admin,
}

/// A reason to withhold a service, from a day until it is lifted. Kept afterwards: its days are not billed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suspension_lock")]
pub struct Model {
    /// The lock.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SuspensionLockId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// Why.
    pub reason: LockReason,
    /// First day without service.
    pub since: Date,
    /// The day it is planned to be lifted on; none is open.
    pub until: Option<Date>,
    /// First day with service again; none while it holds.
    pub lifted_on: Option<Date>,
    /// When it was set.
    pub created_at: DateTimeUtc,
    /// When it was lifted.
    pub lifted_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
