//! A device that has fallen silent, from then until it has answered for long enough.

use crate::kernel::ids::{DeviceId, IncidentId, OutageWatchId, TenantId};
use sea_orm::entity::prelude::*;

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WatchState {
    /// Whether it stays silent.
    Settling,
    /// That it answers.
    Silent,
    /// Whether it goes on answering.
    Answering,
}

/// A device that has fallen silent. It has one row, which goes when it is well again.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outage_watch")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutageWatchId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The device.
    pub device_id: DeviceId,
    /// The incident that its silence belongs to; none before there is one, and where no service hangs on it.
    pub incident_id: Option<IncidentId>,
    /// What is waited for.
    pub state: WatchState,
    /// When it fell silent, by the world's clock.
    pub down_at: DateTimeUtc,
    /// The same by the tenant's clock, as it stood then: what customers read, and what is counted for credits.
    pub began_at: DateTimeUtc,
    /// When it answered again, by the tenant's clock; none while it is silent.
    pub answered_at: Option<DateTimeUtc>,
    /// When to look again, by the world's clock; none while only an event can tell.
    pub due_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
