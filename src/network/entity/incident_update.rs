//! Something that was written about an incident.

use super::incident::IncidentStatus;
use crate::kernel::ids::{AccountId, IncidentId, IncidentUpdateId, TenantId};
use sea_orm::entity::prelude::*;

/// Something that was written about an incident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_update")]
pub struct Model {
    /// The update.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentUpdateId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The incident.
    pub incident_id: IncidentId,
    /// Where the incident stood then.
    pub status: IncidentStatus,
    /// Plain text.
    pub body: String,
    /// Whether customers read it.
    pub public: bool,
    /// Who wrote it; none for the system.
    pub author_id: Option<AccountId>,
    /// When.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
