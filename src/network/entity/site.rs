//! A place where devices are.

use crate::kernel::ids::{SiteId, TenantId};
use sea_orm::entity::prelude::*;

/// A place where devices are.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "site")]
pub struct Model {
    /// The site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SiteId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What the site is called, unique in the tenant.
    pub name: String,
    /// Where it is.
    pub address: Option<String>,
    /// Degrees north, in millionths.
    pub latitude_e6: Option<i32>,
    /// Degrees east, in millionths.
    pub longitude_e6: Option<i32>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
