//! What an outage is worth (domain.md §3.16): `round(price × minutes ÷ minutes of the period)`, at most the price. Pure.
//!
//! Time is cut by what does not count, and each stretch of it counts once: whatever outages overlap, and in whatever order they
//! are decided, what was counted for one is a hole for the next.

use crate::kernel::clock::Instant;
use crate::kernel::money::MoneyError;

/// Some time, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Its first moment.
    pub from: Instant,
    /// The first moment after it.
    pub to: Instant,
}

impl Stretch {
    /// From one moment to another; none where that is not later.
    pub fn new(from: Instant, to: Instant) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// The time that is in both.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }
}

/// The time of `whole` that is in none of `holes`, in order.
pub fn without(whole: Stretch, holes: &[Stretch]) -> Vec<Stretch> {
    let mut holes: Vec<Stretch> = holes.iter().filter_map(|hole| whole.intersect(*hole)).collect();
    holes.sort_unstable();
    let mut left = Vec::new();
    let mut from = whole.from;
    for hole in holes {
        left.extend(Stretch::new(from, hole.from));
        from = from.max(hole.to);
    }
    left.extend(Stretch::new(from, whole.to));
    left
}

/// The whole minutes of some time together.
pub fn minutes(stretches: &[Stretch]) -> i64 {
    let seconds: i64 = stretches.iter().map(|stretch| (stretch.to - stretch.from).num_seconds()).sum();
    seconds / 60
}

/// What so many minutes of a period of `all` minutes are worth at `price` minor units for all of it; at most `left` of it.
pub fn worth(price: i64, minutes: i64, all: i64, left: i64) -> Result<i64, MoneyError> {
    if price <= 0 || minutes <= 0 || all <= 0 {
        return Ok(0);
    }
    let (price, minutes, all) = (i128::from(price), i128::from(minutes.min(all)), i128::from(all));
    // Half away from zero, in whole numbers; nothing here is below zero.
    let rounded = (2 * price * minutes + all) / (2 * all);
    let rounded = i64::try_from(rounded).map_err(|_| MoneyError::Overflow)?;
    Ok(rounded.min(left.max(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    const MONTH: i64 = 30 * 24 * 60;
    /// Short enough to look at each minute.
    const PERIOD: i64 = 3 * 24 * 60;

    fn at(minute: i64) -> Instant {
        "2026-11-01T00:00:00Z".parse::<Instant>().expect("an instant") + TimeDelta::minutes(minute)
    }

    fn stretch(from: i64, to: i64) -> Stretch {
        Stretch { from: at(from), to: at(to) }
    }

    #[test]
    fn a_day_of_thirty_is_worth_a_thirtieth() {
        // domain.md §3.16: 59.99 with 24 h of a 30-day month → 2.00.
        assert_eq!(worth(59_99, 24 * 60, MONTH, 59_99), Ok(2_00));
        assert_eq!(worth(59_99, MONTH, MONTH, 59_99), Ok(59_99));
        assert_eq!(worth(59_99, 2 * MONTH, MONTH, 59_99), Ok(59_99), "never more than the price");
        assert_eq!(worth(59_99, 24 * 60, MONTH, 1_50), Ok(1_50), "never more than is left of it");
        assert_eq!(worth(1, MONTH / 2, MONTH, 1), Ok(1), "half away from zero");
        assert_eq!(worth(1, MONTH / 2 - 1, MONTH, 1), Ok(0));
        for nothing in
            [worth(0, 5, MONTH, 9), worth(-5, 5, MONTH, 9), worth(5, 0, MONTH, 9), worth(5, 5, 0, 9)]
        {
            assert_eq!(nothing, Ok(0));
        }
    }

    #[test]
    fn what_does_not_count_is_cut_out() {
        let whole = stretch(0, 100);
        assert_eq!(without(whole, &[]), [whole]);
        assert_eq!(without(whole, &[stretch(-5, 10), stretch(5, 20), stretch(90, 200)]), [stretch(20, 90)]);
        assert_eq!(without(whole, &[stretch(40, 50), stretch(30, 60)]), [stretch(0, 30), stretch(60, 100)]);
        assert_eq!(without(whole, &[stretch(-1, 101)]), []);
        let seconds = Stretch { from: at(0), to: at(1) + TimeDelta::seconds(59) };
        assert_eq!(minutes(&[seconds]), 1, "only whole minutes");
        assert_eq!(minutes(&[seconds, seconds]), 3, "of the time together");
    }

    fn some() -> impl Strategy<Value = Vec<Stretch>> {
        let one = (-50_i64..PERIOD + 50, 1_i64..1_000).prop_map(|(from, long)| stretch(from, from + long));
        prop::collection::vec(one, 0..12)
    }

    proptest! {
        /// Outages that overlap as they like, decided one after the other: no minute counts twice, and together they are
        /// never worth more than the price.
        #[test]
        fn no_minute_is_credited_twice_and_never_more_than_the_price(outages in some(), announced in some(), price in 1_i64..500_00) {
            let period = stretch(0, PERIOD);
            let (mut credited, mut decided, mut counted) = (0, Vec::new(), Vec::new());
            for outage in &outages {
                let Some(within) = period.intersect(*outage) else { continue };
                let holes: Vec<Stretch> = announced.iter().chain(&decided).copied().collect();
                let left = without(within, &holes);
                let amount = worth(price, minutes(&left), PERIOD, price - credited).expect("small");
                prop_assert!((0..=price).contains(&amount));
                credited += amount;
                counted.extend(left);
                decided.push(within);
            }
            prop_assert!(credited <= price, "{} of {}", credited, price);
            let all = minutes(&counted);
            let mut once = vec![false; usize::try_from(PERIOD).expect("small")];
            for minute in 0..PERIOD {
                let moment = at(minute);
                let within = |stretch: &&Stretch| stretch.from <= moment && moment < stretch.to;
                let times = counted.iter().filter(within).count();
                prop_assert!(times <= 1, "minute {} counts {} times", minute, times);
                let down = outages.iter().any(|outage| within(&outage)) && !announced.iter().any(|hole| within(&hole));
                once[usize::try_from(minute).expect("small")] = down;
                prop_assert_eq!(times == 1, down, "minute {}", minute);
            }
            prop_assert_eq!(usize::try_from(all).expect("small"), once.iter().filter(|down| **down).count());
        }
    }
}
