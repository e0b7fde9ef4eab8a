//! Ten thousand events, each once and in order, for a page that is thrown from one replica to the other.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::{MemberRole, Role};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use tokio::sync::Mutex;

use super::{about, emit_in};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::replica::EVENTS;

const WRITERS: usize = 8;
const SUBJECTS: usize = 40;
const EVENTS_OF_A_SUBJECT: usize = 250;

#[test]
fn ten_thousand_events_come_once_and_in_order_across_replicas() {
    on_own_server(
        Backing::Services,
        "ten thousand",
        |_| {},
        async |t: TestApp| {
            let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
            let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
            let replicas = [t.replica(), t.replica()];
            let roles = [Role::Customer(alice.id, MemberRole::Owner)];
            let pages = [replicas[0].page(login.id, &roles).await, replicas[1].page(login.id, &roles).await];
            let start = pages[0].cursor().await;

            // Each subject has one writer at a time, as a row's lock would have it; transactions of different sizes commit
            // in any order, some of them not at all.
            let subjects: Vec<_> = (0..SUBJECTS).map(|_| Arc::new(Mutex::new(0_usize))).collect();
            let writers = (0..WRITERS).map(|writer| {
                let (t, subjects) = (t.clone(), subjects.clone());
                async move {
                    let mut dice = StdRng::seed_from_u64(writer as u64);
                    let scope = t.scope();
                    let mut left: Vec<usize> = (writer..SUBJECTS).step_by(WRITERS).collect();
                    while !left.is_empty() {
                        let at = dice.random_range(0..left.len());
                        let subject = left[at];
                        let mut done = subjects[subject].lock().await;
                        let size = dice.random_range(1..=25).min(EVENTS_OF_A_SUBJECT - *done);
                        let tx = scope.begin().await.expect("the database answers");
                        for number in *done..*done + size {
                            emit_in(&tx, about(alice.id, &format!("inv_{subject}.{number}"))).await;
                        }
                        if dice.random_bool(0.1) {
                            emit_in(&tx, about(bob.id, "inv_of_bob")).await;
                        }
                        if dice.random_bool(0.1) {
                            drop(tx);
                            continue;
                        }
                        tx.commit().await.expect("the database answers");
                        *done += size;
                        if *done == EVENTS_OF_A_SUBJECT {
                            left.swap_remove(at);
                        }
                    }
                }
            });
            let reader = async {
                let mut dice = StdRng::seed_from_u64(4_711);
                let (mut last, mut received, mut connections) = (start, Vec::new(), 0);
                while received.len() < SUBJECTS * EVENTS_OF_A_SUBJECT {
                    // A replica that is gone says nothing: the page comes to the other with its last cursor.
                    let page = &pages[connections % 2];
                    connections += 1;
                    let mut open =
                        page.start(EVENTS, json!({ "after": last })).await.expect("a subscription");
                    for _ in 0..dice.random_range(1..=900) {
                        let mut event = open.event().await;
                        assert_eq!(event["__typename"], "InvoiceEvent", "{event}");
                        last = event["cursor"].as_str().expect("a cursor").to_owned();
                        received.push(event["cursor"].take().to_string());
                        if received.len() == SUBJECTS * EVENTS_OF_A_SUBJECT {
                            break;
                        }
                    }
                }
                (received, connections)
            };
            let (_, (received, connections)) = tokio::join!(join_all(writers), reader);
            assert!(connections > 10, "{connections}");

            // What the cursors that were received stand for.
            let stored = stored(&t).await;
            let subjects: Vec<&str> =
                received.iter().map(|cursor| stored.get(cursor).expect("it was given").as_str()).collect();
            let mut next: HashMap<&str, usize> = HashMap::new();
            for subject in subjects {
                let (subject, number) = subject.split_once('.').expect("as it was written");
                let expected = next.entry(subject).or_default();
                assert_eq!(number.parse(), Ok(*expected), "{subject}: lost, doubled or turned round");
                *expected += 1;
            }
            assert_eq!(next.len(), SUBJECTS);
            assert!(next.values().all(|count| *count == EVENTS_OF_A_SUBJECT));
        },
    );
}

/// The subjects by the text of their cursors.
pub(crate) async fn stored(t: &TestApp) -> HashMap<String, String> {
    use base64::Engine as _;
    use portico::db::Reads as _;
    let events = t.scope();
    let events = events.select::<portico::events::entity::outbox_event::Entity>().all().await;
    let text = |place: i64| {
        format!("\"{}\"", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("e1.{place}")))
    };
    let events = events.expect("the database answers").into_iter();
    events.filter_map(|event| Some((text(event.cursor?), event.subject))).collect()
}
