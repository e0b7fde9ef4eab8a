//! What a device's silence is put down to, and how sure that is. Pure.

use crate::kernel::ids::DeviceId;
use crate::network::entity::device::DeviceKind;
use crate::network::entity::device_state::DeviceStatus;

/// As sure as somebody who has looked.
pub const CERTAIN: i16 = 100;

/// From here on an incident is told to those it affects, and to everybody who reads the status page.
pub const PUBLIC: i16 = 75;

/// From here on an outage is credited by itself. Below it may be the customer who has pulled the plug.
pub const CREDITED: i16 = 50;

/// The device above answers: it is this one, or its line.
const PARENT_ANSWERS: i16 = 90;
/// It is the core, and others answer.
const CORE_AMONG_OTHERS: i16 = 80;
/// Nobody knows how it is above.
const PARENT_UNKNOWN: i16 = 50;
/// Nothing answers at all: perhaps it is who asks that is cut off.
const NOTHING_ANSWERS: i16 = 40;
/// The device is in somebody's home.
const AT_THE_CUSTOMER: i16 = 20;

/// A device on the way to the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The device.
    pub device: DeviceId,
    /// What it is.
    pub kind: DeviceKind,
    /// How it is; none: it is not asked.
    pub status: Option<DeviceStatus>,
}

/// What silence is put down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// The device.
    pub device: DeviceId,
    /// How sure that is, 0 to 100.
    pub confidence: i16,
}

/// What is made of a device's silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It is an outage.
    Outage(Cause),
    /// Something above it is worked on: it is not, for now.
    WorkedOn,
}

/// Judges a silent device by its way to the core, itself the first. `others_answer`: whether any other device of the tenant
/// does.
pub fn judge(way: &[Link], others_answer: bool) -> Option<Judgement> {
    let mut root = 0;
    for (at, link) in way.iter().enumerate().skip(1) {
        match link.status {
            // What is above an answering device does not matter.
            Some(DeviceStatus::Up | DeviceStatus::Degraded) => break,
            Some(DeviceStatus::Down) => root = at,
            Some(DeviceStatus::Maintenance) => return Some(Judgement::WorkedOn),
            // It is not asked, or not now: perhaps what is above it is.
            Some(DeviceStatus::Unknown) | None => {}
        }
    }
    let cause = way.get(root)?;
    let confidence = confidence(cause.kind, way.get(root + 1), others_answer);
    Some(Judgement::Outage(Cause { device: cause.device, confidence }))
}

fn confidence(kind: DeviceKind, parent: Option<&Link>, others_answer: bool) -> i16 {
    if matches!(kind, DeviceKind::Onu | DeviceKind::Modem | DeviceKind::Cpe) {
        return AT_THE_CUSTOMER;
    }
    match parent.map(|link| link.status) {
        Some(Some(DeviceStatus::Up | DeviceStatus::Degraded)) => PARENT_ANSWERS,
        Some(_) => PARENT_UNKNOWN,
        None if others_answer => CORE_AMONG_OTHERS,
        None => NOTHING_ANSWERS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TypedId as _;
    use DeviceStatus::{Degraded, Down, Maintenance, Unknown, Up};
    use uuid::Uuid;

    fn device(number: u128) -> DeviceId {
        DeviceId::from_uuid(Uuid::from_u128(number))
    }

    /// The devices 1, 2, … from a switch up to the core.
    fn way(statuses: &[Option<DeviceStatus>]) -> Vec<Link> {
        let link = |(number, status): (u128, &Option<DeviceStatus>)| Link {
            device: device(number),
            kind: DeviceKind::Switch,
            status: *status,
        };
        (1..).zip(statuses).map(link).collect()
    }

    fn outage(number: u128, confidence: i16) -> Judgement {
        Judgement::Outage(Cause { device: device(number), confidence })
    }

    #[test]
    fn the_device_nearest_to_the_core_that_is_down_is_the_cause() {
        for (statuses, cause) in [
            (vec![Some(Down), Some(Up)], Some(outage(1, 90))),
            (vec![Some(Down), Some(Degraded), Some(Down)], Some(outage(1, 90))),
            (vec![Some(Down), Some(Down), Some(Up)], Some(outage(2, 90))),
            (vec![Some(Unknown), Some(Down), Some(Unknown), Some(Down), Some(Up)], Some(outage(4, 90))),
            (vec![Some(Down), None, Some(Down)], Some(outage(3, 80))),
            (vec![Some(Down), None, Some(Up)], Some(outage(1, 50))),
            (vec![Some(Down), Some(Unknown)], Some(outage(1, 50))),
            (vec![Some(Down)], Some(outage(1, 80))),
            (vec![Some(Down), Some(Down)], Some(outage(2, 80))),
            (vec![Some(Down), None, Some(Maintenance)], Some(Judgement::WorkedOn)),
            (vec![Some(Down), Some(Up), Some(Maintenance)], Some(outage(1, 90))),
            (vec![], None),
        ] {
            assert_eq!(judge(&way(&statuses), true), cause, "{statuses:?}");
        }
        assert_eq!(
            judge(&way(&[Some(Down)]), false),
            Some(outage(1, 40)),
            "perhaps it is we who are cut off"
        );
    }

    #[test]
    fn who_pulls_the_plug_at_home_is_not_the_network() {
        for kind in [DeviceKind::Onu, DeviceKind::Modem, DeviceKind::Cpe] {
            let mut way = way(&[Some(Down), Some(Up)]);
            way[0].kind = kind;
            let judged = judge(&way, true);
            assert_eq!(judged, Some(outage(1, 20)), "{kind:?}");
        }
        const { assert!(AT_THE_CUSTOMER < CREDITED && CREDITED <= PARENT_UNKNOWN && NOTHING_ANSWERS < CREDITED) };
        const { assert!(PARENT_UNKNOWN < PUBLIC && PUBLIC <= CORE_AMONG_OTHERS && CORE_AMONG_OTHERS < CERTAIN) };
    }
}
