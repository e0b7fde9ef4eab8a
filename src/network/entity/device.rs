//! A device of the network, as it is kept by those who run it.

use crate::kernel::ids::{DeviceId, SiteId, TenantId};
use sea_orm::entity::prelude::*;

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeviceKind {
    /// Routes packets.
    Router,
    /// Switches frames.
    Switch,
    /// Serves wireless clients.
    AccessPoint,
    /// Filters packets.
    Firewall,
    /// Spreads load.
    LoadBalancer,
    /// The head of a passive optical network.
    Olt,
    /// The end of a passive optical network at a customer.
    Onu,
    /// A modem.
    Modem,
    /// Equipment at a customer's premises.
    Cpe,
    /// A server.
    Server,
    /// An uninterruptible power supply.
    Ups,
    /// Distributes power.
    Pdu,
    /// Amplifies light.
    OpticalAmplifier,
    /// Splits light; it is passive and never asked.
    Splitter,
    /// Joins cables; it is passive and never asked.
    PatchPanel,
}

/// A version of SNMP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SnmpVersion {
    /// RFC 1157, with a community.
    V1,
    /// RFC 1901, with a community.
    V2C,
    /// RFC 3411 to 3418, with a user, authentication and privacy.
    V3,
}

/// A device of the network, as it is kept by those who run it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device")]
pub struct Model {
    /// The device.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeviceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What the device is called, unique in the tenant.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Who makes it.
    pub vendor: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Where it is.
    pub site_id: Option<SiteId>,
    /// The device through which it is reached; none at the core.
    pub parent_id: Option<DeviceId>,
    /// The IP address at which it is asked, within the tenant's management networks.
    pub mgmt_address: Option<String>,
    /// The version it is asked with; none: it is not asked.
    pub snmp_version: Option<SnmpVersion>,
    /// The UDP port at which it answers.
    pub snmp_port: i32,
    /// The path in the secret store under which its credentials are; never the credentials.
    pub snmp_secret: Option<String>,
    /// Seconds between two polls.
    pub poll_interval_seconds: i32,
    /// Whether it is worked on: its failures are no alarm.
    pub in_maintenance: bool,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// When it was taken out of service.
    pub retired_at: Option<DateTimeUtc>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
