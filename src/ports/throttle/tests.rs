//! One suite over both throttles, and the faults of Redis.

use std::sync::Arc;

use secrecy::SecretSlice;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::TenantId;
use crate::ports::test_redis::TestRedis;

/// A throttle under test as replicas see it.
trait Backend {
    async fn start() -> Self;
    /// Another replica's handle on the same counters.
    fn replica(&self) -> Arc<dyn Throttle>;
}

struct Memory(Arc<MemoryThrottle>);

impl Backend for Memory {
    async fn start() -> Self {
        Self(Arc::default())
    }

    fn replica(&self) -> Arc<dyn Throttle> {
        Arc::clone(&self.0) as Arc<dyn Throttle>
    }
}

struct Redis(TestRedis);

impl Backend for Redis {
    async fn start() -> Self {
        Self(TestRedis::start().await)
    }

    fn replica(&self) -> Arc<dyn Throttle> {
        Arc::new(RedisThrottle::new(self.0.link()))
    }
}

/// Instantiates every case for both backends; with real threads, as some race.
macro_rules! over_both {
    ($($case:ident),+ $(,)?) => {
        mod memory_throttle { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $case() { super::$case::<super::Memory>().await; }
        )+ }
        mod redis_throttle { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $case() { super::$case::<super::Redis>().await; }
        )+ }
    };
}

over_both!(
    the_fifth_failure_locks_until_the_millisecond,
    a_success_forgets_and_an_old_failure_is_forgotten,
    what_was_not_judged_does_not_count,
    an_administrator_unlocks,
    a_row_of_failures_closes_across_locks_until_somebody_opens,
    a_row_is_interrupted_and_the_lock_stays,
    what_was_not_judged_is_in_no_row,
    a_row_is_forgotten_after_a_long_time,
    two_hundred_at_once_are_as_many_as_may_be_in_a_row,
    fifty_guesses_at_once_are_five,
    two_hundred_busy_answers_lock_nobody,
    a_limit_holds_in_every_window,
    twenty_hits_at_once_are_ten,
    a_lowered_limit_waits_for_all_that_are_too_many,
    several_keys_count_together_and_the_strictest_speaks,
    keys_do_not_touch_each_other,
);

fn at(millis: i64) -> Instant {
    "2026-11-22T09:00:00Z".parse::<Instant>().expect("valid") + TimeDelta::milliseconds(millis)
}

fn secret(byte: u8) -> SecretSlice<u8> {
    vec![byte; 32].into()
}

fn key(tenant: u128, value: &str) -> CounterKey {
    CounterKey::new(&secret(1), TenantId(Uuid::from_u128(tenant)), "sign-in", value)
}

/// Five, then ten seconds; forgotten after a minute.
const POLICY: LockoutPolicy = LockoutPolicy {
    max_failures: 5,
    lock_for: TimeDelta::milliseconds(10_000),
    window: TimeDelta::milliseconds(60_000),
    max_in_a_row: 100,
    remember: TimeDelta::milliseconds(60_000),
};

/// The same, with twelve in a row that are remembered for longer.
const TWELVE: LockoutPolicy =
    LockoutPolicy { max_in_a_row: 12, remember: TimeDelta::milliseconds(600_000), ..POLICY };

const CLOSED: Attempt = Attempt::Locked { until: None };

const TEN_A_MINUTE: RateLimit = RateLimit { max: 10, window: TimeDelta::milliseconds(60_000) };

const fn allowed(remaining: u32) -> Attempt {
    Attempt::Allowed { remaining }
}

fn locked(until: i64) -> Attempt {
    Attempt::Locked { until: Some(at(until)) }
}

const fn ok(remaining: u32) -> RateVerdict {
    RateVerdict::Ok { remaining }
}

const fn limited(millis: i64) -> RateVerdict {
    RateVerdict::Limited { retry_after: TimeDelta::milliseconds(millis) }
}

async fn begin(throttle: &dyn Throttle, key: CounterKey, millis: i64) -> Attempt {
    throttle.begin_attempt(key, &POLICY, at(millis)).await.expect("answers")
}

async fn hit(throttle: &dyn Throttle, key: CounterKey, limit: RateLimit, millis: i64) -> RateVerdict {
    throttle.hit(key, limit, at(millis)).await.expect("answers")
}

async fn locked_until(throttle: &dyn Throttle, key: CounterKey, millis: i64) -> Option<Instant> {
    throttle.locked_until(key, at(millis)).await.expect("answers")
}

async fn the_fifth_failure_locks_until_the_millisecond<B: Backend>() {
    let backend = B::start().await;
    let (throttle, replica) = (backend.replica(), backend.replica());
    let id = key(1, "ABCD");
    for (millis, remaining) in (0..5).zip([4, 3, 2, 1, 0]) {
        assert_eq!(begin(&*throttle, id, millis).await, allowed(remaining));
    }
    assert_eq!(begin(&*replica, id, 5).await, locked(10_004));
    assert_eq!(locked_until(&*replica, id, 10_003).await, Some(at(10_004)));
    assert_eq!(begin(&*replica, id, 10_003).await, locked(10_004), "asking does not prolong it");
    assert_eq!(locked_until(&*replica, id, 10_004).await, None);
    assert_eq!(begin(&*replica, id, 10_004).await, allowed(4), "five more");
    assert_eq!(locked_until(&*replica, id, 10_005).await, None);
    assert_eq!(LockoutPolicy::default().lock_for, TimeDelta::minutes(30));
}

async fn a_success_forgets_and_an_old_failure_is_forgotten<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let id = key(1, "ABCD");
    for _ in 0..5 {
        begin(&*throttle, id, 0).await;
    }
    // It was the fifth attempt that was right: the lock it began with is gone.
    throttle.succeeded(id).await.expect("answers");
    assert_eq!(locked_until(&*throttle, id, 1).await, None);
    assert_eq!(begin(&*throttle, id, 1).await, allowed(4));
    assert_eq!(begin(&*throttle, id, 60_000).await, allowed(3), "the window is not over");
    assert_eq!(begin(&*throttle, id, 119_999).await, allowed(2), "it is counted from the latest");
    assert_eq!(begin(&*throttle, id, 179_999).await, allowed(4));
    throttle.succeeded(key(1, "never tried")).await.expect("nothing to forget");
}

async fn what_was_not_judged_does_not_count<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let id = key(1, "ABCD");
    for _ in 0..5 {
        begin(&*throttle, id, 0).await;
    }
    throttle.refund(id).await.expect("answers");
    assert_eq!(locked_until(&*throttle, id, 1).await, None);
    assert_eq!(begin(&*throttle, id, 1).await, allowed(0), "four were judged");
    assert_eq!(begin(&*throttle, id, 2).await, locked(10_001));
    let other = key(1, "EFGH");
    throttle.refund(other).await.expect("nothing to give back");
    begin(&*throttle, other, 0).await;
    throttle.refund(other).await.expect("answers");
    throttle.refund(other).await.expect("not below none");
    assert_eq!(begin(&*throttle, other, 0).await, allowed(4));
}

async fn an_administrator_unlocks<B: Backend>() {
    let backend = B::start().await;
    let (throttle, replica) = (backend.replica(), backend.replica());
    let id = key(1, "ABCD");
    assert!(!replica.unlock(id, at(0)).await.expect("answers"));
    for _ in 0..5 {
        begin(&*throttle, id, 0).await;
    }
    assert!(replica.unlock(id, at(1)).await.expect("answers"));
    assert_eq!(begin(&*throttle, id, 2).await, allowed(4));
    for _ in 0..4 {
        begin(&*throttle, id, 3).await;
    }
    assert!(!replica.unlock(id, at(10_003)).await.expect("answers"), "it was over already");
}

/// Fails as often as may be, from `millis` on, waiting for each lock to end; how often that was, and when it was over.
async fn fail_on(throttle: &dyn Throttle, key: CounterKey, mut millis: i64) -> (u32, i64) {
    let mut failures = 0;
    loop {
        match throttle.begin_attempt(key, &TWELVE, at(millis)).await.expect("answers") {
            Attempt::Allowed { .. } => failures += 1,
            Attempt::Locked { until: Some(until) } => millis = (until - at(0)).num_milliseconds(),
            CLOSED => return (failures, millis),
        }
    }
}

async fn a_row_of_failures_closes_across_locks_until_somebody_opens<B: Backend>() {
    let backend = B::start().await;
    let (throttle, replica) = (backend.replica(), backend.replica());
    let id = key(1, "ABCD");
    for (millis, remaining) in [(0, 4), (1, 3), (2, 2), (3, 1), (4, 0), (10_004, 4)] {
        let attempt = throttle.begin_attempt(id, &TWELVE, at(millis)).await.expect("answers");
        assert_eq!(attempt, allowed(remaining));
    }
    for (millis, remaining) in [(10_005, 3), (10_006, 2), (10_007, 1), (10_008, 0), (20_008, 1), (20_009, 0)]
    {
        let attempt = replica.begin_attempt(id, &TWELVE, at(millis)).await.expect("answers");
        assert_eq!(attempt, allowed(remaining), "the nearer end is told");
    }
    for millis in [20_010, 30_009, 300_000] {
        let attempt = throttle.begin_attempt(id, &TWELVE, at(millis)).await.expect("answers");
        assert_eq!(attempt, CLOSED, "time does not open it");
    }
    assert_eq!(locked_until(&*throttle, id, 300_000).await, None);
    assert!(replica.unlock(id, at(300_000)).await.expect("answers"));
    assert!(!replica.unlock(id, at(300_000)).await.expect("answers"));
    assert_eq!(fail_on(&*throttle, id, 300_001).await.0, 12);
    throttle.succeeded(id).await.expect("answers");
    assert_eq!(fail_on(&*throttle, id, 400_000).await.0, 12);
    assert_eq!(LockoutPolicy::default().max_in_a_row, 100);
}

async fn a_row_is_interrupted_and_the_lock_stays<B: Backend>() {
    let backend = B::start().await;
    let (throttle, replica) = (backend.replica(), backend.replica());
    let id = key(1, "ABCD");
    for _ in 0..5 {
        throttle.begin_attempt(id, &TWELVE, at(0)).await.expect("answers");
    }
    replica.interrupt(id).await.expect("answers");
    assert_eq!(throttle.begin_attempt(id, &TWELVE, at(1)).await.expect("answers"), locked(10_000));
    let (failures, closed_at) = fail_on(&*throttle, id, 10_000).await;
    assert_eq!(failures, 12, "the five before are in the row no longer");
    replica.interrupt(id).await.expect("answers");
    let attempt = throttle.begin_attempt(id, &TWELVE, at(closed_at)).await.expect("answers");
    assert_eq!(attempt, allowed(2), "three of the latest five to the lock were made");
    let never = key(1, "never tried");
    throttle.interrupt(never).await.expect("nothing to begin anew");
    assert_eq!(throttle.begin_attempt(never, &TWELVE, at(0)).await.expect("answers"), allowed(4));
}

async fn what_was_not_judged_is_in_no_row<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let id = key(1, "ABCD");
    let (_, closed_at) = fail_on(&*throttle, id, 0).await;
    throttle.refund(id).await.expect("answers");
    let attempt = throttle.begin_attempt(id, &TWELVE, at(closed_at)).await.expect("answers");
    assert_eq!(attempt, allowed(0), "the twelfth was not judged");
    assert_eq!(throttle.begin_attempt(id, &TWELVE, at(closed_at)).await.expect("answers"), CLOSED);
    // The lock is over, its failures are still in the row, and what is given back after it is one attempt of those.
    let other = key(1, "EFGH");
    for millis in [0, 0, 0, 0, 0, 10_000] {
        throttle.begin_attempt(other, &TWELVE, at(millis)).await.expect("answers");
    }
    for _ in 0..3 {
        throttle.refund(other).await.expect("answers");
    }
    assert_eq!(fail_on(&*throttle, other, 10_001).await.0, 7, "five are left of it, not less");
}

async fn a_row_is_forgotten_after_a_long_time<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let id = key(1, "ABCD");
    let (_, closed_at) = fail_on(&*throttle, id, 0).await;
    let latest = closed_at;
    let attempt = throttle.begin_attempt(id, &TWELVE, at(latest + 599_999)).await.expect("answers");
    assert_eq!(attempt, CLOSED, "asking does not prolong it, and it is not over");
    let attempt = throttle.begin_attempt(id, &TWELVE, at(latest + 600_000)).await.expect("answers");
    assert_eq!(attempt, allowed(4));
}

async fn two_hundred_at_once_are_as_many_as_may_be_in_a_row<B: Backend>() {
    let backend = B::start().await;
    let id = key(1, "ABCD");
    // Nothing locks before.
    let policy = LockoutPolicy { max_failures: 1_000, ..TWELVE };
    let guesses: Vec<_> = (0..200)
        .map(|_| {
            let throttle = backend.replica();
            tokio::spawn(async move { throttle.begin_attempt(id, &policy, at(0)).await.expect("answers") })
        })
        .collect();
    let mut admitted = 0;
    for guess in guesses {
        match guess.await.expect("joined") {
            Attempt::Allowed { .. } => admitted += 1,
            refused @ Attempt::Locked { .. } => assert_eq!(refused, CLOSED),
        }
    }
    assert_eq!(admitted, 12);
}

async fn fifty_guesses_at_once_are_five<B: Backend>() {
    let backend = B::start().await;
    for round in 0..5 {
        let id = key(round, "ABCD");
        let guesses: Vec<_> = (0..50)
            .map(|_| {
                let throttle = backend.replica();
                tokio::spawn(async move { begin(&*throttle, id, 0).await })
            })
            .collect();
        let mut allowed = Vec::new();
        for guess in guesses {
            match guess.await.expect("joined") {
                Attempt::Allowed { remaining } => allowed.push(remaining),
                Attempt::Locked { until } => assert_eq!(until, Some(at(10_000))),
            }
        }
        allowed.sort_unstable();
        assert_eq!(allowed, [0, 1, 2, 3, 4]);
    }
}

async fn two_hundred_busy_answers_lock_nobody<B: Backend>() {
    let backend = B::start().await;
    let id = key(1, "ABCD");
    let throttle = backend.replica();
    let attempts: Vec<_> = (0..200)
        .map(|_| {
            let throttle = Arc::clone(&throttle);
            tokio::spawn(async move {
                if let Attempt::Allowed { .. } = begin(&*throttle, id, 0).await {
                    tokio::task::yield_now().await;
                    throttle.refund(id).await.expect("answers");
                }
            })
        })
        .collect();
    for attempt in attempts {
        attempt.await.expect("joined");
    }
    assert_eq!(begin(&*throttle, id, 1).await, allowed(4));
}

async fn a_limit_holds_in_every_window<B: Backend>() {
    let backend = B::start().await;
    let (throttle, replica) = (backend.replica(), backend.replica());
    let id = key(1, "ABCD");
    // Nine late in the first minute, one more in the second: a fixed window would now let nine more through.
    assert_eq!(hit(&*throttle, id, TEN_A_MINUTE, 0).await, ok(9));
    for remaining in (0..9).rev() {
        assert_eq!(hit(&*throttle, id, TEN_A_MINUTE, 59_000).await, ok(remaining));
    }
    assert_eq!(hit(&*replica, id, TEN_A_MINUTE, 59_999).await, limited(1));
    assert_eq!(hit(&*replica, id, TEN_A_MINUTE, 60_000).await, ok(0), "the first has left the window");
    assert_eq!(hit(&*replica, id, TEN_A_MINUTE, 60_001).await, limited(58_999));
    for _ in 0..100 {
        hit(&*throttle, id, TEN_A_MINUTE, 100_000).await;
    }
    assert_eq!(hit(&*replica, id, TEN_A_MINUTE, 119_000).await, ok(8), "refused hits were not counted");
    assert_eq!(hit(&*replica, id, RateLimit { max: 0, ..TEN_A_MINUTE }, 500_000).await, limited(60_000));
}

async fn twenty_hits_at_once_are_ten<B: Backend>() {
    let backend = B::start().await;
    let id = key(1, "ABCD");
    let hits: Vec<_> = (0..20)
        .map(|_| {
            let throttle = backend.replica();
            tokio::spawn(async move { hit(&*throttle, id, TEN_A_MINUTE, 0).await })
        })
        .collect();
    let mut remaining = Vec::new();
    for hit in hits {
        match hit.await.expect("joined") {
            RateVerdict::Ok { remaining: left } => remaining.push(left),
            verdict @ RateVerdict::Limited { .. } => assert_eq!(verdict, limited(60_000)),
        }
    }
    remaining.sort_unstable();
    assert_eq!(remaining, (0..10).collect::<Vec<_>>());
}

async fn a_lowered_limit_waits_for_all_that_are_too_many<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let id = key(1, "ABCD");
    for millis in 0..10 {
        hit(&*throttle, id, TEN_A_MINUTE, millis).await;
    }
    let three = RateLimit { max: 3, ..TEN_A_MINUTE };
    assert_eq!(hit(&*throttle, id, three, 10).await, limited(59_997), "the eighth must leave");
    assert_eq!(hit(&*throttle, id, three, 60_006).await, limited(1));
    assert_eq!(hit(&*throttle, id, three, 60_007).await, ok(0));
}

async fn several_keys_count_together_and_the_strictest_speaks<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let (account, address) = (key(1, "ABCD"), key(1, "192.0.2.1"));
    let two = RateLimit { max: 2, window: TimeDelta::milliseconds(5_000) };
    let both = [(account, two), (address, TEN_A_MINUTE)];
    assert_eq!(throttle.hit_all(&both, at(0)).await.expect("answers"), ok(1));
    assert_eq!(throttle.hit_all(&both, at(1)).await.expect("answers"), ok(0));
    assert_eq!(throttle.hit_all(&both, at(2)).await.expect("answers"), limited(4_998));
    assert_eq!(hit(&*throttle, address, TEN_A_MINUTE, 3).await, ok(6), "the address was counted three times");
    for _ in 0..6 {
        hit(&*throttle, address, TEN_A_MINUTE, 3).await;
    }
    assert_eq!(throttle.hit_all(&both, at(4)).await.expect("answers"), limited(59_996), "the longer wait");
    assert_eq!(throttle.hit_all(&[], at(4)).await.expect("answers"), UNLIMITED);
}

async fn keys_do_not_touch_each_other<B: Backend>() {
    let backend = B::start().await;
    let throttle = backend.replica();
    let mine = key(1, "ABCD");
    for _ in 0..5 {
        begin(&*throttle, mine, 0).await;
    }
    assert_eq!(hit(&*throttle, mine, TEN_A_MINUTE, 0).await, ok(9), "attempts and hits are counted apart");
    for other in [key(2, "ABCD"), key(1, "ABCE"), key(1, "")] {
        assert_eq!(begin(&*throttle, other, 0).await, allowed(4));
        assert_eq!(hit(&*throttle, other, TEN_A_MINUTE, 0).await, ok(9));
        throttle.succeeded(other).await.expect("answers");
    }
    assert_eq!(begin(&*throttle, mine, 1).await, locked(10_000));
}

#[test]
fn a_counter_key_depends_on_all_of_its_parts_and_names_none() {
    let tenant = TenantId(Uuid::from_u128(1));
    let key = CounterKey::new(&secret(1), tenant, "sign-in", "ABCD");
    assert_eq!(key, CounterKey::new(&secret(1), tenant, "sign-in", "ABCD"));
    for other in [
        CounterKey::new(&secret(2), tenant, "sign-in", "ABCD"),
        CounterKey::new(&secret(1), TenantId(Uuid::from_u128(2)), "sign-in", "ABCD"),
        CounterKey::new(&secret(1), tenant, "sign-i", "nABCD"),
        CounterKey::new(&secret(1), tenant, "sign-in", "ABCE"),
    ] {
        assert_ne!(key, other);
    }
    assert_eq!(key.to_string().len(), 64);
    assert!(key.to_string().starts_with(&format!("{:02x}", key.as_bytes()[0])));
}

#[test]
fn addresses_of_one_customer_count_as_one() {
    let tenant = TenantId(Uuid::from_u128(1));
    let of = |address: &str| {
        CounterKey::of_address(&secret(1), tenant, "sign-in", address.parse().expect("an address"))
    };
    assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
}

#[tokio::test]
async fn without_redis_nothing_is_allowed() {
    let mut redis = TestRedis::start().await;
    let throttle = RedisThrottle::new(redis.link());
    let id = key(1, "ABCD");
    begin(&throttle, id, 0).await;
    for hang in [true, false] {
        if hang {
            redis.stop();
        } else {
            redis.kill();
        }
        let start = std::time::Instant::now();
        let answers = [
            throttle.begin_attempt(id, &POLICY, at(1)).await.map(|_| ()),
            throttle.hit(id, TEN_A_MINUTE, at(1)).await.map(|_| ()),
            throttle.locked_until(id, at(1)).await.map(|_| ()),
            throttle.refund(id).await,
            throttle.succeeded(id).await,
            throttle.interrupt(id).await,
            throttle.unlock(id, at(1)).await.map(|_| ()),
        ];
        for answer in answers {
            assert!(matches!(answer, Err(Fault::SessionStoreUnavailable(_))), "{answer:?}");
        }
        // Seven one after another, each ten times what threats.md row 21 allows.
        assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
        if hang {
            redis.resume();
        } else {
            redis.restart().await;
        }
        let back = std::time::Instant::now();
        while throttle.locked_until(id, at(1)).await.is_err() {
            assert!(back.elapsed() < std::time::Duration::from_secs(20), "not back yet");
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
    // Emptied by the restart, scripts included: counting begins anew.
    assert_eq!(begin(&throttle, id, 2).await, allowed(4));
    assert_eq!(hit(&throttle, id, TEN_A_MINUTE, 2).await, ok(9));
}

#[tokio::test]
async fn keys_of_several_slots_go_in_one_round_trip_and_expire() {
    let redis = TestRedis::start_cluster().await;
    let throttle = RedisThrottle::new(redis.link());
    let limits: Vec<_> = (0..20).map(|tenant| (key(tenant, "ABCD"), TEN_A_MINUTE)).collect();
    assert_eq!(throttle.hit_all(&limits, at(0)).await.expect("answers"), ok(9));
    assert_eq!(throttle.hit_all(&limits, at(1)).await.expect("answers"), ok(8));
    assert_eq!(begin(&throttle, key(1, "ABCD"), 0).await, allowed(4));
    let mut connection = redis.connection().await;
    let keys = redis.keys().await;
    assert_eq!(keys.len(), 21);
    for key in keys {
        let left: i64 = ::redis::cmd("PTTL").arg(&key).query_async(&mut connection).await.expect("answers");
        assert!(left > 0 && left <= 60_000, "{key}: {left} ms");
    }
}
