//! What is served besides `/graphql`: the playground, the schema, the demo's sign-ins; and the headers of all answers.

use std::fs;
use std::io::Read as _;

use flate2::read::GzDecoder;
use portico::http::{Playground, Settings};
use reqwest::Method;

use super::raw;
use super::toy::{SESSION, TestServer, answer, refusal};
use crate::support::http_client;

fn text(response: &reqwest::Response, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn production_has_no_playground_and_no_sign_ins() {
    let server = TestServer::start();
    for path in [
        "/playground",
        "/playground/",
        "/playground/fallback.js",
        "/playground/assets/a.js",
        "/demo/logins.json",
    ] {
        assert_eq!(refusal(server.get(path)).await, (404, "NOT_FOUND".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_document_is_served_as_one_and_refused_like_a_page_that_is_not_there() {
    let server = TestServer::start();
    let response = server.get("/documents/good").send().await.expect("an answer");
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(text(&response, "content-type"), "application/pdf");
    assert_eq!(text(&response, "content-disposition"), "inline; filename=\"INV-1.pdf\"");
    assert_eq!(response.bytes().await.expect("a body"), "%PDF-1.7");
    for path in ["/documents/bad", "/documents/", "/documents", "/documents/good/more"] {
        assert_eq!(refusal(server.get(path)).await, (404, "NOT_FOUND".to_owned()), "{path}");
    }
    assert_eq!(refusal(server.get("/documents/busy")).await, (503, "OVERLOADED".to_owned()));
}

#[tokio::test]
async fn the_playground_is_what_was_built_or_a_page_of_our_own() {
    let directory = tempfile::tempdir().expect("a directory");
    let playground = Playground::Directory(directory.path().join("dist"));
    let server = TestServer::with(Settings { playground, ..Settings::default() });
    let response = server.get("/playground").send().await.expect("an answer");
    assert_eq!(
        (response.status().as_u16(), text(&response, "content-type").as_str()),
        (200, "text/html; charset=utf-8")
    );
    assert_eq!(text(&response, "cache-control"), "no-cache");
    let policy = text(&response, "content-security-policy");
    assert!(policy.starts_with("default-src 'self'; style-src 'self' 'unsafe-inline';"), "{policy}");
    assert!(response.text().await.expect("a body").contains("/playground/fallback.js"));
    let script = server.get("/playground/fallback.js").send().await.expect("an answer");
    assert_eq!(
        (script.status().as_u16(), text(&script, "content-type").as_str()),
        (200, "text/javascript; charset=utf-8")
    );

    // built while the server runs
    fs::create_dir_all(directory.path().join("dist/assets")).expect("a directory");
    fs::write(directory.path().join("dist/index.html"), "built").expect("a file");
    fs::write(directory.path().join("dist/assets/index-BteQHlvV.js"), "x".repeat(5000)).expect("a file");
    fs::write(directory.path().join("secret.js"), "canary").expect("a file");
    assert_eq!(answer(server.get("/playground/")).await, (200, "built".to_owned()));
    let asset = server.get("/playground/assets/index-BteQHlvV.js").send().await.expect("an answer");
    assert_eq!(text(&asset, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(text(&asset, "vary"), "accept-encoding");
    let head = http_client().request(Method::HEAD, server.url("/playground/assets/index-BteQHlvV.js"));
    let head = head.send().await.expect("an answer");
    assert_eq!((head.status().as_u16(), text(&head, "content-length").as_str()), (200, "5000"));

    for path in [
        "/playground/assets/../../secret.js",
        "/playground/assets/..%2f..%2fsecret.js",
        "/playground/assets/%2e%2e%2f%2e%2e%2fsecret.js",
        "/playground/assets/..",
        "/playground/assets/",
        "/playground/assets/.hidden",
        "/playground/assets/nothing.js",
        "/playground/assets/a%00b",
        "/playground/assets/a\\..\\b",
        "/playground/secret.js",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
        let answer = raw::exchange(server.port, request).await;
        assert_eq!(raw::status(&answer), 404, "{path}");
        assert!(!answer.contains("canary"));
    }
}

#[tokio::test]
async fn the_schema_is_shown_to_those_who_may_see_it() {
    let server = TestServer::start();
    assert_eq!(refusal(server.get("/schema.graphql")).await, (404, "NOT_FOUND".to_owned()));
    let cookie = || server.get("/schema.graphql").header("cookie", format!("__Host-portico={SESSION}"));
    assert_eq!(answer(cookie()).await.0, 404, "the cookie alone does not count");
    let response = cookie().header("x-portico-client", "portal").send().await.expect("an answer");
    assert_eq!(
        (response.status().as_u16(), text(&response, "content-type").as_str()),
        (200, "text/plain; charset=utf-8")
    );
    assert!(response.text().await.expect("a body").contains("type Query"));
    let bearer = server.get("/schema.graphql").header("authorization", format!("Bearer {SESSION}"));
    assert_eq!(answer(bearer).await.0, 200);
    let unknown = server.get("/schema.graphql").header("host", "other.example");
    assert_eq!(refusal(unknown).await, (404, "UNKNOWN_HOST".to_owned()));
}

#[tokio::test]
async fn a_demo_shows_its_sign_ins_to_its_own_pages() {
    let logins = r#"{"tenants":[]}"#;
    let server = TestServer::with(Settings { demo_logins: Some(logins.into()), ..Settings::default() });
    let response = server
        .get("/demo/logins.json")
        .header("origin", "https://evil.example")
        .send()
        .await
        .expect("an answer");
    assert!(!response.headers().contains_key("access-control-allow-origin"));
    assert_eq!(text(&response, "cache-control"), "no-store");
    assert_eq!((response.status().as_u16(), response.text().await.expect("a body").as_str()), (200, logins));
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let playground = Playground::Directory("nowhere".into());
    let server = TestServer::with(Settings { playground, ..Settings::default() });
    let mut ids = Vec::new();
    for path in ["/graphql?query={caller}", "/graphql", "/nonsense", "/playground", "/schema.graphql", "/"] {
        let response = server.get(path).send().await.expect("an answer");
        assert_eq!(text(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(text(&response, "referrer-policy"), "no-referrer", "{path}");
        let policy = text(&response, "content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(policy.starts_with("default-src 'none'"), path != "/playground", "{path}");
        ids.push(text(&response, "x-request-id"));
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6, "{ids:?}");
    assert!(ids.iter().all(|id| id.len() == 32));
}

#[tokio::test]
async fn long_answers_are_compressed_and_short_ones_are_not() {
    let server = TestServer::start();
    let (long, short) = ("{ long(length: 5000) }", "{ long(length: 50) }");
    for (query, accept, expected) in [
        (long, "gzip", "gzip"),
        (long, "gzip, deflate, br", "br"),
        (long, "identity", ""),
        (short, "gzip, br", ""),
    ] {
        let response = server.post(query).header("accept-encoding", accept).send().await.expect("an answer");
        assert_eq!(text(&response, "content-encoding"), expected, "{query} for {accept}");
        if query == long {
            let vary: Vec<_> = response.headers().get_all("vary").iter().collect();
            assert!(vary.contains(&&"accept-encoding".parse().expect("valid")), "{vary:?}");
        }
        let body = response.bytes().await.expect("a body");
        if expected == "gzip" {
            assert!(body.len() < 500);
            let mut plain = String::new();
            GzDecoder::new(&*body).read_to_string(&mut plain).expect("gzip");
            assert_eq!(plain.len(), r#"{"data":{"long":""}}"#.len() + 5000);
        }
    }
}
