//! A row by which FreeRADIUS judges a sign-in.

use crate::kernel::ids::{RadcheckId, TenantId};
use sea_orm::entity::prelude::*;

/// A row by which FreeRADIUS judges a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "radcheck")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RadcheckId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose sign-in.
    pub username: String,
    /// What is compared or set.
    pub attribute: String,
    /// How: `:=` sets.
    pub op: String,
    /// With what.
    pub value: String,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
