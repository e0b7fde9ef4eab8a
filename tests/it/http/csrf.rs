//! What a page of another site can make a browser send (threats.md row 5). Side effects are counted in the schema.

use reqwest::RequestBuilder;

use super::raw;
use super::toy::{Deeds, PORTAL, SESSION, TestServer, answer, refusal};
use crate::support::http_client;

const COUNT: &str = r#"{"query":"mutation { count }"}"#;

fn post(server: &TestServer) -> RequestBuilder {
    http_client().post(server.url("/graphql")).header("cookie", format!("__Host-portico={SESSION}"))
}

fn own(server: &TestServer) -> String {
    format!("http://127.0.0.1:{}", server.port)
}

#[tokio::test]
async fn what_needs_no_preflight_changes_nothing() {
    let server = TestServer::start();
    let form = "query=mutation%20%7B%20count%20%7D";
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n\
        {\"query\":\"mutation { count }\"}\r\n--x--\r\n";
    for (content_type, body, client, expected) in [
        (None, COUNT, false, "CSRF_PREVENTED"),
        (Some("text/plain"), COUNT, false, "CSRF_PREVENTED"),
        (Some("text/plain; charset=application/json"), COUNT, true, "CSRF_PREVENTED"),
        (Some("application/x-www-form-urlencoded"), form, false, "CSRF_PREVENTED"),
        (Some("application/graphql"), "mutation { count }", false, "CSRF_PREVENTED"),
        (Some("multipart/form-data; boundary=x"), multipart, false, "CSRF_PREVENTED"),
        (Some("multipart/form-data; boundary=x"), multipart, true, "BAD_USER_INPUT"),
        (Some("application/json; charset=utf-16"), COUNT, false, "BAD_USER_INPUT"),
    ] {
        let request = post(&server).body(body);
        let request =
            content_type.into_iter().fold(request, |request, kind| request.header("content-type", kind));
        let request = if client { request.header("x-portico-client", "portal") } else { request };
        assert_eq!(refusal(request).await, (415, expected.to_owned()), "{content_type:?}");
    }
    let twice = format!(
        "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-type: text/plain\r\n\
         content-length: {}\r\n\r\n{COUNT}",
        COUNT.len()
    );
    assert_eq!(raw::status(&raw::exchange(server.port, twice).await), 415);
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
}

#[tokio::test]
async fn a_mutation_by_get_changes_nothing() {
    let server = TestServer::start();
    for accept in ["application/json", "application/graphql-response+json"] {
        let request =
            server.query("mutation { count }").header("accept", accept).header("x-portico-client", "p");
        let response = request.send().await.expect("an answer");
        assert_eq!(
            (response.status().as_u16(), &response.headers()["allow"]),
            (405, &"POST".parse().expect("valid"))
        );
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let request = server.query("{ caller }").header("content-type", kind);
        assert_eq!(refusal(request).await, (415, "CSRF_PREVENTED".to_owned()), "{kind}");
    }
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
    assert_eq!(answer(server.query("{ caller }").header("content-type", "application/json")).await.0, 200);
}

#[tokio::test]
async fn a_foreign_origin_changes_nothing() {
    let server = TestServer::start();
    let own_elsewhere = format!("https://127.0.0.1:{}", server.port);
    let foreign =
        ["https://evil.example", "null", "http://127.0.0.1", &own_elsewhere, "http://portal.isp.example", ""];
    for origin in foreign {
        let json = |request: RequestBuilder| {
            request.header("content-type", "application/json").header("origin", origin)
        };
        let mutation = json(post(&server)).body(COUNT);
        assert_eq!(refusal(mutation).await, (403, "CSRF_PREVENTED".to_owned()), "{origin}");
        let query = server.query("{ caller }").header("origin", origin).header("x-portico-client", "p");
        assert_eq!(refusal(query).await, (403, "CSRF_PREVENTED".to_owned()), "{origin}");
    }
    assert_eq!(Deeds::count(&server.deeds.executions), 0);

    for (done, origin) in [own(&server).as_str(), PORTAL].into_iter().enumerate() {
        let request = post(&server).header("content-type", "application/json").header("origin", origin);
        let expected = format!(r#"{{"data":{{"count":{}}}}}"#, done + 1);
        assert_eq!(answer(request.body(COUNT)).await, (200, expected), "{origin}");
    }
}

#[tokio::test]
async fn on_a_get_the_cookie_counts_only_with_the_client_header() {
    let server = TestServer::start();
    let query = || server.query("{ caller }").header("cookie", format!("__Host-portico={SESSION}"));
    let anonymous = r#"{"data":{"caller":"anonymous"}}"#;
    let alice = r#"{"data":{"caller":"alice"}}"#;
    for (request, expected) in [
        (query(), anonymous),
        (query().header("x-portico-client", ""), anonymous),
        (query().header("x-portico-client", "not a name"), anonymous),
        (query().header("x-portico-client", "portal/1.0"), alice),
        (query().header("x-portico-client", "portal").header("origin", PORTAL), alice),
    ] {
        assert_eq!(answer(request).await, (200, expected.to_owned()));
    }
    assert_eq!(server.deeds.last().client.as_deref(), Some("portal"));
}

#[tokio::test]
async fn a_call_with_a_token_needs_none_of_this() {
    let server = TestServer::start();
    let bearer = format!("Bearer {SESSION}");
    let call = |request: RequestBuilder| {
        request.header("authorization", &bearer).header("origin", "https://app.example")
    };
    let alice = (200, r#"{"data":{"caller":"alice"}}"#.to_owned());
    assert_eq!(answer(call(server.post("{ caller }"))).await, alice);
    assert_eq!(answer(call(server.query("{ caller }"))).await, alice);
    // a browser sends Basic on its own, so it is no token
    let basic = server
        .post("{ caller }")
        .header("authorization", "Basic YTpi")
        .header("origin", "https://app.example");
    assert_eq!(refusal(basic).await, (403, "CSRF_PREVENTED".to_owned()));
}

#[tokio::test]
async fn who_may_read_answers_across_origins() {
    let server = TestServer::start();
    let own = own(&server);
    let header = |response: &reqwest::Response, name: &str| {
        response.headers().get(name).map(|value| value.to_str().expect("text").to_owned())
    };
    for (origin, asks_for, allowed, credentials) in [
        (PORTAL, "content-type", true, true),
        ("https://app.example", "content-type", false, false),
        ("https://app.example", "content-type, Authorization", true, false),
        (own.as_str(), "content-type", false, false),
        ("null", "content-type", false, false),
    ] {
        let preflight = http_client()
            .request(reqwest::Method::OPTIONS, server.url("/graphql"))
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", asks_for);
        let response = preflight.send().await.expect("an answer");
        assert_eq!(response.status(), 204);
        let granted = header(&response, "access-control-allow-origin");
        assert_eq!(granted.as_deref(), allowed.then_some(origin), "{origin} {asks_for}");
        assert_eq!(header(&response, "access-control-allow-credentials").is_some(), credentials);
        assert!(header(&response, "vary").is_some_and(|vary| vary.contains("origin")));
    }
    // refusals can be read too, or the page would never learn the code
    for query in ["{ caller }", "{"] {
        let response = server.post(query).header("origin", PORTAL).send().await.expect("an answer");
        assert_eq!(header(&response, "access-control-allow-origin").as_deref(), Some(PORTAL));
        assert_eq!(header(&response, "access-control-allow-credentials").as_deref(), Some("true"));
        assert!(
            header(&response, "access-control-expose-headers")
                .is_some_and(|names| names.contains("x-request-id"))
        );
        assert!(header(&response, "vary").is_some_and(|vary| vary.contains("origin")));
    }
    let foreign =
        server.post("{ caller }").header("origin", "https://evil.example").send().await.expect("an answer");
    assert_eq!(header(&foreign, "access-control-allow-origin"), None);
    assert_eq!(header(&foreign, "vary").as_deref(), Some("origin, accept"));
}
