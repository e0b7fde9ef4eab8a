//! How much speaks against an attempt to sign in (domain.md §4). Pure: what is stored are the signs, never a score, so
//! that a better weighing also holds for what is past.

use chrono::TimeDelta;

use super::entity::login_attempt;

/// Attempts from one address within [`TRIES_WITHIN`] before this one that make it one of many: more than three.
pub(super) const MANY_TRIES: i64 = 3;

/// How long attempts from one address are counted together.
pub(super) const TRIES_WITHIN: TimeDelta = TimeDelta::hours(1);

/// From here on a score is high.
pub const HIGH: u8 = 75;

/// Something that speaks against an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskSign {
    /// It failed.
    Failed,
    /// Its address had tried more than three times.
    ManyTries,
    /// The account had never signed in from its network.
    NewNetwork,
    /// The account has a second factor that it did not prove.
    FactorUnused,
}

impl RiskSign {
    /// What it adds to the score.
    fn weight(self) -> u8 {
        match self {
            Self::Failed => 25,
            Self::ManyTries => 30,
            Self::NewNetwork => 20,
            Self::FactorUnused => 15,
        }
    }
}

/// What speaks against an attempt.
pub fn signs(attempt: &login_attempt::Model) -> Vec<RiskSign> {
    let all = [
        (!attempt.ok, RiskSign::Failed),
        (attempt.many_tries, RiskSign::ManyTries),
        (attempt.new_network, RiskSign::NewNetwork),
        (attempt.factor_unused, RiskSign::FactorUnused),
    ];
    all.into_iter().filter(|(there, _)| *there).map(|(_, sign)| sign).collect()
}

/// The score of the signs, 0 to 90.
pub fn score(signs: &[RiskSign]) -> u8 {
    signs.iter().map(|sign| sign.weight()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_those_of_the_domain() {
        use RiskSign::{FactorUnused, Failed, ManyTries, NewNetwork};
        for (signs, expected, high) in [
            (&[][..], 0, false),
            (&[Failed], 25, false),
            (&[NewNetwork, FactorUnused], 35, false),
            (&[Failed, ManyTries, FactorUnused], 70, false),
            (&[Failed, ManyTries, NewNetwork], 75, true),
            (&[Failed, ManyTries, NewNetwork, FactorUnused], 90, true),
        ] {
            assert_eq!((score(signs), score(signs) >= HIGH), (expected, high), "{signs:?}");
        }
    }
}
