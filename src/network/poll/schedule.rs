//! When a device is asked next. Pure.
//!
//! Each device has a place within its interval that its id gives it: the polls of many devices are spread evenly, stay where
//! they are, and do not bunch up after a pause.

use chrono::TimeDelta;

use super::machine::Standing;
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceId;

/// Seconds between the polls of a device that is not decided (domain.md §4).
const UNDECIDED_SECONDS: i32 = 10;

/// When a device is asked next, after a poll at `now` of which it stands so.
pub fn next(now: Instant, device: DeviceId, interval_seconds: i32, standing: Standing) -> Instant {
    if standing.is_decided() {
        in_turn(now, device, interval_seconds)
    } else {
        now + TimeDelta::seconds(interval_seconds.clamp(1, UNDECIDED_SECONDS).into())
    }
}

/// The device's next place at least half an interval away: two polls close to each other would tell little of the time in
/// between.
pub fn in_turn(now: Instant, device: DeviceId, interval_seconds: i32) -> Instant {
    let interval = i64::from(interval_seconds.max(1)) * 1_000;
    let place = place(device, interval);
    let earliest = now + TimeDelta::milliseconds(interval / 2);
    let wait = (place - earliest.timestamp_millis()).rem_euclid(interval);
    earliest + TimeDelta::milliseconds(wait)
}

/// Where in its interval a device is asked, in milliseconds.
fn place(device: DeviceId, interval: i64) -> i64 {
    // The end of an id is random (`UUIDv7`).
    let random = u32::try_from(device.0.as_u128() & u128::from(u32::MAX)).unwrap_or_default();
    i64::from(random).rem_euclid(interval.max(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::machine::{Above, Outcome};
    use super::*;
    use crate::kernel::ids::TypedId as _;

    fn device(bits: u128) -> DeviceId {
        DeviceId::from_uuid(Uuid::from_u128(bits))
    }

    fn noon() -> Instant {
        "2026-11-22T12:00:00Z".parse().expect("valid")
    }

    #[test]
    fn who_is_not_decided_is_asked_every_ten_seconds() {
        let failed = Standing::NEW.after(Outcome::Failed, Above::Well, false);
        assert_eq!(next(noon(), device(1), 300, failed), noon() + TimeDelta::seconds(10));
        assert_eq!(next(noon(), device(1), 5, failed), noon() + TimeDelta::seconds(5));
    }

    #[test]
    fn many_are_spread_over_the_interval() {
        let mut quarters = [0_u32; 4];
        for number in 0..4_000_u128 {
            let at = in_turn(noon(), device(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)), 300);
            let place = at.timestamp_millis().rem_euclid(300_000) / 75_000;
            quarters[usize::try_from(place).expect("a quarter")] += 1;
        }
        assert!(quarters.iter().all(|many| (800..1_200).contains(many)), "{quarters:?}");
    }

    proptest! {
        #[test]
        fn each_keeps_its_place(bits in any::<u128>(), interval in 10_i32..86_400, late in 0_i64..100_000_000) {
            let first = in_turn(noon(), device(bits), interval);
            let second = in_turn(first + TimeDelta::milliseconds(late), device(bits), interval);
            let whole = i64::from(interval) * 1_000;
            prop_assert_eq!((second - first).num_milliseconds() % whole, 0);
            let wait = (first - noon()).num_milliseconds();
            prop_assert!(wait >= whole / 2 && wait < whole / 2 + whole);
        }
    }
}
