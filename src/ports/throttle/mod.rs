//! How often: lockout of guessed portal IDs, and rate limits.
//!
//! - **Lockout** (domain.md §4): an attempt is *reserved* before the password is hashed, so that fifty guesses at
//!   once are five attempts. The reservation that reaches the limit locks at once; a success clears it all, an
//!   attempt that was never judged (`AUTH_BUSY`) is given back. Ids that do not exist are counted just the same.
//!   Counters are keyed by an HMAC, so neither Redis nor a copy of it tells who was guessed at.
//! - **Rate limits** are exact: never more than `max` hits in any `window`, wherever it begins (a sliding log of at
//!   most `max` instants; fixed windows and GCRA would let up to twice as many through). Refused hits are not
//!   counted, so who keeps knocking is let in when the window has passed.
//! - Time is the caller's: every method takes `now`, in milliseconds here. At its end a lock or a window is over.
//!
//! The one in process is our own and not `governor`, which counts by GCRA and by its own clock.

mod key;
mod memory;
mod redis;

use async_trait::async_trait;
use chrono::TimeDelta;

pub use self::key::CounterKey;
pub use self::memory::MemoryThrottle;
pub use self::redis::RedisThrottle;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;

/// When guessing ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockoutPolicy {
    /// The attempt that locks, unless it succeeds.
    pub max_failures: u32,
    /// How long a lock lasts.
    pub lock_for: TimeDelta,
    /// How long after the latest attempt the failures before it are forgotten.
    pub window: TimeDelta,
}

impl Default for LockoutPolicy {
    /// Five failures, half an hour (domain.md §4); forgotten after a day.
    fn default() -> Self {
        Self { max_failures: 5, lock_for: TimeDelta::minutes(30), window: TimeDelta::days(1) }
    }
}

/// Whether a password may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// Yes, and the attempt is counted. With none remaining, a failure of this one means
    /// locked until `now + lock_for`.
    Allowed {
        /// How many more before the lock.
        remaining: u32,
    },
    /// No.
    Locked {
        /// When it is over.
        until: Instant,
    },
}

/// So many in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// So many.
    pub max: u32,
    /// In so long.
    pub window: TimeDelta,
}

/// Whether a request is within its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateVerdict {
    /// Yes, and it is counted.
    Ok {
        /// How many more there may be now.
        remaining: u32,
    },
    /// No.
    Limited {
        /// How long until the next may succeed.
        retry_after: TimeDelta,
    },
}

impl RateVerdict {
    /// The stricter of two.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Ok { remaining: a }, Self::Ok { remaining: b }) => Self::Ok { remaining: a.min(b) },
            (Self::Limited { retry_after: a }, Self::Limited { retry_after: b }) => {
                Self::Limited { retry_after: a.max(b) }
            }
            (limited @ Self::Limited { .. }, Self::Ok { .. })
            | (Self::Ok { .. }, limited @ Self::Limited { .. }) => limited,
        }
    }
}

/// Where attempts and hits are counted. Failing to reach it is [`Fault::SessionStoreUnavailable`], never a yes.
#[async_trait]
pub trait Throttle: Send + Sync {
    /// Reserves an attempt, before anything is judged.
    async fn begin_attempt(
        &self,
        key: CounterKey,
        policy: &LockoutPolicy,
        now: Instant,
    ) -> Result<Attempt, Fault>;

    /// The attempt succeeded: all failures are forgotten.
    async fn succeeded(&self, key: CounterKey) -> Result<(), Fault>;

    /// The attempt was never judged: it does not count.
    async fn refund(&self, key: CounterKey) -> Result<(), Fault>;

    /// Until when the key is locked, if it is.
    async fn locked_until(&self, key: CounterKey, now: Instant) -> Result<Option<Instant>, Fault>;

    /// Ends a lock and forgets the failures, for an administrator. Whether it was locked.
    async fn unlock(&self, key: CounterKey, now: Instant) -> Result<bool, Fault>;

    /// Counts a hit on every key, in one round trip; the strictest verdict. A key whose limit is reached does not
    /// keep the others from counting. One key goes with one limit.
    async fn hit_all(&self, limits: &[(CounterKey, RateLimit)], now: Instant) -> Result<RateVerdict, Fault>;

    /// Counts a hit on one key.
    async fn hit(&self, key: CounterKey, limit: RateLimit, now: Instant) -> Result<RateVerdict, Fault> {
        self.hit_all(&[(key, limit)], now).await
    }
}

/// What nothing refuses: the neutral element of [`RateVerdict::and`].
const UNLIMITED: RateVerdict = RateVerdict::Ok { remaining: u32::MAX };

#[cfg(test)]
mod tests;
