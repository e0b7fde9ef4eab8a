//! What a simulated network is built of: three places, a core, two rings, four heads of optical networks.

use crate::demo::market::Market;
use crate::network::entity::device::DeviceKind;

/// A place where devices are.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    /// Degrees north and east, in millionths.
    pub(super) at: (i32, i32),
}

/// The places of a market: the exchange, the harbour quarter, the mast.
pub(super) fn places(market: Market) -> [Place; 3] {
    let place = |name, address, at| Place { name, address, at };
    match market {
        Market::Germany => [
            place("Vermittlung Potsdam", "Hebbelstraße 2, 14467 Potsdam", (52_403_000, 13_058_000)),
            place("Hafenviertel", "Speicherstadt 4, 14473 Potsdam", (52_388_900, 13_073_400)),
            place("Mast Hennigsdorf", "Am Yachthafen 1, 16761 Hennigsdorf", (52_637_000, 13_205_000)),
        ],
        Market::UnitedStates => [
            place(
                "Kingston central office",
                "101 Fair Street, Kingston, NY 12401",
                (41_931_000, -74_019_000),
            ),
            place("Harbor quarter", "6 Lake Drive, Kingston, NY 12401", (41_919_000, -73_984_000)),
            place("Woodstock mast", "1 Hill Road, Woodstock, NY 12498", (42_040_000, -74_118_000)),
        ],
    }
}

/// A device that is asked.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) kind: DeviceKind,
    pub(super) model: (&'static str, &'static str),
    /// Its place, by position.
    pub(super) place: usize,
    /// What it is reached through.
    pub(super) parent: Option<&'static str>,
}

const fn part(
    name: &'static str,
    kind: DeviceKind,
    model: (&'static str, &'static str),
    place: usize,
    parent: Option<&'static str>,
) -> Part {
    Part { name, kind, model, place, parent }
}

/// The devices that are asked, parents first. The line terminal of the showcase comes to them.
pub(super) const PARTS: [Part; 11] = [
    part("core-1", DeviceKind::Router, ("Juniper", "MX204"), 0, None),
    part("agg-1", DeviceKind::Switch, ("Arista", "7280R"), 0, Some("core-1")),
    part("agg-2", DeviceKind::Switch, ("Arista", "7280R"), 1, Some("core-1")),
    part("fw-1", DeviceKind::Firewall, ("Fortinet", "FortiGate 200F"), 0, Some("core-1")),
    part("srv-1", DeviceKind::Server, ("Supermicro", "SYS-510T"), 0, Some("fw-1")),
    part("ups-1", DeviceKind::Ups, ("APC", "Smart-UPS 3000"), 0, Some("core-1")),
    part("olt-1", DeviceKind::Olt, ("Huawei", "MA5800-X7"), 0, Some("agg-1")),
    part("olt-2", DeviceKind::Olt, ("Huawei", "MA5800-X7"), 0, Some("agg-1")),
    part("olt-3", DeviceKind::Olt, ("Huawei", "MA5800-X7"), 1, Some("agg-2")),
    part("olt-4", DeviceKind::Olt, ("Huawei", "MA5800-X7"), 1, Some("agg-2")),
    part("ap-1", DeviceKind::AccessPoint, ("Cambium", "PMP 450m"), 2, Some("agg-2")),
];

/// The head that the household which signs in hangs on, and everybody who was affected by the outage of the past.
pub(super) const HARBOUR: &str = "olt-3";

/// The other heads.
pub(super) const OTHERS: [&str; 3] = ["olt-1", "olt-2", "olt-4"];

/// Splitters below each head.
pub(super) const SPLITTERS: usize = 2;

/// Customers below each head whose port on it is asked for what it carries.
pub(super) const MEASURED: usize = 8;

/// A port of a device.
pub(super) struct Port {
    pub(super) name: String,
    /// What the operator has written on it: begins with [`UPLINK`], with the number of a customer, or otherwise.
    pub(super) alias: String,
    /// A number of the IANAifType-MIB.
    pub(super) if_type: i32,
    pub(super) speed_bps: i64,
    pub(super) in_use: bool,
}

/// How the alias of a port towards the core begins.
pub(super) const UPLINK: &str = "Uplink";

/// `ethernetCsmacd`, `ieee80211`, `gpon`.
const ETHERNET: i32 = 6;
const WIRELESS: i32 = 71;
pub(super) const GPON: i32 = 250;

const GIGABIT: i64 = 1_000_000_000;

/// The ports of a device of the plan.
pub(super) fn ports(part: &Part) -> Vec<Port> {
    let port = |name: String, alias: String, if_type, speed_bps| Port {
        name,
        alias,
        if_type,
        speed_bps,
        in_use: true,
    };
    let speed = |kind| match kind {
        DeviceKind::Router | DeviceKind::Switch | DeviceKind::Olt => 10 * GIGABIT,
        _ => GIGABIT,
    };
    let mut ports = vec![match part.parent {
        Some(parent) => {
            port("uplink0".to_owned(), format!("{UPLINK} to {parent}"), ETHERNET, speed(part.kind))
        }
        None => port("xe-0/0/0".to_owned(), format!("{UPLINK} to the world"), ETHERNET, 10 * GIGABIT),
    }];
    let below = PARTS.iter().filter(|other| other.parent == Some(part.name));
    for (number, other) in below.enumerate() {
        let (name, alias) = (format!("xe-0/1/{number}"), format!("Link to {}", other.name));
        ports.push(port(name, alias, ETHERNET, speed(other.kind)));
    }
    match part.kind {
        DeviceKind::Olt => {
            for number in 1..=SPLITTERS {
                let alias = format!("To {}", splitter(part.name, number));
                ports.push(port(format!("gpon0/1/{number}"), alias, GPON, 2_488_000_000));
            }
            let spare = port("gpon0/1/3".to_owned(), "Spare".to_owned(), GPON, 2_488_000_000);
            ports.push(Port { in_use: false, ..spare });
        }
        DeviceKind::AccessPoint => {
            ports.push(port("radio0".to_owned(), "Sector north".to_owned(), WIRELESS, 600_000_000));
        }
        _ => {}
    }
    ports
}

/// The ports of the showcase's line terminal, whose service is this one.
pub(super) fn terminal_ports(splitter: &str, service: &str, speed_bps: i64) -> [Port; 2] {
    let port = |name: &str, alias, if_type, speed_bps| Port {
        name: name.to_owned(),
        alias,
        if_type,
        speed_bps,
        in_use: true,
    };
    [
        port("pon0", format!("{UPLINK} to {splitter}"), GPON, 2_488_000_000),
        port("lan1", service.to_owned(), ETHERNET, speed_bps),
    ]
}

/// The port of a customer on the head that its line ends at.
pub(super) fn customer_port(number: usize, service: &str, speed_bps: i64) -> Port {
    let name = format!("ont0/1/{}:{number}", 1 + number % SPLITTERS);
    Port { name, alias: service.to_owned(), if_type: GPON, speed_bps, in_use: true }
}

/// What a splitter is called.
pub(super) fn splitter(head: &str, number: usize) -> String {
    format!("splitter-{}-{number}", head.trim_start_matches("olt-"))
}
