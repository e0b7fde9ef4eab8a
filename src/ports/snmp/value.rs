//! What a device tells: a value under a name.

use super::oid::Oid;

/// A value (RFC 2578 §7.1, and the three exceptions of RFC 3416 §3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `INTEGER`, `Integer32`.
    Integer(i64),
    /// `OCTET STRING`.
    Octets(Vec<u8>),
    /// `OBJECT IDENTIFIER`.
    Name(Oid),
    /// `IpAddress`.
    IpAddress([u8; 4]),
    /// `Counter32`.
    Counter32(u32),
    /// `Gauge32`, `Unsigned32`.
    Gauge32(u32),
    /// `TimeTicks`, in hundredths of a second.
    TimeTicks(u32),
    /// `Counter64`.
    Counter64(u64),
    /// `Opaque`.
    Opaque(Vec<u8>),
    /// `NULL`: what a request asks with.
    Null,
    /// The device does not know such an object.
    NoSuchObject,
    /// It knows the object, and has none of that index.
    NoSuchInstance,
    /// There is nothing after that name.
    EndOfMibView,
}

impl Value {
    /// A whole number, whatever it counts.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Counter32(number) | Self::Gauge32(number) | Self::TimeTicks(number) => {
                Some(i64::from(*number))
            }
            Self::Counter64(number) => i64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// A count that only grows, of 32 or 64 bits.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Counter32(number) | Self::Gauge32(number) => Some(u64::from(*number)),
            Self::Counter64(number) => Some(*number),
            _ => None,
        }
    }

    /// Text as a device wrote it: what is not UTF-8, and what steers a terminal, is replaced; at most `most` characters.
    pub fn text(&self, most: usize) -> Option<String> {
        let Self::Octets(octets) = self else { return None };
        let text = String::from_utf8_lossy(octets);
        let plain = text.trim_matches(|sign: char| sign.is_whitespace() || sign == '\0');
        Some(plain.chars().take(most).map(|sign| if sign.is_control() { ' ' } else { sign }).collect())
    }

    /// Whether the device says that there is nothing.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Null | Self::NoSuchObject | Self::NoSuchInstance | Self::EndOfMibView)
    }

    /// Octets of memory that it takes besides its own size.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Octets(octets) | Self::Opaque(octets) => octets.len(),
            Self::Name(name) => size_of_val(name.parts()),
            _ => 0,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Octets(text.as_bytes().to_vec())
    }
}

/// A value under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The name.
    pub oid: Oid,
    /// The value.
    pub value: Value,
}

impl Binding {
    /// Octets of memory that it takes.
    pub(super) fn weight(&self) -> usize {
        size_of::<Self>() + size_of_val(self.oid.parts()) + self.value.weight()
    }
}
