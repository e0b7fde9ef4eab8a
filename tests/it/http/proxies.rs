//! Forwarded headers and request ids, with and without a trusted proxy in front.

use portico::http::{ProxyHeaders, Settings};
use reqwest::RequestBuilder;

use super::toy::TestServer;

const GIVEN_ID: &str = "proxy-0123456789";

fn forwarded(server: &TestServer) -> RequestBuilder {
    server
        .post("{ caller }")
        .header("x-forwarded-for", "198.51.100.1, 203.0.113.9")
        .header("x-forwarded-proto", "https")
        .header("x-forwarded-host", "isp.example")
        .header("x-request-id", GIVEN_ID)
}

fn behind_proxy() -> Settings {
    Settings { trusted_proxies: vec!["127.0.0.0/8".parse().expect("a network")], ..Settings::default() }
}

#[tokio::test]
async fn a_trusted_proxy_says_who_the_client_is() {
    let server = TestServer::with(behind_proxy());
    let response = forwarded(&server).header("user-agent", "u".repeat(300)).send().await.expect("an answer");
    assert_eq!(response.headers()["x-request-id"], GIVEN_ID);
    assert_eq!(response.headers()["strict-transport-security"], "max-age=31536000");
    let facts = server.deeds.last();
    assert_eq!(facts.client_ip.to_string(), "203.0.113.9");
    assert!(facts.https);
    assert_eq!(&*facts.request_id, GIVEN_ID);
    assert_eq!(facts.user_agent.as_ref().map(String::len), Some(256));

    // the page's own origin is the one the client sees, not the one the proxy calls
    for (origin, expected) in [("https://isp.example", 200), ("http://isp.example", 403)] {
        let response = forwarded(&server).header("origin", origin).send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), expected, "{origin}");
    }
    let elsewhere = forwarded(&server).header("x-forwarded-host", "unused").build().expect("valid");
    assert_eq!(
        elsewhere.headers().get_all("x-forwarded-host").iter().count(),
        2,
        "the nearest proxy's counts"
    );
    assert_eq!(crate::support::http_client().execute(elsewhere).await.expect("an answer").status(), 404);
}

#[tokio::test]
async fn nobody_else_does() {
    let elsewhere = vec!["192.0.2.0/24".parse().expect("a network")];
    let server = TestServer::with(Settings { trusted_proxies: elsewhere, ..Settings::default() });
    let response = forwarded(&server).send().await.expect("an answer");
    let id = response.headers()["x-request-id"].to_str().expect("text").to_owned();
    assert!(id != GIVEN_ID && id.len() == 32, "{id}");
    assert!(!response.headers().contains_key("strict-transport-security"));
    let facts = server.deeds.last();
    assert_eq!((facts.client_ip.to_string().as_str(), facts.https), ("127.0.0.1", false));
}

#[tokio::test]
async fn one_kind_of_header_is_believed() {
    let server = TestServer::with(Settings { proxy_headers: ProxyHeaders::Forwarded, ..behind_proxy() });
    let request =
        forwarded(&server).header("forwarded", "for=\"[2001:db8::7]:4711\";proto=http;host=127.0.0.1");
    assert_eq!(request.send().await.expect("an answer").status(), 200);
    let facts = server.deeds.last();
    assert_eq!((facts.client_ip.to_string().as_str(), facts.https), ("2001:db8::7", false));
}
