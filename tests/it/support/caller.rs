//! Callers: each with cookies and an address of its own, as a browser behind the proxy has them.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{CACHE_CONTROL, COOKIE, HOST, HeaderMap, SET_COOKIE};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use super::reply::Reply;
use super::socket::Socket;

/// The session cookie's name over TLS; what tests see of the server is the connection behind the proxy.
const COOKIE_NAME: &str = "__Host-portico";

/// The name of the cookie that a browser is known by.
const DEVICE_COOKIE_NAME: &str = "__Host-portico-device";

/// Somebody who calls the API of one tenant.
#[derive(Clone)]
pub(crate) struct Caller {
    http: Client,
    port: u16,
    host: String,
    address: IpAddr,
    cookie: Arc<Mutex<Option<String>>>,
    device: Arc<Mutex<Option<String>>>,
}

impl Caller {
    /// A caller without a session.
    pub(crate) fn new(http: Client, port: u16, host: &str, address: [u8; 3]) -> Self {
        let [a, b, c] = address;
        let address = Ipv4Addr::new(10, a, b, c).into();
        Self { http, port, host: host.to_owned(), address, cookie: Arc::default(), device: Arc::default() }
    }

    /// The same browser, talking to another server.
    pub(crate) fn at_port(&self, port: u16) -> Self {
        Self { port, ..self.clone() }
    }

    /// The same cookie, presented at another host.
    pub(crate) fn at_host(&self, host: &str) -> Self {
        Self {
            host: host.to_owned(),
            cookie: Arc::new(Mutex::new(self.cookie())),
            device: Arc::new(Mutex::new(self.device())),
            ..self.clone()
        }
    }

    /// The same device without a session, as after a sign-out or by another of its tabs.
    pub(crate) fn same_device(&self) -> Self {
        Self { cookie: Arc::default(), device: Arc::new(Mutex::new(self.device())), ..self.clone() }
    }

    /// The same browser, calling from elsewhere.
    pub(crate) fn at_address(&self, address: [u8; 4]) -> Self {
        Self { address: Ipv4Addr::from(address).into(), ..self.clone() }
    }

    /// The port of the server that it talks to.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The address it calls from.
    pub(crate) fn address(&self) -> IpAddr {
        self.address
    }

    /// The value of its session cookie.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Presents another cookie from now on.
    pub(crate) fn set_cookie(&self, value: Option<String>) {
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// The value of the cookie that it is known by.
    pub(crate) fn device(&self) -> Option<String> {
        self.device.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Presents another one from now on.
    pub(crate) fn set_device(&self, value: Option<String>) {
        *self.device.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// What it sends as `Cookie`.
    fn cookies(&self) -> Option<String> {
        let session = self.cookie().map(|value| format!("{COOKIE_NAME}={value}"));
        let device = self.device().map(|value| format!("{DEVICE_COOKIE_NAME}={value}"));
        let both: Vec<String> = session.into_iter().chain(device).collect();
        (!both.is_empty()).then(|| both.join("; "))
    }

    /// Sends an operation.
    pub(crate) async fn gql(&self, query: &str, variables: Value) -> Reply {
        self.send(self.post().json(&json!({ "query": query, "variables": variables }))).await
    }

    /// Signs in with whatever is given.
    pub(crate) async fn sign_in(&self, portal_id: &str, password: &str) -> Reply {
        self.gql(SIGN_IN, json!({ "input": { "portalId": portal_id, "password": password } })).await
    }

    /// The portal ID of the account that is signed in.
    pub(crate) async fn who(&self) -> Option<String> {
        let reply = self.gql("{ viewer { account { portalId } } }", json!({})).await;
        reply.ok()["viewer"]["account"]["portalId"].as_str().map(str::to_owned)
    }

    /// A POST to the API, for requests that [`Caller::gql`] does not make; to be sent with [`Caller::send`].
    pub(crate) fn post(&self) -> RequestBuilder {
        self.post_to("/graphql")
    }

    /// A POST to another path.
    pub(crate) fn post_to(&self, path: &str) -> RequestBuilder {
        self.prepared(self.http.post(self.url(path)))
    }

    /// A WebSocket with its cookie, initialised.
    pub(crate) async fn live(&self) -> Socket {
        let mut socket = self.live_uninitialised().await;
        socket.init(None).await;
        socket
    }

    /// A WebSocket with its cookie.
    pub(crate) async fn live_uninitialised(&self) -> Socket {
        let cookie = self.cookies().map(|cookies| format!("cookie: {cookies}\r\n")).unwrap_or_default();
        let headers = format!("x-forwarded-for: {}\r\nx-forwarded-proto: https\r\n{cookie}", self.address);
        let socket = Socket::open(self.port, &self.host, &headers).await;
        socket.unwrap_or_else(|answer| panic!("no WebSocket: {answer}"))
    }

    /// A GET of a path.
    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.prepared(self.http.get(self.url(path)))
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn prepared(&self, request: RequestBuilder) -> RequestBuilder {
        let request = request
            .header(HOST, &self.host)
            .header("x-forwarded-for", self.address.to_string())
            .header("x-forwarded-proto", "https")
            .timeout(Duration::from_mins(1));
        match self.cookies() {
            Some(cookies) => request.header(COOKIE, cookies),
            None => request,
        }
    }

    /// Sends a request and takes the answer, its cookie included.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Reply {
        self.try_send(request).await.expect("an answer")
    }

    /// The same where the connection may break.
    pub(crate) async fn try_send(&self, request: RequestBuilder) -> reqwest::Result<Reply> {
        let response = request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await?;
        let changes = checked_cookies(&headers);
        match changes.session {
            CookieChange::None => {}
            CookieChange::Cleared => self.set_cookie(None),
            CookieChange::Set(value) => self.set_cookie(Some(value)),
        }
        match changes.device {
            CookieChange::None => {}
            CookieChange::Cleared => self.set_device(None),
            CookieChange::Set(value) => self.set_device(Some(value)),
        }
        let body = serde_json::from_str(&text).unwrap_or_default();
        let reply = Reply { status, headers, text, body };
        reply.assert_audited();
        Ok(reply)
    }
}

/// `signIn` with everything that it can answer.
pub(crate) const SIGN_IN: &str = "mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    result {
      __typename
      ... on SignedIn { account { id portalId } session { id current createdAt expiresAt deviceLabel ipAddress } }
      ... on SecondFactorRequired { challenge methods expiresAt }
      ... on SecondFactorEnrolmentRequired { challenge expiresAt }
    }
    userErrors { code message field retryable attemptsRemaining unlockAt }
  }
}";

/// What an answer does to a cookie.
#[derive(Default)]
enum CookieChange {
    #[default]
    None,
    Cleared,
    Set(String),
}

/// What an answer does to the cookies.
#[derive(Default)]
struct CookieChanges {
    session: CookieChange,
    device: CookieChange,
}

/// Reads the changes of the cookies. Every one that any test sees is held to the rules here (threats.md row 10).
fn checked_cookies(headers: &HeaderMap) -> CookieChanges {
    let mut changes = CookieChanges::default();
    for cookie in headers.get_all(SET_COOKIE) {
        let cookie = cookie.to_str().expect("a cookie is text");
        let (name, change) = checked_cookie(headers, cookie);
        let place = match name {
            COOKIE_NAME => &mut changes.session,
            DEVICE_COOKIE_NAME => &mut changes.device,
            _ => panic!("nobody knows this cookie: {cookie}"),
        };
        assert!(matches!(place, CookieChange::None), "it is set twice: {cookie}");
        *place = change;
    }
    changes
}

fn checked_cookie<'a>(headers: &HeaderMap, cookie: &'a str) -> (&'a str, CookieChange) {
    assert_eq!(headers[CACHE_CONTROL], "no-store", "nobody may keep an answer with a cookie");
    let mut parts = cookie.split("; ");
    let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).expect("name and value");
    let mut attributes: Vec<&str> = parts.collect();
    let age = attributes.iter().position(|attribute| attribute.starts_with("Max-Age="));
    let age = age.map(|index| attributes.remove(index));
    attributes.sort_unstable();
    // So there is no Domain, and nothing else either.
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"], "{cookie}");
    if value.is_empty() {
        assert_eq!(age, Some("Max-Age=0"), "a cookie without a value is one that is cleared: {cookie}");
        return (name, CookieChange::Cleared);
    }
    if name == DEVICE_COOKIE_NAME {
        assert_eq!(age, Some("Max-Age=31536000"), "it outlives the session by a year: {cookie}");
    }
    assert!(value.len() >= 43, "256 bits take 43 symbols: {cookie}");
    (name, CookieChange::Set(value.to_owned()))
}
