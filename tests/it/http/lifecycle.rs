//! Starting, failing and stopping.

use std::time::{Duration, Instant};

use portico::http::Settings;
use tokio::net::TcpStream;

use super::raw::{self, Connection};
use super::toy::{TestServer, answer, refusal, until};

#[tokio::test]
async fn a_panic_is_one_answer_and_the_server_lives() {
    let server = TestServer::start();
    for accept in ["application/json", "application/graphql-response+json"] {
        let response = server.post("{ boom }").header("accept", accept).send().await.expect("an answer");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert_eq!(response.headers()["x-request-id"].len(), 32);
        assert!(!response.text().await.expect("a body").contains("canary"));
        assert_eq!(refusal(server.post("{ boom }")).await, (500, "INTERNAL".to_owned()));
    }
    server.assert_alive().await;
}

#[tokio::test]
async fn health_is_told_inside_only() {
    let server = TestServer::start();
    let inside = |path: &str| {
        crate::support::http_client().get(format!("http://127.0.0.1:{}{path}", server.internal_port))
    };
    assert_eq!(answer(inside("/healthz")).await, (200, r#"{"status":"ok","checks":[]}"#.to_owned()));
    let ready = r#"{"status":"ready","checks":[{"name":"database","ok":true,"detail":""}]}"#;
    assert_eq!(answer(inside("/readyz")).await, (200, ready.to_owned()));
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(answer(server.get(path)).await.0, 404, "{path}");
    }
    assert_eq!(answer(inside("/graphql")).await.0, 404);

    let server = TestServer::ready(Settings::default(), false);
    let inside =
        crate::support::http_client().get(format!("http://127.0.0.1:{}/readyz", server.internal_port));
    let (status, body) = answer(inside).await;
    assert_eq!(status, 503);
    assert!(body.starts_with(r#"{"status":"not ready""#), "{body}");
}

#[tokio::test]
async fn requests_under_way_finish_and_new_ones_are_refused() {
    let mut server = TestServer::start();
    let mut idle = Connection::open(server.port).await;
    idle.send(TestServer::text("{ caller }")).await;
    assert_eq!(raw::status(&idle.answer().await), 200);
    let mut busy = Connection::open(server.port).await;
    busy.send(TestServer::text("{ slow(ms: 1500) }")).await;
    until(&server.deeds.waiting, 1).await;

    server.stop.cancel();
    let stopped = Instant::now();
    idle.closed().await;
    while TcpStream::connect(("127.0.0.1", server.port)).await.is_ok() {
        assert!(stopped.elapsed() < Duration::from_secs(1), "new connections are still taken");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let readyz = format!("http://127.0.0.1:{}/readyz", server.internal_port);
    let (status, body) = answer(crate::support::http_client().get(readyz)).await;
    assert!(status == 503 && body.contains("stopping"), "{status} {body}");

    let text = busy.answer().await;
    assert!(text.contains(r#"{"data":{"slow":true}}"#), "{text}");
    assert!(text.to_lowercase().contains("connection: close"), "{text}");
    let running = server.running.take().expect("it was started");
    running.await.expect("no panic").expect("no error");
    assert!(stopped.elapsed() < Duration::from_secs(5), "nothing is waited for in vain");
}

#[tokio::test]
async fn draining_is_bounded() {
    let mut server = TestServer::with(Settings { drain: Duration::from_secs(1), ..Settings::default() });
    let mut stuck = Connection::open(server.port).await;
    stuck.send(TestServer::text("{ forever }")).await;
    until(&server.deeds.waiting, 1).await;
    let stopped = Instant::now();
    server.stop.cancel();
    let running = server.running.take().expect("it was started");
    running.await.expect("no panic").expect("no error");
    assert!(stopped.elapsed() < Duration::from_secs(4));
    until(&server.deeds.cancelled, 1).await;
}
