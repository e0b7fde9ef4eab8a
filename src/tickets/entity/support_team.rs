//! A team that tickets lie with.

use crate::kernel::ids::{SupportTeamId, TenantId};
use sea_orm::entity::prelude::*;

/// A team that tickets lie with.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_team")]
pub struct Model {
    /// The team.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SupportTeamId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What it is called; one of a name.
    pub name: String,
    /// Whether tickets may be given to it.
    pub active: bool,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
