//! Writes messages, from the end to the beginning: so a length is known when it is written.

use super::super::oid::Oid;
use super::super::value::{Binding, Value};
use super::{
    COUNTER32, COUNTER64, END_OF_MIB_VIEW, GAUGE32, INTEGER, IP_ADDRESS, NAME, NO_SUCH_INSTANCE,
    NO_SUCH_OBJECT, NULL, OCTETS, OPAQUE, SEQUENCE, TIME_TICKS,
};

/// What has been written so far, the last octet first.
#[derive(Default)]
pub(in super::super) struct Writer(Vec<u8>);

impl Writer {
    /// The message.
    pub(in super::super) fn finish(mut self) -> Vec<u8> {
        self.0.reverse();
        self.0
    }

    /// Puts a tag and a length before what was written since `end` octets were there.
    fn close(&mut self, tag: u8, end: usize) {
        let length = self.0.len() - end;
        if length < 0x80 {
            self.0.push(length.to_le_bytes()[0]);
        } else {
            let octets = length.to_le_bytes();
            let used = octets.iter().rposition(|octet| *octet != 0).map_or(1, |last| last + 1);
            self.0.extend_from_slice(&octets[..used]);
            self.0.push(0x80 | used.to_le_bytes()[0]);
        }
        self.0.push(tag);
    }

    /// An element that `inner` writes the inside of, from its end to its beginning.
    pub(in super::super) fn inside(&mut self, tag: u8, inner: impl FnOnce(&mut Self)) {
        let end = self.0.len();
        inner(self);
        self.close(tag, end);
    }

    /// An element of these octets.
    pub(in super::super) fn raw(&mut self, tag: u8, content: &[u8]) {
        let end = self.0.len();
        self.0.extend(content.iter().rev());
        self.close(tag, end);
    }

    /// An `INTEGER`.
    pub(in super::super) fn integer(&mut self, number: i64) {
        let octets = number.to_be_bytes();
        let filler = if number < 0 { 0xff } else { 0 };
        let spare =
            octets.windows(2).take_while(|pair| pair[0] == filler && (pair[1] ^ filler) & 0x80 == 0).count();
        self.raw(INTEGER, &octets[spare..]);
    }

    fn unsigned(&mut self, tag: u8, number: u64) {
        // A ninth octet, so that the highest bit is never taken for a sign.
        let mut octets = [0; 9];
        octets[1..].copy_from_slice(&number.to_be_bytes());
        let spare = octets.windows(2).take_while(|pair| pair[0] == 0 && pair[1] & 0x80 == 0).count();
        self.raw(tag, &octets[spare..]);
    }

    /// An `OCTET STRING`.
    pub(in super::super) fn octets(&mut self, octets: &[u8]) {
        self.raw(OCTETS, octets);
    }

    /// `TimeTicks`.
    pub(in super::super) fn time_ticks(&mut self, ticks: u32) {
        self.unsigned(TIME_TICKS, u64::from(ticks));
    }

    /// An `OBJECT IDENTIFIER`.
    pub(in super::super) fn name(&mut self, oid: &Oid) {
        self.raw(NAME, &oid.encode());
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Integer(number) => self.integer(*number),
            Value::Octets(octets) => self.octets(octets),
            Value::Name(name) => self.name(name),
            Value::IpAddress(octets) => self.raw(IP_ADDRESS, octets),
            Value::Counter32(number) => self.unsigned(COUNTER32, u64::from(*number)),
            Value::Gauge32(number) => self.unsigned(GAUGE32, u64::from(*number)),
            Value::TimeTicks(ticks) => self.time_ticks(*ticks),
            Value::Counter64(number) => self.unsigned(COUNTER64, *number),
            Value::Opaque(octets) => self.raw(OPAQUE, octets),
            Value::Null => self.raw(NULL, &[]),
            Value::NoSuchObject => self.raw(NO_SUCH_OBJECT, &[]),
            Value::NoSuchInstance => self.raw(NO_SUCH_INSTANCE, &[]),
            Value::EndOfMibView => self.raw(END_OF_MIB_VIEW, &[]),
        }
    }

    /// A list of bindings.
    pub(in super::super) fn bindings(&mut self, bindings: &[Binding]) {
        self.inside(SEQUENCE, |list| {
            for binding in bindings.iter().rev() {
                list.inside(SEQUENCE, |pair| {
                    pair.value(&binding.value);
                    pair.name(&binding.oid);
                });
            }
        });
    }
}
