//! What a reading of a device says, beside what was known of its interfaces. Pure.

use std::collections::{BTreeMap, HashMap};

use super::rates::{self, Moment, Passed, Width};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, TenantId};
use crate::network::alerts::evaluate::{Measured, Observation};
use crate::network::entity::alert_rule::AlertMetric;
use crate::network::entity::device_interface;
use crate::network::mib::{InterfaceReading, Reading};
use crate::network::samples::InterfaceSample;

/// What a reading says.
#[derive(Debug, Clone, Default)]
pub struct Measurement {
    /// The interfaces as they are now, those that were not known among them.
    pub interfaces: Vec<device_interface::Model>,
    /// What has passed them since the sample before.
    pub samples: Vec<InterfaceSample>,
    /// What rules of alerts judge.
    pub observations: Vec<Observation>,
    /// Known interfaces that the device does not tell of any more.
    pub gone: Vec<DeviceInterfaceId>,
}

/// Whose reading it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of {
    /// The tenant.
    pub tenant: TenantId,
    /// The device.
    pub device: DeviceId,
    /// When it was read, by the world's clock.
    pub at: Instant,
}

/// What a reading says; `new_id` gives the ids of interfaces that were not known.
pub fn measure(
    of: Of,
    reading: &Reading,
    known: &[device_interface::Model],
    mut new_id: impl FnMut() -> DeviceInterfaceId,
) -> Measurement {
    let before: HashMap<i32, &device_interface::Model> =
        known.iter().map(|row| (row.if_index, row)).collect();
    // A device that tells of an index twice is not to be trusted with more than one of them.
    let mut told: BTreeMap<i32, &InterfaceReading> = BTreeMap::new();
    for interface in &reading.interfaces {
        told.entry(interface.if_index).or_insert(interface);
    }
    let mut found = Measurement {
        gone: known
            .iter()
            .filter(|row| row.present && !told.contains_key(&row.if_index))
            .map(|row| row.id)
            .collect(),
        ..Measurement::default()
    };
    let permille = |metric, value: Option<i32>| {
        value.map(|value| Observation { interface: None, metric, measured: Measured::Value(value.into()) })
    };
    found.observations.extend(permille(AlertMetric::Cpu, reading.cpu_permille));
    found.observations.extend(permille(AlertMetric::Memory, reading.memory_permille));
    let uptime_ticks = i64::from(reading.system.uptime_ticks);
    for (if_index, interface) in told {
        let row = before.get(&if_index).copied();
        let now = read_now(of, row, interface, uptime_ticks, &mut new_id);
        let sample = sample(row, &now, of.at);
        let now = device_interface::Model {
            in_bps: sample.in_bps,
            out_bps: sample.out_bps,
            in_error_delta: sample.in_errors,
            out_error_delta: sample.out_errors,
            ..now
        };
        observe(&now, &mut found.observations);
        found.samples.push(sample);
        found.interfaces.push(now);
    }
    found
}

/// The interface as it is told of, without what has passed.
fn read_now(
    of: Of,
    before: Option<&device_interface::Model>,
    told: &InterfaceReading,
    uptime_ticks: i64,
    new_id: &mut impl FnMut() -> DeviceInterfaceId,
) -> device_interface::Model {
    let errors = |count: Option<u64>| count.and_then(|count| i64::try_from(count).ok());
    device_interface::Model {
        id: before.map_or_else(new_id, |row| row.id),
        tenant_id: of.tenant,
        device_id: of.device,
        if_index: told.if_index,
        name: told.name.clone(),
        alias: told.alias.clone(),
        if_type: told.if_type,
        speed_bps: told.speed_bps,
        present: true,
        admin_up: told.admin_up,
        oper_up: told.oper_up,
        counter_bits: told.counter_bits,
        in_octets: told.in_octets.map(u64::cast_signed),
        out_octets: told.out_octets.map(u64::cast_signed),
        in_errors: errors(told.in_errors),
        out_errors: errors(told.out_errors),
        discontinuity_ticks: told.discontinuity_ticks,
        uptime_ticks: Some(uptime_ticks),
        in_bps: None,
        out_bps: None,
        in_error_delta: None,
        out_error_delta: None,
        rx_power_cdbm: told.rx_power_cdbm,
        tx_power_cdbm: told.tx_power_cdbm,
        sampled_at: Some(of.at),
    }
}

/// What has passed since the sample before; nothing can be told of the first one.
fn sample(
    before: Option<&device_interface::Model>,
    now: &device_interface::Model,
    at: Instant,
) -> InterfaceSample {
    let unknown = InterfaceSample {
        interface: now.id,
        in_bps: None,
        out_bps: None,
        in_octets: None,
        out_octets: None,
        in_errors: None,
        out_errors: None,
    };
    let Some((before, ticks)) = before.and_then(|before| Some((before, ticks(before, now, at)?))) else {
        return unknown;
    };
    let passed = |from: Option<i64>, to: Option<i64>| -> Option<Passed> {
        let width = width(now.counter_bits)?;
        if before.counter_bits != now.counter_bits {
            return None;
        }
        rates::passed(from?.cast_unsigned(), to?.cast_unsigned(), width, now.speed_bps, ticks)
    };
    let errors = |from: Option<i64>, to: Option<i64>| rates::counted(from?, to?);
    let into = passed(before.in_octets, now.in_octets);
    let out = passed(before.out_octets, now.out_octets);
    InterfaceSample {
        in_bps: into.map(|passed| passed.bps),
        out_bps: out.map(|passed| passed.bps),
        in_octets: into.map(|passed| passed.octets),
        out_octets: out.map(|passed| passed.octets),
        in_errors: errors(before.in_errors, now.in_errors),
        out_errors: errors(before.out_errors, now.out_errors),
        ..unknown
    }
}

fn ticks(before: &device_interface::Model, now: &device_interface::Model, at: Instant) -> Option<i64> {
    // It was away meanwhile: what its counters did then is not known.
    if !before.present {
        return None;
    }
    let moment = |row: &device_interface::Model| {
        let discontinuity_ticks = row.discontinuity_ticks;
        row.uptime_ticks.map(|uptime_ticks| Moment { uptime_ticks, discontinuity_ticks })
    };
    rates::ticks_between(moment(before)?, moment(now)?, at - before.sampled_at?)
}

fn width(bits: Option<i32>) -> Option<Width> {
    match bits? {
        32 => Some(Width::Bits32),
        64 => Some(Width::Bits64),
        _ => None,
    }
}

/// What rules judge of an interface.
fn observe(row: &device_interface::Model, observations: &mut Vec<Observation>) {
    let mut tell = |metric, measured: Option<Measured>| {
        observations.extend(measured.map(|measured| Observation {
            interface: Some(row.id),
            metric,
            measured,
        }));
    };
    let down = match (row.admin_up, row.oper_up) {
        // What is meant to be down is no alarm.
        (Some(false), _) => Some(false),
        (Some(true), Some(up)) => Some(!up),
        (Some(true), None) | (None, _) => None,
    };
    tell(AlertMetric::InterfaceDown, down.map(Measured::Down));
    let used = |bps: Option<i64>| rates::utilisation_permille(bps?, row.speed_bps).map(Measured::Value);
    tell(AlertMetric::InUtilisation, used(row.in_bps));
    tell(AlertMetric::OutUtilisation, used(row.out_bps));
    let errors = match (row.in_error_delta, row.out_error_delta) {
        (None, None) => None,
        (into, out) => Some(into.unwrap_or_default().saturating_add(out.unwrap_or_default())),
    };
    tell(AlertMetric::Errors, errors.map(Measured::Value));
    tell(AlertMetric::RxPower, row.rx_power_cdbm.map(|power| Measured::Value(power.into())));
}

#[cfg(test)]
mod tests;
