//! The system group (RFC 3418).

use super::SystemReading;
use crate::ports::snmp::{Binding, Oid, SnmpError, Value};

const DESCR: &[u32] = &[1, 3, 6, 1, 2, 1, 1, 1, 0];
const OBJECT_ID: &[u32] = &[1, 3, 6, 1, 2, 1, 1, 2, 0];
const UPTIME: &[u32] = &[1, 3, 6, 1, 2, 1, 1, 3, 0];
const NAME: &[u32] = &[1, 3, 6, 1, 2, 1, 1, 5, 0];

/// The longest text that is kept (RFC 3418: `DisplayString (SIZE (0..255))`).
const LONGEST: usize = 255;
/// A clock that was this near its end has wrapped, in hundredths of a second: an hour.
const NEAR_THE_END: u32 = u32::MAX - 360_000;

/// What is asked for.
pub(super) fn names() -> [Oid; 4] {
    [DESCR, OBJECT_ID, UPTIME, NAME].map(Oid::of)
}

/// Reads the group. A device without an uptime tells nothing that could be compared.
pub(super) fn read(bindings: &[Binding]) -> Result<SystemReading, SnmpError> {
    let value =
        |name: &[u32]| bindings.iter().find(|binding| binding.oid.parts() == name).map(|found| &found.value);
    let text = |name: &[u32]| value(name)?.text(LONGEST).filter(|text| !text.is_empty());
    let Some(Value::TimeTicks(uptime_ticks)) = value(UPTIME) else {
        return Err(SnmpError::Malformed("no uptime"));
    };
    let object_id = match value(OBJECT_ID) {
        Some(Value::Name(name)) => Some(name.to_string()),
        _ => None,
    };
    Ok(SystemReading { name: text(NAME), descr: text(DESCR), object_id, uptime_ticks: *uptime_ticks })
}

/// Whether the device has started anew between two looks: its uptime has fallen, and not by a wrap.
pub(super) fn started_anew(before: u32, after: u32) -> bool {
    after < before && before < NEAR_THE_END
}
