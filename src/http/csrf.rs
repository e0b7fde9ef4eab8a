//! Which requests may run, and whether the cookie counts on them (api.md §1, CSRF).
//!
//! A page of another site can make a browser send our cookie along, but only with requests of the kinds that need
//! no preflight: a GET, or a POST of one of three old content types, and without headers of its own choosing. So
//! JSON is a proof of permission by itself, and everything else needs the header `x-portico-client`. `Origin` is
//! checked besides, wherever it is sent. A bearer token is never sent by the browser on its own, so calls with one
//! need none of this.

use super::backend::Method;
use super::header_list;
use super::refusal::Refusal;
use super::tenant::{self, Site};

/// What `Content-Type` says of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// No such header.
    Absent,
    /// JSON in UTF-8.
    Json,
    /// JSON in another encoding.
    JsonInAnotherCharset,
    /// `multipart/form-data`.
    Multipart,
    /// Anything else, or something unreadable.
    Other,
}

impl Content {
    /// Reads the value of `Content-Type`.
    pub(super) fn of(value: Option<&str>) -> Self {
        let Some(value) = value else { return Self::Absent };
        let mut parts = header_list::split(value, b';');
        let name = parts.next().unwrap_or_default();
        if name.eq_ignore_ascii_case("multipart/form-data") {
            return Self::Multipart;
        }
        if !name.eq_ignore_ascii_case("application/json") {
            return Self::Other;
        }
        let utf8 = parts.filter_map(header_list::parameter).all(|(name, value)| {
            !name.eq_ignore_ascii_case("charset")
                || value.eq_ignore_ascii_case("utf-8")
                || value.eq_ignore_ascii_case("utf8")
        });
        if utf8 { Self::Json } else { Self::JsonInAnotherCharset }
    }
}

/// Where the page came from that sent the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Not sent: an old browser's same-origin GET, or no browser.
    Absent,
    /// The very host the request was sent to.
    Own,
    /// Another origin that the tenant allows.
    Allowed,
    /// Anywhere else, `null` included.
    Foreign,
}

impl Origin {
    /// Judges the value of `Origin` for a request to `site`, whose tenant has `allowed` other origins.
    pub(super) fn of(value: Option<&str>, site: &Site, allowed: &[String]) -> Self {
        let Some(origin) = value else { return Self::Absent };
        if is_own(origin, site) {
            Self::Own
        } else if allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(origin)) {
            Self::Allowed
        } else {
            Self::Foreign
        }
    }
}

fn is_own(origin: &str, site: &Site) -> bool {
    let (scheme, default_port) = if site.https { ("https://", 443) } else { ("http://", 80) };
    origin.strip_prefix(scheme).and_then(|authority| tenant::parse(authority, site.https)).is_some_and(
        |theirs| {
            theirs.host == site.host
                && theirs.port.unwrap_or(default_port) == site.port.unwrap_or(default_port)
        },
    )
}

/// What the decision rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    /// How the request was sent.
    pub(super) method: Method,
    /// What it carries.
    pub(super) content: Content,
    /// Where it was sent from.
    pub(super) origin: Origin,
    /// Whether it has `x-portico-client`.
    pub(super) client_header: bool,
    /// Whether it has a bearer token.
    pub(super) bearer: bool,
}

/// Whether the request may run and, if so, whether its cookie says who calls.
pub(super) fn decide(arrival: Arrival) -> Result<CookieRule, Refusal> {
    let Arrival { method, content, origin, client_header, bearer } = arrival;
    match (method, content) {
        (Method::Post, Content::Json) | (Method::Get, Content::Absent | Content::Json) => {}
        (Method::Post, Content::Multipart) if client_header || bearer => {}
        (_, Content::JsonInAnotherCharset) => return Err(Refusal::Charset),
        (Method::Post, Content::Multipart) => return Err(Refusal::CsrfMultipart),
        (Method::Post, Content::Absent | Content::Other)
        | (Method::Get, Content::Multipart | Content::Other) => {
            return Err(Refusal::CsrfContentType);
        }
    }
    if bearer {
        return Ok(CookieRule::Ignored);
    }
    match (origin, method) {
        (Origin::Foreign, _) => Err(Refusal::CsrfOrigin),
        (_, Method::Get) if !client_header => Ok(CookieRule::Ignored),
        (_, Method::Get | Method::Post) => Ok(CookieRule::Counts),
    }
}

/// Whether the cookie says who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CookieRule {
    /// It does.
    Counts,
    /// It does not: without a token the caller is anonymous.
    Ignored,
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY_CONTENT: [Content; 5] =
        [Content::Absent, Content::Json, Content::JsonInAnotherCharset, Content::Multipart, Content::Other];
    const EVERY_ORIGIN: [Origin; 4] = [Origin::Absent, Origin::Own, Origin::Allowed, Origin::Foreign];

    #[test]
    fn content_types() {
        for (value, expected) in [
            (None, Content::Absent),
            (Some("application/json"), Content::Json),
            (Some("Application/JSON; charset=UTF-8"), Content::Json),
            (Some("application/json;charset=\"utf-8\""), Content::Json),
            (Some("application/json; charset=iso-8859-1"), Content::JsonInAnotherCharset),
            (Some("application/json; charset=utf-8; charset=utf-7"), Content::JsonInAnotherCharset),
            (Some("multipart/form-data; boundary=x"), Content::Multipart),
            (Some("application/x-www-form-urlencoded"), Content::Other),
            (Some("text/plain"), Content::Other),
            (Some("text/plain; application/json"), Content::Other),
            (Some("text/plain, application/json"), Content::Other),
            (Some("application/json, text/plain"), Content::Other),
            (Some("application/jsonp"), Content::Other),
            (Some(""), Content::Other),
        ] {
            assert_eq!(Content::of(value), expected, "{value:?}");
        }
    }

    #[test]
    fn origins() {
        let allowed = ["https://portal.isp.example".to_owned()];
        let site = |authority| tenant::parse(authority, true).expect("valid");
        for (origin, at, expected) in [
            (None, "isp.example", Origin::Absent),
            (Some("https://isp.example"), "isp.example", Origin::Own),
            (Some("https://isp.example"), "isp.example:443", Origin::Own),
            (Some("https://isp.example:8443"), "isp.example:8443", Origin::Own),
            (Some("https://portal.isp.example"), "isp.example", Origin::Allowed),
            (Some("http://isp.example"), "isp.example", Origin::Foreign),
            (Some("https://isp.example:8443"), "isp.example", Origin::Foreign),
            (Some("https://isp.example"), "isp.example:8443", Origin::Foreign),
            (Some("https://second.example"), "isp.example", Origin::Foreign),
            (Some("https://portal.isp.example.evil.example"), "isp.example", Origin::Foreign),
            (Some("https://evilisp.example"), "isp.example", Origin::Foreign),
            (Some("https://isp.example/"), "isp.example", Origin::Foreign),
            (Some("https://isp.example@evil.example"), "isp.example", Origin::Foreign),
            (Some("null"), "isp.example", Origin::Foreign),
            (Some(""), "isp.example", Origin::Foreign),
        ] {
            assert_eq!(Origin::of(origin, &site(at), &allowed), expected, "{origin:?} at {at}");
        }
        let plain = tenant::parse("localhost:8080", false).expect("valid");
        assert_eq!(Origin::of(Some("http://localhost:8080"), &plain, &allowed), Origin::Own);
        assert_eq!(Origin::of(Some("https://localhost:8080"), &plain, &allowed), Origin::Foreign);
    }

    /// Every combination against the rules of api.md §1, stated as a reader would.
    #[test]
    fn every_combination() {
        for method in [Method::Get, Method::Post] {
            for content in EVERY_CONTENT {
                for origin in EVERY_ORIGIN {
                    for client_header in [false, true] {
                        for bearer in [false, true] {
                            let arrival = Arrival { method, content, origin, client_header, bearer };
                            let json_post = method == Method::Post && content == Content::Json;
                            let plain_get =
                                method == Method::Get && matches!(content, Content::Absent | Content::Json);
                            let files = method == Method::Post
                                && content == Content::Multipart
                                && (client_header || bearer);
                            let of_a_kind = json_post || plain_get || files;
                            let runs = of_a_kind && (bearer || origin != Origin::Foreign);
                            let counts = runs && !bearer && (json_post || client_header);
                            let decision = decide(arrival);
                            assert_eq!(decision.is_ok(), runs, "{arrival:?}");
                            assert_eq!(decision == Ok(CookieRule::Counts), counts, "{arrival:?}");
                            if let Err(refusal) = decision {
                                let status = refusal.status().as_u16();
                                assert_eq!(status, if of_a_kind { 403 } else { 415 }, "{arrival:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}
