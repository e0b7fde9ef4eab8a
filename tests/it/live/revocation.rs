//! Live connections end with their session, wherever it ends (threats.md row 9).

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use crate::support::app::{Backing, Services, TestApp, on_own_server, on_own_services};
use crate::support::caller::Caller;
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::program::Program;
use crate::support::socket::{Received, Socket};

// Of sessions alone: a sign-in from a new device is a notification as well, which comes when it will.
const EVENTS: &str = "subscription { portalEvents(types: [SESSION_STARTED, SESSION_ENDED]) { __typename } }";
const SIGN_OUT: &str = "mutation { signOut { signedOut } }";
const REVOKE_OTHERS: &str = "mutation { revokeOtherSessions { revokedCount } }";

/// Ten times the second that is promised.
const PROMISE: Duration = Duration::from_secs(10);

/// A connection that listens to events, and has heard the first: somebody else's sign-in must follow the subscription.
async fn listening(caller: &Caller) -> Socket {
    let mut socket = caller.live().await;
    socket.subscribe("e", EVENTS).await;
    // Answered in turn: once this is, the subscription has begun as well.
    socket.subscribe("q", "{ __typename }").await;
    loop {
        let message = socket.message().await;
        assert_ne!(message["type"], "error", "{message}");
        if message["type"] == "complete" {
            return socket;
        }
    }
}

/// Reads to the end: no event, then the close code.
async fn ended(socket: &mut Socket) -> u16 {
    let code = socket.closed().await;
    assert_eq!(socket.next().await, Received::Gone);
    code
}

both!(
    every_mutation_that_ends_a_session_closes_its_connections,
    |config| config.events.run_jobs = true,
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        let mut socket = listening(&caller).await;
        let other = t.sign_in_as(&login).await;
        assert_eq!(socket.message().await["payload"]["data"]["portalEvents"]["__typename"], "SessionEvent");
        other.gql(REVOKE_OTHERS, json!({})).await.ok();
        assert_eq!(ended(&mut socket).await, 4401);

        let mut socket = listening(&other).await;
        other.gql(SIGN_OUT, json!({})).await.ok();
        // The end of the sessions before may be told of only now.
        let closed = loop {
            match socket.next().await {
                Received::Message(_) => {}
                end => break end,
            }
        };
        assert!(matches!(closed, Received::Close(4401, _)), "{closed:?}");

        // Over the connection itself, too.
        let caller = t.sign_in_as(&login).await;
        let mut socket = caller.live().await;
        socket.subscribe("out", SIGN_OUT).await;
        while let Received::Message(message) = socket.next().await {
            assert_ne!(message["type"], "error", "{message}");
        }
        assert_eq!(caller.who().await, None);
    }
);

both!(
    a_session_expires_with_a_connection_open,
    |config| config.live.recheck_seconds = 1,
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let mut socket = t.sign_in_as(&login).await.live().await;
        t.advance(TimeDelta::minutes(20));
        // Looked up at least once meanwhile, which is no sign of life.
        assert!(socket.is_silent(Duration::from_millis(1500)).await);
        t.advance(TimeDelta::minutes(11));
        assert_eq!(ended(&mut socket).await, 4401);
    }
);

/// A caller who has signed in at a replica: its clock is not the test's.
async fn signed_in_at(replica: &Program, t: &TestApp, login: &Login) -> Caller {
    let caller = t.anonymous().at_port(replica.port());
    caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
    caller
}

async fn many(caller: &Caller, count: usize) -> Vec<Socket> {
    let mut sockets = Vec::with_capacity(count);
    // Not all at once: a server refuses what is beyond its capacity.
    while sockets.len() < count {
        sockets.extend(join_all((0..50).map(|_| listening(caller))).await);
    }
    sockets
}

const ROOM: [(&str, &str); 3] = [
    ("PORTICO_LIVE__MAX_PER_ACCOUNT", "1000"),
    ("PORTICO_LIVE__MAX_PER_ADDRESS", "1000"),
    ("PORTICO_EVENTS__RUN_JOBS", "true"),
];

#[test]
fn five_hundred_connections_on_one_replica_close_when_their_session_ends_on_the_other() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let replicas = [Program::serve(t.config(), &ROOM), Program::serve(t.config(), &ROOM)];
            let login = t.account().staff(LinkRole::Support).insert().await;
            let here = signed_in_at(&replicas[0], &t, &login).await;
            let mut sockets = many(&here, 500).await;
            let there = signed_in_at(&replicas[1], &t, &login).await;
            for socket in &mut sockets {
                assert_eq!(socket.message().await["id"], "e", "each has heard of the sign-in");
            }

            let started = Instant::now();
            there.gql(REVOKE_OTHERS, json!({})).await.ok();
            // An event that every one of them would have got.
            signed_in_at(&replicas[1], &t, &login).await;
            for socket in &mut sockets {
                assert_eq!(ended(socket).await, 4401);
            }
            let took = started.elapsed();
            assert!(took < PROMISE, "{took:?}");
            eprintln!("500 connections closed and read to their end within {took:?}");
            for replica in replicas {
                replica.stop();
            }
        },
    );
}

#[test]
fn what_was_not_heard_is_asked_for() {
    let configure = |config: &mut portico::config::Config| config.live.recheck_seconds = 3_600;
    on_own_services(module_path!(), configure, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        let mut socket = caller.live().await;
        // It takes half a second before it listens again; what is said meanwhile is lost.
        services.redis.cut_off_listeners();
        caller.gql(SIGN_OUT, json!({})).await.ok();
        assert_eq!(ended(&mut socket).await, 4401, "found by asking when it hears again");
    });
}

#[test]
fn a_server_that_stops_closes_its_connections_first() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let mut replica = Program::serve(t.config(), &ROOM);
            let login = t.account().staff(LinkRole::Support).insert().await;
            let caller = signed_in_at(&replica, &t, &login).await;
            let mut sockets = many(&caller, 50).await;
            let stopped = Instant::now();
            replica.terminate();
            for socket in &mut sockets {
                assert_eq!(socket.closed().await, 1001);
            }
            drop(sockets);
            assert!(replica.wait().success());
            assert!(stopped.elapsed() < PROMISE, "an open connection does not hold it up");
        },
    );
}
