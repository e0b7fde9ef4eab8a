//! What customers were last told of how a service is.

use crate::kernel::ids::{CustomerId, ServiceHealthId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// How a service is for the customer (domain.md §4). What is not known is never shown as OK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HealthState {
    /// It works.
    Ok,
    /// It works, but not well.
    Degraded,
    /// It does not work.
    Outage,
    /// It is withheld.
    Suspended,
    /// It is worked on, as announced.
    Maintenance,
    /// Nothing is known. That is not OK.
    Unknown,
}

/// Why a service is as it is: what texts are chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HealthReason {
    /// OK: what the service hangs on answers, and its line is up.
    LineUp,
    /// OUTAGE: there is a known outage.
    KnownOutage,
    /// DEGRADED: there is a known disturbance.
    KnownDisturbance,
    /// MAINTENANCE: announced work is going on.
    AnnouncedWork,
    /// MAINTENANCE: the device that the service hangs on is worked on.
    DeviceWork,
    /// OUTAGE: the device at the customer's does not answer.
    CustomerDeviceDown,
    /// OUTAGE: the device that the service hangs on does not answer.
    DeviceDown,
    /// OUTAGE: something between the service and the core does not answer.
    UpstreamDown,
    /// OUTAGE: the line has no signal.
    LineDown,
    /// OUTAGE: the ISP has switched the port off.
    PortDisabled,
    /// DEGRADED: the device that the service hangs on is beyond a threshold.
    DeviceStrained,
    /// SUSPENDED: bills are overdue.
    NonPayment,
    /// SUSPENDED: the customer has asked for a pause.
    Paused,
    /// SUSPENDED: the service was misused.
    Misuse,
    /// SUSPENDED: the ISP has its own reason.
    WithheldByIsp,
    /// UNKNOWN: the service is not in service yet, or not any more.
    NotInService,
    /// UNKNOWN: nothing tells what the service hangs on, or nobody asks it. It is not applicable, rather than wanting.
    NotMonitored,
    /// UNKNOWN: the device was not asked yet, or what it said of the line says nothing.
    NotObserved,
    /// UNKNOWN: the last answer is too old.
    Stale,
}

/// What customers were last told of how a service is.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_health")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ServiceHealthId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose service it is.
    pub customer_id: CustomerId,
    /// The service.
    pub subscription_id: SubscriptionId,
    /// How it is.
    pub state: HealthState,
    /// Why.
    pub reason: HealthReason,
    /// Since when, as far as is known.
    pub since: DateTimeUtc,
    /// When it was told.
    pub told_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
