//! An interface of a device, with its last sample.

use crate::kernel::ids::{DeviceId, DeviceInterfaceId, TenantId};
use sea_orm::entity::prelude::*;

/// An interface of a device, with its last sample.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_interface")]
pub struct Model {
    /// The interface.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeviceInterfaceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The device.
    pub device_id: DeviceId,
    /// `ifIndex` (RFC 2863).
    pub if_index: i32,
    /// `ifName`, or `ifDescr` where there is none.
    pub name: String,
    /// `ifAlias`: what the operator has written on it.
    pub alias: Option<String>,
    /// `ifType`, a number of the IANAifType-MIB.
    pub if_type: Option<i32>,
    /// What it can carry, in bits per second.
    pub speed_bps: Option<i64>,
    /// Whether the device still tells of it.
    pub present: bool,
    /// Whether it is meant to be up.
    pub admin_up: Option<bool>,
    /// Whether it is up.
    pub oper_up: Option<bool>,
    /// The width of its octet counters: 64 or 32.
    pub counter_bits: Option<i32>,
    /// `ifHCInOctets` or `ifInOctets` of the last sample, the 64 bits as they are.
    pub in_octets: Option<i64>,
    /// `ifHCOutOctets` or `ifOutOctets`, likewise.
    pub out_octets: Option<i64>,
    /// `ifInErrors`.
    pub in_errors: Option<i64>,
    /// `ifOutErrors`.
    pub out_errors: Option<i64>,
    /// `ifCounterDiscontinuityTime`.
    pub discontinuity_ticks: Option<i64>,
    /// `sysUpTime` of the sample that the counters are of.
    pub uptime_ticks: Option<i64>,
    /// Traffic in between the last two samples, in bits per second; none where it cannot be told.
    pub in_bps: Option<i64>,
    /// Traffic out, likewise.
    pub out_bps: Option<i64>,
    /// Errors in since the sample before.
    pub in_error_delta: Option<i64>,
    /// Errors out, likewise.
    pub out_error_delta: Option<i64>,
    /// Received optical power, in hundredths of dBm.
    pub rx_power_cdbm: Option<i32>,
    /// Sent optical power, likewise.
    pub tx_power_cdbm: Option<i32>,
    /// When it was last sampled.
    pub sampled_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
