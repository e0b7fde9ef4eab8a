//! A tenant: one internet service provider.

use crate::kernel::ids::TenantId;
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// Whether a tenant is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TenantStatus {
    /// Its hosts answer.
    Active,
    /// Its hosts answer as if they were unknown.
    Suspended,
}

/// A tenant: one internet service provider.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TenantId,
    /// The short name in commands, unique.
    pub slug: String,
    /// The name its customers know.
    pub name: String,
    /// IANA zone of its business dates, e.g. `Europe/Berlin`.
    pub timezone: String,
    /// Currency of its prices.
    pub currency: Currency,
    /// BCP 47 locale of its texts, e.g. `de-DE`.
    pub locale: String,
    /// Whether it is served.
    pub status: TenantStatus,
    /// Prefix of its portal IDs, at most 5 symbols.
    pub portal_prefix: String,
    /// `tenancy::Branding`.
    pub branding: Json,
    /// `tenancy::Settings`.
    pub settings: Json,
    /// When it was created.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
    /// How far a sandbox's clock is ahead of the world's, microseconds; 0 for everybody else.
    pub clock_offset_us: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A tenant's row is its own: a scope reads and changes that one and no other.
impl crate::db::TenantOwned for Entity {
    fn tenant_column() -> Column {
        Column::Id
    }
}
