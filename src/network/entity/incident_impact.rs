//! A service that an incident affects, and since when.

use crate::kernel::ids::{CustomerId, IncidentId, IncidentImpactId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// Why time without service does not count against the ISP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "ImpactExclusion")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExcludedReason {
    /// It was announced.
    Maintenance,
}

/// A service that an incident affects, and since when.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_impact")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentImpactId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The incident.
    pub incident_id: IncidentId,
    /// Whose service it is.
    pub customer_id: CustomerId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// Since when.
    pub from_at: DateTimeUtc,
    /// Until when; none: still.
    pub to_at: Option<DateTimeUtc>,
    /// When it was not affected in between, for it was taken out and put back: `[{ "from", "to" }]`, the earliest first.
    pub gaps: Json,
    /// Why it does not count, in uptime and for credits; none: it does.
    pub excluded_reason: Option<ExcludedReason>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
