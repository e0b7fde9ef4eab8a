//! How a device is, after one more poll (domain.md §4). Pure.

use crate::network::entity::device_state::{self, DeviceStatus};

/// Polls in a row without an answer after which a device is down.
pub const DOWN_AFTER: i32 = 3;

/// Polls in a row with an answer after which a device is up.
pub const UP_AFTER: i32 = 2;

/// What is known of a device between two polls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How it is.
    pub status: DeviceStatus,
    /// Polls in a row that have failed.
    pub failures: i32,
    /// Polls in a row that were answered.
    pub successes: i32,
    /// Whether a device above it is down, so that its own failure says nothing.
    pub suppressed: bool,
}

/// What came of a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The device has answered, and the answer could be read.
    Answered {
        /// Whether something of it is beyond a threshold.
        degraded: bool,
    },
    /// It has not, or nothing that could be read.
    Failed,
    /// It was not asked: its address is not allowed, or its credentials cannot be had. That says nothing of the device.
    NotAsked,
}

/// How the nearest device above it is that is asked too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// It answers, or there is none.
    Well,
    /// It has failed, and is not decided yet: what is below it waits for that.
    InDoubt,
    /// It is down, or what is above it.
    Down,
}

impl Standing {
    /// What is known of a device that was never asked.
    pub const NEW: Self =
        Self { status: DeviceStatus::Unknown, failures: 0, successes: 0, suppressed: false };

    /// What is known, as it is kept.
    pub fn of(row: &device_state::Model) -> Self {
        Self {
            status: row.status,
            failures: row.failures,
            successes: row.successes,
            suppressed: row.suppressed,
        }
    }

    /// What is known after a poll. A device that is worked on counts on, so that it is decided when the work is over.
    #[must_use]
    pub fn after(self, outcome: Outcome, above: Above, in_maintenance: bool) -> Self {
        let counted = match outcome {
            Outcome::Answered { .. } => {
                Self { failures: 0, successes: self.successes.saturating_add(1), suppressed: false, ..self }
            }
            Outcome::Failed => Self {
                failures: self.failures.saturating_add(1),
                successes: 0,
                suppressed: above == Above::Down,
                ..self
            },
            Outcome::NotAsked => Self { failures: 0, successes: 0, ..self },
        };
        let status = if in_maintenance {
            DeviceStatus::Maintenance
        } else {
            counted.decide(outcome, above, self.status)
        };
        Self { status, ..counted }
    }

    fn decide(self, outcome: Outcome, above: Above, before: DeviceStatus) -> DeviceStatus {
        match outcome {
            Outcome::NotAsked => DeviceStatus::Unknown,
            Outcome::Answered { degraded } if self.successes >= UP_AFTER => {
                if degraded {
                    DeviceStatus::Degraded
                } else {
                    DeviceStatus::Up
                }
            }
            Outcome::Failed if above == Above::Down => DeviceStatus::Unknown,
            Outcome::Failed if self.failures >= DOWN_AFTER && above == Above::Well => DeviceStatus::Down,
            // Not decided: it stays what it was. The work on it is over, and says nothing of how it is.
            Outcome::Answered { .. } | Outcome::Failed => match before {
                DeviceStatus::Maintenance => DeviceStatus::Unknown,
                other => other,
            },
        }
    }

    /// Whether the last polls agree with how it is said to be: then it is asked at its own pace, else every few seconds.
    pub fn is_decided(self) -> bool {
        match self.status {
            DeviceStatus::Up | DeviceStatus::Degraded => self.failures == 0,
            DeviceStatus::Down => self.successes == 0,
            DeviceStatus::Maintenance => true,
            // Suppressed, or not asked at all: asking more often would tell no more.
            DeviceStatus::Unknown => self.suppressed || (self.failures == 0 && self.successes == 0),
        }
    }

    /// What it is to those below it: whether they wait until it is decided, or are not judged by their own failures.
    pub fn seen_from_below(self) -> Above {
        let gone_for_work = self.status == DeviceStatus::Maintenance && self.failures >= DOWN_AFTER;
        if self.status == DeviceStatus::Down || self.suppressed || gone_for_work {
            Above::Down
        } else if self.failures > 0 {
            Above::InDoubt
        } else {
            Above::Well
        }
    }

    /// What is known of a device below one that has gone down: its own failures say nothing any more. One that answers by
    /// another way stays what it is.
    #[must_use]
    pub fn below_a_failure(self) -> Self {
        if self.failures == 0 || self.status == DeviceStatus::Maintenance {
            return self;
        }
        Self { status: DeviceStatus::Unknown, suppressed: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use DeviceStatus::{Degraded, Down, Maintenance, Unknown, Up};

    const OK: Outcome = Outcome::Answered { degraded: false };

    fn run(start: Standing, polls: &[Outcome], above: Above) -> Vec<DeviceStatus> {
        let mut standing = start;
        let mut seen = Vec::new();
        for poll in polls {
            standing = standing.after(*poll, above, false);
            seen.push(standing.status);
        }
        seen
    }

    fn up() -> Standing {
        Standing { status: Up, successes: 9, ..Standing::NEW }
    }

    fn down() -> Standing {
        Standing { status: Down, failures: 9, ..Standing::NEW }
    }

    #[test]
    fn down_after_three_and_up_after_two() {
        use Outcome::Failed;
        assert_eq!(run(up(), &[Failed, Failed, Failed], Above::Well), [Up, Up, Down]);
        assert_eq!(run(down(), &[OK, OK], Above::Well), [Down, Up]);
        assert_eq!(run(up(), &[Failed, Failed, OK, Failed, Failed], Above::Well), [Up; 5]);
        assert_eq!(run(down(), &[OK, Failed, OK, OK], Above::Well), [Down, Down, Down, Up]);
    }

    #[test]
    fn what_has_never_answered_is_unknown_until_it_is_decided() {
        use Outcome::Failed;
        assert_eq!(run(Standing::NEW, &[Failed, Failed, Failed], Above::Well), [Unknown, Unknown, Down]);
        assert_eq!(run(Standing::NEW, &[OK, OK], Above::Well), [Unknown, Up]);
    }

    #[test]
    fn it_is_asked_again_soon_until_it_is_decided() {
        let first = up().after(Outcome::Failed, Above::Well, false);
        assert!(up().is_decided() && !first.is_decided());
        let third =
            first.after(Outcome::Failed, Above::Well, false).after(Outcome::Failed, Above::Well, false);
        assert!(third.is_decided());
        let answered = third.after(OK, Above::Well, false);
        assert!(!answered.is_decided() && answered.after(OK, Above::Well, false).is_decided());
        assert!(Standing::NEW.is_decided(), "it is asked when it is due");
        assert!(!Standing::NEW.after(OK, Above::Well, false).is_decided());
    }

    #[test]
    fn below_a_device_that_is_down_nothing_is_alarmed() {
        use Outcome::Failed;
        assert_eq!(run(up(), &[Failed, Failed, Failed, Failed], Above::Down), [Unknown; 4]);
        let hidden = up().after(Failed, Above::Down, false);
        assert!(hidden.suppressed && hidden.is_decided());
        assert_eq!(
            run(hidden, &[OK, OK], Above::Down),
            [Unknown, Up],
            "what answers is not down, whatever is above"
        );
        // One above that is in doubt keeps it waiting.
        assert_eq!(run(up(), &[Failed; 5], Above::InDoubt), [Up; 5]);
    }

    #[test]
    fn what_fails_below_a_device_that_went_down_is_not_judged_any_more() {
        let failing = up().after(Outcome::Failed, Above::Well, false);
        let hidden = failing.below_a_failure();
        assert_eq!((hidden.status, hidden.suppressed), (Unknown, true));
        assert_eq!(up().below_a_failure(), up(), "it answers by another way");
        assert_eq!(down().below_a_failure().status, Unknown);
    }

    #[test]
    fn what_stands_above_is_read_off_its_state() {
        assert_eq!(up().seen_from_below(), Above::Well);
        assert_eq!(Standing::NEW.seen_from_below(), Above::Well);
        assert_eq!(down().seen_from_below(), Above::Down);
        assert_eq!(up().after(Outcome::Failed, Above::Well, false).seen_from_below(), Above::InDoubt);
        assert_eq!(up().after(Outcome::Failed, Above::Down, false).seen_from_below(), Above::Down);
        let waiting = Standing { failures: 7, successes: 0, ..up() };
        assert_eq!(waiting.seen_from_below(), Above::InDoubt, "it waits for one above it");
        let worked_on = Standing { status: Maintenance, failures: 3, ..Standing::NEW };
        assert_eq!(worked_on.seen_from_below(), Above::Down, "what is below it cannot be reached either");
    }

    #[test]
    fn work_on_it_is_no_alarm_and_over_when_it_is_over() {
        let worked_on = up().after(Outcome::Failed, Above::Well, true);
        assert_eq!((worked_on.status, worked_on.failures), (Maintenance, 1));
        let over = worked_on.after(OK, Above::Well, false);
        assert_eq!(over.status, Unknown, "not decided yet");
        assert_eq!(over.after(OK, Above::Well, false).status, Up);
    }

    #[test]
    fn what_is_beyond_a_threshold_is_degraded_while_it_answers() {
        let beyond = Outcome::Answered { degraded: true };
        assert_eq!(run(up(), &[beyond, OK, beyond], Above::Well), [Degraded, Up, Degraded]);
        assert_eq!(run(down(), &[beyond, beyond], Above::Well), [Down, Degraded]);
    }

    #[test]
    fn who_is_not_asked_is_unknown() {
        for start in [up(), down(), Standing::NEW] {
            let after = start.after(Outcome::NotAsked, Above::Well, false);
            assert_eq!((after.status, after.failures, after.successes), (Unknown, 0, 0));
            assert!(after.is_decided());
        }
    }

    fn outcomes() -> impl Strategy<Value = Vec<Outcome>> {
        let one = prop_oneof![
            any::<bool>().prop_map(|degraded| Outcome::Answered { degraded }),
            Just(Outcome::Failed),
            Just(Outcome::NotAsked),
        ];
        prop::collection::vec(one, 0..40)
    }

    proptest! {
        #[test]
        fn it_is_down_only_after_three_and_up_only_after_two(polls in outcomes()) {
            let mut standing = Standing::NEW;
            for (at, poll) in polls.iter().enumerate() {
                let before = standing.status;
                standing = standing.after(*poll, Above::Well, false);
                prop_assert!(standing.failures == 0 || standing.successes == 0);
                let back = |many: usize, is: fn(&Outcome) -> bool| at + 1 >= many && polls[at + 1 - many..=at].iter().all(is);
                if standing.status == Down && before != Down {
                    prop_assert!(back(3, |poll| *poll == Outcome::Failed));
                }
                if matches!(standing.status, Up | Degraded) && !matches!(before, Up | Degraded) {
                    let answered = back(2, |poll| matches!(poll, Outcome::Answered { .. }));
                    prop_assert!(answered);
                }
                prop_assert!(!standing.suppressed);
            }
        }
    }
}
