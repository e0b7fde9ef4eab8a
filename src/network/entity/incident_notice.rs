//! A notice of an incident to somebody: sent, or waiting for the next run.

use crate::kernel::ids::{AccountId, EventId, IncidentId, IncidentNoticeId, TenantId};
use sea_orm::entity::prelude::*;

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NoticeKind {
    /// It has begun, or is announced.
    Opened,
    /// There is news of it.
    Updated,
    /// Announced work has other dates.
    Rescheduled,
    /// It is over.
    Ended,
}

/// A notice of an incident to somebody. One row a send: whoever was told something once is not told it again.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_notice")]
pub struct Model {
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentNoticeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The incident.
    pub incident_id: IncidentId,
    /// Who is told.
    pub account_id: AccountId,
    /// What.
    pub kind: NoticeKind,
    /// Tells pieces of news from each other: the version of the incident they are of; 0 for what is told once.
    pub occasion: i32,
    /// The event that led to it.
    pub event_id: EventId,
    /// When it was due, by the world's clock.
    pub at: DateTimeUtc,
    /// When it was sent; none while it waits for the next run.
    pub sent_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
