//! Optical levels, from where each vendor tells them. Levels are hundredths of dBm; what is not between −60 and +30 dBm is none:
//! vendors write such numbers where no light is.

use std::collections::BTreeMap;

use super::InterfaceReading;
use super::table::{Cells, numbered};
use crate::ports::snmp::{Oid, Value};

/// Levels that can be, in hundredths of dBm.
const POSSIBLE: std::ops::RangeInclusive<i64> = -6_000..=3_000;

// ENTITY-MIB (RFC 6933): what a part is in, its name, and which interface it is.
const CONTAINED_IN: &[u32] = &[1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, 4];
const ENTITY_NAME: &[u32] = &[1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, 7];
const ALIAS_MAPPING: &[u32] = &[1, 3, 6, 1, 2, 1, 47, 1, 3, 2, 1, 2];
/// `ifIndex`, to which the mapping points.
const IF_INDEX: &[u32] = &[1, 3, 6, 1, 2, 1, 2, 2, 1, 1];
/// Parts within parts, from a sensor to its port.
const DEPTH: usize = 8;
/// `dBm(14)` of CISCO-ENTITY-SENSOR-MIB.
const DBM: i64 = 14;
/// `units(9)` of `SensorDataScale`; each step is a thousand.
const UNITS: i64 = 9;

/// Where optical levels are told.
#[derive(Debug, Clone, Copy)]
pub(super) enum OpticsSource {
    /// Columns by `ifIndex`, in hundredths of dBm.
    Indexed { received: &'static [u32], sent: &'static [u32] },
    /// Columns beside the interface's name, in thousandths of dBm.
    Named { name: &'static [u32], received: &'static [u32], sent: &'static [u32] },
    /// Columns by the part (ENTITY-MIB): hundredths of dBm, or microwatts where they are above zero.
    Entities { received: &'static [u32], sent: &'static [u32] },
    /// A table of sensors by the part (type, scale, precision, value), whose names say what they measure.
    EntitySensors(&'static [u32]),
    /// A port of a passive optical network by `ifIndex`, and what it receives of each terminal below it.
    Pon { sent: &'static [u32], received: &'static [u32], received_plus: i64 },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Received,
    Sent,
}

impl OpticsSource {
    /// What is walked.
    pub(super) fn columns(&self) -> Vec<Oid> {
        let columns: Vec<&[u32]> = match self {
            Self::Indexed { received, sent } | Self::Pon { sent, received, .. } => vec![received, sent],
            Self::Named { name, received, sent } => vec![received, sent, name],
            Self::Entities { received, sent } => {
                vec![received, sent, CONTAINED_IN, ENTITY_NAME, ALIAS_MAPPING]
            }
            Self::EntitySensors(entry) => {
                let mut columns: Vec<Oid> = (1..=4).map(|column| Oid::of(entry).child(&[column])).collect();
                columns.extend([CONTAINED_IN, ENTITY_NAME, ALIAS_MAPPING].map(Oid::of));
                return columns;
            }
        };
        columns.into_iter().map(Oid::of).collect()
    }

    /// Writes the levels to their interfaces.
    pub(super) fn read(&self, found: &[Cells], interfaces: &mut [InterfaceReading]) {
        match (self, found) {
            (Self::Indexed { .. }, [received, sent]) => {
                for (way, cells) in [(Way::Received, received), (Way::Sent, sent)] {
                    for (if_index, value) in numbered(cells) {
                        put(interfaces, way, value.whole(), |interface| interface.if_index == if_index);
                    }
                }
            }
            (Self::Named { .. }, [received, sent, names]) => named(received, sent, names, interfaces),
            (Self::Entities { .. }, [received, sent, parents, names, aliases]) => {
                let parts = Parts { parents, names, aliases };
                for (way, cells) in [(Way::Received, received), (Way::Sent, sent)] {
                    for (part, value) in numbered(cells) {
                        let level = value.whole().and_then(level_or_microwatts);
                        put(interfaces, way, level, |interface| parts.is_of(part, interface));
                    }
                }
            }
            (Self::EntitySensors(_), [kinds, scales, precisions, values, parents, names, aliases]) => {
                let parts = Parts { parents, names, aliases };
                for (part, value) in numbered(values) {
                    let at = |cells: &Cells| cells.get(&index(part)).and_then(Value::whole);
                    let Some(way) = parts.way(part).filter(|_| at(kinds) == Some(DBM)) else { continue };
                    let scaled = || scaled(value.whole()?, at(scales)?, at(precisions)?);
                    put(interfaces, way, scaled(), |interface| parts.is_of(part, interface));
                }
            }
            (Self::Pon { received_plus, .. }, [received, sent]) => {
                pon(received, sent, *received_plus, interfaces);
            }
            _ => {}
        }
    }
}

/// Writes a level that can be to the interface.
fn put(
    interfaces: &mut [InterfaceReading],
    way: Way,
    level: Option<i64>,
    is_it: impl Fn(&InterfaceReading) -> bool,
) {
    let level = level.filter(|level| POSSIBLE.contains(level)).and_then(|level| i32::try_from(level).ok());
    if level.is_some()
        && let Some(interface) = interfaces.iter_mut().find(|interface| is_it(interface))
    {
        match way {
            Way::Received => interface.rx_power_cdbm = level,
            Way::Sent => interface.tx_power_cdbm = level,
        }
    }
}

fn index(part: i32) -> Vec<u32> {
    vec![part.cast_unsigned()]
}

fn named(received: &Cells, sent: &Cells, names: &Cells, interfaces: &mut [InterfaceReading]) {
    for (row, name) in names {
        let Some(name) = name.text(255) else { continue };
        let level = |cells: &Cells| cells.get(row).and_then(Value::whole);
        // An empty cage shows both as zero.
        if level(received) == Some(0) && level(sent) == Some(0) {
            continue;
        }
        for (way, cells) in [(Way::Received, received), (Way::Sent, sent)] {
            let level = level(cells).map(|thousandths| thousandths.div_euclid(10));
            put(interfaces, way, level, |interface| interface.name == name);
        }
    }
}

fn pon(received: &Cells, sent: &Cells, plus: i64, interfaces: &mut [InterfaceReading]) {
    // The index may have a number after the port's.
    let port = |index: &[u32]| index.first().map(|port| port.cast_signed());
    for (row, value) in sent {
        put(interfaces, Way::Sent, value.whole(), |interface| Some(interface.if_index) == port(row));
    }
    let mut weakest: BTreeMap<i32, i64> = BTreeMap::new();
    for (row, value) in received {
        let level = value.whole().and_then(|level| level.checked_sub(plus));
        if let (Some(port), Some(level)) = (port(row), level.filter(|level| POSSIBLE.contains(level))) {
            weakest.entry(port).and_modify(|weakest| *weakest = level.min(*weakest)).or_insert(level);
        }
    }
    for (port, level) in weakest {
        put(interfaces, Way::Received, Some(level), |interface| interface.if_index == port);
    }
}

/// Hundredths of dBm of a sensor (RFC 3433 §2): `value × 1000^(scale − units) ÷ 10^precision`.
fn scaled(value: i64, scale: i64, precision: i64) -> Option<i64> {
    let tens = (scale - UNITS).checked_mul(3)?.checked_sub(precision)?.checked_add(2)?;
    let factor = 10_i64.checked_pow(u32::try_from(tens.unsigned_abs()).ok()?)?;
    if tens < 0 { value.checked_div_euclid(factor) } else { value.checked_mul(factor) }
}

/// Above zero are microwatts: older software of the vendor writes those.
fn level_or_microwatts(value: i64) -> Option<i64> {
    if value > 0 { microwatts(value) } else { Some(value) }
}

/// Hundredths of dBm of microwatts: `1000 × log10(µW ÷ 1000)`, without floating point. The logarithm is found by squaring: each
/// step gives one more binary digit of it.
fn microwatts(microwatts: i64) -> Option<i64> {
    /// Fixed point with so many binary digits.
    const DIGITS: u32 = 32;
    /// `log10(2)` with so many digits.
    const LOG10_OF_2: i128 = 1_292_913_986;
    let whole = microwatts.checked_ilog2()?;
    let mut mantissa = (i128::from(microwatts) << DIGITS) >> whole;
    let mut log2 = i128::from(whole) << DIGITS;
    for digit in 1..=20 {
        mantissa = (mantissa * mantissa) >> DIGITS;
        if mantissa >= 2 << DIGITS {
            mantissa >>= 1;
            log2 += 1 << (DIGITS - digit);
        }
    }
    let half = 1 << (2 * DIGITS - 1);
    let hundredths = (log2 * LOG10_OF_2 * 1_000 + half) >> (2 * DIGITS);
    // A milliwatt is a thousand microwatts.
    i64::try_from(hundredths).ok()?.checked_sub(3_000)
}

/// The parts of a device (ENTITY-MIB).
struct Parts<'a> {
    parents: &'a Cells,
    names: &'a Cells,
    aliases: &'a Cells,
}

impl Parts<'_> {
    fn name(&self, part: i32) -> Option<String> {
        self.names.get(&index(part)).and_then(|name| name.text(255))
    }

    /// What the name says that is measured.
    fn way(&self, part: i32) -> Option<Way> {
        let name = self.name(part)?.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match (says(&["receive", "rx "]), says(&["transmit", "tx "])) {
            (true, false) => Some(Way::Received),
            (false, true) => Some(Way::Sent),
            _ => None,
        }
    }

    /// The interface that a part is, by the mapping.
    fn interface(&self, part: i32) -> Option<i32> {
        let below = self.aliases.range(index(part)..).take_while(|(row, _)| row.starts_with(&index(part)));
        below.into_iter().find_map(|(_, target)| match target {
            Value::Name(name) => match name.below(&Oid::of(IF_INDEX))? {
                [if_index] => Some(if_index.cast_signed()),
                _ => None,
            },
            _ => None,
        })
    }

    /// Whether a part is of this interface: it is the interface, or in what is; or its name begins with that of the interface.
    fn is_of(&self, part: i32, interface: &InterfaceReading) -> bool {
        let mut place = part;
        for _ in 0..DEPTH {
            if let Some(if_index) = self.interface(place) {
                return if_index == interface.if_index;
            }
            match self.parents.get(&index(place)).and_then(Value::whole).and_then(|up| i32::try_from(up).ok())
            {
                Some(up) if up > 0 && up != place => place = up,
                _ => break,
            }
        }
        let name = self.name(part).unwrap_or_default();
        name.split_whitespace().next() == Some(interface.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{microwatts, scaled};

    #[test]
    fn microwatts_are_hundredths_of_dbm() {
        // 1 mW is 0 dBm, half of it −3.01, a microwatt −30, and 2 W +33.01.
        for (microwatt, level) in [(1_000, 0), (500, -301), (1, -3_000), (100, -1_000), (2_000_000, 3_301)] {
            assert_eq!(microwatts(microwatt), Some(level), "{microwatt} µW");
        }
        assert_eq!(microwatts(0), None);
    }

    #[test]
    fn sensors_are_scaled() {
        // Tenths of dBm; thousandths of dBm; whole dBm; and what cannot be.
        assert_eq!(scaled(-73, 9, 1), Some(-730));
        assert_eq!(scaled(-2_345, 8, 0), Some(-235));
        assert_eq!(scaled(-7, 9, 0), Some(-700));
        assert_eq!(scaled(1, 17, 0), None);
        assert_eq!(scaled(i64::MAX, 12, 0), None);
    }
}
