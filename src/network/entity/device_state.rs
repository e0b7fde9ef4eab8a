//! What the poller knows of a device; a device that is not asked has no row.

use crate::kernel::ids::{DeviceId, DeviceStateId, TenantId};
use sea_orm::entity::prelude::*;

/// How a device is (domain.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeviceStatus {
    /// It answers.
    Up,
    /// It has not answered three times in a row.
    Down,
    /// It answers, and something of it is beyond a threshold.
    Degraded,
    /// It is worked on.
    Maintenance,
    /// Nothing is known: it was not asked yet, or what is above it is down.
    Unknown,
}

/// What the poller knows of a device; a device that is not asked has no row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_state")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeviceStateId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The device.
    pub device_id: DeviceId,
    /// How it is.
    pub status: DeviceStatus,
    /// Since when it is so.
    pub status_since: DateTimeUtc,
    /// Whether a device above it is down, so that its own failure says nothing.
    pub suppressed: bool,
    /// Polls in a row that have failed.
    pub failures: i32,
    /// Polls in a row that were answered.
    pub successes: i32,
    /// When it was last asked.
    pub last_tried_at: Option<DateTimeUtc>,
    /// When it last answered.
    pub last_ok_at: Option<DateTimeUtc>,
    /// Why the last poll failed; none where it did not.
    pub last_error: Option<String>,
    /// How long the last answer took, in microseconds.
    pub response_micros: Option<i32>,
    /// `sysName` (RFC 3418).
    pub sys_name: Option<String>,
    /// `sysDescr`.
    pub sys_descr: Option<String>,
    /// `sysObjectID`, in dots: tells the vendor's profile.
    pub sys_object_id: Option<String>,
    /// `sysUpTime` of the last answer, in hundredths of a second.
    pub sys_uptime_ticks: Option<i64>,
    /// Load of the processors, in thousandths.
    pub cpu_permille: Option<i32>,
    /// Memory in use, in thousandths.
    pub memory_permille: Option<i32>,
    /// When it is asked next, by the world's clock.
    pub next_poll_at: DateTimeUtc,
    /// The worker that is asking it.
    pub lease_holder: Option<String>,
    /// Until when no other worker may.
    pub lease_until: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
