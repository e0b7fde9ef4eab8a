//! Counters in Redis 7, shared by all replicas.
//!
//! - `portico:l:<key>`: hash `n` (attempts), `last`, `until` (milliseconds; while locked), `row` (attempts in a row, across
//!   locks), `closed` (there while these are too many).
//! - `portico:r:<key>`: list of the instants of the hits, the latest first.
//!
//! Every script touches one key, so it runs on Redis Cluster; several keys are pipelined.

use std::sync::LazyLock;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta};
use redis::Script;

use super::{Attempt, CounterKey, LockoutPolicy, RateLimit, RateVerdict, Throttle, UNLIMITED};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::ports::redis_link::{Batch, RedisLink};

static BEGIN: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/begin.lua")));
static INTERRUPT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/interrupt.lua")));
static REFUND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/refund.lua")));
static UNLOCK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/unlock.lua")));
static HIT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/hit.lua")));

/// Counters in Redis. Cheap to create: one for each worker, with the worker's own link.
pub struct RedisThrottle {
    link: RedisLink,
}

impl RedisThrottle {
    /// Counters behind `link`, which may be the session store's.
    pub fn new(link: RedisLink) -> Self {
        Self { link }
    }
}

#[async_trait]
impl Throttle for RedisThrottle {
    async fn begin_attempt(
        &self,
        key: CounterKey,
        policy: &LockoutPolicy,
        now: Instant,
    ) -> Result<Attempt, Fault> {
        let mut call = BEGIN.key(attempts_key(key));
        call.arg(now.timestamp_millis()).arg(policy.max_failures);
        call.arg((now + policy.lock_for).timestamp_millis());
        call.arg(policy.window.num_milliseconds());
        call.arg(policy.max_in_a_row).arg(policy.remember.num_milliseconds());
        call.arg(policy.life().num_milliseconds());
        match self.link.call(&call).await? {
            (Some(remaining), _) => Ok(Attempt::Allowed { remaining }),
            (None, 0) => Ok(Attempt::Locked { until: None }),
            (None, until) => Ok(Attempt::Locked { until: Some(instant(until)?) }),
        }
    }

    async fn succeeded(&self, key: CounterKey) -> Result<(), Fault> {
        self.link.call(redis::cmd("UNLINK").arg(attempts_key(key))).await
    }

    async fn interrupt(&self, key: CounterKey) -> Result<(), Fault> {
        self.link.call(&INTERRUPT.key(attempts_key(key))).await
    }

    async fn refund(&self, key: CounterKey) -> Result<(), Fault> {
        // Given back twice, an attempt would be one too many.
        self.link.call_once(&REFUND.key(attempts_key(key))).await
    }

    async fn locked_until(&self, key: CounterKey, now: Instant) -> Result<Option<Instant>, Fault> {
        let until: Option<i64> =
            self.link.call(redis::cmd("HGET").arg(attempts_key(key)).arg("until")).await?;
        Ok(until.map(instant).transpose()?.filter(|until| now < *until))
    }

    async fn unlock(&self, key: CounterKey, now: Instant) -> Result<bool, Fault> {
        let mut call = UNLOCK.key(attempts_key(key));
        self.link.call(call.arg(now.timestamp_millis())).await
    }

    async fn hit_all(&self, limits: &[(CounterKey, RateLimit)], now: Instant) -> Result<RateVerdict, Fault> {
        if limits.is_empty() {
            return Ok(UNLIMITED);
        }
        let mut calls = redis::Pipeline::with_capacity(limits.len());
        for (key, limit) in limits {
            calls.cmd("EVALSHA").arg(HIT.get_hash()).arg(1).arg(format!("portico:r:{key}"));
            calls.arg(now.timestamp_millis()).arg(limit.max).arg(limit.window.num_milliseconds());
        }
        let answers: Vec<(Option<u32>, i64)> = self.link.call(&Batch { script: &HIT, calls }).await?;
        Ok(answers.into_iter().fold(UNLIMITED, |verdict, (remaining, wait)| {
            verdict.and(match remaining {
                Some(remaining) => RateVerdict::Ok { remaining },
                None => RateVerdict::Limited { retry_after: TimeDelta::milliseconds(wait) },
            })
        }))
    }
}

fn attempts_key(key: CounterKey) -> String {
    format!("portico:l:{key}")
}

fn instant(millis: i64) -> Result<Instant, Fault> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| Fault::internal("a lock beyond the calendar"))
}
