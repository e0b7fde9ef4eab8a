//! Bodies, times and load (threats.md row 14).

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use portico::http::Settings;

use super::raw::{self, Connection};
use super::toy::{Deeds, TestServer, answer, refusal, until};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn post(server: &TestServer, coding: &str, body: Vec<u8>) -> reqwest::RequestBuilder {
    let request =
        crate::support::http_client().post(server.url("/graphql")).header("content-type", "application/json");
    let request = if coding.is_empty() { request } else { request.header("content-encoding", coding) };
    request.body(body)
}

fn padded(length: usize) -> Vec<u8> {
    let mut body = br#"{"query":"{ caller }"}"#.to_vec();
    body.resize(length, b' ');
    body
}

#[tokio::test]
async fn a_body_of_256_kib_is_read_and_one_byte_more_is_not() {
    let server = TestServer::start();
    for coding in ["", "gzip"] {
        let body = |length| if coding.is_empty() { padded(length) } else { gzip(&padded(length)) };
        assert_eq!(answer(post(&server, coding, body(256 << 10))).await.0, 200, "{coding:?}");
        let over = refusal(post(&server, coding, body((256 << 10) + 1))).await;
        assert_eq!(over, (413, "PAYLOAD_TOO_LARGE".to_owned()), "{coding:?}");
    }
}

#[tokio::test]
async fn a_zip_bomb_is_a_body_too_large() {
    let server = TestServer::start();
    let bomb = gzip(&padded(100 << 20));
    assert!(bomb.len() < 128 << 10);
    assert_eq!(refusal(post(&server, "gzip", bomb)).await, (413, "PAYLOAD_TOO_LARGE".to_owned()));
    server.assert_alive().await;
}

#[tokio::test]
async fn other_codings_and_broken_ones_are_refused() {
    let server = TestServer::start();
    for coding in ["br", "deflate", "zstd", "gzip, gzip", "nonsense"] {
        let response = post(&server, coding, padded(100)).send().await.expect("an answer");
        assert_eq!(response.status(), 415, "{coding}");
        assert_eq!(response.headers()["accept-encoding"], "gzip");
    }
    assert_eq!(refusal(post(&server, "gzip", padded(100))).await, (400, "BAD_USER_INPUT".to_owned()));
}

#[tokio::test]
async fn fifty_megabytes_are_refused_without_reading_them() {
    let server = TestServer::start();
    let head = "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";
    let mut announced = Connection::open(server.port).await;
    announced.send(format!("{head}content-length: 52428800\r\n\r\n")).await;
    assert_eq!(raw::status(&announced.answer().await), 413, "from the announcement alone");

    let mut chunked = Connection::open(server.port).await;
    chunked.send(format!("{head}transfer-encoding: chunked\r\n\r\n")).await;
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    chunked.flood(chunk.as_bytes(), 800).await;
    assert_eq!(raw::status(&chunked.answer().await), 413, "without the end of the body");
    server.assert_alive().await;
}

#[tokio::test]
async fn a_refused_body_cannot_drip_on_for_ever() {
    let settings = Settings { head_timeout: Duration::from_secs(1), max_body: 16, ..Settings::default() };
    let server = TestServer::with(settings);
    let mut connection = Connection::open(server.port).await;
    let head = "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";
    connection.send(format!("{head}transfer-encoding: chunked\r\n\r\n20\r\n{}\r\n", " ".repeat(32))).await;
    assert_eq!(raw::status(&connection.answer().await), 413);
    let dripping = async {
        while connection.flood(b"1\r\n \r\n", 1).await > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), dripping).await.expect("the server closes the connection");
}

#[tokio::test]
async fn a_client_that_does_not_read_is_left() {
    let settings = Settings {
        head_timeout: Duration::from_secs(1),
        keep_alive: Duration::from_secs(1),
        ..Settings::default()
    };
    let server = TestServer::with(settings);
    let mut connection = Connection::open(server.port).await;
    connection.send(TestServer::text("{ long(length: 30000000) }")).await;
    // Making so long an answer takes a while; it is the sending that is waited for here.
    connection.until("HTTP/1.1 200").await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let read = connection.drain().await;
    assert!(read < 30_000_000, "{read} bytes were still sent");
}

#[tokio::test]
async fn a_client_that_sips_is_left() {
    let settings = Settings { send_grace: Duration::from_secs(1), send_rate: 1 << 20, ..Settings::default() };
    let server = TestServer::with(settings);
    let mut connection = Connection::open(server.port).await;
    connection.send(TestServer::text("{ long(length: 30000000) }")).await;
    // Some bytes every now and then, which the time between two parts of an answer would allow for ever.
    let sipped = tokio::time::timeout(Duration::from_secs(20), connection.sip(1 << 10)).await;
    let read = sipped.expect("the server closes the connection");
    assert!(read < 30_000_000, "{read} bytes were still sent");
    server.assert_alive().await;
}

#[tokio::test]
async fn a_client_that_reads_at_the_rate_gets_everything() {
    let settings = Settings { send_grace: Duration::from_secs(2), send_rate: 1 << 20, ..Settings::default() };
    let server = TestServer::with(settings);
    let (status, text) = answer(server.post("{ long(length: 12000000) }")).await;
    assert!(status == 200 && text.len() > 12_000_000, "{} bytes", text.len());
}

#[tokio::test]
async fn an_address_has_its_share_of_the_connections() {
    let server = TestServer::with(Settings { max_connections_per_address: 3, ..Settings::default() });
    let mut idle = Vec::new();
    for _ in 0..3 {
        let mut connection = Connection::open(server.port).await;
        connection.send(TestServer::text("{ caller }")).await;
        assert_eq!(raw::status(&connection.answer().await), 200);
        idle.push(connection);
    }
    Connection::open(server.port).await.closed().await;
    idle.pop();
    let again = async {
        while server.post("{ caller }").send().await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), again).await.expect("a place is free again");

    let trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    let settings = Settings { max_connections_per_address: 3, trusted_proxies, ..Settings::default() };
    let server = TestServer::with(settings);
    for _ in 0..6 {
        let mut connection = Connection::open(server.port).await;
        connection.send(TestServer::text("{ caller }")).await;
        assert_eq!(raw::status(&connection.answer().await), 200, "behind a proxy is everybody");
        idle.push(connection);
    }
}

#[tokio::test]
async fn who_has_sent_nothing_good_is_not_waited_for() {
    let settings = Settings { head_timeout: Duration::from_secs(1), ..Settings::default() };
    let server = TestServer::with(settings);
    let mut silent = Connection::open(server.port).await;
    let mut refused = Connection::open(server.port).await;
    refused.send("GET /nowhere HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n").await;
    assert_eq!(raw::status(&refused.answer().await), 404);
    let mut good = Connection::open(server.port).await;
    good.send(TestServer::text("{ caller }")).await;
    assert_eq!(raw::status(&good.answer().await), 200);
    // Both within their second and not the 75 that a good client gets.
    silent.closed().await;
    refused.closed().await;
    good.send(TestServer::text("{ caller }")).await;
    assert_eq!(raw::status(&good.answer().await), 200);
}

#[tokio::test]
async fn a_handler_is_not_hurried_by_the_connection() {
    let settings = Settings { head_timeout: Duration::from_secs(1), ..Settings::default() };
    let server = TestServer::with(settings);
    let mut connection = Connection::open(server.port).await;
    let text = TestServer::text("{ slow(ms: 2500) }");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    connection.send(format!("{head}\r\nexpect: 100-continue\r\n\r\n")).await;
    connection.send(body).await;
    let text = connection.until("slow").await;
    assert!(text.contains("100 Continue") && text.contains(r#"{"data":{"slow":true}}"#), "{text}");
}

#[tokio::test]
async fn slow_bodies_are_given_up() {
    let settings = Settings { body_timeout: Duration::from_millis(300), ..Settings::default() };
    let server = TestServer::with(settings);
    let mut connection = Connection::open(server.port).await;
    let text = TestServer::text("{ caller }");
    let (head, rest) = text.split_at(text.len() - 5);
    connection.send(head).await;
    let started = Instant::now();
    // a byte now and then does not buy more time
    let dripping = async {
        for byte in rest[..4].bytes() {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if started.elapsed() < Duration::from_millis(300) {
                connection.send([byte]).await;
            }
        }
    };
    dripping.await;
    let text = connection.answer().await;
    assert_eq!(raw::status(&text), 408, "{text}");
    assert!(text.contains("DEADLINE_EXCEEDED"));
    assert!(started.elapsed() < Duration::from_secs(3));
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
    connection.closed().await;
}

#[tokio::test]
async fn slow_heads_are_given_up() {
    let settings = Settings { head_timeout: Duration::from_secs(1), ..Settings::default() };
    let server = TestServer::with(settings);
    let mut first = Connection::open(server.port).await;
    first.send("POST /graphql HTTP/1.1\r\nhost: 127").await;
    assert_eq!(raw::status(&first.answer().await), 408);
    first.closed().await;

    let mut second = Connection::open(server.port).await;
    second.send(TestServer::text("{ caller }")).await;
    assert_eq!(raw::status(&second.answer().await), 200);
    second.send("POST /graphql HTTP/1.1\r\nhost: 127").await;
    second.closed().await;
}

#[tokio::test]
async fn past_its_capacity_the_server_refuses_at_once() {
    let server = TestServer::with(Settings { max_in_flight: 2, ..Settings::default() });
    let waiting: Vec<_> = (0..2).map(|_| tokio::spawn(server.post("{ forever }").send())).collect();
    until(&server.deeds.waiting, 2).await;
    let response = server.post("{ caller }").send().await.expect("an answer");
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (503, &"1".parse().expect("valid"))
    );
    assert_eq!(refusal(server.post("{ caller }")).await, (503, "OVERLOADED".to_owned()));
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    until(&server.deeds.cancelled, 2).await;
    server.assert_alive().await;
}

#[tokio::test]
async fn the_deadline_cancels_the_work() {
    let server = TestServer::with(Settings { deadline: Duration::from_millis(200), ..Settings::default() });
    assert_eq!(refusal(server.post("{ forever }")).await, (503, "DEADLINE_EXCEEDED".to_owned()));
    until(&server.deeds.cancelled, 1).await;
}

#[tokio::test]
async fn a_client_that_leaves_cancels_its_work() {
    let server = TestServer::start();
    let mut connection = Connection::open(server.port).await;
    connection.send(TestServer::text("{ forever }")).await;
    until(&server.deeds.waiting, 1).await;
    assert_eq!(Deeds::count(&server.deeds.cancelled), 0);
    drop(connection);
    until(&server.deeds.cancelled, 1).await;
    server.assert_alive().await;
}
