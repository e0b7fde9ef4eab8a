//! Somebody who is told of what happens to an incident.

use crate::kernel::ids::{AccountId, IncidentFollowerId, IncidentId, TenantId};
use sea_orm::entity::prelude::*;

/// Somebody who is told of what happens to an incident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_follower")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentFollowerId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The incident.
    pub incident_id: IncidentId,
    /// Who follows it.
    pub account_id: AccountId,
    /// Since when.
    pub since: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
