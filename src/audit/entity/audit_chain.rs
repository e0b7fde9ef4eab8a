//! Where a tenant's chain ends.

use crate::kernel::ids::TenantId;
use sea_orm::entity::prelude::*;

/// Where a tenant's chain ends. Whoever seals holds this row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_chain")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The place of the last entry; 0 before the first.
    pub seq: i64,
    /// Its link; 32 zero bytes before the first.
    pub link: Vec<u8>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
