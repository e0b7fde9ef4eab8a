//! Object identifiers: the names of what a device tells.

use std::fmt;
use std::str::FromStr;

/// The longest name that there may be (RFC 3416 §4.1).
pub const MAX_PARTS: usize = 128;

/// An object identifier. The order is that in which an agent walks: part by part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(Box<[u32]>);

/// Why a text is no object identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an object identifier: two to 128 numbers joined by dots, the first of them 0, 1 or 2")]
pub struct BadOid;

impl Oid {
    /// The name of these parts, which the caller knows to be one.
    pub fn of(parts: &[u32]) -> Self {
        Self(parts.into())
    }

    /// Its parts.
    pub fn parts(&self) -> &[u32] {
        &self.0
    }

    /// The name below this one.
    #[must_use]
    pub fn child(&self, parts: &[u32]) -> Self {
        Self([&self.0, parts].concat().into())
    }

    /// What stands after `root`; none where this is not below it. The root itself has nothing after it.
    pub fn below(&self, root: &Oid) -> Option<&[u32]> {
        self.0.strip_prefix(&*root.0)
    }

    /// Whether this is `root` or below it.
    pub fn starts_with(&self, root: &[u32]) -> bool {
        self.0.starts_with(root)
    }

    /// The content octets of its encoding (X.690 §8.19).
    pub(super) fn encode(&self) -> Vec<u8> {
        let (first, second) = (self.0.first().copied().unwrap_or(0), self.0.get(1).copied().unwrap_or(0));
        let mut bytes = Vec::with_capacity(self.0.len() + 8);
        push(&mut bytes, first.saturating_mul(40).saturating_add(second));
        for part in self.0.iter().skip(2) {
            push(&mut bytes, *part);
        }
        bytes
    }

    /// The name of these content octets; none where they are none, or longer than may be.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (mut parts, mut part, mut open) = (Vec::with_capacity(bytes.len() + 1), 0_u32, false);
        for byte in bytes {
            // Leading padding is not minimal, and what is longer than 32 bits is no part.
            if (!open && *byte == 0x80) || part > u32::MAX >> 7 {
                return None;
            }
            part = part << 7 | u32::from(byte & 0x7f);
            open = byte & 0x80 != 0;
            if open {
                continue;
            }
            if parts.is_empty() {
                let first = (part / 40).min(2);
                parts.extend([first, part - first * 40]);
            } else {
                parts.push(part);
            }
            part = 0;
        }
        let whole = !open && !parts.is_empty() && parts.len() <= MAX_PARTS;
        whole.then(|| Self(parts.into()))
    }
}

/// Appends one part, seven bits to the octet, the highest first.
fn push(bytes: &mut Vec<u8>, part: u32) {
    let seven = |shift: u32| (part >> shift & 0x7f).to_be_bytes()[3];
    for shift in [28, 21, 14, 7] {
        if part >> shift > 0 {
            bytes.push(0x80 | seven(shift));
        }
    }
    bytes.push(seven(0));
}

impl FromStr for Oid {
    type Err = BadOid;

    fn from_str(text: &str) -> Result<Self, BadOid> {
        let text = text.strip_prefix('.').unwrap_or(text);
        let parts: Result<Vec<u32>, _> = text.split('.').map(str::parse).collect();
        match parts {
            Ok(parts) if (2..=MAX_PARTS).contains(&parts.len()) && parts[0] <= 2 => {
                let fits = if parts[0] == 2 { parts[1] <= u32::MAX - 80 } else { parts[1] < 40 };
                if fits { Ok(Self(parts.into())) } else { Err(BadOid) }
            }
            _ => Err(BadOid),
        }
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
