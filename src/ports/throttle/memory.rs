//! Counters in this process: for `portico demo` and quick tests.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::SubsecRound as _;

use super::{Attempt, CounterKey, LockoutPolicy, RateLimit, RateVerdict, Throttle, UNLIMITED};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;

/// After so many countings those that nobody asks for any more are swept out.
const SWEEP_EVERY: u32 = 4_096;

/// Counters in this process.
#[derive(Default)]
pub struct MemoryThrottle {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    attempts: HashMap<CounterKey, Attempts>,
    hits: HashMap<CounterKey, Hits>,
    counted: u32,
}

struct Attempts {
    count: u32,
    /// In a row, across locks.
    row: u32,
    /// Whether there were too many in a row.
    closed: bool,
    last: Instant,
    locked_until: Option<Instant>,
    forget_at: Instant,
}

#[derive(Default)]
struct Hits {
    /// The oldest first.
    log: VecDeque<Instant>,
    forget_at: Instant,
}

impl MemoryThrottle {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn sweep_sometimes(&mut self, now: Instant) {
        self.counted = self.counted.wrapping_add(1);
        if self.counted.is_multiple_of(SWEEP_EVERY) {
            self.attempts.retain(|_, attempts| now < attempts.forget_at);
            self.hits.retain(|_, hits| now < hits.forget_at);
        }
    }

    fn hit(&mut self, key: CounterKey, limit: RateLimit, now: Instant) -> RateVerdict {
        let Hits { log, forget_at } = self.hits.entry(key).or_default();
        while log.front().is_some_and(|oldest| *oldest + limit.window <= now) {
            log.pop_front();
        }
        let (used, max) = (log.len(), limit.max as usize);
        if used >= max {
            // As many as are too many must leave first, should the limit have been lowered meanwhile.
            let frees = log.get(used - max).map_or(now, |hit| *hit);
            return RateVerdict::Limited { retry_after: frees + limit.window - now };
        }
        log.push_back(now);
        *forget_at = now + limit.window;
        RateVerdict::Ok { remaining: u32::try_from(max - used - 1).unwrap_or(u32::MAX) }
    }
}

#[async_trait]
impl Throttle for MemoryThrottle {
    async fn begin_attempt(
        &self,
        key: CounterKey,
        policy: &LockoutPolicy,
        now: Instant,
    ) -> Result<Attempt, Fault> {
        let now = now.trunc_subsecs(3);
        let mut state = self.state();
        state.sweep_sometimes(now);
        let fresh =
            Attempts { count: 0, row: 0, closed: false, last: now, locked_until: None, forget_at: now };
        let attempts = state.attempts.entry(key).or_insert(fresh);
        let idle = now - attempts.last;
        if idle >= policy.remember {
            attempts.row = 0;
        }
        if attempts.row >= policy.max_in_a_row {
            return Ok(Attempt::Locked { until: None });
        }
        match attempts.locked_until {
            Some(until) if now < until => return Ok(Attempt::Locked { until: Some(until) }),
            Some(_) => attempts.count = 0,
            None if idle >= policy.window => attempts.count = 0,
            None => {}
        }
        attempts.count += 1;
        attempts.row += 1;
        attempts.closed = attempts.row >= policy.max_in_a_row;
        attempts.last = now;
        attempts.locked_until = (attempts.count >= policy.max_failures).then(|| now + policy.lock_for);
        let row = i32::try_from(attempts.row).unwrap_or(i32::MAX);
        let most = i32::try_from(policy.max_in_a_row).unwrap_or(i32::MAX).max(1);
        attempts.forget_at = now + policy.life().max(policy.remember / most * row);
        let before_lock = policy.max_failures.saturating_sub(attempts.count);
        Ok(Attempt::Allowed { remaining: before_lock.min(policy.max_in_a_row - attempts.row) })
    }

    async fn succeeded(&self, key: CounterKey) -> Result<(), Fault> {
        self.state().attempts.remove(&key);
        Ok(())
    }

    async fn interrupt(&self, key: CounterKey) -> Result<(), Fault> {
        if let Some(attempts) = self.state().attempts.get_mut(&key) {
            attempts.row = 0;
            attempts.closed = false;
        }
        Ok(())
    }

    async fn refund(&self, key: CounterKey) -> Result<(), Fault> {
        let mut state = self.state();
        if let Some(attempts) = state.attempts.get_mut(&key).filter(|attempts| attempts.count > 0) {
            attempts.count -= 1;
            attempts.row = attempts.row.saturating_sub(1);
            attempts.closed = false;
            attempts.locked_until = None;
            if attempts.count == 0 && attempts.row == 0 {
                state.attempts.remove(&key);
            }
        }
        Ok(())
    }

    async fn locked_until(&self, key: CounterKey, now: Instant) -> Result<Option<Instant>, Fault> {
        let until = self.state().attempts.get(&key).and_then(|attempts| attempts.locked_until);
        Ok(until.filter(|until| now < *until))
    }

    async fn unlock(&self, key: CounterKey, now: Instant) -> Result<bool, Fault> {
        let before = self.state().attempts.remove(&key);
        Ok(before.is_some_and(|it| it.closed || it.locked_until.is_some_and(|until| now < until)))
    }

    async fn hit_all(&self, limits: &[(CounterKey, RateLimit)], now: Instant) -> Result<RateVerdict, Fault> {
        let now = now.trunc_subsecs(3);
        let mut state = self.state();
        state.sweep_sometimes(now);
        Ok(limits.iter().fold(UNLIMITED, |verdict, (key, limit)| verdict.and(state.hit(*key, *limit, now))))
    }
}
