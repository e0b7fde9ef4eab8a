//! A connection ends with the session it was opened with (threats.md row 9).

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use portico::http::{LiveSettings, Settings};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::super::toy::{Deeds, TestServer, until};
use super::{open, ready_with};
use crate::support::socket::{Received, Socket};

fn roomy() -> Settings {
    let live = LiveSettings { max_per_account: 1000, max_per_address: 1000, ..LiveSettings::default() };
    Settings { live, max_connections_per_address: 1000, ..Settings::default() }
}

async fn listening(server: &TestServer, token: &str) -> Socket {
    let mut socket = ready_with(server, token).await;
    socket.subscribe("1", "subscription { said }").await;
    socket
}

/// Ten times the second that is promised.
const PROMISE: Duration = Duration::from_secs(10);

#[tokio::test]
async fn five_hundred_connections_of_a_session_close_when_it_ends_and_no_event_follows() {
    let server = TestServer::with(roomy());
    let (mine, other) = (server.sign_in(1).await, server.sign_in(1).await);
    let token = mine.token.expose();
    let mut sockets = join_all((0..500).map(|_| listening(&server, token.expose_secret()))).await;
    let mut stays = listening(&server, other.token.expose().expose_secret()).await;
    until(&server.deeds.subscriptions, 501).await;
    server.said.send("before".to_owned()).expect("somebody listens");
    for socket in &mut sockets {
        assert_eq!(socket.message().await["payload"]["data"]["said"], "before");
    }

    let revoked = Instant::now();
    server.revoke(&mine).await;
    server.said.send("after".to_owned()).expect("somebody listens");
    for socket in &mut sockets {
        assert_eq!(socket.next().await, Received::Close(4403, "The token is no longer valid".to_owned()));
        assert_eq!(socket.next().await, Received::Gone);
    }
    assert!(revoked.elapsed() < PROMISE);
    until(&server.deeds.subscriptions, 1).await;
    assert_eq!(stays.message().await["payload"]["data"]["said"], "before");
    assert_eq!(stays.message().await["payload"]["data"]["said"], "after");
    assert_eq!(server.sessions_watched(), 1, "what has closed is not watched");
}

#[tokio::test]
async fn every_way_to_end_a_session_closes_its_connections() {
    let server = TestServer::with(roomy());
    let cookie = async |token: &secrecy::SecretString| {
        let mut socket =
            open(&server, &format!("cookie: __Host-portico={}\r\n", token.expose_secret())).await;
        socket.init(None).await;
        socket
    };
    let [one, kept, other] = [server.sign_in(1).await, server.sign_in(1).await, server.sign_in(1).await];
    let elsewhere = server.sign_in(2).await;
    let [mut first, mut stays, mut second, mut renewed] = [
        cookie(&one.token.expose()).await,
        cookie(&kept.token.expose()).await,
        cookie(&other.token.expose()).await,
        cookie(&elsewhere.token.expose()).await,
    ];
    server.revoke(&one).await;
    assert_eq!(first.next().await, Received::Close(4401, "The session has ended".to_owned()));
    server.revoke_others(&kept).await;
    assert_eq!(second.closed().await, 4401);
    server.renew(&elsewhere).await;
    assert_eq!(renewed.closed().await, 4401, "the value it was opened with is dead");
    stays.send(&json!({"type": "ping"})).await;
    assert_eq!(stays.message().await["type"], "pong");
    server.revoke_all(1).await;
    assert_eq!(stays.closed().await, 4401);
}

#[tokio::test]
async fn a_lost_signal_is_a_delay_only() {
    let recheck = Duration::from_millis(200);
    let live = LiveSettings { recheck, ..LiveSettings::default() };
    let server = TestServer::deaf(Settings { live, ..Settings::default() });
    let session = server.sign_in(1).await;
    let mut socket = listening(&server, session.token.expose().expose_secret()).await;
    until(&server.deeds.subscriptions, 1).await;
    server.revoke(&session).await;
    server.said.send("after".to_owned()).expect("somebody listens");
    assert_eq!(socket.closed().await, 4403, "the event was looked at, too");
}

#[tokio::test]
async fn no_event_is_given_on_trust() {
    // The look at each event finds what the signal did not tell, long before the regular one.
    let server = TestServer::deaf(Settings::default());
    let session = server.sign_in(1).await;
    let mut socket = listening(&server, session.token.expose().expose_secret()).await;
    until(&server.deeds.subscriptions, 1).await;
    server.revoke(&session).await;
    server.said.send("after".to_owned()).expect("somebody listens");
    assert_eq!(socket.closed().await, 4403);

    let session = server.sign_in(1).await;
    let mut socket = listening(&server, session.token.expose().expose_secret()).await;
    until(&server.deeds.subscriptions, 1).await;
    server.deeds.sessions_down.store(true, Ordering::SeqCst);
    server.said.send("in the dark".to_owned()).expect("somebody listens");
    assert_eq!(socket.closed().await, 1013, "the client comes back for the event");
}

#[tokio::test]
async fn an_operation_of_an_ended_session_closes_the_connection() {
    let server = TestServer::deaf(Settings::default());
    let session = server.sign_in(1).await;
    let mut socket = ready_with(&server, session.token.expose().expose_secret()).await;
    server.revoke(&session).await;
    socket.subscribe("1", "mutation { count }").await;
    assert_eq!(socket.closed().await, 4403);
    assert_eq!(Deeds::count(&server.deeds.mutations), 0);
}

#[tokio::test]
async fn who_cannot_be_looked_up_twice_is_let_go() {
    let millis = Duration::from_millis(100);
    let live = LiveSettings { recheck: millis, recheck_retry: millis, ..LiveSettings::default() };
    let server = TestServer::with(Settings { live, ..Settings::default() });
    let session = server.sign_in(1).await;
    let mut socket = ready_with(&server, session.token.expose().expose_secret()).await;
    let looked = Deeds::count(&server.deeds.lookups);
    server.deeds.sessions_down.store(true, Ordering::SeqCst);
    assert_eq!(socket.closed().await, 1013);
    assert!(Deeds::count(&server.deeds.lookups) >= looked + 2, "one failure is forgiven");
}
