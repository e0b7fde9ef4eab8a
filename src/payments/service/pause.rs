//! How long a charge that is not settled is left alone before its gateway is asked again. It goes by the charge's age and
//! not by how often it was asked: whoever is killed while asking has counted a question that nobody heard the answer of.

use chrono::TimeDelta;

/// The least: longer than one question takes ([`super::deadline::CALL`]), so that nobody else asks meanwhile.
pub(super) const LEAST: TimeDelta = TimeDelta::seconds(10);

/// The most.
const MOST: TimeDelta = TimeDelta::hours(1);

/// The part of its age that a charge is left alone for.
const PART: i32 = 8;

/// How long a charge of an age is left alone: seconds while it is young, an hour at most. Pure.
pub(super) fn pause(age: TimeDelta) -> TimeDelta {
    (age / PART).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::deadline::CALL;
    use super::*;

    proptest! {
        #[test]
        fn the_older_a_charge_the_longer_it_is_left_alone(age in -100_i64..10_000_000, older in 0_i64..10_000_000) {
            let (young, old) = (pause(TimeDelta::seconds(age)), pause(TimeDelta::seconds(age + older)));
            prop_assert!(young <= old);
            prop_assert!((LEAST..=MOST).contains(&young) && (LEAST..=MOST).contains(&old));
        }
    }

    #[test]
    fn nobody_else_asks_while_a_question_is_under_way() {
        assert!(LEAST > TimeDelta::from_std(CALL).expect("a few seconds"));
    }

    #[test]
    fn a_charge_of_seconds_is_asked_about_again_within_seconds_and_one_of_days_once_an_hour() {
        assert_eq!(pause(TimeDelta::zero()), TimeDelta::seconds(10));
        assert_eq!(pause(TimeDelta::seconds(72)), TimeDelta::seconds(10));
        assert_eq!(pause(TimeDelta::minutes(8)), TimeDelta::minutes(1));
        assert_eq!(pause(TimeDelta::days(3)), TimeDelta::hours(1));
    }

    #[test]
    fn what_a_day_without_an_answer_costs_is_bounded() {
        let (mut age, mut questions) = (TimeDelta::zero(), 0);
        while age < TimeDelta::days(1) {
            age += pause(age);
            questions += 1;
        }
        assert!(questions < 100, "{questions}");
    }
}
