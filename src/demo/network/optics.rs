//! Who made a simulated device, as its agent tells it, and the light that its ports see, where its maker tells that.

use super::image::{Carrying, Told, under};
use super::plan::GPON;
use super::traffic::mixed;
use crate::network::entity::device;
use crate::ports::snmp::{Oid, Value};

/// Net-SNMP on Linux: whoever has no objects of its own.
const NET_SNMP: [u32; 10] = [1, 3, 6, 1, 4, 1, 8072, 3, 2, 10];
/// An access node of Huawei, and what its ports send and receive of each terminal (HUAWEI-XPON-MIB).
const HUAWEI: [u32; 9] = [1, 3, 6, 1, 4, 1, 2011, 2, 248];
const HUAWEI_SENT: [u32; 14] = [1, 3, 6, 1, 4, 1, 2011, 6, 128, 1, 1, 2, 23, 1];
const HUAWEI_RECEIVED: [u32; 14] = [1, 3, 6, 1, 4, 1, 2011, 6, 128, 1, 1, 2, 51, 1];
/// A router of Juniper, and the levels of its modules (JUNIPER-DOM-MIB).
const JUNIPER: [u32; 12] = [1, 3, 6, 1, 4, 1, 2636, 1, 1, 1, 2, 144];
const JUNIPER_LEVELS: [u32; 12] = [1, 3, 6, 1, 4, 1, 2636, 3, 60, 1, 1, 1];
/// A device of MikroTik, and the levels of its modules (MIKROTIK-MIB).
const MIKROTIK: [u32; 8] = [1, 3, 6, 1, 4, 1, 14988, 1];
const MIKROTIK_LEVELS: [u32; 11] = [1, 3, 6, 1, 4, 1, 14988, 1, 1, 19, 1];

/// `sysObjectID`.
pub(super) fn made_by(device: &device::Model) -> Oid {
    match device.vendor.as_deref() {
        Some("Huawei") => Oid::of(&HUAWEI),
        Some("Juniper") => Oid::of(&JUNIPER),
        Some("MikroTik") => Oid::of(&MIKROTIK),
        _ => Oid::of(&NET_SNMP),
    }
}

/// What a port receives and sends, in hundredths of dBm: as good lines have it.
fn levels(port: &Carrying) -> (i64, i64) {
    let chance = mixed(port.port.id.0.as_u64_pair().1);
    let some = |from: u64, spread: u64| i64::try_from(chance / from % spread).unwrap_or_default();
    (-1_800 - some(1, 600), 200 + some(1_000, 150))
}

/// The optical levels of a device's ports, where its maker has them.
pub(super) fn light(device: &device::Model, ports: &[Carrying]) -> Vec<Told> {
    let number = |port: &Carrying| u32::try_from(port.port.if_index).unwrap_or_default();
    let mut told = Vec::new();
    for port in ports.iter().filter(|port| port.port.admin_up != Some(false)) {
        let ((received, sent), number) = (levels(port), number(port));
        match device.vendor.as_deref() {
            // Plus 100 dBm, of the only terminal.
            Some("Huawei") if port.port.if_type == Some(GPON) => told.extend([
                (under(&HUAWEI_SENT, &[4, number]), Value::Integer(sent)),
                (under(&HUAWEI_RECEIVED, &[6, number, 1]), Value::Integer(received + 10_000)),
            ]),
            Some("Juniper") => told.extend([
                (under(&JUNIPER_LEVELS, &[1, 5, number]), Value::Integer(received)),
                (under(&JUNIPER_LEVELS, &[1, 7, number]), Value::Integer(sent)),
            ]),
            // Thousandths of dBm, beside the name of the port.
            Some("MikroTik") if port.port.if_type == Some(GPON) => told.extend([
                (under(&MIKROTIK_LEVELS, &[1, 2, number]), Value::from(port.port.name.as_str())),
                (under(&MIKROTIK_LEVELS, &[1, 9, number]), Value::Integer(sent * 10)),
                (under(&MIKROTIK_LEVELS, &[1, 10, number]), Value::Integer(received * 10)),
            ]),
            _ => {}
        }
    }
    told
}
