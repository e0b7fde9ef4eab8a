//! What two readings of a counter tell of the time between them (domain.md §4). Pure.
//!
//! A wrong value is worse than none: whatever may have reset or wrapped a counter unseen makes it none. The time is the
//! device's own, of which the counters are too: a late answer, or a clock of ours that was set, does not bend the rate.

use chrono::TimeDelta;

/// A hundredth of a second, in which `sysUpTime` counts, wraps after 2³² of them: 497 days.
const UPTIME_WRAP: i64 = 1 << 32;

/// How far the uptime may be from our clock before the device must have restarted, or tells a wrong one: what reading takes, in hundredths of
/// a second; and a hundredth part of the time for clocks that differ.
const READING_TICKS: i64 = 500;

/// What no interface carries, in bits per second, whatever speed it tells: more than it between two readings is a reset.
const FASTEST: i64 = 1_600_000_000_000;

/// The width of an octet counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// `ifInOctets`, `ifOutOctets`.
    Bits32,
    /// `ifHCInOctets`, `ifHCOutOctets`.
    Bits64,
}

/// When a counter was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// `sysUpTime`, in hundredths of a second.
    pub uptime_ticks: i64,
    /// `ifCounterDiscontinuityTime`, where the device has it.
    pub discontinuity_ticks: Option<i64>,
}

/// What has passed an interface between two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Octets.
    pub octets: i64,
    /// Bits per second.
    pub bps: i64,
}

/// The time between two readings by the device's clock, in hundredths of a second; none where the device has restarted or
/// its counters have begun anew in between, and where no time has passed. `elapsed` is the same by ours.
pub fn ticks_between(before: Moment, now: Moment, elapsed: TimeDelta) -> Option<i64> {
    if before.discontinuity_ticks != now.discontinuity_ticks {
        return None;
    }
    let elapsed = (elapsed.num_milliseconds() / 10).max(0);
    let tolerance = READING_TICKS + elapsed / 100;
    let fell = now.uptime_ticks < before.uptime_ticks;
    // Falling is a restart, unless it was about to wrap.
    if fell && before.uptime_ticks + elapsed + tolerance < UPTIME_WRAP {
        return None;
    }
    let passed = now.uptime_ticks - before.uptime_ticks + if fell { UPTIME_WRAP } else { 0 };
    // It may have restarted and still be past what it was: then less has passed for it than for us. Where more has, it is its
    // clock that jumps, and any octets would be a rate that it can carry.
    (passed > 0 && (passed - elapsed).abs() <= tolerance).then_some(passed)
}

/// What has passed between two readings of an octet counter that are `ticks` apart; none where it cannot be told.
pub fn passed(before: u64, now: u64, width: Width, speed_bps: Option<i64>, ticks: i64) -> Option<Passed> {
    let ticks = u128::try_from(ticks).ok().filter(|ticks| *ticks > 0)?;
    let speed = speed_bps.filter(|speed| *speed > 0);
    let octets = match width {
        Width::Bits64 => u128::from(now.wrapping_sub(before)),
        Width::Bits32 => {
            // It may have wrapped once unseen wherever the interface is fast enough, and twice where it is faster.
            let most = u128::try_from(speed?).ok()? * ticks / (100 * 8);
            if most >= 1 << 32 {
                return None;
            }
            let (before, now) = (u32::try_from(before).ok()?, u32::try_from(now).ok()?);
            u128::from(now.wrapping_sub(before))
        }
    };
    let bps = octets * 8 * 100 / ticks;
    let bps = i64::try_from(bps).ok().filter(|bps| *bps <= speed.unwrap_or(FASTEST).min(FASTEST))?;
    Some(Passed { octets: i64::try_from(octets).ok()?, bps })
}

/// How many errors were counted between two readings; none where the counter fell: somebody has cleared it.
pub fn counted(before: i64, now: i64) -> Option<i64> {
    now.checked_sub(before).filter(|delta| *delta >= 0)
}

/// The part of an interface's speed that is in use, in thousandths; none where the speed is not known.
pub fn utilisation_permille(bps: i64, speed_bps: Option<i64>) -> Option<i64> {
    let speed = speed_bps.filter(|speed| *speed > 0)?;
    i64::try_from(i128::from(bps) * 1_000 / i128::from(speed)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Five minutes.
    const STEP: i64 = 30_000;

    fn at(uptime_ticks: i64) -> Moment {
        Moment { uptime_ticks, discontinuity_ticks: Some(0) }
    }

    fn seconds(seconds: i64) -> TimeDelta {
        TimeDelta::seconds(seconds)
    }

    #[test]
    fn the_rate_is_the_octets_by_the_time() {
        // 3.75 GB in 300 s are 100 Mbit/s.
        let expected = Passed { octets: 3_750_000_000, bps: 100_000_000 };
        assert_eq!(passed(1_000, 3_750_001_000, Width::Bits64, Some(1_000_000_000), STEP), Some(expected));
        assert_eq!(passed(7, 7, Width::Bits64, None, STEP), Some(Passed { octets: 0, bps: 0 }));
    }

    #[test]
    fn a_counter_that_begins_anew_is_no_spike() {
        assert_eq!(passed(5_000_000_000, 12, Width::Bits64, Some(1_000_000_000), STEP), None);
        assert_eq!(
            passed(5_000_000_000, 12, Width::Bits64, None, STEP),
            None,
            "nor where the speed is not known"
        );
        let faster = passed(0, 37_500_000_001 * 8, Width::Bits64, Some(1_000_000_000), STEP);
        assert_eq!(faster, None, "more than it can carry");
    }

    #[test]
    fn a_64_bit_counter_wraps() {
        let wrapped = passed(u64::MAX - 99, 100, Width::Bits64, Some(1_000_000), STEP);
        assert_eq!(wrapped, Some(Passed { octets: 200, bps: 5 }));
    }

    #[test]
    fn a_32_bit_counter_wraps_once_where_the_interface_is_slow() {
        let (near, past) = (u64::from(u32::MAX) - 99, 100);
        let hundred = passed(near, past, Width::Bits32, Some(100_000_000), STEP);
        assert_eq!(hundred, Some(Passed { octets: 200, bps: 5 }));
        // domain.md §4: 114 Mbit/s at 300 s.
        assert!(passed(near, past, Width::Bits32, Some(114_000_000), STEP).is_some());
        assert_eq!(passed(near, past, Width::Bits32, Some(115_000_000), STEP), None);
        assert_eq!(
            passed(1, 2, Width::Bits32, Some(1_000_000_000), STEP),
            None,
            "it may have wrapped unseen"
        );
        assert!(passed(1, 2, Width::Bits32, Some(1_000_000_000), 1_000).is_some(), "not within ten seconds");
        assert_eq!(passed(1, 2, Width::Bits32, None, STEP), None);
        assert_eq!(passed(1, 1 << 33, Width::Bits32, Some(1_000), STEP), None, "that is no 32-bit counter");
    }

    #[test]
    fn a_restart_is_seen() {
        assert_eq!(ticks_between(at(500_000), at(530_000), seconds(300)), Some(STEP));
        assert_eq!(ticks_between(at(500_000), at(2_000), seconds(300)), None, "the uptime fell");
        // It restarted long ago and has been up for longer than before.
        assert_eq!(ticks_between(at(1_000), at(5_000), seconds(3_600)), None);
        assert_eq!(ticks_between(at(500_000), at(500_000), seconds(0)), None, "no time has passed");
        let anew = Moment { discontinuity_ticks: Some(510_000), ..at(530_000) };
        assert_eq!(ticks_between(at(500_000), anew, seconds(300)), None);
    }

    #[test]
    fn the_uptime_wraps_after_497_days() {
        assert_eq!(UPTIME_WRAP / 100 / 86_400, 497);
        assert_eq!(ticks_between(at(UPTIME_WRAP - 10_000), at(20_000), seconds(300)), Some(STEP));
        // It had 497 days less an hour, and was restarted.
        assert_eq!(ticks_between(at(UPTIME_WRAP - 360_000), at(20_000), seconds(300)), None);
        // About to wrap, and it comes back with more than the time that has passed.
        assert!(ticks_between(at(UPTIME_WRAP - 10_000), at(1_000), seconds(300)).is_none());
    }

    #[test]
    fn a_late_answer_does_not_look_like_a_restart() {
        assert_eq!(ticks_between(at(500_000), at(529_700), seconds(305)), Some(29_700));
        assert_eq!(ticks_between(at(500_000), at(530_300), seconds(300)), Some(30_300));
    }

    #[test]
    fn a_device_whose_clock_jumps_does_not_choose_its_usage() {
        assert_eq!(ticks_between(at(0), at(4_000_000_000), seconds(300)), None);
        assert_eq!(ticks_between(at(500_000), at(530_000), seconds(0)), None, "our clock was set back");
        let told = Some(i64::from(u32::MAX) * 1_000_000);
        assert_eq!(passed(0, 150_000_000_000_000_000, Width::Bits64, told, STEP), None, "nor its speed");
    }

    #[test]
    fn errors_are_counted_and_cleared() {
        assert_eq!(counted(5, 9), Some(4));
        assert_eq!(counted(9, 5), None);
        assert_eq!(counted(i64::MIN, i64::MAX), None);
    }

    #[test]
    fn utilisation_is_a_part_of_the_speed() {
        assert_eq!(utilisation_permille(850_000_000, Some(1_000_000_000)), Some(850));
        assert_eq!(utilisation_permille(1, Some(0)), None);
        assert_eq!(utilisation_permille(1, None), None);
    }

    proptest! {
        #[test]
        fn what_is_sent_is_what_is_read(start in any::<u64>(), octets in 0_u64..1 << 40, ticks in 100_i64..8_640_000) {
            let read = passed(start, start.wrapping_add(octets), Width::Bits64, None, ticks);
            let bps = i64::try_from(u128::from(octets) * 800 / u128::try_from(ticks).expect("positive")).expect("fits");
            let expected = (bps <= FASTEST).then(|| Passed { octets: i64::try_from(octets).expect("fits"), bps });
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn nothing_exceeds_the_speed(before in any::<u64>(), now in any::<u64>(), speed in 1_i64..400_000_000_000, ticks in 1_i64..8_640_000) {
            for width in [Width::Bits32, Width::Bits64] {
                if let Some(read) = passed(before, now, width, Some(speed), ticks) {
                    prop_assert!((0..=speed).contains(&read.bps) && read.octets >= 0);
                }
            }
        }

        #[test]
        fn a_32_bit_counter_tells_all_or_nothing(start in any::<u32>(), part in 0_u64..=100, speed in 1_i64..10_000_000_000, ticks in 100_i64..360_000) {
            let most = u64::try_from(speed * ticks / 800).expect("positive");
            let octets = most * part / 100;
            let now = u64::from(start).wrapping_add(octets) % (1 << 32);
            if let Some(read) = passed(start.into(), now, Width::Bits32, Some(speed), ticks) {
                prop_assert_eq!(read.octets, i64::try_from(octets).expect("fits"));
            } else {
                prop_assert!(most >= 1 << 32);
            }
        }

        #[test]
        fn a_device_that_runs_on_is_not_taken_for_a_restart(start in 0_i64..UPTIME_WRAP, ticks in 1_i64..8_640_000) {
            let now = (start + ticks) % UPTIME_WRAP;
            prop_assert_eq!(ticks_between(at(start), at(now), TimeDelta::milliseconds(ticks * 10)), Some(ticks));
        }

        #[test]
        fn a_restart_is_never_taken_for_running_on(up in 1_000_i64..UPTIME_WRAP - 10_000_000, elapsed in 1_000_i64..8_640_000, since in 0_i64..8_640_000) {
            prop_assume!(since < elapsed);
            let read = ticks_between(at(up), at(since), TimeDelta::milliseconds(elapsed * 10));
            // What was up for a few seconds alone, and was restarted at once, cannot be told.
            prop_assert!(read.is_none() || up + elapsed - since <= READING_TICKS + elapsed / 100);
            if since < up {
                prop_assert_eq!(read, None);
            }
        }
    }
}
