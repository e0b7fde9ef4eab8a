//! An alarm about a device, or about an interface of one.

use crate::kernel::ids::{AccountId, AlertId, AlertRuleId, DeviceId, DeviceInterfaceId, TenantId};
use crate::network::entity::alert_rule::{AlertMetric, AlertSeverity};
use sea_orm::entity::prelude::*;

/// Where an alert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlertStatus {
    /// It has not been so for long enough to be told; what ends before that is forgotten.
    Settling,
    /// Nobody has taken it up.
    Open,
    /// Somebody has taken it up.
    Acknowledged,
    /// It is over.
    Resolved,
}

/// An alarm about a device, or about an interface of one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alert")]
pub struct Model {
    /// The alert.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AlertId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The rule that calls for it: the gravest of those that do.
    pub rule_id: AlertRuleId,
    /// The device.
    pub device_id: DeviceId,
    /// The interface; none where it is about the whole device.
    pub interface_id: Option<DeviceInterfaceId>,
    /// What is measured, as in the rule.
    pub metric: AlertMetric,
    /// How bad it is, as in the rule.
    pub severity: AlertSeverity,
    /// Where it stands.
    pub status: AlertStatus,
    /// What was measured last, in the unit of the metric; none for those that are down or not.
    pub value: Option<i64>,
    /// Since when it has been so, by the world's clock.
    pub since: DateTimeUtc,
    /// When it had been so for long enough to be told; none before.
    pub opened_at: Option<DateTimeUtc>,
    /// When somebody took it up.
    pub acknowledged_at: Option<DateTimeUtc>,
    /// Who.
    pub acknowledged_by: Option<AccountId>,
    /// When it was over.
    pub resolved_at: Option<DateTimeUtc>,
    /// Who said so; none where good samples did.
    pub resolved_by: Option<AccountId>,
    /// Whether a device above is down, so that nobody is to be alarmed by this one.
    pub suppressed: bool,
    /// Good samples in a row.
    pub good_samples: i32,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
