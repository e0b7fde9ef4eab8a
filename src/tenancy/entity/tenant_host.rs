//! A host name that names a tenant.

use crate::kernel::ids::TenantId;
use sea_orm::entity::prelude::*;

/// A host name that names a tenant.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant_host")]
pub struct Model {
    /// Lower case, without port.
    #[sea_orm(primary_key, auto_increment = false)]
    pub host: String,
    /// The tenant.
    pub tenant_id: TenantId,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
