//! What a simulated device tells: the objects that the poller reads, under their names.

use super::flow::Flow;
use super::optics::{light, made_by};
use super::traffic::{STEP, mixed};
use crate::network::entity::device::{self, DeviceKind};
use crate::network::entity::device_interface;
use crate::ports::snmp::{Oid, Value};

/// `system` (RFC 3418).
const SYSTEM: [u32; 7] = [1, 3, 6, 1, 2, 1, 1];
/// `ifNumber` and an entry of `ifTable` (RFC 2863).
const IF_NUMBER: [u32; 9] = [1, 3, 6, 1, 2, 1, 2, 1, 0];
const IF_ENTRY: [u32; 9] = [1, 3, 6, 1, 2, 1, 2, 2, 1];
/// An entry of `ifXTable`.
const IF_X_ENTRY: [u32; 10] = [1, 3, 6, 1, 2, 1, 31, 1, 1, 1];
/// An entry of `hrStorageTable` and the type of memory, an entry of `hrProcessorTable` (RFC 2790).
const STORAGE: [u32; 10] = [1, 3, 6, 1, 2, 1, 25, 2, 3, 1];
const STORAGE_RAM: [u32; 10] = [1, 3, 6, 1, 2, 1, 25, 2, 1, 2];
const PROCESSOR: [u32; 10] = [1, 3, 6, 1, 2, 1, 25, 3, 3, 1];

/// Units of memory of 4 KiB: 4 GiB.
const MEMORY: i64 = 1 << 20;

/// An object with its value.
pub(super) type Told = (Oid, Value);

/// What a device has counted since, and at which second it is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// When it was switched on; none: long ago.
    pub(super) since: Option<i64>,
    pub(super) second: i64,
}

/// A port, and what it carries.
pub(super) struct Carrying {
    pub(super) port: device_interface::Model,
    pub(super) flow: Flow,
}

/// The name of these parts below a root.
pub(super) fn under(root: &[u32], rest: &[u32]) -> Oid {
    Oid::of(&[root, rest].concat())
}

fn index(port: &device_interface::Model) -> u32 {
    u32::try_from(port.if_index).unwrap_or_default()
}

/// What stays as it is.
pub(super) fn lasting(device: &device::Model, ports: &[Carrying]) -> Vec<Told> {
    let text = |text: &str| Value::from(text);
    let maker = [device.vendor.as_deref(), device.model.as_deref()].map(Option::unwrap_or_default).join(" ");
    let count = i64::try_from(ports.len()).unwrap_or_default();
    let mut told = vec![
        (under(&SYSTEM, &[1, 0]), text(format!("{maker}, simulated").trim())),
        (under(&SYSTEM, &[2, 0]), Value::Name(made_by(device))),
        (under(&SYSTEM, &[4, 0]), text("noc@portico.example")),
        (under(&SYSTEM, &[5, 0]), text(&device.name)),
        (Oid::of(&IF_NUMBER), Value::Integer(count)),
        (under(&STORAGE, &[1, 1]), Value::Integer(1)),
        (under(&STORAGE, &[2, 1]), Value::Name(Oid::of(&STORAGE_RAM))),
        (under(&STORAGE, &[3, 1]), text("Physical memory")),
        (under(&STORAGE, &[4, 1]), Value::Integer(4_096)),
        (under(&STORAGE, &[5, 1]), Value::Integer(MEMORY)),
    ];
    for Carrying { port, .. } in ports {
        let number = index(port);
        let state = |up: Option<bool>| Value::Integer(if up == Some(false) { 2 } else { 1 });
        let speed = port.speed_bps.unwrap_or_default();
        let slow = u32::try_from(speed).unwrap_or(u32::MAX);
        let megabits = u32::try_from(speed / 1_000_000).unwrap_or(u32::MAX);
        told.extend([
            (under(&IF_ENTRY, &[1, number]), Value::Integer(i64::from(port.if_index))),
            (under(&IF_ENTRY, &[2, number]), text(&port.name)),
            (under(&IF_ENTRY, &[3, number]), Value::Integer(i64::from(port.if_type.unwrap_or(1)))),
            (under(&IF_ENTRY, &[5, number]), Value::Gauge32(slow)),
            (under(&IF_ENTRY, &[7, number]), state(port.admin_up)),
            // What is meant to be up is up: what breaks is the whole device.
            (under(&IF_ENTRY, &[8, number]), state(port.admin_up)),
            (under(&IF_X_ENTRY, &[1, number]), text(&port.name)),
            (under(&IF_X_ENTRY, &[15, number]), Value::Gauge32(megabits)),
            (under(&IF_X_ENTRY, &[18, number]), text(port.alias.as_deref().unwrap_or_default())),
            (under(&IF_X_ENTRY, &[19, number]), Value::TimeTicks(0)),
        ]);
    }
    told.extend(light(device, ports));
    told
}

/// What is another at each second.
pub(super) fn passing(device: &device::Model, ports: &[Carrying], moment: Moment) -> Vec<Told> {
    let seed = device.id.0.as_u64_pair().1;
    let mut told = vec![(under(&SYSTEM, &[3, 0]), Value::TimeTicks(uptime(seed, moment)))];
    let chance = mixed(seed ^ (moment.second / STEP).unsigned_abs());
    // A router has more to do than a power supply.
    let busy = match device.kind {
        DeviceKind::Router | DeviceKind::Firewall | DeviceKind::Server => 20,
        _ => 5,
    };
    let load = busy + i64::try_from(chance % 25).unwrap_or_default();
    let used = MEMORY * (35 + i64::try_from(chance / 25 % 20).unwrap_or_default()) / 100;
    told.push((under(&PROCESSOR, &[2, 1]), Value::Integer(load)));
    told.push((under(&STORAGE, &[6, 1]), Value::Integer(used)));
    for Carrying { port, flow } in ports {
        let number = index(port);
        let counted = flow.counted(moment.since, moment.second);
        told.extend([
            (under(&IF_ENTRY, &[10, number]), Value::Counter32(low(counted.in_octets))),
            (under(&IF_ENTRY, &[14, number]), Value::Counter32(low(counted.in_errors))),
            (under(&IF_ENTRY, &[16, number]), Value::Counter32(low(counted.out_octets))),
            (under(&IF_ENTRY, &[20, number]), Value::Counter32(low(counted.out_errors))),
            (under(&IF_X_ENTRY, &[6, number]), Value::Counter64(counted.in_octets)),
            (under(&IF_X_ENTRY, &[10, number]), Value::Counter64(counted.out_octets)),
        ]);
    }
    told
}

/// `sysUpTime`: since it was switched on, or since a moment of last year that is its own; it wraps after 497 days.
pub(super) fn uptime(seed: u64, moment: Moment) -> u32 {
    let long_ago = i64::try_from(mixed(seed) % 10_000_000).unwrap_or_default();
    let since = moment.since.unwrap_or(super::traffic::EPOCH + long_ago);
    low((moment.second - since).max(0).unsigned_abs() * 100)
}

/// The lower half: a counter of 32 bits.
fn low(count: u64) -> u32 {
    u32::try_from(count & u64::from(u32::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_device_has_been_up_for_long_and_begins_anew_when_it_is_mended() {
        let second = 1_790_000_000;
        assert!(uptime(1, Moment { since: None, second }) != uptime(2, Moment { since: None, second }));
        let before = uptime(1, Moment { since: None, second });
        assert_eq!(uptime(1, Moment { since: None, second: second + 1 }), before.wrapping_add(100));
        assert_eq!(uptime(1, Moment { since: Some(second), second }), 0);
        assert_eq!(uptime(1, Moment { since: Some(second), second: second + 30 }), 3_000);
    }

    #[test]
    fn a_counter_of_32_bits_is_the_lower_half() {
        assert_eq!(low(u64::from(u32::MAX) + 6), 5);
    }

    #[test]
    fn no_two_roots_are_one_and_no_object_has_two_names() {
        let roots: [&[u32]; 7] =
            [&SYSTEM, &IF_NUMBER, &IF_ENTRY, &IF_X_ENTRY, &STORAGE, &STORAGE_RAM, &PROCESSOR];
        assert_eq!(roots.iter().collect::<HashSet<_>>().len(), roots.len());
        assert_eq!(under(&SYSTEM, &[3, 0]).to_string(), "1.3.6.1.2.1.1.3.0");
        assert_eq!(under(&IF_X_ENTRY, &[6, 12]).to_string(), "1.3.6.1.2.1.31.1.1.1.6.12");
    }
}
