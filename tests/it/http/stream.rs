//! Server-sent events over a real socket, with a toy schema behind them.

use std::time::{Duration, Instant};

use portico::http::{LiveSettings, Settings};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::raw::{self, Connection};
use super::toy::{Deeds, PORTAL, SESSION, TestServer, answer, refusal, until};
use crate::support::http_client;

fn post(server: &TestServer, query: &str) -> reqwest::RequestBuilder {
    let request = http_client().post(server.url("/graphql/stream"));
    request.header("accept", "text/event-stream").json(&json!({ "query": query }))
}

fn get(server: &TestServer, query: &str) -> reqwest::RequestBuilder {
    let mut url = reqwest::Url::parse(&server.url("/graphql/stream")).expect("a valid URL");
    url.query_pairs_mut().append_pair("query", query);
    http_client().get(url).header("accept", "text/event-stream")
}

fn cookie(value: &str) -> String {
    format!("__Host-portico={value}")
}

/// The text of an event stream without its pings.
async fn events(request: reqwest::RequestBuilder) -> String {
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let text = response.text().await.expect("a body");
    text.strip_prefix(":\n\n").unwrap_or(&text).to_owned()
}

const END: &str = "event: complete\ndata:\n\n";

#[tokio::test]
async fn every_kind_of_operation_is_a_stream_that_completes() {
    let server = TestServer::start();
    let next = |data: &str| format!("event: next\ndata: {{\"data\":{data}}}\n\n");
    assert_eq!(events(post(&server, "{ caller }")).await, next(r#"{"caller":"anonymous"}"#) + END);
    assert_eq!(events(post(&server, "mutation { count }")).await, next(r#"{"count":1}"#) + END);
    let counted: String = (1..=3).map(|n| next(&format!("{{\"count\":{n}}}"))).collect();
    for request in
        [post(&server, "subscription { count(to: 3) }"), get(&server, "subscription { count(to: 3) }")]
    {
        assert_eq!(events(request).await, counted.clone() + END);
    }
    let refused = events(post(&server, "{ nothing }")).await;
    assert!(refused.starts_with("event: next\ndata: {\"errors\":[{") && refused.ends_with(END), "{refused}");
    let closed = events(post(&server, "subscription { closed }")).await;
    assert!(closed.contains("closed to everybody") && closed.ends_with(END), "{closed}");
    until(&server.deeds.subscriptions, 0).await;
}

#[tokio::test]
async fn the_same_rules_decide_who_may_run_what() {
    let server = TestServer::start();
    let with_cookie = |request: reqwest::RequestBuilder| request.header("cookie", cookie(SESSION));
    let caller = async |request| events(request).await.contains("alice");
    assert!(caller(with_cookie(post(&server, "{ caller }"))).await);
    assert!(!caller(with_cookie(get(&server, "{ caller }"))).await, "a foreign page could send this");
    assert!(caller(with_cookie(get(&server, "{ caller }")).header("x-portico-client", "test")).await);
    assert!(caller(get(&server, "{ caller }").bearer_auth(SESSION)).await);

    let foreign = post(&server, "mutation { count }").header("origin", "https://evil.example");
    assert_eq!(refusal(foreign).await, (403, "CSRF_PREVENTED".to_owned()));
    let plain = http_client().post(server.url("/graphql/stream")).header("content-type", "text/plain");
    assert_eq!(refusal(plain.body("{}")).await, (415, "CSRF_PREVENTED".to_owned()));
    assert_eq!(answer(get(&server, "mutation { count }")).await.0, 405);
    assert_eq!(
        refusal(get(&server, "{ caller }").bearer_auth("nobody")).await,
        (401, "UNAUTHENTICATED".to_owned())
    );
    let json_only = get(&server, "{ caller }").header("accept", "application/json");
    assert_eq!(events(json_only).await.len(), events(get(&server, "{ caller }")).await.len());
    let neither =
        http_client().get(server.url("/graphql/stream?query={caller}")).header("accept", "text/html");
    assert_eq!(refusal(neither).await, (406, "BAD_USER_INPUT".to_owned()));
    assert_eq!(answer(http_client().put(server.url("/graphql/stream"))).await.0, 405);
    assert_eq!(Deeds::count(&server.deeds.mutations), 0);

    let allowed = post(&server, "{ caller }").header("origin", PORTAL).send().await.expect("an answer");
    assert_eq!(allowed.headers()["access-control-allow-origin"], PORTAL);
    let signs_in = post(&server, "mutation { signIn }").send().await.expect("an answer");
    assert!(signs_in.headers()["set-cookie"].to_str().is_ok_and(|set| set.contains("a-new-session")));
}

/// Opens a stream on a raw connection and waits until it runs.
async fn open(server: &TestServer, value: &str, query: &str) -> Connection {
    let before = Deeds::count(&server.deeds.subscriptions);
    let body = json!({ "query": query }).to_string();
    let mut connection = Connection::open(server.port).await;
    let head = format!(
        "POST /graphql/stream HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\ncookie: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        cookie(value),
        body.len()
    );
    connection.send(head).await;
    until(&server.deeds.subscriptions, before + 1).await;
    let text = connection.until(":\n\n").await;
    assert!(raw::status(&text) == 200 && text.contains("x-accel-buffering: no"), "{text}");
    connection
}

#[tokio::test]
async fn a_stream_ends_with_the_session() {
    let server = TestServer::start();
    let session = server.sign_in(1).await;
    let mut stream = open(&server, session.token.expose().expose_secret(), "subscription { said }").await;
    server.said.send("before".to_owned()).expect("somebody listens");
    stream.until("before").await;
    let revoked = Instant::now();
    server.revoke(&session).await;
    server.said.send("after".to_owned()).expect("somebody listens");
    let rest = stream.until("event: complete").await;
    assert!(rest.contains("UNAUTHENTICATED") && !rest.contains("after"), "{rest}");
    assert!(revoked.elapsed() < Duration::from_secs(10), "ten times what is promised");
    until(&server.deeds.subscriptions, 0).await;
    assert_eq!(server.sessions_watched(), 0);

    let deaf = TestServer::deaf(Settings::default());
    let session = deaf.sign_in(1).await;
    let mut stream = open(&deaf, session.token.expose().expose_secret(), "subscription { said }").await;
    deaf.revoke(&session).await;
    deaf.said.send("after".to_owned()).expect("somebody listens");
    let rest = stream.until("event: complete").await;
    assert!(!rest.contains("after"), "each event is looked at: {rest}");
}

#[tokio::test]
async fn who_leaves_takes_the_subscription_along() {
    let server = TestServer::start();
    let stream = open(&server, SESSION, "subscription { said }").await;
    drop(stream);
    // Noticed at the latest when something is sent; perhaps nobody listens any more.
    let _ = server.said.send("hello?".to_owned());
    until(&server.deeds.subscriptions, 0).await;
}

#[tokio::test]
async fn streams_are_counted_pinged_and_closed_when_the_server_stops() {
    let live =
        LiveSettings { max_per_account: 1, ping: Duration::from_millis(100), ..LiveSettings::default() };
    let mut server = TestServer::with(Settings { live, ..Settings::default() });
    let mut stream = open(&server, SESSION, "subscription { said }").await;
    let second = post(&server, "subscription { said }").header("cookie", cookie(SESSION));
    assert_eq!(refusal(second).await, (429, "RATE_LIMITED".to_owned()));
    for _ in 0..3 {
        stream.until(":\n\n").await;
    }
    server.stop.cancel();
    let stopped = Instant::now();
    stream.closed().await;
    server.running.take().expect("it was started").await.expect("no panic").expect("no error");
    assert!(stopped.elapsed() < Duration::from_secs(10), "nothing is waited for in vain");
}
