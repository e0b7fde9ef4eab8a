//! An outage or a maintenance, and what is known of it.

use crate::kernel::ids::{DeviceId, IncidentId, TenantId};
use sea_orm::entity::prelude::*;

/// Whether something has failed, or is worked on as announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IncidentKind {
    /// Something has failed.
    Outage,
    /// Work that was announced.
    Maintenance,
}

/// Where an incident stands (domain.md §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IncidentStatus {
    /// It is looked into.
    Investigating,
    /// Its cause is known.
    Identified,
    /// It is mended, and watched.
    Monitoring,
    /// It is over.
    Resolved,
    /// The work is announced.
    Scheduled,
    /// The work is going on.
    InProgress,
    /// The work is done.
    Completed,
    /// The work was called off.
    Cancelled,
}

/// How much those who are affected notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ImpactLevel {
    /// It works, but not well.
    Degraded,
    /// It does not work.
    Outage,
}

/// Who has noticed an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "IncidentSource")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IncidentSource {
    /// Somebody has opened or announced it.
    Hand,
    /// The network itself: a device does not answer.
    Correlator,
}

/// An outage or a maintenance, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    /// The incident.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whether something has failed, or is worked on as announced.
    pub kind: IncidentKind,
    /// Where it stands.
    pub status: IncidentStatus,
    /// How much those who are affected notice.
    pub impact: ImpactLevel,
    /// What it is, for customers.
    pub title: String,
    /// When it began, or is to begin.
    pub started_at: DateTimeUtc,
    /// When it is expected to be over.
    pub eta_at: Option<DateTimeUtc>,
    /// When it was over; none before.
    pub ended_at: Option<DateTimeUtc>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
    /// Who has noticed it.
    pub source: IncidentSource,
    /// The device whose silence it is put down to; for staff.
    pub cause_device_id: Option<DeviceId>,
    /// How sure the network is of that, 0 to 100; none where somebody has opened it.
    pub confidence: Option<i16>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
