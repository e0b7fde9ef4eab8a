//! The attributes that a plan may be made of, by the names that FreeRADIUS's dictionaries give them.

use super::packet::{Attribute, RadiusError};

/// What the value of an attribute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text.
    Text,
    /// A number of 32 bits.
    Number,
}

/// An attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// Whose it is (SMI number); none: everybody's.
    pub vendor: Option<u32>,
    /// Its number.
    pub kind: u8,
    /// What its value is.
    pub form: Form,
}

const fn of(name: &'static str, vendor: Option<u32>, kind: u8, form: Form) -> Entry {
    Entry { name, vendor, kind, form }
}

const WISPR: Option<u32> = Some(14_122);
const MIKROTIK: Option<u32> = Some(14_988);
const CISCO: Option<u32> = Some(9);

/// All of them.
pub const DICTIONARY: &[Entry] = &[
    of("Filter-Id", None, 11, Form::Text),
    of("Session-Timeout", None, 27, Form::Number),
    of("Idle-Timeout", None, 28, Form::Number),
    of("Acct-Interim-Interval", None, 85, Form::Number),
    of("Framed-Pool", None, 88, Form::Text),
    of("WISPr-Bandwidth-Max-Up", WISPR, 7, Form::Number),
    of("WISPr-Bandwidth-Max-Down", WISPR, 8, Form::Number),
    of("Mikrotik-Rate-Limit", MIKROTIK, 8, Form::Text),
    of("Mikrotik-Address-List", MIKROTIK, 19, Form::Text),
    of("Cisco-AVPair", CISCO, 1, Form::Text),
];

/// The attribute of a name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    DICTIONARY.iter().find(|entry| entry.name == name)
}

/// An attribute with a value, as it is written in FreeRADIUS's tables, for a packet.
pub fn octets_of(name: &str, value: &str) -> Result<Attribute, RadiusError> {
    let entry = entry(name).ok_or(RadiusError::Attribute)?;
    let octets = match entry.form {
        Form::Text => value.as_bytes().to_vec(),
        Form::Number => value.parse::<u32>().map_err(|_| RadiusError::Attribute)?.to_be_bytes().to_vec(),
    };
    match entry.vendor {
        None => Attribute::new(entry.kind, octets),
        Some(vendor) => Attribute::of_vendor(vendor, entry.kind, &octets),
    }
}
