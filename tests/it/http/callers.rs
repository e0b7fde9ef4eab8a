//! Who calls, and what becomes of the session cookie (threats.md rows 10, 21).

use portico::http::Settings;
use reqwest::RequestBuilder;

use super::toy::{Deeds, NEW_SESSION, SESSION, TestServer, answer, refusal};

const ALICE: &str = r#"{"data":{"caller":"alice"}}"#;
const ANONYMOUS: &str = r#"{"data":{"caller":"anonymous"}}"#;

/// Status, body and every `Set-Cookie`.
async fn cookies(request: RequestBuilder) -> (u16, String, Vec<String>) {
    let response = request.send().await.expect("an answer");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let set = response.headers().get_all("set-cookie").iter();
    let set = set.map(|value| value.to_str().expect("text").to_owned()).collect();
    (response.status().as_u16(), response.text().await.expect("a body"), set)
}

#[tokio::test]
async fn every_flag_stands_on_every_cookie() {
    let server = TestServer::start();
    let flags = "Path=/; Secure; HttpOnly; SameSite=Lax";
    for (query, expected) in [
        ("mutation { signIn }", format!("__Host-portico={NEW_SESSION}; {flags}")),
        (
            "mutation { signIn(seconds: 3600) }",
            format!("__Host-portico={NEW_SESSION}; {flags}; Max-Age=3600"),
        ),
        ("mutation { signOut }", format!("__Host-portico=; {flags}; Max-Age=0")),
    ] {
        let (status, _, set) = cookies(server.post(query)).await;
        assert_eq!((status, set), (200, vec![expected]), "{query}");
    }
    let (_, _, set) = cookies(server.post("{ caller }")).await;
    assert!(set.is_empty(), "{set:?}");
}

#[tokio::test]
async fn a_demo_over_plain_http_has_a_cookie_of_another_name() {
    let server = TestServer::with(Settings { insecure_cookie: true, ..Settings::default() });
    let (_, _, set) = cookies(server.post("mutation { signIn }")).await;
    assert_eq!(set, [format!("portico-dev={NEW_SESSION}; Path=/; HttpOnly; SameSite=Lax")]);
    let caller = |cookie: String| cookies(server.post("{ caller }").header("cookie", cookie));
    assert_eq!(caller(format!("portico-dev={SESSION}")).await.1, ALICE);
    assert_eq!(caller(format!("__Host-portico={SESSION}")).await.1, ANONYMOUS);
}

#[tokio::test]
async fn a_session_value_cannot_become_an_attribute() {
    let server = TestServer::start();
    let planted = server.post(r#"mutation { signIn(value: "x; Domain=evil.example") }"#);
    assert_eq!(refusal(planted).await, (500, "INTERNAL".to_owned()));
}

#[tokio::test]
async fn cookies_are_read_strictly() {
    let server = TestServer::start();
    for (cookie, expected) in [
        (format!("__Host-portico={SESSION}"), ALICE),
        (format!("theme=dark; __Host-portico={SESSION}; x"), ALICE),
        (format!("__Host-portico={SESSION}; __Host-portico={SESSION}"), ANONYMOUS),
        (format!("__Host-portico=\"{SESSION}\""), ANONYMOUS),
        (format!("__host-portico={SESSION}"), ANONYMOUS),
        (format!("portico-dev={SESSION}"), ANONYMOUS),
    ] {
        let (status, body, set) = cookies(server.post("{ caller }").header("cookie", &cookie)).await;
        assert_eq!((status, body.as_str()), (200, expected), "{cookie}");
        assert!(set.is_empty(), "{set:?}");
    }
}

#[tokio::test]
async fn a_cookie_without_a_session_is_cleared_and_the_caller_anonymous() {
    let server = TestServer::start();
    let stale = |query: &str| server.post(query).header("cookie", "__Host-portico=long-gone");
    let (status, body, set) = cookies(stale("{ caller }")).await;
    assert_eq!((status, body.as_str()), (200, ANONYMOUS));
    assert_eq!(set, ["__Host-portico=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"]);
    // unless the same call signs in
    let (_, _, set) = cookies(stale("mutation { signIn }")).await;
    assert_eq!(set, [format!("__Host-portico={NEW_SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax")]);
}

#[tokio::test]
async fn a_bad_token_is_refused_and_goes_before_a_good_cookie() {
    let server = TestServer::start();
    for token in ["Bearer long-gone", "bearer", "Bearer ", "Bearer a b", "Bearer \"x\""] {
        for accept in ["application/json", "application/graphql-response+json"] {
            let request = server
                .post("{ caller }")
                .header("authorization", token)
                .header("accept", accept)
                .header("cookie", format!("__Host-portico={SESSION}"));
            let response = request.send().await.expect("an answer");
            assert_eq!(response.status(), 401, "{token}");
            assert_eq!(response.headers()["www-authenticate"], "Bearer error=\"invalid_token\"");
            assert!(response.text().await.expect("a body").contains("UNAUTHENTICATED"));
        }
    }
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
    let good = server.post("{ caller }").header("authorization", format!("Bearer {SESSION}"));
    assert_eq!(answer(good).await, (200, ALICE.to_owned()));
}

#[tokio::test]
async fn stores_that_are_down_are_said_to_be_and_nothing_more() {
    let server = TestServer::start();
    for accept in ["application/json", "application/graphql-response+json"] {
        let down = server
            .post("{ caller }")
            .header("cookie", "__Host-portico=the-store-is-down")
            .header("accept", accept);
        assert_eq!(refusal(down).await, (503, "SESSION_STORE_UNAVAILABLE".to_owned()), "never fail-open");
        let down = server.post("{ caller }").header("host", "down.example").header("accept", accept);
        let (status, body) = answer(down).await;
        assert_eq!(status, 503);
        assert!(body.contains("DATABASE_UNAVAILABLE") && !body.contains("canary"), "{body}");
    }
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
}
