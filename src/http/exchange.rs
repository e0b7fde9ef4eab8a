//! One request on its way through the layer: what is known of it before it is routed.

use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::http::Uri;
use actix_web::http::header::{HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use actix_web::http::uri::Authority;
use actix_web::{HttpMessage as _, HttpRequest};

use super::backend::{Backend, RequestFacts};
use super::forwarded;
use super::limits::Gate;
use super::live::{Crowd, Live};
use super::request_id::{self, X_REQUEST_ID};
use super::settings::Settings;
use super::tenant::{self, Site};
use crate::kernel::entropy::SharedEntropy;

/// What one worker's handlers share.
pub(super) struct Worker {
    pub(super) backend: Arc<dyn Backend>,
    pub(super) settings: Arc<Settings>,
    pub(super) gate: Arc<Gate>,
    /// The places for bodies with files.
    pub(super) uploads: Arc<Crowd>,
    /// The places for uploaded files that are handed out.
    pub(super) downloads: Arc<Gate>,
    pub(super) entropy: SharedEntropy,
    pub(super) live: Arc<Live>,
}

/// One request and the answer to come.
pub(super) struct Exchange {
    /// What the backend may know.
    pub(super) facts: Arc<RequestFacts>,
    /// Where it was sent to; `None` where the host is missing or malformed.
    pub(super) site: Option<Site>,
}

const X_PORTICO_CLIENT: HeaderName = HeaderName::from_static("x-portico-client");
const MAX_USER_AGENT: usize = 256;

impl Exchange {
    /// Reads the head of a request that came from `peer`.
    pub(super) fn begin(
        target: &Uri,
        headers: &HeaderMap,
        peer: Option<SocketAddr>,
        worker: &Worker,
    ) -> Rc<Self> {
        let settings = &worker.settings;
        // Always known for TCP; an unspecified address is trusted by nobody.
        let peer = peer.map_or(IpAddr::from([0, 0, 0, 0]), |address| address.ip());
        let client = forwarded::resolve(peer, headers, &settings.trusted_proxies, settings.proxy_headers);
        let site = client
            .host
            .as_deref()
            .or_else(|| authority(target, headers))
            .and_then(|authority| tenant::parse(authority, client.https));
        let facts = RequestFacts {
            request_id: request_id::choose(headers.get(X_REQUEST_ID), client.proxied, &*worker.entropy),
            client_ip: client.ip,
            user_agent: headers.get(USER_AGENT).map(user_agent),
            https: client.https,
            client: single(headers, &X_PORTICO_CLIENT).filter(|name| is_client(name)).map(str::to_owned),
        };
        Rc::new(Self { facts: Arc::new(facts), site })
    }

    /// The exchange of a request that was routed.
    pub(super) fn of(request: &HttpRequest) -> Rc<Self> {
        let extensions = request.extensions();
        let exchange = extensions.get::<Rc<Self>>();
        Rc::clone(exchange.expect("the edge begins an exchange before it routes a request"))
    }
}

/// The host of an absolute request target goes before the header (RFC 9112 §3.2.2).
fn authority<'a>(target: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    target.authority().map(Authority::as_str).or_else(|| single(headers, &HOST))
}

/// The value of a header that occurs once.
pub(super) fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name);
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

fn user_agent(value: &HeaderValue) -> String {
    let bytes = value.as_bytes();
    String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_USER_AGENT)]).into_owned()
}

/// `name[/version]`, each 1–64 letters, digits and `-._+`.
fn is_client(text: &str) -> bool {
    let part = |part: &str| {
        (1..=64).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._+".contains(&byte))
    };
    let (name, version) = text.split_once('/').unwrap_or((text, "0"));
    part(name) && part(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_name_themselves_in_one_form() {
        for (text, valid) in [
            ("portal", true),
            ("portal/1.4.0-beta+7", true),
            ("", false),
            ("portal/", false),
            ("/1", false),
            ("portal/1/2", false),
            ("my portal", false),
            ("portal\u{e4}", false),
        ] {
            assert_eq!(is_client(text), valid, "{text:?}");
        }
    }
}
