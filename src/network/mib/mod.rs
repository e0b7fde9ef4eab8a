//! What is read from a device, and what it means: the system group (RFC 3418), interfaces and their counters (RFC 2863), load and
//! memory (RFC 2790), and by the vendor's profile optical levels and what its devices tell instead of the host resources.
//!
//! Reading is [`read`]; everything else here is pure. What a device does not tell is none, which is not zero.

mod interfaces;
mod load;
mod optics;
mod profile;
mod system;
mod table;

use crate::ports::snmp::{Oid, Session, SnmpError};

/// More interfaces than a device has that we poll; the largest chassis have some thousands.
const MAX_ROWS: usize = 20_000;

/// What a device tells of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SystemReading {
    /// `sysName`.
    pub name: Option<String>,
    /// `sysDescr`.
    pub descr: Option<String>,
    /// `sysObjectID`, in dots: it tells the vendor's profile.
    pub object_id: Option<String>,
    /// `sysUpTime`, in hundredths of a second; it wraps after 497 days.
    pub uptime_ticks: u32,
}

/// What a device tells of an interface.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InterfaceReading {
    /// `ifIndex`; of a vendor that goes beyond 31 bits, the same 32 bits, which are below zero here.
    pub if_index: i32,
    /// `ifName`, or `ifDescr` where there is none.
    pub name: String,
    /// `ifAlias`: what the operator has written on it.
    pub alias: Option<String>,
    /// `ifType`, a number of the IANAifType-MIB.
    pub if_type: Option<i32>,
    /// What it can carry, in bits per second.
    pub speed_bps: Option<i64>,
    /// Whether it is meant to be up.
    pub admin_up: Option<bool>,
    /// Whether it is up.
    pub oper_up: Option<bool>,
    /// The width of its octet counters: 64 or 32; none where it has none.
    pub counter_bits: Option<i32>,
    /// `ifHCInOctets` or `ifInOctets`.
    pub in_octets: Option<u64>,
    /// `ifHCOutOctets` or `ifOutOctets`.
    pub out_octets: Option<u64>,
    /// `ifInErrors`.
    pub in_errors: Option<u64>,
    /// `ifOutErrors`.
    pub out_errors: Option<u64>,
    /// `ifCounterDiscontinuityTime`, the uptime at which its counters last began anew.
    pub discontinuity_ticks: Option<i64>,
    /// Received optical power, in hundredths of dBm. Of a port of a passive optical network: that of the weakest subscriber.
    pub rx_power_cdbm: Option<i32>,
    /// Sent optical power, likewise.
    pub tx_power_cdbm: Option<i32>,
}

/// What was read from a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it tells of itself.
    pub system: SystemReading,
    /// What it tells of its interfaces, by `ifIndex`.
    pub interfaces: Vec<InterfaceReading>,
    /// Load of its processors on average, in thousandths.
    pub cpu_permille: Option<i32>,
    /// Memory in use, in thousandths.
    pub memory_permille: Option<i32>,
}

/// Reads a device.
///
/// # Errors
/// As the session says; also where the device started anew meanwhile, so that its counters are of neither time. What a
/// vendor's own tables answer wrongly is no error: it is not there then.
pub async fn read(session: &mut dyn Session) -> Result<Reading, SnmpError> {
    let system = system::read(&session.get(&system::names()).await?)?;
    let columns = session.columns(&interfaces::columns(), MAX_ROWS).await?;
    let mut interfaces = interfaces::read(&columns);
    if interfaces.iter().any(|interface| interface.counter_bits.is_none()) {
        interfaces::add_narrow(
            &mut interfaces,
            &session.columns(&interfaces::narrow_columns(), MAX_ROWS).await?,
        );
    }
    let profile = profile::of(system.object_id.as_deref());
    let mut cpu_permille = None;
    for source in profile.cpu {
        if cpu_permille.is_none() {
            cpu_permille = source.read(&optional(session, &source.columns()).await?);
        }
    }
    let mut memory_permille = None;
    for source in profile.memory {
        if memory_permille.is_none() {
            memory_permille = source.read(&optional(session, &source.columns()).await?);
        }
    }
    for source in profile.optics {
        source.read(&optional(session, &source.columns()).await?, &mut interfaces);
    }
    let after = system::read(&session.get(&system::names()).await?)?;
    if system::started_anew(system.uptime_ticks, after.uptime_ticks) {
        return Err(SnmpError::Malformed("the device has started anew meanwhile"));
    }
    Ok(Reading { system, interfaces, cpu_permille, memory_permille })
}

/// Columns that a device may have or not: an answer that is wrong is as none, silence is silence.
async fn optional(session: &mut dyn Session, roots: &[Oid]) -> Result<Vec<table::Cells>, SnmpError> {
    match session.columns(roots, MAX_ROWS).await {
        Ok(columns) => {
            Ok(roots.iter().zip(&columns).map(|(root, column)| table::cells(root, column)).collect())
        }
        Err(SnmpError::Malformed(_) | SnmpError::Status(_) | SnmpError::NotAuthenticated) => {
            Ok(vec![table::Cells::new(); roots.len()])
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests;
