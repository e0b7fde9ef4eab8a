//! How far a listener has read a tenant's events.

use crate::kernel::ids::{EventListenerId, TenantId};
use sea_orm::entity::prelude::*;

/// How far a listener has read a tenant's events.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_listener")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventListenerId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The listener, e.g. `notifications`.
    pub name: String,
    /// The last cursor it has dealt with. Moves in the transaction of what it did.
    pub position: i64,
}

/// Rows are read by tenant and name alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
