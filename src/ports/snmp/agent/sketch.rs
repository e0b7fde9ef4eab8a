//! A device in a few words, and the image of it: the system group, interfaces with counters that grow, load and memory.

use super::super::oid::Oid;
use super::super::value::Value;
use super::image::{Entry, MibImage};

const SYSTEM: &[u32] = &[1, 3, 6, 1, 2, 1, 1];
const IF_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 2, 2, 1];
const IF_X_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 31, 1, 1, 1];
const HR_PROCESSOR_LOAD: &[u32] = &[1, 3, 6, 1, 2, 1, 25, 3, 3, 1, 2];
const HR_STORAGE_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 25, 2, 3, 1];
const HR_STORAGE_RAM: &[u32] = &[1, 3, 6, 1, 2, 1, 25, 2, 1, 2];
/// `ethernetCsmacd` of the IANAifType-MIB.
const ETHERNET: i64 = 6;
/// Units of memory of which a part is used.
const MEMORY: i64 = 1_000_000;

/// An interface in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterfaceSketch {
    /// `ifIndex`.
    pub if_index: u32,
    /// `ifName` and `ifDescr`.
    pub name: String,
    /// `ifAlias`: what the operator wrote on it.
    pub alias: String,
    /// What it can carry, in Mbit/s.
    pub speed_mbps: u32,
    /// Octets that come in, in a second.
    pub in_per_second: u64,
    /// Octets that go out, in a second.
    pub out_per_second: u64,
    /// Whether it is up.
    pub up: bool,
    /// Whether it has counters of 64 bits.
    pub wide: bool,
}

/// A device in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSketch {
    /// `sysName`.
    pub name: String,
    /// `sysDescr`.
    pub descr: String,
    /// `sysObjectID`.
    pub object_id: Oid,
    /// Its interfaces.
    pub interfaces: Vec<InterfaceSketch>,
    /// How busy its processor is, in percent.
    pub cpu_percent: u8,
    /// How much of its memory is used, in percent.
    pub memory_percent: u8,
}

/// `ifOperStatus` of an interface.
pub(super) fn oper_status(if_index: u32) -> Oid {
    Oid::of(IF_ENTRY).child(&[8, if_index])
}

impl DeviceSketch {
    /// The image of it.
    pub fn image(&self) -> MibImage {
        let mut image = MibImage::new();
        let system = Oid::of(SYSTEM);
        image.set(system.child(&[1, 0]), Value::from(self.descr.as_str()));
        image.set(system.child(&[2, 0]), Value::Name(self.object_id.clone()));
        image.set(system.child(&[3, 0]), Entry::Uptime);
        image.set(system.child(&[5, 0]), Value::from(self.name.as_str()));
        for interface in &self.interfaces {
            interface.draw(&mut image);
        }
        let processor = Oid::of(HR_PROCESSOR_LOAD);
        image.set(processor.child(&[1]), Value::Integer(i64::from(self.cpu_percent)));
        let storage = Oid::of(HR_STORAGE_ENTRY);
        image.set(storage.child(&[2, 1]), Value::Name(Oid::of(HR_STORAGE_RAM)));
        image.set(storage.child(&[3, 1]), Value::from("main memory"));
        image.set(storage.child(&[5, 1]), Value::Integer(MEMORY));
        image.set(storage.child(&[6, 1]), Value::Integer(MEMORY / 100 * i64::from(self.memory_percent)));
        image
    }
}

impl InterfaceSketch {
    /// An interface that is up, of this speed, with this much traffic in octets per second.
    pub fn new(if_index: u32, name: &str, speed_mbps: u32, in_per_second: u64, out_per_second: u64) -> Self {
        let (name, alias) = (name.to_owned(), String::new());
        Self { if_index, name, alias, speed_mbps, in_per_second, out_per_second, up: true, wide: true }
    }

    fn draw(&self, image: &mut MibImage) {
        let (narrow, wide) = (Oid::of(IF_ENTRY), Oid::of(IF_X_ENTRY));
        let cell = |table: &Oid, column: u32| table.child(&[column, self.if_index]);
        let bits = u64::from(self.speed_mbps) * 1_000_000;
        let state = |up: bool| Value::Integer(if up { 1 } else { 2 });
        let (from_in, from_out) = (self.in_per_second * 86_400, self.out_per_second * 86_400);
        image.set(cell(&narrow, 1), Value::Integer(i64::from(self.if_index)));
        image.set(cell(&narrow, 2), Value::from(self.name.as_str()));
        image.set(cell(&narrow, 3), Value::Integer(ETHERNET));
        image.set(cell(&narrow, 5), Value::Gauge32(u32::try_from(bits).unwrap_or(u32::MAX)));
        image.set(cell(&narrow, 7), state(true));
        image.set(cell(&narrow, 8), state(self.up));
        image.set(cell(&narrow, 10), Entry::GrowsNarrow { from: from_in, per_second: self.in_per_second });
        image.set(cell(&narrow, 14), Value::Counter32(0));
        image.set(cell(&narrow, 16), Entry::GrowsNarrow { from: from_out, per_second: self.out_per_second });
        image.set(cell(&narrow, 20), Value::Counter32(0));
        image.set(cell(&wide, 1), Value::from(self.name.as_str()));
        image.set(cell(&wide, 15), Value::Gauge32(self.speed_mbps));
        image.set(cell(&wide, 18), Value::from(self.alias.as_str()));
        image.set(cell(&wide, 19), Value::TimeTicks(0));
        if self.wide {
            image.set(cell(&wide, 6), Entry::Grows { from: from_in, per_second: self.in_per_second });
            image.set(cell(&wide, 10), Entry::Grows { from: from_out, per_second: self.out_per_second });
        }
    }
}
