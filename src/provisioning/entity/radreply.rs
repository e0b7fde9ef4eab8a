//! A row that FreeRADIUS answers a sign-in with.

use crate::kernel::ids::{RadreplyId, TenantId};
use sea_orm::entity::prelude::*;

/// A row that FreeRADIUS answers a sign-in with.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "radreply")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RadreplyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose sign-in.
    pub username: String,
    /// What is told to the NAS.
    pub attribute: String,
    /// How: `:=` sets.
    pub op: String,
    /// Its value.
    pub value: String,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
