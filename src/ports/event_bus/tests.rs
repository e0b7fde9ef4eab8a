//! The bus over Redis and in process: the same behaviour, and what only Redis can do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::{Entry, EventBus, KEPT, MAX_WORD, MemoryEventBus, Position, RedisEventBus, Word};
use crate::kernel::ids::TenantId;
use crate::ports::test_redis::TestRedis;

const SOON: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(20);

fn tenant(number: u128) -> TenantId {
    TenantId(Uuid::from_u128(number))
}

fn entry(cursor: i64) -> Entry {
    Entry { cursor, body: format!("{{\"n\":{cursor}}}").into() }
}

fn after(tenant: TenantId, after: i64) -> [Position; 1] {
    [Position { tenant, after }]
}

async fn cursors(bus: &dyn EventBus, positions: &[Position]) -> Vec<i64> {
    let read = bus.read(positions, SOON).await.expect("it answers");
    read.into_iter().map(|(_, entry)| entry.cursor).collect()
}

async fn carries_what_is_new_to_each(bus: &dyn EventBus) {
    let (one, other) = (tenant(1), tenant(2));
    assert!(cursors(bus, &after(one, 0)).await.is_empty());
    bus.publish(one, &[entry(1), entry(2)]).await.expect("it answers");
    bus.publish(other, &[entry(1)]).await.expect("it answers");
    assert_eq!(cursors(bus, &after(one, 0)).await, [1, 2]);
    assert_eq!(cursors(bus, &after(one, 1)).await, [2]);
    assert!(cursors(bus, &after(one, 2)).await.is_empty());
    let both = [Position { tenant: one, after: 1 }, Position { tenant: other, after: 0 }];
    let read = bus.read(&both, SOON).await.expect("it answers");
    let expected = [(one, entry(2)), (other, entry(1))];
    assert!(read.len() == 2 && expected.iter().all(|found| read.contains(found)), "{read:?}");
}

async fn leaves_out_what_is_there(bus: &dyn EventBus) {
    let own = tenant(3);
    bus.publish(own, &[entry(1), entry(2), entry(3)]).await.expect("it answers");
    // A dispatcher that was stalled publishes what its successor has published.
    bus.publish(own, &[entry(2), entry(3), entry(4)]).await.expect("it answers");
    bus.publish(own, &[entry(1)]).await.expect("it answers");
    assert_eq!(cursors(bus, &after(own, 0)).await, [1, 2, 3, 4]);
}

async fn keeps_the_latest(bus: &dyn EventBus) {
    let own = tenant(4);
    let many = i64::try_from(KEPT).expect("few") * 3;
    let entries: Vec<Entry> = (1..=many).map(entry).collect();
    bus.publish(own, &entries).await.expect("it answers");
    let oldest = cursors(bus, &after(own, 0)).await.first().copied().expect("some are kept");
    // Redis drops whole nodes of a stream, so a few more than asked for stay.
    assert!(oldest > 1 && oldest <= many - i64::try_from(KEPT).expect("few") + 1, "{oldest}");
    assert_eq!(cursors(bus, &after(own, many - 2)).await, [many - 1, many]);
}

async fn a_wait_ends_with_an_entry_an_interruption_or_a_nudge(bus: Arc<dyn EventBus>) {
    let own = tenant(5);
    let started = Instant::now();
    let waiting = async { bus.read(&after(own, 0), LONG).await.expect("it answers") };
    let publishing = async {
        tokio::time::sleep(SOON).await;
        bus.publish(own, &[entry(1)]).await.expect("it answers");
    };
    let (read, ()) = tokio::join!(waiting, publishing);
    assert_eq!(read, [(own, entry(1))]);

    let waiting = async { bus.read(&after(own, 1), LONG).await.expect("it answers") };
    let interrupting = async {
        tokio::time::sleep(SOON).await;
        bus.interrupt().await;
    };
    let (read, ()) = tokio::join!(waiting, interrupting);
    assert!(read.is_empty());

    // A nudge before the wait is not lost either.
    bus.nudge().await.expect("it answers");
    bus.nudged(LONG).await.expect("it answers");
    let nudging = async {
        tokio::time::sleep(SOON).await;
        bus.nudge().await.expect("it answers");
    };
    let (nudged, ()) = tokio::join!(bus.nudged(LONG), nudging);
    nudged.expect("it answers");
    assert!(started.elapsed() < LONG, "no wait ran to its end: {:?}", started.elapsed());
}

async fn words_are_heard_by_who_listens(bus: &dyn EventBus) {
    let word = |said: &str| Word { tenant: tenant(7), body: said.into() };
    assert_eq!(bus.hear(SOON).await.expect("it answers"), None);
    let hears = async { bus.hear(LONG).await.expect("it answers") };
    // Whoever does not listen yet hears nothing, so it is said until somebody does.
    let says = async {
        loop {
            bus.say(&word("one")).await.expect("it answers");
            tokio::time::sleep(SOON).await;
        }
    };
    let heard = tokio::select! { heard = hears => heard, () = says => None };
    assert_eq!(heard, Some(word("one")));
    let listening = async {
        loop {
            let heard = bus.hear(LONG).await.expect("it answers");
            if heard != Some(word("one")) {
                return heard;
            }
        }
    };
    let (heard, said) = tokio::join!(listening, async { bus.say(&word("two")).await });
    said.expect("it answers");
    assert_eq!(heard, Some(word("two")));
}

async fn behaves(bus: Arc<dyn EventBus>) {
    carries_what_is_new_to_each(&*bus).await;
    leaves_out_what_is_there(&*bus).await;
    keeps_the_latest(&*bus).await;
    words_are_heard_by_who_listens(&*bus).await;
    a_wait_ends_with_an_entry_an_interruption_or_a_nudge(bus).await;
}

#[tokio::test]
async fn in_process() {
    behaves(Arc::new(MemoryEventBus::default())).await;
}

#[tokio::test]
async fn over_redis() {
    let redis = TestRedis::start().await;
    behaves(Arc::new(RedisEventBus::new(&redis.url(), LONG).expect("a URL"))).await;
}

#[tokio::test]
async fn over_a_redis_cluster() {
    let redis = TestRedis::start_cluster().await;
    behaves(Arc::new(RedisEventBus::new(&redis.url(), LONG).expect("a URL"))).await;
}

#[tokio::test]
async fn what_is_longer_than_a_word_is_not_heard() {
    let redis = TestRedis::start().await;
    let bus = RedisEventBus::new(&redis.url(), LONG).expect("a URL");
    let long = Word { tenant: tenant(8), body: "x".repeat(MAX_WORD + 1).into() };
    let short = Word { tenant: tenant(8), body: "x".repeat(MAX_WORD).into() };
    let says = async {
        loop {
            bus.say(&long).await.expect("it answers");
            bus.say(&short).await.expect("it answers");
            tokio::time::sleep(SOON).await;
        }
    };
    let hears = async {
        loop {
            if let Some(heard) = bus.hear(LONG).await.expect("it answers") {
                return heard;
            }
        }
    };
    let heard = tokio::select! { heard = hears => Some(heard), () = says => None };
    assert_eq!(heard, Some(short));
}

#[tokio::test]
async fn redis_goes_and_comes_back() {
    let mut redis = TestRedis::start().await;
    let bus = RedisEventBus::new(&redis.url(), Duration::from_secs(2)).expect("a URL");
    let own = tenant(6);
    bus.publish(own, &[entry(1)]).await.expect("it answers");
    assert_eq!(cursors(&bus, &after(own, 0)).await, [1]);
    redis.kill();
    bus.read(&after(own, 1), SOON).await.expect_err("nobody is there");
    bus.publish(own, &[entry(2)]).await.expect_err("nobody is there");
    bus.nudged(SOON).await.expect_err("nobody is there");
    redis.restart().await;
    // Empty, and as good as new.
    let deadline = Instant::now() + LONG;
    while bus.publish(own, &[entry(3)]).await.is_err() {
        assert!(Instant::now() < deadline, "the bus does not recover");
        tokio::time::sleep(SOON).await;
    }
    assert_eq!(cursors(&bus, &after(own, 1)).await, [3]);
}
