//! A reseller of the tenant, possibly below another one.

use crate::kernel::ids::{ResellerId, TenantId};
use sea_orm::entity::prelude::*;

/// Whether a reseller may work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ResellerStatus {
    /// Has applied.
    Applied,
    /// Works.
    Active,
    /// Barred for now.
    Suspended,
    /// Gone.
    Terminated,
}

/// A reseller of the tenant, possibly below another one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reseller")]
pub struct Model {
    /// The reseller.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResellerId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The short code, unique in the tenant.
    pub code: String,
    /// The company.
    pub name: String,
    /// The reseller above it.
    pub parent_id: Option<ResellerId>,
    /// Whether it may work.
    pub status: ResellerStatus,
    /// The commission tier.
    pub tier: String,
    /// Since when.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
