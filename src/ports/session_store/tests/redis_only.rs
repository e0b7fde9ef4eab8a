//! What only Redis has: faults, keys at rest, slots.

use std::time::{Duration, Instant as Stopwatch};

use ::redis::{Script, cmd};

use super::*;

/// Ten times what threats.md row 21 allows: this is an ordinary test on a shared machine.
const WITHIN: Duration = Duration::from_secs(5);
const RECOVERED_WITHIN: Duration = Duration::from_secs(20);

fn store(redis: &TestRedis) -> Arc<RedisSessionStore> {
    Arc::new(RedisSessionStore::new(redis.link(), Arc::new(SystemEntropy), SessionEnds::default()))
}

/// Fifty requests at once, all refused within the time for one.
async fn assert_refused(store: &Arc<RedisSessionStore>, token: &SessionToken) {
    let start = Stopwatch::now();
    let requests: Vec<_> = (0..50)
        .map(|_| {
            let (store, token) = (Arc::clone(store), token.clone());
            tokio::spawn(async move { store.resolve(&token, at(1)).await })
        })
        .collect();
    for request in requests {
        let answer = request.await.expect("joined");
        assert!(matches!(answer, Err(Fault::SessionStoreUnavailable(_))), "{answer:?}");
    }
    assert!(start.elapsed() < WITHIN, "{:?}", start.elapsed());
}

async fn wait_until_it_answers(store: &RedisSessionStore) {
    let start = Stopwatch::now();
    while store.ping().await.is_err() {
        assert!(start.elapsed() < RECOVERED_WITHIN, "not back yet");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_hung_redis_refuses_in_time_and_comes_back() {
    let redis = TestRedis::start().await;
    let store = store(&redis);
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    redis.stop();
    for _ in 0..3 {
        assert_refused(&store, &issued.token).await;
    }
    let created = store.create(session(owner(1, 1)), &SHORT, at(1)).await;
    assert!(matches!(created.map(|_| ()), Err(Fault::SessionStoreUnavailable(_))));
    assert!(matches!(store.ping().await, Err(Fault::SessionStoreUnavailable(_))));
    redis.resume();
    wait_until_it_answers(&store).await;
    assert!(resolve(&*store, &issued.token, 1).await.is_some(), "what was there is there");
}

#[tokio::test]
async fn a_killed_redis_refuses_at_once_and_comes_back_empty() {
    let mut redis = TestRedis::start().await;
    let store = store(&redis);
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    redis.kill();
    for _ in 0..3 {
        assert_refused(&store, &issued.token).await;
    }
    redis.restart().await;
    wait_until_it_answers(&store).await;
    assert_eq!(resolve(&*store, &issued.token, 1).await, None, "signed out, not signed in by guess");
    // The scripts are gone with the data: they are loaded again.
    let again = sign_in(&*store, owner(1, 1), 2).await;
    assert!(resolve(&*store, &again.token, 3).await.is_some());
}

#[tokio::test]
async fn a_restart_between_two_requests_costs_no_request() {
    let mut redis = TestRedis::start().await;
    let store = store(&redis);
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    redis.kill();
    redis.restart().await;
    assert_eq!(resolve(&*store, &issued.token, 1).await, None);
}

#[tokio::test]
async fn a_link_outlives_the_runtime_that_it_connected_on() {
    let redis = TestRedis::start().await;
    let store = store(&redis);
    let on_a_runtime_that_ends = {
        let store = Arc::clone(&store);
        move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("built");
            runtime.block_on(async { store.ping().await })
        }
    };
    tokio::task::spawn_blocking(on_a_runtime_that_ends).await.expect("joined").expect("answers");
    store.ping().await.expect("connects anew");
}

#[tokio::test]
async fn no_server_and_no_password_in_what_is_said_about_it() {
    let nowhere = crate::ports::redis_link::RedisLink::new(
        &"redis://someone:hunter2@127.0.0.1:1".into(),
        Duration::from_millis(400),
    );
    let store =
        RedisSessionStore::new(nowhere.expect("a URL"), Arc::new(SystemEntropy), SessionEnds::default());
    let fault = store.ping().await.expect_err("nothing listens there").to_string();
    assert!(fault.contains("unavailable") && !fault.contains("hunter2"), "{fault}");
    let bad = crate::ports::redis_link::RedisLink::new(&"nonsense://hunter2".into(), Duration::from_secs(1));
    assert!(!bad.map(|_| ()).expect_err("no URL").to_string().contains("hunter2"));
}

#[tokio::test]
async fn keys_at_rest_hold_no_secret_expire_and_are_all_of_one_tag() {
    let redis = TestRedis::start().await;
    let store = store(&redis);
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    let remembered = NewSession { remember: true, ..session(owner(1, 1)) };
    store.create(remembered, &SHORT, at(0)).await.expect("created");
    let renewed = renew(&*store, &issued, 1).await.expect("live");
    let tag = format!("portico:{{{}}}:", AccountTag::of(owner(1, 1)));
    let secrets = [&issued, &renewed].map(|s| s.token.expose().expose_secret()[17..].to_owned());
    let mut connection = redis.connection().await;
    let keys = redis.keys().await;
    assert_eq!(keys.len(), 3, "{keys:?}");
    for key in keys {
        assert!(key.starts_with(&tag), "{key}");
        let left: i64 = cmd("PTTL").arg(&key).query_async(&mut connection).await.expect("answers");
        let most = if key.ends_with("index") { 600_000 } else { 100_000 };
        assert!(left > 0 && left <= most, "{key}: {left} ms");
        let kept: Vec<u8> = cmd("DUMP").arg(&key).query_async(&mut connection).await.expect("answers");
        for secret in &secrets {
            assert!(!key.contains(secret) && !kept.windows(secret.len()).any(|w| w == secret.as_bytes()));
        }
    }
    store.revoke_all(owner(1, 1), at(2)).await.expect("answers");
    assert_eq!(redis.keys().await, Vec::<String>::new());
}

#[tokio::test]
async fn one_request_is_one_command_and_writes_once_a_minute() {
    let redis = TestRedis::start().await;
    let store = store(&redis);
    let lifetimes = SessionLifetimes::default();
    let issued = store.create(session(owner(1, 1)), &lifetimes, at(0)).await.expect("created");
    resolve(&*store, &issued.token, 0).await.expect("live");
    let mut connection = redis.connection().await;
    cmd("CONFIG").arg("RESETSTAT").query_async::<()>(&mut connection).await.expect("answers");
    for millis in (0..=60_000).step_by(1_000) {
        resolve(&*store, &issued.token, millis).await.expect("live");
    }
    resolve(&*store, &issued.token, 60_001).await.expect("live");
    let stats: String = cmd("INFO").arg("commandstats").query_async(&mut connection).await.expect("answers");
    let calls = |command: &str| {
        let line = stats.lines().find_map(|line| line.strip_prefix(&format!("cmdstat_{command}:calls=")));
        line.map_or(0, |line| line.split(',').next().expect("a count").parse::<u32>().expect("a number"))
    };
    assert_eq!(
        (calls("evalsha"), calls("hmget"), calls("hset"), calls("pexpire")),
        (62, 62, 1, 1),
        "{stats}"
    );
    assert_eq!(calls("eval") + calls("script|load") + calls("get"), 0, "{stats}");
}

#[tokio::test]
async fn every_script_stays_within_one_slot_of_a_cluster() {
    let redis = TestRedis::start_cluster().await;
    let store = store(&redis);
    for account in 0..3 {
        let owner = owner(1, account);
        for millis in 0..=i64::try_from(MAX_SESSIONS_PER_ACCOUNT).expect("small") {
            sign_in(&*store, owner, millis).await;
        }
        let issued = sign_in(&*store, owner, 100).await;
        assert!(resolve(&*store, &issued.token, 5_000).await.is_some());
        let renewed = renew(&*store, &issued, 5_000).await.expect("live");
        assert_eq!(ids(&*store, owner, 5_000).await.len(), MAX_SESSIONS_PER_ACCOUNT);
        assert!(store.revoke(owner, renewed.record.id, 8, at(5_000)).await.expect("answers"));
        assert_eq!(store.revoke_all(owner, at(5_000)).await.expect("answers"), 49);
    }
    // That the server would have noticed: two accounts' keys in one script.
    let mut connection = redis.connection().await;
    let across = Script::new("#!lua\nredis.call('GET', ARGV[1]) return redis.call('GET', KEYS[1])");
    let (one, two) = (AccountTag::of(owner(1, 0)), AccountTag::of(owner(1, 1)));
    let refused: Result<Option<String>, _> =
        across.key(format!("{{{one}}}")).arg(format!("{{{two}}}")).invoke_async(&mut connection).await;
    assert!(refused.expect_err("two slots").to_string().contains("slot"));
}
