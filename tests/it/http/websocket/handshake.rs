//! Which requests become a WebSocket, and whose it then is.

use serde_json::json;

use super::super::raw;
use super::super::toy::{Deeds, PORTAL, SESSION, TestServer};
use super::open;
use crate::support::socket::Socket;

fn cookie(value: &str) -> String {
    format!("cookie: __Host-portico={value}\r\n")
}

#[tokio::test]
async fn a_cookie_counts_from_an_origin_of_ours_and_from_no_browser() {
    let server = TestServer::start();
    for origin in [None, Some("http://127.0.0.1"), Some(PORTAL)] {
        let origin = origin.map(|origin| format!("origin: {origin}\r\n")).unwrap_or_default();
        let mut socket = open(&server, &(origin + &cookie(SESSION))).await;
        socket.init(None).await;
        socket.subscribe("1", "{ caller }").await;
        assert_eq!(
            socket.message().await,
            json!({"id": "1", "type": "next", "payload": {"data": {"caller": "alice"}}})
        );
    }
}

#[tokio::test]
async fn a_foreign_page_gets_no_handshake() {
    let server = TestServer::start();
    for origin in [
        "https://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:8080",
        "https://isp.example.evil.example",
    ] {
        let headers = format!("origin: {origin}\r\n{}", cookie(SESSION));
        let answer = Socket::open(server.port, "127.0.0.1", &headers).await.err().expect("refused");
        assert_eq!(raw::status(&answer), 403, "{origin}");
        assert!(answer.contains("CSRF_PREVENTED"), "{answer}");
        assert!(
            answer.contains("x-request-id: ") && answer.contains("x-content-type-options: nosniff"),
            "{answer}"
        );
    }
    let twice = format!("origin: {PORTAL}\r\norigin: {PORTAL}\r\n");
    assert!(Socket::open(server.port, "127.0.0.1", &twice).await.is_err());
    assert_eq!(Deeds::count(&server.deeds.lookups), 0, "nobody was looked up");
}

#[tokio::test]
async fn only_whole_handshakes_at_the_right_place_are_answered() {
    let server = TestServer::start();
    let whole = [
        ("GET /graphql HTTP/1.1", ""),
        ("host: 127.0.0.1", ""),
        ("connection: Upgrade", ""),
        ("upgrade: websocket", ""),
        ("sec-websocket-version: 13", "8"),
        ("sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", ""),
        ("sec-websocket-protocol: graphql-transport-ws", "graphql-ws"),
    ];
    let request = |lines: &[String]| lines.join("\r\n") + "\r\n\r\n";
    let lines: Vec<String> = whole.iter().map(|(line, _)| (*line).to_owned()).collect();
    assert_eq!(raw::status(&raw::exchange(server.port, request(&lines)).await), 101);

    let with = |at: usize, line: &str| {
        let mut changed = lines.clone();
        changed[at] = line.to_owned();
        request(&changed)
    };
    for (text, status) in [
        (with(0, "GET /other HTTP/1.1"), 404),
        (with(0, "GET /graphql/stream HTTP/1.1"), 404),
        (with(0, "POST /graphql HTTP/1.1"), 400),
        (with(1, "host: elsewhere.example"), 404),
        (with(1, "host: [nonsense]"), 400),
        (with(2, "connection: close"), 400),
        (with(4, "sec-websocket-version: 8"), 400),
        (with(5, "x: y"), 400),
        (with(6, "sec-websocket-protocol: graphql-ws"), 400),
        (with(6, "x: y"), 400),
        (with(6, "sec-websocket-protocol: graphql-transport-ws\r\nauthorization: Bearer with spaces"), 401),
        ("CONNECT 127.0.0.1:80 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".to_owned(), 404),
    ] {
        let answer = raw::exchange(server.port, &text).await;
        assert_eq!(raw::status(&answer), status, "{text}\n{answer}");
    }
    server.assert_alive().await;
}

#[tokio::test]
async fn the_token_may_come_in_a_header_and_the_first_message_goes_before_it() {
    let server = TestServer::start();
    let mut socket = open(&server, &format!("authorization: Bearer {SESSION}\r\n")).await;
    socket.init(None).await;
    let mut socket = open(&server, &format!("authorization: Bearer {SESSION}\r\n")).await;
    socket.say_init(Some("nobody")).await;
    assert_eq!(socket.closed().await, 4403);
}
