//! What is read from a device.

use crate::ports::snmp::{Session, SnmpError};

/// What a device tells of itself (RFC 3418, the system group).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SystemReading {
    /// `sysName`.
    pub name: Option<String>,
    /// `sysDescr`.
    pub descr: Option<String>,
    /// `sysObjectID`, in dots.
    pub object_id: Option<String>,
    /// `sysUpTime`, in hundredths of a second.
    pub uptime_ticks: Option<i64>,
}

/// What a device tells of an interface (RFC 2863).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InterfaceReading {
    /// `ifIndex`.
    pub if_index: i32,
    /// `ifName`, or `ifDescr` where there is none.
    pub name: String,
    /// `ifAlias`.
    pub alias: Option<String>,
    /// `ifType`.
    pub if_type: Option<i32>,
    /// `ifHighSpeed` or `ifSpeed`, in bits per second.
    pub speed_bps: Option<i64>,
    /// Whether it is meant to be up.
    pub admin_up: Option<bool>,
    /// Whether it is up.
    pub oper_up: Option<bool>,
    /// The width of its octet counters.
    pub counter_bits: Option<i32>,
    /// Octets in.
    pub in_octets: Option<u64>,
    /// Octets out.
    pub out_octets: Option<u64>,
    /// Errors in.
    pub in_errors: Option<u64>,
    /// Errors out.
    pub out_errors: Option<u64>,
    /// `ifCounterDiscontinuityTime`.
    pub discontinuity_ticks: Option<i64>,
    /// Received optical power, in hundredths of dBm.
    pub rx_power_cdbm: Option<i32>,
    /// Sent optical power, likewise.
    pub tx_power_cdbm: Option<i32>,
}

/// What was read from a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it tells of itself.
    pub system: SystemReading,
    /// What it tells of its interfaces.
    pub interfaces: Vec<InterfaceReading>,
    /// Load of the processors, in thousandths.
    pub cpu_permille: Option<i32>,
    /// Memory in use, in thousandths.
    pub memory_permille: Option<i32>,
}

/// Reads a device.
pub async fn read(_: &mut dyn Session) -> Result<Reading, SnmpError> {
    Err(SnmpError::Timeout)
}
