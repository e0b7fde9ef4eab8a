//! Bytes that no well-behaved client sends.

use std::time::Duration;

use portico::http::Settings;
use rand::rngs::StdRng;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use serde_json::json;

use super::super::toy::{Deeds, TestServer};
use super::{open, ready};
use crate::support::socket::{Received, frame};

#[tokio::test]
async fn frames_against_the_rules_close_with_their_code() {
    let server = TestServer::start();
    let ping = br#"{"type":"ping"}"#;
    let unmasked = [&[0x81, 15][..], ping].concat();
    let big = [&[0x81, 0xff][..], &(1_u64 << 40).to_be_bytes(), &[0; 4]].concat();
    let announced = |length: u64| [&[0x81, 0xff][..], &length.to_be_bytes(), &[0; 4]].concat();
    for (name, bytes, code) in [
        ("unmasked", unmasked, 1002),
        ("reserved bits", frame(0xc1, ping), 1002),
        ("unknown opcode", frame(0x83, ping), 1002),
        ("unknown control opcode", frame(0x8b, ping), 1002),
        ("ping in parts", frame(0x09, b""), 1002),
        ("close in parts", frame(0x08, b""), 1002),
        ("long ping", frame(0x89, &[b'x'; 126]), 1002),
        ("nothing to continue", frame(0x80, ping), 1002),
        ("a message within a message", [frame(0x01, ping), frame(0x81, ping)].concat(), 1002),
        ("half a close code", frame(0x88, &[3]), 1002),
        ("a close code that must not be sent", frame(0x88, &1006_u16.to_be_bytes()), 1002),
        ("a close reason that is no text", frame(0x88, &[0x03, 0xe8, 0xff]), 1002),
        ("a length with the first bit set", announced(1 << 63), 1009),
        ("binary", frame(0x82, ping), 1003),
        ("text that is none", frame(0x81, b"\xc3\x28"), 1007),
        ("text that is none in parts", [frame(0x01, b"\xc3"), frame(0x80, b"\x28")].concat(), 1007),
        ("too much, sent", frame(0x81, &vec![b' '; 9_000]), 1009),
        (
            "too much in parts",
            [frame(0x01, &vec![b' '; 5_000]), frame(0x80, &vec![b' '; 5_000])].concat(),
            1009,
        ),
        ("a tebibyte, announced and begun", [big, vec![0; 20_000]].concat(), 1009),
    ] {
        let mut socket = open(&server, "").await;
        socket.bytes(bytes).await;
        assert_eq!(socket.closed().await, code, "{name}");
    }
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
    server.assert_alive().await;
}

#[tokio::test]
async fn parts_are_joined_and_control_frames_may_come_between() {
    let server = TestServer::start();
    let mut socket = open(&server, "").await;
    let whole = json!({"type": "ping", "payload": {"text": "grün"}}).to_string();
    let at = whole.find('ü').expect("there is one") + 1; // within the letter
    let (first, rest) = whole.as_bytes().split_at(at);
    let parts = [frame(0x01, first), frame(0x89, b"between"), frame(0x00, b""), frame(0x80, rest)].concat();
    for byte in parts {
        socket.bytes([byte]).await;
    }
    assert_eq!(socket.next().await, Received::Pong(b"between".to_vec()));
    assert_eq!(socket.message().await["payload"]["text"], "grün");
}

#[tokio::test]
async fn half_a_message_is_not_waited_for() {
    let settings = Settings { body_timeout: Duration::from_millis(300), ..Settings::default() };
    let server = TestServer::with(settings);
    for bytes in [&b"\x81"[..], b"\x81\xff\x00\x00", &frame(0x01, b"{")] {
        let mut socket = ready(&server).await;
        socket.bytes(bytes).await;
        assert_eq!(socket.closed().await, 1008);
    }
}

/// threats.md row 2a, for the JSON; for the document see `live::sockets`.
#[tokio::test]
async fn brackets_without_end_are_refused() {
    let server = TestServer::start();
    let mut socket = ready(&server).await;
    let nested = format!("{}1{}", "[".repeat(60_000), "]".repeat(60_000));
    let payload = format!(r#"{{"query":"{{ caller }}","variables":{{"a":{nested}}}}}"#);
    socket.text(&format!(r#"{{"type":"subscribe","id":"1","payload":{payload}}}"#)).await;
    assert_eq!(socket.closed().await, 4400);
    let mut socket = ready(&server).await;
    socket.text(&format!(r#"{{"type":{nested}}}"#)).await;
    assert_eq!(socket.closed().await, 4400);
    server.assert_alive().await;
}

/// Frames and messages put together at random, and mutilated: whatever comes, the server answers or closes, and lives.
#[tokio::test]
async fn random_bytes_do_no_harm() {
    let server = TestServer::start();
    let mut random = StdRng::seed_from_u64(9);
    let messages = [
        r#"{"type":"connection_init","payload":{"authorization":"Bearer alices-session"}}"#,
        r#"{"id":"1","type":"subscribe","payload":{"query":"subscription { count(to: 2) }"}}"#,
        r#"{"id":"1","type":"complete"}"#,
        r#"{"type":"ping","payload":{}}"#,
        "{\"id\":\"\\ud800\",\"type\":\"complete\"}",
        "",
    ];
    for _ in 0..300 {
        let mut bytes = Vec::new();
        for _ in 0..random.random_range(1..8) {
            let mut payload = messages[random.random_range(0..messages.len())].as_bytes().to_vec();
            if random.random_bool(0.3) && !payload.is_empty() {
                let at = random.random_range(0..payload.len());
                payload[at] = random.random();
            }
            let first = if random.random_bool(0.7) { 0x81 } else { random.random() };
            bytes.extend(frame(first, &payload));
            if random.random_bool(0.2) {
                let at = random.random_range(0..bytes.len());
                bytes[at] = random.random();
            }
        }
        if random.random_bool(0.2) {
            bytes.truncate(random.random_range(0..bytes.len()));
        }
        if random.random_bool(0.1) {
            bytes = vec![0; random.random_range(1..64)];
            random.fill_bytes(&mut bytes);
        }
        let mut socket = open(&server, "").await;
        socket.bytes(bytes).await;
        // Ends the connection where nothing before did.
        socket.bytes(frame(0x88, b"")).await;
        let closed = async { while !matches!(socket.next().await, Received::Close(..) | Received::Gone) {} };
        // What waits for the rest of a frame swallows the close; then the client leaves.
        let _ = tokio::time::timeout(Duration::from_millis(50), closed).await;
    }
    server.assert_alive().await;
}
