//! How often: lockout of guessed portal IDs, and rate limits.
//!
//! - **Lockout** (domain.md §4): an attempt is *reserved* before the password is hashed, so that fifty guesses at
//!   once are five attempts. The reservation that reaches the limit locks at once; a success clears it all, an
//!   attempt that was never judged (`AUTH_BUSY`) is given back. Ids that do not exist are counted just the same.
//!   Counters are keyed by an HMAC, so neither Redis nor a copy of it tells who was guessed at.
//! - **Closing** (NIST SP 800-63B-4 §3.2.2): the same counter knows how many attempts in a row have failed, across locks.
//!   Where these are as many as the policy allows, there are no more, however long one waits: until a success that goes
//!   round the counter ([`Throttle::interrupt`]), or somebody who may ([`Throttle::unlock`]), begins the row anew.
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
    /// How long after the latest attempt the failures before it are forgotten, as far as a lock goes.
    pub window: TimeDelta,
    /// Failures in a row, across locks, after which nothing may be tried any more.
    pub max_in_a_row: u32,
    /// How long after the latest attempt that row is forgotten. Long: who waits must not gain much by it.
    pub remember: TimeDelta,
}

impl Default for LockoutPolicy {
    /// Five failures, half an hour (domain.md §4), forgotten after a day; a hundred in a row (NIST SP 800-63B-4 §3.2.2),
    /// forgotten after a year.
    fn default() -> Self {
        Self {
            max_failures: 5,
            lock_for: TimeDelta::minutes(30),
            window: TimeDelta::days(1),
            max_in_a_row: 100,
            remember: TimeDelta::days(365),
        }
    }
}

impl LockoutPolicy {
    /// How long a counter is kept at least after the latest attempt; one of many in a row in proportion to `remember`.
    fn life(&self) -> TimeDelta {
        self.window.max(self.lock_for)
    }
}

/// Whether a password may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// Yes, and the attempt is counted. With none remaining, a failure of this one means locked until `now + lock_for`,
    /// or closed.
    Allowed {
        /// How many more before the lock.
        remaining: u32,
    },
    /// No.
    Locked {
        /// When it is over; `None`: time does not end it.
        until: Option<Instant>,
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

    /// Somebody has proved to be the owner by a way that this counter does not count: the row of failures begins anew. A
    /// lock that runs stays, or whoever guesses would get five more with each of the owner's sign-ins.
    async fn interrupt(&self, key: CounterKey) -> Result<(), Fault>;

    /// The attempt was never judged: it does not count.
    async fn refund(&self, key: CounterKey) -> Result<(), Fault>;

    /// Until when the key is locked, if it is for a time.
    async fn locked_until(&self, key: CounterKey, now: Instant) -> Result<Option<Instant>, Fault>;

    /// Ends a lock and forgets the failures, for an administrator. Whether it was locked or closed.
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
