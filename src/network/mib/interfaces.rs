//! Interfaces: `ifTable` and `ifXTable` (RFC 2863).

use std::collections::BTreeMap;

use super::InterfaceReading;
use super::table::{Cells, cells, numbered};
use crate::ports::snmp::{Binding, Oid, Value};

const IF_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 2, 2, 1];
const IF_X_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 31, 1, 1, 1];

/// `ifSpeed` of an interface that is faster than it can say.
const FASTER: u64 = u32::MAX as u64;
/// The longest text that is kept.
const LONGEST: usize = 255;

/// A column: below which entry, and its number.
struct Column(&'static [u32], u32, fn(&mut InterfaceReading, &Value));

const COLUMNS: [Column; 13] = [
    Column(IF_ENTRY, 2, |row, value| row.name = text(value).unwrap_or_default()),
    Column(IF_ENTRY, 3, |row, value| row.if_type = number(value)),
    Column(IF_ENTRY, 5, |row, value| {
        row.speed_bps =
            value.count().filter(|bps| (1..FASTER).contains(bps)).and_then(|bps| bps.try_into().ok());
    }),
    Column(IF_ENTRY, 7, |row, value| row.admin_up = up(value)),
    Column(IF_ENTRY, 8, |row, value| row.oper_up = up(value)),
    Column(IF_ENTRY, 14, |row, value| row.in_errors = value.count()),
    Column(IF_ENTRY, 20, |row, value| row.out_errors = value.count()),
    Column(IF_X_ENTRY, 1, |row, value| {
        if let Some(name) = text(value) {
            row.name = name;
        }
    }),
    Column(IF_X_ENTRY, 6, |row, value| row.in_octets = wide(value)),
    Column(IF_X_ENTRY, 10, |row, value| row.out_octets = wide(value)),
    // In Mbit/s and rounded: it counts where `ifSpeed` cannot say it.
    Column(IF_X_ENTRY, 15, |row, value| {
        let fast = value.count().filter(|mbps| *mbps > 0).and_then(|mbps| i64::try_from(mbps).ok());
        row.speed_bps = row.speed_bps.or(fast.and_then(|mbps| mbps.checked_mul(1_000_000)));
    }),
    Column(IF_X_ENTRY, 18, |row, value| row.alias = text(value)),
    Column(IF_X_ENTRY, 19, |row, value| row.discontinuity_ticks = value.whole().filter(|ticks| *ticks >= 0)),
];

const NARROW: [Column; 2] = [
    Column(IF_ENTRY, 10, |row, value| row.in_octets = narrow(value)),
    Column(IF_ENTRY, 16, |row, value| row.out_octets = narrow(value)),
];

fn roots(columns: &[Column]) -> Vec<Oid> {
    columns.iter().map(|Column(entry, number, _)| Oid::of(entry).child(&[*number])).collect()
}

/// What is walked of every device.
pub(super) fn columns() -> Vec<Oid> {
    roots(&COLUMNS)
}

/// What is walked where an interface has no counters of 64 bits.
pub(super) fn narrow_columns() -> Vec<Oid> {
    roots(&NARROW)
}

/// Reads the interfaces.
pub(super) fn read(columns: &[Vec<Binding>]) -> Vec<InterfaceReading> {
    let mut rows: BTreeMap<i32, InterfaceReading> = BTreeMap::new();
    for ((root, column), Column(_, number, set)) in self::columns().iter().zip(columns).zip(&COLUMNS) {
        let found: Cells = cells(root, column);
        for (if_index, value) in
            numbered(&found).filter(|(if_index, value)| *if_index != 0 && !value.is_absent())
        {
            // The first of them says which interfaces there are: what only its own tables know is none that is up or down.
            if *number == 2 || rows.contains_key(&if_index) {
                let row = rows.entry(if_index);
                set(
                    row.or_insert_with(|| InterfaceReading { if_index, ..InterfaceReading::default() }),
                    value,
                );
            }
        }
    }
    let mut interfaces: Vec<InterfaceReading> = rows.into_values().collect();
    for interface in &mut interfaces {
        if interface.name.is_empty() {
            interface.name = format!("interface {}", interface.if_index.cast_unsigned());
        }
        settle(interface, 64);
    }
    interfaces
}

/// Adds the counters of 32 bits to those that have no others.
pub(super) fn add_narrow(interfaces: &mut [InterfaceReading], columns: &[Vec<Binding>]) {
    let found: Vec<BTreeMap<i32, Value>> = narrow_columns()
        .iter()
        .zip(columns)
        .map(|(root, column)| {
            numbered(&cells(root, column)).map(|(index, value)| (index, value.clone())).collect()
        })
        .collect();
    for interface in interfaces.iter_mut().filter(|interface| interface.counter_bits.is_none()) {
        for (column, Column(_, _, set)) in found.iter().zip(&NARROW) {
            if let Some(value) = column.get(&interface.if_index) {
                set(interface, value);
            }
        }
        settle(interface, 32);
    }
}

/// Both directions are counted alike, or not at all.
fn settle(interface: &mut InterfaceReading, bits: i32) {
    if interface.in_octets.is_some() && interface.out_octets.is_some() {
        interface.counter_bits = Some(bits);
    } else {
        (interface.in_octets, interface.out_octets) = (None, None);
    }
}

fn text(value: &Value) -> Option<String> {
    value.text(LONGEST).filter(|text| !text.is_empty())
}

fn number(value: &Value) -> Option<i32> {
    value.whole().and_then(|number| i32::try_from(number).ok())
}

/// `up(1)`; `dormant(5)` waits for something outside, and carries nothing until then.
fn up(value: &Value) -> Option<bool> {
    match value.whole()? {
        1 => Some(true),
        2 | 3 | 5 | 6 | 7 => Some(false),
        _ => None,
    }
}

fn wide(value: &Value) -> Option<u64> {
    if let Value::Counter64(count) = value { Some(*count) } else { None }
}

fn narrow(value: &Value) -> Option<u64> {
    if let Value::Counter32(count) = value { Some(u64::from(*count)) } else { None }
}
