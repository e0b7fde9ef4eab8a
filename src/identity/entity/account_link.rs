//! The link of an account to a customer, a reseller or a staff role.

use crate::kernel::ids::{AccountId, AccountLinkId, CustomerId, ResellerId, TenantId};
use sea_orm::entity::prelude::*;

/// The right a link gives.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum, serde::Serialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkRole {
    /// Member of a customer: everything.
    Owner,
    /// Member of a customer: bills and payments.
    Payer,
    /// Member of a customer: services and the network, no bills.
    Technical,
    /// Member of a customer: sees, changes nothing.
    Viewer,
    /// Employee of a reseller: everything of the reseller.
    ResellerAdmin,
    /// Employee of a reseller: the assigned customers.
    ResellerAgent,
    /// Staff: answers tickets.
    Support,
    /// Staff: works on bills.
    Billing,
    /// Staff: runs the network.
    Noc,
    /// Staff: administers the tenant.
    TenantAdmin,
}

/// Whether a link counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkStatus {
    /// Offered, not yet accepted.
    Invited,
    /// In force.
    Active,
    /// Taken back.
    Revoked,
}

/// The link of an account to a customer, a reseller or a staff role.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_link")]
pub struct Model {
    /// The link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountLinkId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The account.
    pub account_id: AccountId,
    /// The customer of a member role.
    pub customer_id: Option<CustomerId>,
    /// The reseller of a reseller role.
    pub reseller_id: Option<ResellerId>,
    /// The right it gives.
    pub role: LinkRole,
    /// Whether it counts.
    pub status: LinkStatus,
    /// When it was made.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
