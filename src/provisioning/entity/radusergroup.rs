//! The group that FreeRADIUS finds a user in.

use crate::kernel::ids::{RadusergroupId, TenantId};
use sea_orm::entity::prelude::*;

/// The group that FreeRADIUS finds a user in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "radusergroup")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RadusergroupId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The user.
    pub username: String,
    /// The group.
    pub groupname: String,
    /// Its place among the groups of the user.
    pub priority: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
