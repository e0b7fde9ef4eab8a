//! An employee in a team.

use crate::kernel::ids::{AccountId, SupportTeamId, SupportTeamMemberId, TenantId};
use sea_orm::entity::prelude::*;

/// An employee in a team.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_team_member")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SupportTeamMemberId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The team.
    pub team_id: SupportTeamId,
    /// The employee.
    pub account_id: AccountId,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
