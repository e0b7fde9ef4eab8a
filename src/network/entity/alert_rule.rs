//! What of a device is worth an alarm.

use crate::kernel::ids::{AlertRuleId, TenantId};
use crate::network::entity::device::DeviceKind;
use sea_orm::entity::prelude::*;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlertMetric {
    /// Whether the device is down; without a level.
    DeviceDown,
    /// Whether an interface that is meant to be up is down; without a level.
    InterfaceDown,
    /// Traffic into an interface, in thousandths of its speed.
    InUtilisation,
    /// Traffic out of an interface, in thousandths of its speed.
    OutUtilisation,
    /// Errors of an interface, in and out, from one poll to the next.
    Errors,
    /// Received optical power of an interface, in hundredths of dBm.
    RxPower,
    /// Load of the processors, in thousandths.
    Cpu,
    /// Memory in use, in thousandths.
    Memory,
}

/// Which side of the level is worth an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlertComparison {
    /// More than the level.
    Above,
    /// Less than the level.
    Below,
}

/// How bad it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlertSeverity {
    /// Worth knowing; the device is not degraded by it.
    Info,
    /// To be looked at.
    Warning,
    /// To be looked at now.
    Critical,
}

/// What of a device is worth an alarm.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alert_rule")]
pub struct Model {
    /// The rule.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AlertRuleId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What it is called, unique in the tenant.
    pub name: String,
    /// What is measured.
    pub metric: AlertMetric,
    /// Which side of the level is worth an alarm.
    pub comparison: AlertComparison,
    /// The level, in the unit of the metric; none for those that are down or not.
    pub level: Option<i64>,
    /// Seconds for which it must have been so.
    pub settle_seconds: i32,
    /// How bad it is.
    pub severity: AlertSeverity,
    /// Only devices of this kind; all if none.
    pub device_kind: Option<DeviceKind>,
    /// Whether it is applied; retired rules are kept for the alerts that tell of them.
    pub active: bool,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
