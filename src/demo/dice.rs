//! Reproducible chance: the same seed gives the same world.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// A stream of chances.
pub(super) struct Dice(StdRng);

impl Dice {
    /// The stream of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// Whether something happens that happens in `percent` of a hundred cases.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.per_mille(percent * 10)
    }

    /// Whether something happens that happens in `per_mille` of a thousand cases.
    pub(super) fn per_mille(&mut self, per_mille: u32) -> bool {
        self.0.random_range(0..1_000_u32) < per_mille
    }

    /// One of `choices`.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.0.random_range(0..choices.len())]
    }

    /// One of `choices`, each as likely as its weight.
    pub(super) fn weighted<T: Copy>(&mut self, choices: &[(u32, T)]) -> T {
        let mut ticket = self.0.random_range(0..choices.iter().map(|(weight, _)| weight).sum::<u32>());
        for (weight, choice) in choices {
            if ticket < *weight {
                return *choice;
            }
            ticket -= weight;
        }
        unreachable!("a ticket is below the sum of the weights")
    }
}

/// The seed of one tenant: of the whole load's seed and the tenant's name (FNV-1a), so that tenants differ and one
/// more of them changes none of the others.
pub(super) fn seed_of(seed: u64, name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
