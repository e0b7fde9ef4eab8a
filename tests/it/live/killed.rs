//! A replica that is killed with pages open (threats.md row 26): they come to the other with their cursor, and lose and
//! hear twice nothing.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use crate::events::{about, emit_in};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;
use crate::support::socket::{Received, Socket};

const EVENTS: usize = 10_000;
const IN_A_TRANSACTION: usize = 25;
const PAGES: usize = 3;
/// After how many events of the first page a replica is killed.
const KILLED_AFTER: [usize; 4] = [1_000, 3_300, 6_100, 8_700];

const SUBSCRIPTION: &str = "subscription($after: Cursor) { portalEvents(after: $after, types: [INVOICE_PAID]) \
    { __typename cursor ... on ResyncEvent { reason } } }";

const JOBS: [(&str, &str); 3] = [
    ("PORTICO_EVENTS__RUN_JOBS", "true"),
    ("PORTICO_EVENTS__LEASE_SECONDS", "1"),
    // The events are of the test's own time.
    ("PORTICO_EVENTS__RETENTION_DAYS", "36500"),
];

/// An open page: it knows the cursor of the last event it has shown, and goes where it is answered.
struct Page {
    caller: Caller,
    open: Option<Socket>,
    cursors: Vec<String>,
    connections: usize,
}

impl Page {
    /// Connects and goes on after the last event.
    async fn connect(&mut self, port: u16) {
        self.caller = self.caller.at_port(port);
        let mut socket = self.caller.live().await;
        let variables = json!({ "after": self.cursors.last() });
        let payload = json!({ "query": SUBSCRIPTION, "variables": variables });
        socket.send(&json!({ "id": "e", "type": "subscribe", "payload": payload })).await;
        self.open = Some(socket);
        self.connections += 1;
    }

    /// Takes events until there are `count` of them, or the connection breaks.
    async fn take(&mut self, count: usize) {
        while self.cursors.len() < count {
            let Some(socket) = &mut self.open else { return };
            match socket.next().await {
                Received::Message(message) => {
                    let event = &message["payload"]["data"]["portalEvents"];
                    assert_eq!(event["__typename"], "InvoiceEvent", "{message}");
                    self.cursors.push(event["cursor"].as_str().expect("a cursor").to_owned());
                }
                Received::Ping | Received::Pong(_) => {}
                Received::Close(..) | Received::Gone => self.open = None,
            }
        }
    }
}

#[test]
fn pages_of_killed_replicas_get_ten_thousand_events_once_and_in_order() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let alice = t.customer().insert().await;
            let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
            let serve = || Program::serve(t.config(), &JOBS);
            let mut replicas = [serve(), serve()];
            let caller = t.anonymous().at_port(replicas[0].port());
            caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
            let mut pages: Vec<Page> = Vec::new();
            for number in 0..PAGES {
                let mut page =
                    Page { caller: caller.clone(), open: None, cursors: Vec::new(), connections: 0 };
                page.connect(replicas[number % 2].port()).await;
                // Answered in turn: once this is, the subscription has begun as well.
                let socket = page.open.as_mut().expect("it is open");
                socket.subscribe("q", "{ __typename }").await;
                while socket.message().await["type"] != "complete" {}
                pages.push(page);
            }

            let writer = async {
                let scope = t.scope();
                for first in (0..EVENTS).step_by(IN_A_TRANSACTION) {
                    let tx = scope.begin().await.expect("the database answers");
                    for number in first..first + IN_A_TRANSACTION {
                        emit_in(&tx, about(alice.id, &format!("inv_{number}"))).await;
                    }
                    tx.commit().await.expect("the database answers");
                }
            };
            let readers = async {
                for (turn, until) in KILLED_AFTER.into_iter().enumerate() {
                    let victim = turn % 2;
                    for page in &mut pages {
                        page.take(until).await;
                    }
                    replicas[victim].kill();
                    let stays = replicas[1 - victim].port();
                    for page in &mut pages {
                        // What was on its way to it still counts.
                        if page.caller.port() != stays {
                            page.take(EVENTS).await;
                            page.connect(stays).await;
                        }
                    }
                    replicas[victim] = serve();
                }
                for page in &mut pages {
                    page.take(EVENTS).await;
                    // On a busy machine a page that had to wait for its turn here is one that answers no ping.
                    while page.cursors.len() < EVENTS {
                        page.connect(replicas[0].port()).await;
                        page.take(EVENTS).await;
                    }
                }
            };
            tokio::join!(writer, readers);

            let stored = crate::events::stress::stored(&t).await;
            for page in &pages {
                assert!(page.connections > KILLED_AFTER.len() / 2, "{}", page.connections);
                let subjects = page.cursors.iter().map(|cursor| stored[&format!("\"{cursor}\"")].as_str());
                let expected: Vec<String> = (0..EVENTS).map(|number| format!("inv_{number}")).collect();
                assert!(subjects.eq(expected.iter().map(String::as_str)), "lost, doubled or turned round");
            }
            for replica in replicas {
                replica.stop();
            }
        },
    );
}
