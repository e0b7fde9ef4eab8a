//! GraphQL over HTTP: methods, media types, statuses, parameters. The audit suite of npm's `graphql-http` asks the
//! rest.

use portico::http::Settings;
use reqwest::Method;

use super::raw;
use super::toy::{Deeds, TestServer, answer, refusal};
use crate::support::http_client;

#[tokio::test]
async fn the_stage_and_the_media_type_decide_the_status() {
    let server = TestServer::start();
    let (graphql, json) = ("application/graphql-response+json", "application/json");
    for (query, under_graphql, under_json, has_data) in [
        ("{ caller }", 200, 200, true),
        ("{ caller failing }", 200, 200, true),
        ("{", 400, 200, false),
        ("{ nonsense }", 400, 200, false),
    ] {
        for (accept, expected) in [(graphql, under_graphql), (json, under_json)] {
            let response = server.post(query).header("accept", accept).send().await.expect("an answer");
            assert_eq!(response.status().as_u16(), expected, "{query} as {accept}");
            assert_eq!(response.headers()["content-type"], format!("{accept}; charset=utf-8"));
            assert_eq!(response.headers()["cache-control"], "no-store");
            let body: serde_json::Value = response.json().await.expect("JSON");
            assert_eq!(body.get("data").is_some(), has_data, "{body}");
        }
    }
    assert_eq!(refusal(server.post("{ caller }").header("accept", "text/html")).await.0, 406);
}

#[tokio::test]
async fn queries_by_get() {
    let server = TestServer::start();
    let mut url = reqwest::Url::parse(&server.url("/graphql")).expect("a valid URL");
    url.query_pairs_mut()
        .append_pair("query", "query A { caller } query B($n: Int!) { long(length: $n) }")
        .append_pair("operationName", "B")
        .append_pair("variables", r#"{"n":5}"#);
    assert_eq!(answer(http_client().get(url)).await, (200, r#"{"data":{"long":"lorem"}}"#.to_owned()));
}

#[tokio::test]
async fn other_methods_are_refused() {
    let server = TestServer::start();
    for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::HEAD] {
        let response =
            http_client().request(method.clone(), server.url("/graphql")).send().await.expect("an answer");
        let allow = response.headers()["allow"].to_str().expect("text").to_owned();
        assert_eq!((response.status().as_u16(), allow.as_str()), (405, "GET, POST, OPTIONS"), "{method}");
    }
    let plain =
        http_client().request(Method::OPTIONS, server.url("/graphql")).send().await.expect("an answer");
    assert_eq!(
        (plain.status().as_u16(), &plain.headers()["allow"]),
        (204, &"GET, POST, OPTIONS".parse().expect("valid"))
    );
    assert_eq!(refusal(server.get("/nonsense")).await, (404, "NOT_FOUND".to_owned()));
    assert_eq!(refusal(http_client().post(server.url("/schema.graphql"))).await.0, 405);
}

#[tokio::test]
async fn faults_of_parameters_are_named() {
    let server = TestServer::start();
    let post = |body: &'static [u8]| {
        http_client().post(server.url("/graphql")).header("content-type", "application/json").body(body)
    };
    for (body, code, part) in [
        (&b""[..], "BAD_USER_INPUT", "not valid JSON"),
        (b"[{\"query\":\"{ caller }\"}]", "BATCH_DISABLED", "batches"),
        (b"{\"query\":7}", "BAD_USER_INPUT", "`query` must be a string"),
        (
            b"{\"query\":\"{ caller }\",\"query\":\"mutation { count }\"}",
            "BAD_USER_INPUT",
            "`query` occurs twice",
        ),
        (b"{\"query\":\"{ caller }\",\"variables\":[]}", "BAD_USER_INPUT", "`variables` must be an object"),
        (b"{\"query\":\"\xff\"}", "BAD_USER_INPUT", "UTF-8"),
        (b"{\"variables\":{}}", "BAD_USER_INPUT", "`query` is missing"),
    ] {
        assert_eq!(refusal(post(body)).await, (400, code.to_owned()));
        let (_, text) = answer(post(body)).await;
        let message = serde_json::from_str::<serde_json::Value>(&text).expect("JSON")["errors"][0]["message"]
            .to_string();
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(refusal(server.get("/graphql")).await, (400, "BAD_USER_INPUT".to_owned()));
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
}

#[tokio::test]
async fn only_one_protocol_is_spoken_over_a_websocket() {
    let server = TestServer::start();
    let handshake = "GET /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
        sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    let text = raw::exchange(server.port, handshake).await;
    assert_eq!(raw::status(&text), 400, "{text}");
    assert!(text.contains("graphql-transport-ws"));
}

#[tokio::test]
async fn the_host_names_the_tenant() {
    let server = TestServer::start();
    let body = r#"{"query":"{ caller }"}"#;
    let ask = |host: &str| {
        let text = format!(
            "POST /graphql HTTP/1.1\r\n{host}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        raw::exchange(server.port, text)
    };
    for (host, expected, code) in [
        ("host: isp.example\r\n", 200, ""),
        ("host: ISP.example.:8443\r\n", 200, ""),
        ("host: other.example\r\n", 404, "UNKNOWN_HOST"),
        ("host: isp.example.evil.example\r\n", 404, "UNKNOWN_HOST"),
        ("host: user@isp.example\r\n", 400, "BAD_USER_INPUT"),
        ("host: isp.example:x\r\n", 400, "BAD_USER_INPUT"),
        ("host:\r\n", 400, "BAD_USER_INPUT"),
        // refused by the parser of the protocol, before anything of ours
        ("", 400, ""),
        ("host: isp.example\r\nhost: other.example\r\n", 400, ""),
    ] {
        let text = ask(host).await;
        assert_eq!(raw::status(&text), expected, "{host:?}: {text}");
        assert!(text.contains(code), "{text}");
    }
    // an absolute target goes before the header
    let absolute = "GET http://other.example/graphql?query={caller} HTTP/1.1\r\nhost: isp.example\r\n\r\n";
    assert_eq!(raw::status(&raw::exchange(server.port, absolute).await), 404);
    let old = "GET /graphql?query={caller} HTTP/1.0\r\n\r\n";
    assert_eq!(raw::status(&raw::exchange(server.port, old).await), 400);
}

#[tokio::test]
async fn malformed_requests_leave_the_server_alive() {
    let server = TestServer::start();
    let long = format!("GET /graphql?query={} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n", "a".repeat(200_000));
    let many = format!("GET /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\n{}\r\n", "x: y\r\n".repeat(200));
    for (request, expected) in [
        ("nonsense\r\n\r\n", 400),
        ("GET /graphql HTTP/9.9\r\nhost: 127.0.0.1\r\n\r\n", 400),
        ("GET /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nx\0y: z\r\n\r\n", 400),
        ("POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -1\r\n\r\n", 400),
        (
            "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}",
            400,
        ),
        (
            "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}",
            400,
        ),
        (&many, 431),
        (&long, 431),
    ] {
        let text = raw::exchange(server.port, request).await;
        assert_eq!(raw::status(&text), expected, "{:?}", &request[..60.min(request.len())]);
    }
    let broken = "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
        transfer-encoding: chunked\r\n\r\nzz\r\n";
    assert_eq!(raw::status(&raw::exchange(server.port, broken).await), 400);
    server.assert_alive().await;
}

#[tokio::test]
async fn timing_is_shown_in_development_only() {
    for (development, expected) in
        [(true, Some("parse;dur=1.500, validate;dur=1.500, execute;dur=1.500")), (false, None)]
    {
        let server = TestServer::with(Settings { development, ..Settings::default() });
        let response = server.post("{ caller }").send().await.expect("an answer");
        let timing = response.headers().get("server-timing").map(|value| value.to_str().expect("text"));
        assert_eq!(timing, expected);
    }
}
