//! The encoding of SNMP messages (X.690, as RFC 3417 §8 restricts it): definite lengths, nothing left over, numbers within their
//! ranges. Used by the simulated agent, the receiver of traps and the discovery of engines; what devices answer is read by
//! the library.
//!
//! Lengths need not be minimal: Net-SNMP writes its own with octets to spare.

mod message;
mod write;

pub(super) use self::message::GET;
pub use self::message::{Body, Kind, Message, Pdu, TrapV1, Version};
pub(super) use self::write::Writer;
use super::oid::Oid;
use super::value::{Binding, Value};

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const NAME: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const IP_ADDRESS: u8 = 0x40;
pub(super) const COUNTER32: u8 = 0x41;
pub(super) const GAUGE32: u8 = 0x42;
pub(super) const TIME_TICKS: u8 = 0x43;
pub(super) const OPAQUE: u8 = 0x44;
pub(super) const COUNTER64: u8 = 0x46;
pub(super) const NO_SUCH_OBJECT: u8 = 0x80;
pub(super) const NO_SUCH_INSTANCE: u8 = 0x81;
pub(super) const END_OF_MIB_VIEW: u8 = 0x82;

/// More bindings than a message that we read may have.
const MAX_BINDINGS: usize = 2_048;

/// The octets are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an SNMP message: {0}")]
pub struct NotAMessage(pub(super) &'static str);

/// Reads one element after the other.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// That nothing is left over.
    pub(super) fn end(&self) -> Result<(), NotAMessage> {
        if self.is_empty() { Ok(()) } else { Err(NotAMessage("octets are left over")) }
    }

    /// The next element: its tag and its content.
    pub(super) fn any(&mut self) -> Result<(u8, &'a [u8]), NotAMessage> {
        const CUT: NotAMessage = NotAMessage("cut short");
        let (tag, rest) = self.0.split_first().ok_or(CUT)?;
        let (first, rest) = rest.split_first().ok_or(CUT)?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(*first), rest),
            // At most four octets; none at all would be the indefinite form.
            0x81..=0x84 => {
                let (length, rest) = rest.split_at_checked(usize::from(first & 0x7f)).ok_or(CUT)?;
                (length.iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet)), rest)
            }
            _ => return Err(NotAMessage("a length that cannot be")),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(CUT)?;
        self.0 = rest;
        Ok((*tag, content))
    }

    /// The content of the next element, which must have this tag.
    pub(super) fn tagged(&mut self, tag: u8) -> Result<&'a [u8], NotAMessage> {
        match self.any()? {
            (found, content) if found == tag => Ok(content),
            _ => Err(NotAMessage("another type was expected")),
        }
    }

    /// The elements of a constructed one.
    pub(super) fn inside(&mut self, tag: u8) -> Result<Reader<'a>, NotAMessage> {
        self.tagged(tag).map(Reader)
    }

    /// An `INTEGER` of 32 bits.
    pub(super) fn integer(&mut self) -> Result<i32, NotAMessage> {
        signed(self.tagged(INTEGER)?)
    }

    /// An `OCTET STRING`.
    pub(super) fn octets(&mut self) -> Result<&'a [u8], NotAMessage> {
        self.tagged(OCTETS)
    }

    /// An `OBJECT IDENTIFIER`.
    pub(super) fn name(&mut self) -> Result<Oid, NotAMessage> {
        name(self.tagged(NAME)?)
    }

    /// A list of bindings.
    pub(super) fn bindings(&mut self) -> Result<Vec<Binding>, NotAMessage> {
        let (mut list, mut bindings) = (self.inside(SEQUENCE)?, Vec::new());
        while !list.is_empty() {
            if bindings.len() == MAX_BINDINGS {
                return Err(NotAMessage("too many bindings"));
            }
            let mut pair = list.inside(SEQUENCE)?;
            let oid = pair.name()?;
            let (tag, content) = pair.any()?;
            pair.end()?;
            bindings.push(Binding { oid, value: value(tag, content)? });
        }
        Ok(bindings)
    }
}

fn name(content: &[u8]) -> Result<Oid, NotAMessage> {
    Oid::decode(content).ok_or(NotAMessage("a name that cannot be"))
}

/// A number of 32 bits with a sign; devices that write more octets than they need are forgiven.
fn signed(content: &[u8]) -> Result<i32, NotAMessage> {
    const WIDE: NotAMessage = NotAMessage("a number out of its range");
    let (first, _) = content.split_first().ok_or(WIDE)?;
    if content.len() > 8 {
        return Err(WIDE);
    }
    let sign = if first & 0x80 == 0 { 0 } else { -1 };
    let number = content.iter().fold(sign, |sum: i64, octet| sum << 8 | i64::from(*octet));
    i32::try_from(number).map_err(|_| WIDE)
}

/// A number without a sign. A leading octet of zeroes keeps the highest bit from being one; many devices leave it out.
fn unsigned(content: &[u8], octets: usize) -> Result<u64, NotAMessage> {
    let digits = match content {
        [0, digits @ ..] if !digits.is_empty() => digits,
        digits => digits,
    };
    if content.is_empty() || digits.len() > octets {
        return Err(NotAMessage("a number out of its range"));
    }
    Ok(digits.iter().fold(0, |sum, octet| sum << 8 | u64::from(*octet)))
}

fn unsigned32(content: &[u8]) -> Result<u32, NotAMessage> {
    let number = unsigned(content, 4)?;
    u32::try_from(number).map_err(|_| NotAMessage("a number out of its range"))
}

fn value(tag: u8, content: &[u8]) -> Result<Value, NotAMessage> {
    let empty = |value| if content.is_empty() { Ok(value) } else { Err(NotAMessage("nothing was expected")) };
    match tag {
        INTEGER => signed(content).map(|number| Value::Integer(i64::from(number))),
        OCTETS => Ok(Value::Octets(content.to_vec())),
        NAME => name(content).map(Value::Name),
        IP_ADDRESS => {
            content.try_into().map(Value::IpAddress).map_err(|_| NotAMessage("an address of four octets"))
        }
        COUNTER32 => unsigned32(content).map(Value::Counter32),
        GAUGE32 => unsigned32(content).map(Value::Gauge32),
        TIME_TICKS => unsigned32(content).map(Value::TimeTicks),
        COUNTER64 => unsigned(content, 8).map(Value::Counter64),
        OPAQUE => Ok(Value::Opaque(content.to_vec())),
        NULL => empty(Value::Null),
        NO_SUCH_OBJECT => empty(Value::NoSuchObject),
        NO_SUCH_INSTANCE => empty(Value::NoSuchInstance),
        END_OF_MIB_VIEW => empty(Value::EndOfMibView),
        _ => Err(NotAMessage("a type that SNMP has not")),
    }
}

#[cfg(test)]
mod tests;
