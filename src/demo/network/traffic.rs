//! What an interface of a simulated network carries: much in the evening, little at night, and the same for the same seed.
//!
//! Pure: the counters are a function of the second, so that a past of two days and the running agents tell one story. Whole
//! numbers throughout.

/// Seconds within which the rate does not change.
pub(in crate::demo) const STEP: i64 = 300;

/// Two steps: what one has more, the other has less, so that the sum of a pair is known without looking at the dice.
const PAIR: i64 = 2 * STEP;
const DAY: i64 = 86_400;
const PAIRS_AN_HOUR: i64 = 3_600 / PAIR;

/// The second from which on is counted: 1 January 2024.
pub(super) const EPOCH: i64 = 1_704_067_200;

/// The load of each hour of a day, in thousandths of the peak.
const HOURS: [i64; 24] = [
    310, 220, 150, 110, 90, 100, 160, 270, 380, 430, 460, 490, 540, 530, 520, 560, 640, 740, 850, 950, 1_000,
    960, 780, 520,
];

/// How far a step is from what the hour says, at most, in thousandths.
const SWING: i64 = 250;

/// One direction of an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) struct Traffic {
    /// The same seed gives the same traffic.
    pub(in crate::demo) seed: u64,
    /// Bits per second in the busiest hour; no step has more than a quarter beyond it.
    pub(in crate::demo) peak_bps: i64,
    /// How many seconds the wall clock is ahead of UTC.
    pub(in crate::demo) ahead: i64,
}

/// A second as the curve sees it.
struct Place {
    day: i64,
    pair: i64,
    second: i64,
}

impl Traffic {
    /// Bits per second within the step of a second, counted as in Unix.
    pub(in crate::demo) fn rate(self, second: i64) -> i64 {
        let place = self.place(second);
        let (first, other) = self.rates(&place);
        if place.second < STEP { first } else { other }
    }

    /// Octets since the beginning of what is counted: a counter of 64 bits. It never falls.
    pub(in crate::demo) fn octets(self, second: i64) -> u64 {
        let place = self.place(second.max(EPOCH));
        let whole: i64 = (0..place.pair).map(|pair| self.usual(pair)).sum::<i64>() * PAIR;
        let a_day: i64 = (0..DAY / PAIR).map(|pair| self.usual(pair)).sum::<i64>() * PAIR;
        let (first, other) = self.rates(&place);
        let begun = first * place.second.min(STEP) + other * (place.second - STEP).max(0);
        let since = place.day - self.place(EPOCH).day;
        let bits = i128::from(since) * i128::from(a_day) + i128::from(whole) + i128::from(begun);
        u64::try_from(bits / 8).unwrap_or(u64::MAX)
    }

    fn place(self, second: i64) -> Place {
        let local = second + self.ahead;
        let in_day = local.rem_euclid(DAY);
        Place { day: local.div_euclid(DAY), pair: in_day / PAIR, second: in_day % PAIR }
    }

    /// What the curve says of a pair: between the hours it goes from one to the next.
    fn usual(self, pair: i64) -> i64 {
        let hour = |hour: i64| {
            let at = usize::try_from(hour.rem_euclid(24)).expect("0 to 23");
            HOURS[at]
        };
        let (now, part) = (pair / PAIRS_AN_HOUR, pair % PAIRS_AN_HOUR);
        let load = hour(now) * (PAIRS_AN_HOUR - part) + hour(now + 1) * part;
        self.peak_bps * load / (1_000 * PAIRS_AN_HOUR)
    }

    /// The rates of the two steps of a pair.
    fn rates(self, place: &Place) -> (i64, i64) {
        let usual = self.usual(place.pair);
        let chance = mixed(self.seed ^ (place.day * 144 + place.pair).unsigned_abs());
        let swing = i64::try_from(chance % (2 * SWING.unsigned_abs() + 1)).expect("at most 500") - SWING;
        let more = usual * swing / 1_000;
        (usual + more, usual - more)
    }
}

/// A number that looks like chance (the last step of SplitMix64).
pub(in crate::demo) fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const YEAR_2026: i64 = 1_767_225_600;

    fn traffic() -> impl Strategy<Value = Traffic> {
        (any::<u64>(), 1_000..=100_000_000_000_i64, -43_200..=50_400_i64)
            .prop_map(|(seed, peak_bps, ahead)| Traffic { seed, peak_bps, ahead })
    }

    proptest! {
        #[test]
        fn a_counter_grows_by_what_the_rate_says(
            traffic in traffic(), second in YEAR_2026..YEAR_2026 + 400 * DAY, wait in 0..2 * DAY,
        ) {
            prop_assert!(traffic.octets(second + wait) >= traffic.octets(second));
            // Within one second the rate is one; an octet may begin before it and end in it.
            let grown = traffic.octets(second + 1) - traffic.octets(second);
            let told = u64::try_from(traffic.rate(second)).expect("not negative") / 8;
            prop_assert!(grown.abs_diff(told) <= 1, "{grown} octets, not {told}");
        }

        #[test]
        fn no_rate_is_negative_or_more_than_a_quarter_beyond_the_peak(
            traffic in traffic(), second in YEAR_2026..YEAR_2026 + 400 * DAY,
        ) {
            let rate = traffic.rate(second);
            prop_assert!((0..=traffic.peak_bps * 5 / 4).contains(&rate), "{rate}");
        }
    }

    #[test]
    fn the_evening_is_busier_than_the_night() {
        let berlin = Traffic { seed: 1, peak_bps: 1_000_000_000, ahead: 3_600 };
        let an_hour = |hour: i64| {
            let from = YEAR_2026 + 40 * DAY + hour * 3_600 - berlin.ahead;
            berlin.octets(from + 3_600) - berlin.octets(from)
        };
        assert!(an_hour(20) > 5 * an_hour(4), "{} {}", an_hour(20), an_hour(4));
    }

    #[test]
    fn another_seed_is_another_day() {
        let day = |seed| {
            let traffic = Traffic { seed, peak_bps: 10_000_000, ahead: 0 };
            (0..288).map(move |step| traffic.rate(YEAR_2026 + step * STEP)).collect::<Vec<_>>()
        };
        assert_eq!(day(1), day(1));
        assert_ne!(day(1), day(2));
    }
}
