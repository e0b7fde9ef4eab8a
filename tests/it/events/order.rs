//! Races over cursors, on PostgreSQL: late commits, several dispatchers, stalled and killed ones.

use std::sync::Arc;

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::db::Reads as _;
use portico::events::entity::outbox_event::{Column, Entity};
use portico::events::{Dispatched, Dispatcher, Event, bounds};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::{MemberRole, Role};
use portico::ports::event_bus::MemoryEventBus;
use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::Order;

use super::{about, emit_in, made_up_invoice, tell};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::replica::bus;
use crate::support::wait::until;

/// A server that leaves the dispatching to the test.
fn without_jobs(name: &str, test: impl AsyncFnOnce(TestApp)) {
    on_own_server(Backing::Services, name, |config| config.events.run_jobs = false, test);
}

fn dispatcher(t: &TestApp, holder: &str) -> Dispatcher {
    Dispatcher { bus: bus(t), holder: holder.to_owned(), lease: TimeDelta::seconds(5) }
}

/// Every event of the tenant with a cursor, in order.
async fn stream(t: &TestApp) -> Vec<Event> {
    let events = t.scope();
    let events = events.select::<Entity>().filter(Column::Cursor.is_not_null());
    events.order_by(Column::Cursor, Order::Asc).all().await.expect("the database answers")
}

async fn is_gapless(t: &TestApp, count: usize) {
    let cursors: Vec<i64> = stream(t).await.iter().filter_map(|event| event.cursor).collect();
    let expected: Vec<i64> = (1..=i64::try_from(count).expect("few")).collect();
    assert_eq!(cursors, expected);
    let head = bounds(&t.scope()).await.expect("the database answers").head;
    assert_eq!(usize::try_from(head).expect("few"), count);
}

#[test]
fn a_transaction_that_commits_late_gets_a_later_place_and_is_not_missed() {
    without_jobs("late commit", async |t: TestApp| {
        let alice = t.customer().insert().await;
        let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
        let page = t.replica().page(login.id, &[Role::Customer(alice.id, MemberRole::Owner)]).await;
        let from = page.cursor().await;
        let mut open = page.events(Some(&from)).await;
        let one = dispatcher(&t, "one");

        let late = t.scope().begin().await.expect("the database answers");
        let late_one = made_up_invoice(&t);
        emit_in(&late, about(alice.id, &late_one)).await;
        let early_one = made_up_invoice(&t);
        tell(&t, about(alice.id, &early_one)).await;
        assert_eq!(one.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        let seen = open.event().await["cursor"].take();
        // The page is past the place that a sequence of the database would have given to the late one.
        late.commit().await.expect("the database answers");
        assert_eq!(one.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        assert_ne!(open.event().await["cursor"], seen);
        let subjects: Vec<String> = stream(&t).await.into_iter().map(|event| event.subject).collect();
        assert_eq!(subjects, [early_one, late_one]);
        is_gapless(&t, 2).await;
    });
}

#[test]
fn dispatchers_that_race_give_each_place_once() {
    without_jobs("racing dispatchers", async |t: TestApp| {
        let alice = t.customer().insert().await;
        let writers = (0..8).map(|writer: usize| {
            let (t, alice) = (t.clone(), alice.id);
            async move {
                let scope = t.scope();
                for round in 0..25 {
                    let tx = scope.begin().await.expect("the database answers");
                    for _ in 0..=((writer + round) % 3) {
                        emit_in(&tx, about(alice, &format!("inv_{writer}_{round}"))).await;
                    }
                    if round % 7 == 3 {
                        // What is rolled back leaves no gap.
                        drop(tx);
                    } else {
                        tx.commit().await.expect("the database answers");
                    }
                }
            }
        });
        let dispatchers = (0..4).map(|number: usize| {
            let (t, own) = (t.clone(), dispatcher(&t, &format!("racer {number}")));
            async move {
                for _ in 0..40 {
                    // Held by another, most of the time; the clock stands, so a lease is over when it is given back.
                    let scope = t.scope();
                    own.dispatch(&scope).await.expect("the database answers");
                    own.release(&scope).await.expect("the database answers");
                    tokio::task::yield_now().await;
                }
            }
        });
        tokio::join!(join_all(writers), join_all(dispatchers));
        dispatcher(&t, "last").dispatch(&t.scope()).await.expect("the database answers");
        let events = stream(&t).await;
        is_gapless(&t, events.len()).await;
        let waiting = t.scope();
        let waiting = waiting.select::<Entity>().filter(Column::Cursor.is_null()).count().await;
        assert_eq!(waiting.expect("the database answers"), 0);
        assert!(events.len() > 300, "{}", events.len());
    });
}

#[test]
fn who_lost_the_lease_gives_no_places() {
    without_jobs("lost lease", async |t: TestApp| {
        let alice = t.customer().insert().await;
        let (first, second) = (dispatcher(&t, "first"), dispatcher(&t, "second"));
        tell(&t, about(alice.id, &made_up_invoice(&t))).await;
        assert_eq!(first.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        tell(&t, about(alice.id, &made_up_invoice(&t))).await;
        assert_eq!(second.dispatch(&t.scope()).await.expect("answers"), Dispatched::HeldElsewhere);
        // The first is stalled until its lease has run out, and the second takes over.
        let stalled = t.scope();
        t.advance(TimeDelta::seconds(6));
        assert_eq!(second.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        tell(&t, about(alice.id, &made_up_invoice(&t))).await;
        // It wakes up, with the time it had then and with the time of now.
        for scope in [stalled, t.scope()] {
            assert_eq!(first.dispatch(&scope).await.expect("answers"), Dispatched::HeldElsewhere);
        }
        assert_eq!(second.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        is_gapless(&t, 3).await;
    });
}

#[test]
fn a_dispatcher_killed_before_it_published_leaves_nothing_behind() {
    without_jobs("killed dispatcher", async |t: TestApp| {
        let alice = t.customer().insert().await;
        let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
        let page = t.replica().page(login.id, &[Role::Customer(alice.id, MemberRole::Owner)]).await;
        let from = page.cursor().await;
        let mut open = page.events(Some(&from)).await;
        let killed = dispatcher(&t, "killed");
        tell(&t, about(alice.id, &made_up_invoice(&t))).await;
        // Places are given, and that was the last thing it did.
        assert_eq!(killed.assign(&t.scope()).await.expect("answers").expect("the lease is free").len(), 1);
        drop(killed);
        let first = open.event().await;
        // Its successor publishes what comes later; the page has seen everything, once.
        t.advance(TimeDelta::seconds(6));
        tell(&t, about(alice.id, &made_up_invoice(&t))).await;
        let successor = dispatcher(&t, "successor");
        assert_eq!(successor.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        assert_ne!(open.event().await["cursor"], first["cursor"]);
        assert!(open.is_quiet().await);
    });
}

#[test]
fn a_bus_that_is_deaf_delays_and_loses_nothing() {
    without_jobs("deaf bus", async |t: TestApp| {
        let alice = t.customer().insert().await;
        let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
        let replica = t.replica_over(Arc::new(MemoryEventBus::default()));
        let page = replica.page(login.id, &[Role::Customer(alice.id, MemberRole::Owner)]).await;
        let from = page.cursor().await;
        let mut open = page.events(Some(&from)).await;
        tell(&t, about(alice.id, &made_up_invoice(&t))).await;
        let one = dispatcher(&t, "one");
        assert_eq!(one.dispatch(&t.scope()).await.expect("answers"), Dispatched::Events(1));
        assert_eq!(open.event().await["type"], "INVOICE_PAID");
    });
}

#[test]
fn events_of_one_subject_keep_the_order_of_its_changes() {
    without_jobs("one subject", async |t: TestApp| {
        let alice = t.customer().insert().await;
        let one = dispatcher(&t, "one");
        // Within one transaction the ids are of one millisecond and random; the order is that of writing.
        let tx = t.scope().begin().await.expect("the database answers");
        for number in 0..50 {
            emit_in(&tx, about(alice.id, &format!("inv_{number:02}"))).await;
        }
        tx.commit().await.expect("the database answers");
        one.dispatch(&t.scope()).await.expect("the database answers");
        let subjects: Vec<String> = stream(&t).await.into_iter().map(|event| event.subject).collect();
        let expected: Vec<String> = (0..50).map(|number| format!("inv_{number:02}")).collect();
        assert_eq!(subjects, expected);
        until("the lease may be taken", async || {
            one.release(&t.scope()).await.expect("the database answers");
            true
        })
        .await;
    });
}
