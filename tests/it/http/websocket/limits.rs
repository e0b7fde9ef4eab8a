//! What a connection may take, and how many there may be.

use std::time::{Duration, Instant};

use portico::http::{LiveSettings, Settings};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::super::raw;
use super::super::toy::{Deeds, SESSION, TestServer, until};
use super::{open, ready};
use crate::support::socket::{Received, Socket, frame};

fn with(live: LiveSettings) -> TestServer {
    TestServer::with(Settings { live, ..Settings::default() })
}

async fn refused(server: &TestServer) -> (u16, String) {
    let answer = Socket::open(server.port, "127.0.0.1", "").await.err().expect("refused");
    (raw::status(&answer), answer)
}

#[tokio::test]
async fn places_are_counted_and_given_back() {
    let server = with(LiveSettings { max_per_address: 2, ..LiveSettings::default() });
    let first = open(&server, "").await;
    let _second = ready(&server).await;
    let (status, answer) = refused(&server).await;
    assert!(status == 429 && answer.contains("RATE_LIMITED") && answer.contains("retry-after: "), "{answer}");
    drop(first);
    let gone = Instant::now();
    while Socket::open(server.port, "127.0.0.1", "").await.is_err() {
        assert!(gone.elapsed() < Duration::from_secs(10), "the place of a connection that left is free");
    }

    let server = with(LiveSettings { max_connections: 1, ..LiveSettings::default() });
    let _first = open(&server, "").await;
    let (status, answer) = refused(&server).await;
    assert!(status == 503 && answer.contains("OVERLOADED"), "{answer}");
    server.assert_alive().await;
}

#[tokio::test]
async fn an_account_has_its_own_limit() {
    let server = with(LiveSettings { max_per_account: 1, ..LiveSettings::default() });
    let [alice, her_phone, bob] = [server.sign_in(7).await, server.sign_in(7).await, server.sign_in(8).await];
    let mut first = super::ready_with(&server, alice.token.expose().expose_secret()).await;
    let mut second = open(&server, "").await;
    second.say_init(Some(her_phone.token.expose().expose_secret())).await;
    assert_eq!(second.next().await, Received::Close(4403, "Too many connections".to_owned()));
    let _other = super::ready_with(&server, bob.token.expose().expose_secret()).await;
    first.send(&json!({"type": "ping"})).await;
    assert_eq!(first.message().await["type"], "pong", "the first one stays");
}

#[tokio::test]
async fn a_connection_runs_so_many_operations_at_once() {
    let server = with(LiveSettings { max_operations: 2, ..LiveSettings::default() });
    let mut socket = ready(&server).await;
    for id in ["1", "2", "3"] {
        socket.subscribe(id, "subscription { said }").await;
    }
    let error = socket.message().await;
    assert_eq!((&error["id"], &error["type"]), (&json!("3"), &json!("error")));
    assert_eq!(error["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    until(&server.deeds.subscriptions, 2).await;
    socket.send(&json!({"id": "1", "type": "complete"})).await;
    until(&server.deeds.subscriptions, 1).await;
    socket.subscribe("3", "subscription { said }").await;
    until(&server.deeds.subscriptions, 2).await;
    server.said.send("x".to_owned()).expect("somebody listens");
    let ids = [socket.message().await["id"].clone(), socket.message().await["id"].clone()];
    assert!(ids.contains(&json!("2")) && ids.contains(&json!("3")), "{ids:?}");
}

#[tokio::test]
async fn operations_count_against_the_load_limit_and_have_a_deadline() {
    let settings = Settings { max_in_flight: 1, deadline: Duration::from_millis(400), ..Settings::default() };
    let server = TestServer::with(settings);
    let mut socket = ready(&server).await;
    socket.subscribe("slow", "{ forever }").await;
    until(&server.deeds.waiting, 1).await;
    socket.subscribe("shed", "{ caller }").await;
    let shed = socket.message().await;
    assert_eq!(
        (&shed["id"], &shed["payload"][0]["extensions"]["code"]),
        (&json!("shed"), &json!("OVERLOADED"))
    );
    let late = socket.message().await;
    assert_eq!(late["payload"][0]["extensions"]["code"], "DEADLINE_EXCEEDED");
    until(&server.deeds.cancelled, 1).await;
    // A subscription may last: its deadline is for its beginning.
    socket.subscribe("long", "subscription { said }").await;
    until(&server.deeds.subscriptions, 1).await;
    assert!(socket.is_silent(Duration::from_millis(600)).await);
}

#[tokio::test]
async fn who_leaves_takes_the_work_along() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    socket.subscribe("1", "{ forever }").await;
    socket.subscribe("2", "subscription { said }").await;
    until(&server.deeds.waiting, 1).await;
    until(&server.deeds.subscriptions, 1).await;
    drop(socket);
    until(&server.deeds.cancelled, 1).await;
    until(&server.deeds.subscriptions, 0).await;
}

#[tokio::test]
async fn a_slow_reader_is_cut_off_and_holds_little() {
    let live = LiveSettings { stall: Duration::from_millis(500), ..LiveSettings::default() };
    let server = with(live);
    let mut socket = ready(&server).await;
    socket.subscribe("1", "subscription { flood(size: 30000) }").await;
    until(&server.deeds.subscriptions, 1).await;
    // It does not read. The kernel takes some megabytes, then nothing goes out any more.
    until(&server.deeds.subscriptions, 0).await;
    assert_eq!(server.sessions_watched(), 0);
    server.assert_alive().await;
}

#[tokio::test]
async fn a_reader_who_keeps_up_is_not() {
    let live = LiveSettings { stall: Duration::from_millis(500), ..LiveSettings::default() };
    let server = with(live);
    let mut socket = ready(&server).await;
    socket.subscribe("1", "subscription { flood(size: 30000) }").await;
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(1) {
        assert_eq!(socket.message().await["type"], "next");
    }
}

#[tokio::test]
async fn the_silent_are_pinged_and_then_gone() {
    let server = with(LiveSettings { ping: Duration::from_millis(100), ..LiveSettings::default() });
    let mut socket = ready(&server).await;
    for _ in 0..5 {
        assert_eq!(socket.next().await, Received::Ping);
        socket.bytes(frame(0x8a, b"")).await;
    }
    loop {
        match socket.next().await {
            Received::Ping => {}
            Received::Gone => break,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_stops_says_goodbye_at_once() {
    let mut server = TestServer::start();
    let mut sockets = vec![open(&server, "").await, ready(&server).await];
    sockets[1].subscribe("1", "subscription { said }").await;
    sockets[1].subscribe("2", "{ forever }").await;
    until(&server.deeds.subscriptions, 1).await;
    server.stop.cancel();
    let stopped = Instant::now();
    for socket in &mut sockets {
        assert_eq!(socket.closed().await, 1001);
    }
    drop(sockets);
    server.running.take().expect("it was started").await.expect("no panic").expect("no error");
    assert!(stopped.elapsed() < Duration::from_secs(10), "nothing is waited for in vain");
    assert_eq!(Deeds::count(&server.deeds.subscriptions), 0);
}

#[tokio::test]
async fn messages_are_bounded_more_tightly_before_the_caller_is_known() {
    let server = TestServer::start();
    let padded = |size: usize| json!({"type": "ping", "payload": {"pad": "x".repeat(size)}}).to_string();
    let mut socket = open(&server, "").await;
    socket.text(&padded(7_000)).await;
    assert_eq!(socket.message().await["type"], "pong");
    socket.text(&padded(9_000)).await;
    assert_eq!(socket.closed().await, 1009);

    let mut socket = super::ready_with(&server, SESSION).await;
    socket.text(&padded(200_000)).await;
    assert_eq!(socket.message().await["type"], "pong");
    socket.text(&padded(300_000)).await;
    assert_eq!(socket.closed().await, 1009);
}
