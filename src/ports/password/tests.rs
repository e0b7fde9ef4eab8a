use std::sync::mpsc;
use std::time::Instant;

use super::*;
use crate::kernel::entropy::SeededEntropy;

/// A cost that lets a test hash many times.
const CHEAP: HashCost = HashCost { memory_kib: 64, passes: 1, lanes: 1 };

fn hasher(cost: HashCost, permits: usize, wait: Duration) -> Arc<PasswordHasher> {
    let settings = PasswordSettings { cost, permits, wait };
    Arc::new(PasswordHasher::new(settings, Arc::new(SeededEntropy::new(1))).expect("a valid cost"))
}

fn cheap() -> Arc<PasswordHasher> {
    hasher(CHEAP, 1, Duration::from_secs(20))
}

const NO: Verdict = Verdict { matches: false, needs_rehash: false };
const YES: Verdict = Verdict { matches: true, needs_rehash: false };

#[tokio::test]
async fn the_default_cost_is_owasps_and_the_salt_differs_each_time() {
    let settings = PasswordSettings::default();
    let hasher = hasher(settings.cost, settings.permits, Duration::from_secs(20));
    let first = hasher.hash("correct horse".into()).await.expect("hashed");
    let second = hasher.hash("correct horse".into()).await.expect("hashed");
    assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
    assert_ne!(first, second);
    assert_eq!(hasher.verify("correct horse".into(), Some(&first)).await, Ok(YES));
    assert_eq!(hasher.verify("Correct horse".into(), Some(&first)).await, Ok(NO));
    assert_eq!(hasher.verify("correct horse".into(), None).await, Ok(NO));
    assert!(hasher.decoy.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hasher.decoy);
}

#[tokio::test]
async fn a_hash_that_does_not_exist_costs_what_one_that_does_costs() {
    let hasher = hasher(HashCost::default(), 1, Duration::from_secs(20));
    let stored = hasher.hash("secret".into()).await.expect("hashed");
    let oversized = "x".repeat(1_000_000);
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..7 {
        let cases = [("wrong", Some(&*stored)), ("wrong", None), (&*oversized, Some(&*stored))];
        for ((password, stored), times) in cases.into_iter().zip(&mut times) {
            let start = Instant::now();
            assert_eq!(hasher.verify(password.into(), stored).await, Ok(NO));
            times.push(start.elapsed());
        }
    }
    // The fastest of each, as a busy machine only ever adds: without the work the two latter would take none.
    let [known, unknown, long] = times.map(|times| times.into_iter().min().expect("seven"));
    assert!(unknown > known / 2 && long > known / 2, "{known:?} {unknown:?} {long:?}");
}

#[tokio::test]
async fn too_long_a_password_is_refused_when_set_and_never_matches() {
    let hasher = cheap();
    let longest = "é".repeat(MAX_PASSWORD_BYTES / 2);
    let stored = hasher.hash(longest.clone().into()).await.expect("fits");
    assert_eq!(hasher.verify(longest.clone().into(), Some(&stored)).await, Ok(YES));
    assert_eq!(hasher.hash(format!("{longest}x").into()).await, Err(HashError::TooLong));
    assert_eq!(hasher.verify(format!("{longest}x").into(), Some(&stored)).await, Ok(NO));
    // What stands in for an oversized password must not open an account whose password it happens to be.
    let empty = hasher.hash("".into()).await.expect("hashed");
    assert_eq!(hasher.verify(format!("{longest}x").into(), Some(&empty)).await, Ok(NO));
}

#[tokio::test]
async fn composed_and_decomposed_are_one_password_and_compatibility_forms_are_not() {
    let hasher = cheap();
    let stored = hasher.hash("caf\u{e9}\u{b2} \u{1f980}".into()).await.expect("hashed");
    assert_eq!(hasher.verify("cafe\u{301}\u{b2} \u{1f980}".into(), Some(&stored)).await, Ok(YES));
    assert_eq!(hasher.verify("caf\u{e9}2 \u{1f980}".into(), Some(&stored)).await, Ok(NO));
    assert_eq!(hasher.verify("caf\u{e9}\u{b2} \u{1f980} ".into(), Some(&stored)).await, Ok(NO));
}

#[tokio::test]
async fn a_hash_of_another_cost_still_verifies_and_asks_to_be_renewed() {
    let dear = hasher(HashCost { memory_kib: 128, ..CHEAP }, 1, Duration::from_secs(20));
    let stored = cheap().hash("secret".into()).await.expect("hashed");
    let renew = Verdict { matches: true, needs_rehash: true };
    assert_eq!(dear.verify("secret".into(), Some(&stored)).await, Ok(renew));
    assert_eq!(dear.verify("wrong".into(), Some(&stored)).await, Ok(NO));
    // The reference implementation's test vector of argon2i: another algorithm altogether.
    let argon2i = "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA";
    assert_eq!(dear.verify("password".into(), Some(argon2i)).await, Ok(renew));
}

#[tokio::test]
async fn what_is_not_ours_is_an_internal_error() {
    let broken = cheap().verify("secret".into(), Some("not a hash")).await.expect_err("no PHC string");
    assert!(matches!(broken, HashError::Internal(_)), "{broken}");
    let settings =
        PasswordSettings { cost: HashCost { memory_kib: 1, ..CHEAP }, permits: 1, wait: Duration::ZERO };
    let refused = PasswordHasher::new(settings, Arc::new(SeededEntropy::new(1)));
    assert!(matches!(refused.map(|_| ()), Err(HashError::Internal(_))));
}

#[tokio::test]
async fn the_permit_stays_with_the_job_when_the_caller_leaves() {
    let hasher = hasher(CHEAP, 1, Duration::from_millis(50));
    let (started, has_started) = mpsc::channel();
    let (finish, may_finish) = mpsc::channel::<()>();
    let job = move || {
        started.send(()).expect("the test listens");
        may_finish.recv().expect("the test says when");
    };
    let caller = tokio::spawn({
        let hasher = Arc::clone(&hasher);
        async move { hasher.run(job).await }
    });
    tokio::task::spawn_blocking(move || has_started.recv()).await.expect("joined").expect("started");
    caller.abort();
    assert!(caller.await.expect_err("aborted").is_cancelled());

    assert_eq!(hasher.permits.available_permits(), 0, "the job still runs");
    assert_eq!(hasher.verify("secret".into(), None).await, Err(HashError::Busy));

    finish.send(()).expect("the job listens");
    let permit = tokio::time::timeout(Duration::from_secs(20), hasher.permits.acquire()).await;
    assert!(permit.expect("the permit comes back with the end of the job").is_ok());
}

#[tokio::test]
async fn two_hundred_callers_who_leave_while_waiting_take_no_turn() {
    let hasher = hasher(CHEAP, 1, Duration::from_secs(20));
    let only = hasher.permits.acquire().await.expect("open");
    let callers: Vec<_> = (0..200)
        .map(|_| {
            let hasher = Arc::clone(&hasher);
            tokio::spawn(async move { hasher.run(|| panic!("nobody waits for this any more")).await })
        })
        .collect();
    tokio::task::yield_now().await;
    for caller in callers {
        caller.abort();
        assert!(caller.await.expect_err("aborted").is_cancelled());
    }
    drop(only);
    assert_eq!(hasher.verify("secret".into(), None).await, Ok(NO));
}
