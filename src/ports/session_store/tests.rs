//! One suite over both stores. What only Redis has (faults, keys, slots) is in [`redis_only`].

mod redis_only;

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::ExposeSecret as _;
use tokio::time::{Duration, timeout};
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use super::*;
use crate::kernel::entropy::{SeededEntropy, SystemEntropy};
use crate::kernel::ids::TypedId as _;
use crate::ports::test_redis::TestRedis;

/// A store under test as replicas see it.
trait Backend {
    async fn start() -> Self;
    /// Another replica's handle on the same sessions.
    fn replica(&self) -> Arc<dyn SessionStore>;
    /// Has a replica hear of the ends of sessions; ready when it does.
    async fn hears(&self, replica: &dyn SessionStore) -> Option<AbortOnDropHandle<()>>;
}

struct Memory(Arc<MemorySessionStore>);

impl Backend for Memory {
    async fn start() -> Self {
        Self(Arc::new(MemorySessionStore::new(Arc::new(SystemEntropy))))
    }

    fn replica(&self) -> Arc<dyn SessionStore> {
        Arc::clone(&self.0) as Arc<dyn SessionStore>
    }

    async fn hears(&self, _: &dyn SessionStore) -> Option<AbortOnDropHandle<()>> {
        None
    }
}

struct Redis(TestRedis);

impl Backend for Redis {
    async fn start() -> Self {
        Self(TestRedis::start().await)
    }

    fn replica(&self) -> Arc<dyn SessionStore> {
        Arc::new(RedisSessionStore::new(self.0.link(), Arc::new(SystemEntropy), SessionEnds::default()))
    }

    async fn hears(&self, replica: &dyn SessionStore) -> Option<AbortOnDropHandle<()>> {
        let (url, ends) = (self.0.url(), replica.ends().clone());
        // It begins with a doubt, because it may have missed something.
        let mut watch = ends.watch(owner(99, 99), SessionId::from_uuid(Uuid::nil()));
        let listener = tokio::spawn(async move { listen(&url, ends).await.expect("a URL") });
        assert_eq!(news(&mut watch).await, SessionNews::AskAgain);
        Some(AbortOnDropHandle::new(listener))
    }
}

/// Instantiates every case for both backends; with real threads, as some race.
macro_rules! over_both {
    ($($case:ident),+ $(,)?) => {
        mod memory_store { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $case() { super::$case::<super::Memory>().await; }
        )+ }
        mod redis_store { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $case() { super::$case::<super::Redis>().await; }
        )+ }
    };
}

over_both!(
    a_session_is_found_by_its_token_and_by_nothing_else,
    a_session_is_found_by_its_id_among_its_owner_s,
    what_the_sign_in_said_is_kept_and_bounded,
    idle_sessions_end_on_the_millisecond,
    use_keeps_a_session_alive_until_its_absolute_end,
    remembered_sessions_live_longer,
    a_new_value_neither_prolongs_nor_revives,
    a_reissued_session_has_its_change_and_a_new_value,
    reissue_races_have_one_live_value_and_every_change,
    revoking_is_seen_by_every_replica_at_once,
    accounts_and_tenants_do_not_reach_each_other,
    a_raised_epoch_is_stamped_onto_what_stays_and_onto_nothing_older,
    the_oldest_session_makes_room,
    ended_sessions_leave_list_and_count,
    revocation_wins_over_any_number_of_requests,
    a_new_value_that_races_with_the_revocation_is_dead,
    a_look_is_no_sign_of_life,
    ends_are_announced_to_every_replica,
    a_watch_tells_what_happened_before_anybody_looked,
);

pub(super) fn at(millis: i64) -> Instant {
    "2026-11-22T09:00:00Z".parse::<Instant>().expect("valid") + TimeDelta::milliseconds(millis)
}

pub(super) fn owner(tenant: u128, account: u128) -> SessionOwner {
    SessionOwner { tenant: TenantId(Uuid::from_u128(tenant)), account: AccountId(Uuid::from_u128(account)) }
}

pub(super) fn session(owner: SessionOwner) -> NewSession {
    NewSession {
        owner,
        family: None,
        epoch: 7,
        ip: Some("2001:db8::1".parse().expect("valid")),
        user_agent: "Mozilla/5.0".to_owned(),
        device_label: "Firefox on Linux".to_owned(),
        remember: false,
        device: None,
    }
}

/// Ten seconds idle, a minute in all; remembered ten times that.
pub(super) const SHORT: SessionLifetimes = SessionLifetimes {
    idle: TimeDelta::milliseconds(10_000),
    absolute: TimeDelta::milliseconds(60_000),
    remember_idle: TimeDelta::milliseconds(100_000),
    remember_absolute: TimeDelta::milliseconds(600_000),
};

/// A new value for a session, as after a change of privilege.
pub(super) async fn renew(
    store: &dyn SessionStore,
    issued: &IssuedSession,
    millis: i64,
) -> Option<IssuedSession> {
    let record = &issued.record;
    store.reissue(record.owner(), record.id, &|_| {}, at(millis)).await.expect("answers")
}

async fn sign_in(store: &dyn SessionStore, owner: SessionOwner, millis: i64) -> IssuedSession {
    store.create(session(owner), &SHORT, at(millis)).await.expect("created")
}

async fn resolve(store: &dyn SessionStore, token: &SessionToken, millis: i64) -> Option<SessionRecord> {
    store.resolve(token, at(millis)).await.expect("answers")
}

async fn ids(store: &dyn SessionStore, owner: SessionOwner, millis: i64) -> Vec<SessionId> {
    store.list(owner, at(millis)).await.expect("answers").into_iter().map(|record| record.id).collect()
}

async fn a_session_is_found_by_its_token_and_by_nothing_else<B: Backend>() {
    let backend = B::start().await;
    let (store, other_replica) = (backend.replica(), backend.replica());
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    assert_eq!(resolve(&*other_replica, &issued.token, 1).await, Some(issued.record.clone()));

    let cookie = issued.token.expose();
    let reread = SessionToken::parse(cookie.expose_secret()).expect("well-formed");
    assert_eq!(resolve(&*store, &reread, 1).await.map(|record| record.id), Some(issued.record.id));
    // Every other last symbol, those included that decode to the same 32 bytes, is another secret.
    let (start, last) = cookie.expose_secret().split_at(cookie.expose_secret().len() - 1);
    for symbol in
        ['A', 'B', 'C', 'D', 'w', '_', '-'].map(String::from).iter().filter(|symbol| *symbol != last)
    {
        let forged = SessionToken::parse(&format!("{start}{symbol}")).expect("well-formed");
        assert_eq!(resolve(&*store, &forged, 1).await, None, "{symbol}");
    }
}

async fn a_session_is_found_by_its_id_among_its_owner_s<B: Backend>() {
    let backend = B::start().await;
    let (store, other_replica) = (backend.replica(), backend.replica());
    let (one, two) = (sign_in(&*store, owner(1, 1), 0).await, sign_in(&*store, owner(1, 1), 0).await);
    let by_id = async |owner, id, millis| {
        other_replica.resolve_id(owner, id, at(millis)).await.expect("the store answers")
    };
    for issued in [&one, &two] {
        assert_eq!(by_id(owner(1, 1), issued.record.id, 1).await, Some(issued.record.clone()));
        assert_eq!(by_id(owner(1, 2), issued.record.id, 1).await, None, "another account");
        assert_eq!(by_id(owner(2, 1), issued.record.id, 1).await, None, "another tenant");
    }
    // Use is a sign of life here too, and a new value changes nothing.
    let idle = SHORT.idle.num_milliseconds();
    let renewed = renew(&*store, &one, idle - 1).await.expect("live");
    assert_eq!(renewed.record.id, one.record.id);
    assert!(by_id(owner(1, 1), one.record.id, 2 * idle - 2).await.is_some());
    assert!(by_id(owner(1, 1), one.record.id, 3 * idle - 4).await.is_some());
    assert_eq!(by_id(owner(1, 1), two.record.id, idle).await, None, "nobody has used it");
    store.revoke(owner(1, 1), one.record.id, 8, at(3 * idle - 4)).await.expect("answers");
    assert_eq!(by_id(owner(1, 1), one.record.id, 3 * idle - 4).await, None);
}

async fn what_the_sign_in_said_is_kept_and_bounded<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let said = NewSession {
        family: Some(Uuid::from_u128(9)),
        ip: None,
        user_agent: "\u{0}é\"\r\n".repeat(10_000),
        device_label: "🦀".repeat(1_000),
        remember: true,
        ..session(owner(1, 1))
    };
    let issued = store.create(said, &SHORT, at(0)).await.expect("created");
    let record = resolve(&*store, &issued.token, 0).await.expect("live");
    assert_eq!(record, issued.record);
    assert_eq!((record.owner(), record.family, record.epoch), (owner(1, 1), Some(Uuid::from_u128(9)), 7));
    assert_eq!((record.ip, record.remember, record.created_at), (None, true, at(0)));
    assert!("\u{0}é\"\r\n".repeat(60).starts_with(&record.user_agent) && record.user_agent.len() == 256);
    assert_eq!(record.device_label, "🦀".repeat(16));
}

async fn idle_sessions_end_on_the_millisecond<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let (first, second) = (sign_in(&*store, owner(1, 1), 0).await, sign_in(&*store, owner(1, 1), 0).await);
    assert_eq!(first.record.expires_at(), at(10_000));
    assert!(resolve(&*store, &first.token, 9_999).await.is_some());
    assert_eq!(resolve(&*store, &second.token, 10_000).await, None);
    assert_eq!(
        resolve(&*store, &second.token, 9_999).await,
        None,
        "ended is ended, even if a clock runs back"
    );
}

async fn use_keeps_a_session_alive_until_its_absolute_end<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    // Written only when older than a tenth of the idle time (a minute at most).
    assert_eq!(resolve(&*store, &issued.token, 1_000).await.expect("live").last_seen_at, at(0));
    assert_eq!(resolve(&*store, &issued.token, 1_001).await.expect("live").last_seen_at, at(1_001));
    for millis in (9_000..60_000).step_by(9_000) {
        let record = resolve(&*store, &issued.token, millis).await.expect("live");
        assert_eq!((record.last_seen_at, record.created_at), (at(millis), at(0)));
    }
    let record = resolve(&*store, &issued.token, 59_999).await.expect("live");
    assert_eq!((record.expires_at(), record.absolute_expires_at), (at(60_000), at(60_000)));
    assert_eq!(resolve(&*store, &issued.token, 60_000).await, None);
    assert_eq!(SessionLifetimes::default().idle, TimeDelta::minutes(30));
    let ordinary = store.create(session(owner(1, 2)), &SessionLifetimes::default(), at(0)).await;
    assert_eq!(ordinary.expect("created").record.touch_interval(), TimeDelta::seconds(60));
}

async fn remembered_sessions_live_longer<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let remembered = NewSession { remember: true, ..session(owner(1, 1)) };
    let issued = store.create(remembered, &SHORT, at(0)).await.expect("created");
    assert_eq!(
        (issued.record.idle_expires_at(), issued.record.absolute_expires_at),
        (at(100_000), at(600_000))
    );
    assert!(resolve(&*store, &issued.token, 99_999).await.is_some());
}

async fn a_reissued_session_has_its_change_and_a_new_value<B: Backend>() {
    let backend = B::start().await;
    let (store, other_replica) = (backend.replica(), backend.replica());
    let lifetimes = SessionLifetimes::default();
    let old = store.create(session(owner(1, 1)), &lifetimes, at(0)).await.expect("answers");
    let (whose, id) = (old.record.owner(), old.record.id);
    let change = |record: &mut SessionRecord| {
        record.device_label = "changed".to_owned();
        // None of these is the change's to make.
        record.epoch = 99;
        record.absolute_expires_at += TimeDelta::days(1);
    };
    let new = store.reissue(whose, id, &change, at(500)).await.expect("answers").expect("live");
    assert!(
        other_replica.resolve(&old.token, at(501)).await.expect("answers").is_none(),
        "the old value is dead"
    );
    let found =
        other_replica.resolve(&new.token, at(501)).await.expect("answers").expect("the new value lives");
    assert_eq!(found, new.record);
    assert_eq!((found.id, found.epoch, found.device_label.as_str()), (id, 7, "changed"));
    assert_eq!(found.absolute_expires_at, old.record.absolute_expires_at);
    assert_eq!(store.list(whose, at(502)).await.expect("answers").len(), 1);
    // Nobody else's, and none that has ended.
    let stranger = SessionOwner { account: AccountId(Uuid::from_u128(99)), ..whose };
    assert!(store.reissue(stranger, id, &change, at(503)).await.expect("answers").is_none());
    store.revoke_all(whose, at(504)).await.expect("answers");
    assert!(store.reissue(whose, id, &change, at(505)).await.expect("answers").is_none());
}

async fn reissue_races_have_one_live_value_and_every_change<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let old = store.create(session(owner(1, 1)), &SessionLifetimes::default(), at(0)).await.expect("answers");
    let (whose, id) = (old.record.owner(), old.record.id);
    let races = (0..3).map(|_| {
        let store = backend.replica();
        tokio::spawn(async move {
            let change = |record: &mut SessionRecord| record.device_label.push('x');
            store.reissue(whose, id, &change, at(10)).await.expect("answers").expect("live").token
        })
    });
    let mut live = 0;
    for token in futures_util::future::join_all(races).await {
        let found = store.resolve(&token.expect("no panic"), at(11)).await.expect("answers");
        live += usize::from(found.is_some_and(|record| record.device_label.ends_with("xxx")));
    }
    assert_eq!(live, 1);
}

async fn a_new_value_neither_prolongs_nor_revives<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let mut issued = sign_in(&*store, owner(1, 1), 0).await;
    for millis in (5_000..60_000).step_by(5_000) {
        issued = renew(&*store, &issued, millis).await.expect("live");
        assert_eq!((issued.record.epoch, issued.record.absolute_expires_at), (7, at(60_000)));
    }
    assert!(renew(&*store, &issued, 60_000).await.is_none());
    let idle = sign_in(&*store, owner(1, 1), 0).await;
    assert!(renew(&*store, &idle, 10_000).await.is_none());
}

async fn revoking_is_seen_by_every_replica_at_once<B: Backend>() {
    let backend = B::start().await;
    let (store, other_replica) = (backend.replica(), backend.replica());
    let mut issued = Vec::new();
    for millis in 0..5 {
        issued.push(sign_in(&*store, owner(1, 1), millis).await);
    }
    let id = |index: usize| issued[index].record.id;
    assert_eq!(ids(&*store, owner(1, 1), 10).await, [id(4), id(3), id(2), id(1), id(0)], "the newest first");

    assert!(store.revoke(owner(1, 1), id(1), 8, at(10)).await.expect("answers"));
    assert!(!store.revoke(owner(1, 1), id(1), 9, at(10)).await.expect("answers"), "only once");
    assert_eq!(resolve(&*other_replica, &issued[1].token, 10).await, None);
    assert!(resolve(&*other_replica, &issued[0].token, 10).await.is_some());

    assert_eq!(store.revoke_others(owner(1, 1), id(3), 10, at(10)).await.expect("answers"), 3);
    assert_eq!(ids(&*other_replica, owner(1, 1), 10).await, [id(3)]);
    assert_eq!(resolve(&*other_replica, &issued[4].token, 10).await, None);

    assert_eq!(other_replica.revoke_all(owner(1, 1), at(10)).await.expect("answers"), 1);
    assert_eq!(ids(&*store, owner(1, 1), 10).await, []);
    assert_eq!(resolve(&*store, &issued[3].token, 10).await, None);
    assert_eq!(store.revoke_all(owner(1, 1), at(10)).await.expect("answers"), 0);
}

async fn accounts_and_tenants_do_not_reach_each_other<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let mine = sign_in(&*store, owner(1, 1), 0).await;
    for stranger in [owner(1, 2), owner(2, 1), owner(2, 2)] {
        let theirs = sign_in(&*store, stranger, 0).await;
        assert_eq!(ids(&*store, stranger, 1).await, [theirs.record.id]);
        // My secret under their tag and theirs under mine: neither is anybody's session.
        let swap = |tag: &SessionToken, secret: &SessionToken| {
            let (tag, secret) = (tag.expose(), secret.expose());
            let (tag, _) = tag.expose_secret().split_once('.').expect("a dot");
            let (_, secret) = secret.expose_secret().split_once('.').expect("a dot");
            SessionToken::parse(&format!("{tag}.{secret}")).expect("well-formed")
        };
        for forged in [swap(&theirs.token, &mine.token), swap(&mine.token, &theirs.token)] {
            assert_eq!(resolve(&*store, &forged, 1).await, None);
        }
        assert!(!store.revoke(stranger, mine.record.id, 8, at(1)).await.expect("answers"));
        assert_eq!(store.revoke_others(stranger, mine.record.id, 9, at(1)).await.expect("answers"), 1);
        assert_eq!(store.revoke_all(stranger, at(1)).await.expect("answers"), 0);
        assert_eq!(resolve(&*store, &mine.token, 1).await, Some(mine.record.clone()), "untouched, epoch too");
    }
}

async fn a_raised_epoch_is_stamped_onto_what_stays_and_onto_nothing_older<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let stays = sign_in(&*store, owner(1, 1), 0).await;
    let goes = sign_in(&*store, owner(1, 1), 0).await;
    // As a store that lost its newest data would bring it back: alive, from before an earlier revocation.
    let revived = NewSession { epoch: 6, ..session(owner(1, 1)) };
    let revived = store.create(revived, &SHORT, at(0)).await.expect("created");

    assert!(store.revoke(owner(1, 1), goes.record.id, 8, at(1)).await.expect("answers"));
    let stays_now = resolve(&*store, &stays.token, 2).await.expect("live");
    let revived_now = resolve(&*store, &revived.token, 2).await.expect("the store cannot know");
    assert_eq!((stays_now.epoch, revived_now.epoch), (8, 6));
    assert!(stays_now.is_current(8) && !revived_now.is_current(8) && !revived_now.is_current(7));

    store.revoke_others(owner(1, 1), revived.record.id, 9, at(3)).await.expect("answers");
    assert_eq!(resolve(&*store, &revived.token, 4).await.expect("kept by name").epoch, 6);
}

async fn the_oldest_session_makes_room<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let remembered = NewSession { remember: true, ..session(owner(1, 1)) };
    // Of the oldest two, one lives longest: what counts is when a session began.
    let oldest = store.create(remembered, &SHORT, at(0)).await.expect("created");
    let second = sign_in(&*store, owner(1, 1), 1).await;
    let mut newer = Vec::new();
    for index in 2..i64::try_from(MAX_SESSIONS_PER_ACCOUNT).expect("small") {
        newer.push(sign_in(&*store, owner(1, 1), index).await);
    }
    assert_eq!(ids(&*store, owner(1, 1), 100).await.len(), MAX_SESSIONS_PER_ACCOUNT);
    let one_more = sign_in(&*store, owner(1, 1), 100).await;
    assert_eq!(resolve(&*store, &oldest.token, 101).await, None);
    for kept in newer.iter().chain([&second, &one_more]) {
        assert!(resolve(&*store, &kept.token, 101).await.is_some());
    }
    assert_eq!(ids(&*store, owner(1, 1), 101).await.len(), MAX_SESSIONS_PER_ACCOUNT);
    assert_eq!(ids(&*store, owner(1, 2), 101).await.len(), 0);
}

async fn ended_sessions_leave_list_and_count<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let used = sign_in(&*store, owner(1, 1), 0).await;
    let idle = sign_in(&*store, owner(1, 1), 0).await;
    assert!(resolve(&*store, &used.token, 9_000).await.is_some());
    assert_eq!(ids(&*store, owner(1, 1), 10_000).await, [used.record.id]);
    assert!(!store.revoke(owner(1, 1), idle.record.id, 8, at(10_000)).await.expect("answers"));

    let late = sign_in(&*store, owner(1, 1), 10_000).await;
    assert_eq!(store.revoke_others(owner(1, 1), late.record.id, 9, at(19_000)).await.expect("answers"), 0);
    // Idle ones make room before live ones do.
    let live = sign_in(&*store, owner(1, 3), 0).await;
    assert!(resolve(&*store, &live.token, 9_999).await.is_some());
    for _ in 1..MAX_SESSIONS_PER_ACCOUNT {
        sign_in(&*store, owner(1, 3), 1).await;
    }
    sign_in(&*store, owner(1, 3), 10_001).await;
    assert!(resolve(&*store, &live.token, 10_002).await.is_some());
}

async fn revocation_wins_over_any_number_of_requests<B: Backend>() {
    let backend = B::start().await;
    let issued = Arc::new(sign_in(&*backend.replica(), owner(1, 1), 0).await);
    let revoked = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let requests: Vec<_> = (0..20_i64)
        .map(|worker| {
            let (store, issued, revoked) = (backend.replica(), Arc::clone(&issued), Arc::clone(&revoked));
            tokio::spawn(async move {
                loop {
                    let was_revoked = revoked.load(std::sync::atomic::Ordering::SeqCst);
                    // Each request slides the session, which must not write it back.
                    match resolve(&*store, &issued.token, 2_000 + worker).await {
                        None => break,
                        Some(_) => assert!(!was_revoked, "served after the revocation was confirmed"),
                    }
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    assert!(backend.replica().revoke(owner(1, 1), issued.record.id, 8, at(3_000)).await.expect("answers"));
    revoked.store(true, std::sync::atomic::Ordering::SeqCst);
    for request in requests {
        request.await.expect("no request was served after the revocation");
    }
    assert_eq!(ids(&*backend.replica(), owner(1, 1), 3_001).await, []);
}

async fn a_new_value_that_races_with_the_revocation_is_dead<B: Backend>() {
    let backend = B::start().await;
    for round in 0..10 {
        let owner = owner(1, round);
        let issued = Arc::new(sign_in(&*backend.replica(), owner, 0).await);
        let renewals: Vec<_> = (0..3)
            .map(|_| {
                let (store, issued) = (backend.replica(), Arc::clone(&issued));
                tokio::spawn(async move { renew(&*store, &issued, 1).await })
            })
            .collect();
        let store = backend.replica();
        assert!(store.revoke(owner, issued.record.id, 8, at(1)).await.expect("answers"));
        for renewal in renewals {
            if let Some(renewed) = renewal.await.expect("joined") {
                assert_eq!(resolve(&*store, &renewed.token, 2).await, None);
            }
        }
        assert_eq!(resolve(&*store, &issued.token, 2).await, None);
        assert_eq!(ids(&*store, owner, 2).await, []);
    }
}

/// What a watch tells, in ten times the time that it has.
async fn news(watch: &mut SessionWatch) -> SessionNews {
    timeout(Duration::from_secs(10), watch.news()).await.expect("news in time")
}

async fn has_no_news(watch: &mut SessionWatch) -> bool {
    timeout(Duration::from_millis(50), watch.news()).await.is_err()
}

async fn a_look_is_no_sign_of_life<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    let idle_end = (issued.record.idle_expires_at() - at(0)).num_milliseconds();
    for millis in [idle_end / 2, idle_end - 1] {
        let seen = store.peek(&issued.token, at(millis)).await.expect("answers").expect("live");
        assert_eq!(seen, issued.record, "nothing has changed");
    }
    assert_eq!(store.peek(&issued.token, at(idle_end)).await.expect("answers"), None);
}

async fn ends_are_announced_to_every_replica<B: Backend>() {
    let backend = B::start().await;
    let (store, other_replica) = (backend.replica(), backend.replica());
    let _listener = backend.hears(&*other_replica).await;
    let mut issued = Vec::new();
    for millis in 0..4 {
        issued.push(sign_in(&*store, owner(1, 1), millis).await);
    }
    let stranger = sign_in(&*store, owner(1, 2), 0).await;
    let ends = other_replica.ends();
    let watch = |session: &IssuedSession| ends.watch(session.record.owner(), session.record.id);
    let mut watches: Vec<SessionWatch> = issued.iter().map(watch).collect();
    let mut elsewhere = watch(&stranger);

    store.revoke(owner(1, 1), issued[0].record.id, 1, at(10)).await.expect("answers");
    assert_eq!(news(&mut watches[0]).await, SessionNews::Ended);
    assert_eq!(news(&mut watches[0]).await, SessionNews::Ended, "it stays so");
    renew(&*store, &issued[1], 10).await.expect("live");
    assert_eq!(news(&mut watches[1]).await, SessionNews::AskAgain);
    store.revoke_others(owner(1, 1), issued[2].record.id, 2, at(10)).await.expect("answers");
    assert_eq!(news(&mut watches[1]).await, SessionNews::Ended);
    assert_eq!(news(&mut watches[3]).await, SessionNews::Ended);
    assert!(has_no_news(&mut watches[2]).await && has_no_news(&mut elsewhere).await);
    // Also where the store knows of no session that it could end.
    store.revoke_all(owner(1, 2), at(10)).await.expect("answers");
    store.revoke_all(owner(1, 2), at(10)).await.expect("answers");
    let mut late = watch(&stranger);
    store.revoke_all(owner(1, 2), at(10)).await.expect("answers");
    assert_eq!(news(&mut late).await, SessionNews::Ended);

    // Who has too many loses the oldest.
    for millis in (0..).take(MAX_SESSIONS_PER_ACCOUNT) {
        sign_in(&*store, owner(1, 1), 100 + millis).await;
    }
    assert_eq!(news(&mut watches[2]).await, SessionNews::Ended);
    drop((watches, elsewhere, late));
    assert_eq!(ends.watched(), 0);
}

async fn a_watch_tells_what_happened_before_anybody_looked<B: Backend>() {
    let backend = B::start().await;
    let store = backend.replica();
    let _listener = backend.hears(&*store).await;
    let issued = sign_in(&*store, owner(1, 1), 0).await;
    let ends = store.ends().clone();
    let mut watch = ends.watch(owner(1, 1), issued.record.id);
    store.revoke_all(owner(1, 1), at(1)).await.expect("answers");
    // A doubt that comes later hides nothing.
    while ends.watched() > 0 && has_no_news(&mut watch).await {}
    ends.doubt();
    assert_eq!(news(&mut watch).await, SessionNews::Ended);

    let mut second = ends.watch(owner(1, 1), issued.record.id);
    drop(watch);
    ends.doubt();
    assert_eq!(news(&mut second).await, SessionNews::Ended, "who joins an ended watch is told as well");
}

#[test]
fn only_the_one_spelling_of_a_token_is_read() {
    let token = SessionToken::generate(AccountTag::of(owner(1, 1)), &SeededEntropy::new(1));
    let good = token.expose().expose_secret().to_owned();
    assert_eq!(good.len(), 60);
    assert!(SessionToken::parse(&good).is_some());
    let bad = [
        String::new(),
        ".".to_owned(),
        good[1..].to_owned(),
        good[..59].to_owned(),
        format!("{good}A"),
        format!(" {good}"),
        good.to_uppercase(),
        good.replace('.', ":"),
        format!("{}.{}", &good[..15], &good[16..]),
        format!("{}}}{}", &good[..15], &good[16..]),
        format!("{}+{}", &good[..59], ""),
        format!("{}\n", &good[..59]),
        format!("{}é", &good[..58]),
        format!("é{}", &good[2..]),
        format!("{}.{}", "+1".repeat(8), &good[17..]),
        "x".repeat(1_000_000),
    ];
    for text in bad {
        assert!(SessionToken::parse(&text).is_none(), "{text:.80}");
    }
}

#[test]
fn a_token_does_not_print_and_the_tag_tells_accounts_apart() {
    let token = SessionToken::generate(AccountTag::of(owner(1, 1)), &SeededEntropy::new(1));
    let printed = format!("{token:?}");
    let (tag, secret) = token
        .expose()
        .expose_secret()
        .split_once('.')
        .map(|(t, s)| (t.to_owned(), s.to_owned()))
        .expect("a dot");
    assert!(printed.contains(&tag) && !printed.contains(&secret[..8]), "{printed}");
    let tags =
        [owner(1, 1), owner(1, 2), owner(2, 1), owner(0, 0)].map(|owner| AccountTag::of(owner).to_string());
    assert_eq!(tags.iter().collect::<std::collections::HashSet<_>>().len(), 4);
}

#[test]
fn announcements_are_read_as_the_scripts_write_them() {
    let (tag, id) = (AccountTag::of(owner(1, 1)), SessionId::from_uuid(Uuid::from_u128(7)));
    let hex = id.uuid().simple();
    for (text, expected) in [
        (format!("{tag} one {hex}"), Some(Announcement::One(id))),
        (format!("{tag} others {hex}"), Some(Announcement::Others(id))),
        (format!("{tag} all "), Some(Announcement::All)),
        (format!("{tag} renewed {hex}"), Some(Announcement::Renewed(id))),
        (format!("{tag} one "), None),
        (format!("{tag} some {hex}"), None),
        (format!("{tag}0 all "), None),
        (format!("{tag} all"), None),
        ("é".repeat(8) + " all ", None),
        (String::new(), None),
    ] {
        assert_eq!(Announcement::parse(&text).map(|(_, announcement)| announcement), expected, "{text}");
    }
}
