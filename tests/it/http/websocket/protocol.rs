//! The messages: what the protocol demands, with its close codes.

use std::time::Duration;

use portico::http::{LiveSettings, Settings};
use serde_json::{Value, json};

use super::super::toy::{Deeds, SESSION, TestServer, until};
use super::{open, ready};
use crate::support::socket::{Received, frame};

#[tokio::test]
async fn queries_mutations_and_subscriptions_run_side_by_side() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    socket.subscribe("events", "subscription { said }").await;
    until(&server.deeds.subscriptions, 1).await;
    socket.subscribe("q", "{ caller }").await;
    assert_eq!(
        socket.message().await,
        json!({"id": "q", "type": "next", "payload": {"data": {"caller": "alice"}}})
    );
    assert_eq!(socket.message().await, json!({"id": "q", "type": "complete"}));
    socket.subscribe("q", "mutation { count }").await;
    assert_eq!(socket.message().await["payload"], json!({"data": {"count": 1}}), "an id is free again");
    assert_eq!(socket.message().await["type"], "complete");

    server.said.send("hello".to_owned()).expect("somebody listens");
    let event = json!({"id": "events", "type": "next", "payload": {"data": {"said": "hello"}}});
    assert_eq!(socket.message().await, event);
    socket.send(&json!({"id": "events", "type": "complete"})).await;
    until(&server.deeds.subscriptions, 0).await;
    assert!(server.said.send("to nobody".to_owned()).is_err());
    assert!(socket.is_silent(Duration::from_millis(50)).await);

    socket.subscribe("n", "subscription { count(to: 3) }").await;
    for number in 1..=3 {
        assert_eq!(socket.message().await["payload"]["data"]["count"], number);
    }
    assert_eq!(socket.message().await, json!({"id": "n", "type": "complete"}));
}

#[tokio::test]
async fn variables_and_names_arrive() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    let payload = json!({
        "query": "query A { caller } query B($n: Int!) { long(length: $n) }",
        "operationName": "B", "variables": {"n": 3}, "extensions": null,
    });
    socket.send(&json!({"id": "\"1\"", "type": "subscribe", "payload": payload})).await;
    let next = socket.message().await;
    assert_eq!((&next["id"], &next["payload"]["data"]["long"]), (&json!("\"1\""), &json!("lor")));
}

#[tokio::test]
async fn what_is_refused_is_an_error_message_and_an_error_of_a_field_is_not() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    for (query, part) in [
        ("{ nothing }", "nothing"),
        ("{", "expected"),
        ("subscription { nothing }", "nothing"),
        ("subscription { closed }", "closed to everybody"),
    ] {
        socket.subscribe("1", query).await;
        let error = socket.message().await;
        assert_eq!((&error["id"], &error["type"]), (&json!("1"), &json!("error")), "{error}");
        let errors = error["payload"].as_array().expect("an array of errors");
        assert!(errors[0]["message"].as_str().is_some_and(|message| message.contains(part)), "{error}");
    }
    socket.subscribe("1", "{ failing }").await;
    let next = socket.message().await;
    assert_eq!((&next["type"], &next["payload"]["data"]), (&json!("next"), &json!(null)));
    assert_eq!(socket.message().await["type"], "complete", "the id was free after each error");
}

#[tokio::test]
async fn a_panic_is_one_error_and_the_connection_lives() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    socket.subscribe("1", "{ boom }").await;
    let error = socket.message().await;
    assert_eq!(error["payload"][0]["extensions"]["code"], "INTERNAL");
    assert!(!error.to_string().contains("canary"), "{error}");
    socket.subscribe("1", "{ caller }").await;
    assert_eq!(socket.message().await["type"], "next");
    // An event that was lost must not be passed over in silence: the client is to connect anew.
    socket.subscribe("2", "subscription { broken }").await;
    assert_eq!(socket.message().await["type"], "complete");
    assert_eq!(socket.closed().await, 1013);
    server.assert_alive().await;
}

#[tokio::test]
async fn pings_are_answered_at_any_time() {
    let server = TestServer::start();
    let mut socket = open(&server, "").await;
    for (ping, pong) in [
        (json!({"type": "ping"}), json!({"type": "pong"})),
        (json!({"type": "ping", "payload": null}), json!({"type": "pong"})),
        (
            json!({"type": "ping", "payload": {"a": [1, "é"]}}),
            json!({"type": "pong", "payload": {"a": [1, "é"]}}),
        ),
    ] {
        socket.send(&ping).await;
        assert_eq!(socket.message().await, pong);
    }
    socket.send(&json!({"type": "pong", "payload": {}})).await;
    socket.bytes(frame(0x89, b"are you there")).await;
    assert_eq!(socket.next().await, Received::Pong(b"are you there".to_vec()));
}

#[tokio::test]
async fn every_breach_has_its_code() {
    let server = TestServer::start();
    let subscribe = |id: Value, payload: Value| json!({"id": id, "type": "subscribe", "payload": payload});
    let query = json!({"query": "{ caller }"});
    for (message, code) in [
        (json!({"type": "connection_init"}), 4429),
        (json!({"type": "hello"}), 4400),
        (json!({"type": "next", "id": "1"}), 4400),
        (json!({"type": 1}), 4400),
        (json!({"id": "1"}), 4400),
        (json!([{"type": "ping"}]), 4400),
        (json!("ping"), 4400),
        (json!({"type": "ping", "payload": "text"}), 4400),
        (json!({"type": "subscribe", "payload": query}), 4400),
        (subscribe(json!(""), query.clone()), 4400),
        (subscribe(json!("x".repeat(129)), query.clone()), 4400),
        (subscribe(json!(1), query.clone()), 4400),
        (subscribe(json!("1"), json!(null)), 4400),
        (subscribe(json!("1"), json!({})), 4400),
        (subscribe(json!("1"), json!({"query": 1})), 4400),
        (subscribe(json!("1"), json!([{"query": "{ caller }"}])), 4400),
        (subscribe(json!("1"), json!({"query": "{ caller }", "variables": []})), 4400),
        (json!({"type": "complete"}), 4400),
    ] {
        let mut socket = ready(&server).await;
        socket.send(&message).await;
        assert_eq!(socket.closed().await, code, "{message}");
        assert_eq!(socket.next().await, Received::Gone);
    }
    for text in ["", "{", "{\"type\":\"ping\",\"type\":\"ping\"}", "{\"type\":\"ping\"} x", "\u{feff}{}"] {
        let mut socket = ready(&server).await;
        socket.text(text).await;
        assert_eq!(socket.closed().await, 4400, "{text:?}");
    }
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
}

#[tokio::test]
async fn an_id_is_used_once_at_a_time() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    socket.subscribe("same", "subscription { said }").await;
    socket.subscribe("same", "{ caller }").await;
    match socket.next().await {
        Received::Close(code, reason) => {
            assert_eq!((code, reason.as_str()), (4409, "Subscriber for same already exists"));
        }
        other => panic!("{other:?}"),
    }
    until(&server.deeds.subscriptions, 0).await;
}

#[tokio::test]
async fn nobody_subscribes_before_the_acknowledgement() {
    let server = TestServer::start();
    let mut socket = open(&server, "").await;
    socket.subscribe("1", "{ caller }").await;
    assert_eq!(socket.closed().await, 4401);

    assert_eq!(Deeds::count(&server.deeds.executions), 0);
}

#[tokio::test]
async fn credentials_are_demanded_and_in_time() {
    let settings = LiveSettings { init: Duration::from_millis(300), ..LiveSettings::default() };
    let server = TestServer::with(Settings { live: settings, ..Settings::default() });
    let init = |payload: Value| json!({"type": "connection_init", "payload": payload});
    for (payload, code) in [
        (json!(null), 4401),
        (json!({}), 4401),
        (json!({"token": SESSION}), 4401),
        (json!({"authorization": "Bearer nobody"}), 4403),
        (json!({"authorization": SESSION}), 4403),
        (json!({"authorization": ["Bearer", SESSION]}), 4403),
        (json!({"authorization": format!("Basic {SESSION}")}), 4403),
        (json!({"authorization": "Bearer "}), 4403),
        (json!({"authorization": "Bearer the-store-is-down"}), 1013),
        (json!("text"), 4400),
    ] {
        let mut socket = open(&server, "").await;
        socket.send(&init(payload.clone())).await;
        assert_eq!(socket.closed().await, code, "{payload}");
    }
    let mut stale = open(&server, "cookie: __Host-portico=no-more\r\n").await;
    stale.init_refused(4403).await;

    let mut silent = open(&server, "").await;
    silent.send(&json!({"type": "ping"})).await;
    assert_eq!(silent.message().await["type"], "pong", "a ping does not count");
    assert_eq!(silent.closed().await, 4408);
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
}

#[tokio::test]
async fn a_mutation_that_changes_the_session_cannot_hand_it_out() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    socket.subscribe("1", "mutation { signIn }").await;
    assert_eq!(socket.closed().await, 4403, "the toy does not refuse it beforehand, as a backend must");
}

#[tokio::test]
async fn goodbye_is_answered() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    socket.bytes(frame(0x88, &[0x03, 0xe8, b'b', b'y', b'e'])).await;
    assert_eq!(socket.next().await, Received::Close(1000, "bye".to_owned()));
    assert_eq!(socket.next().await, Received::Gone);
}
