//! What changes of a tenant's network wait for, one after the other.

use crate::kernel::ids::{NetworkTopologyId, TenantId};
use sea_orm::entity::prelude::*;

/// What changes of a tenant's network wait for, one after the other: two that are right alone may be wrong together, as two
/// devices that are put below each other, or a device that gets an address in a network that is taken away.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_topology")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NetworkTopologyId,
    /// The tenant; one row of each.
    pub tenant_id: TenantId,
    /// How many changes there were.
    pub changes: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
