//! Who calls: the session cookie or the bearer token of a request, and the caller the backend knows by it.

use actix_web::http::header::{AUTHORIZATION, COOKIE, HeaderMap};
use secrecy::SecretString;

use super::backend::{Attention, Authenticated, Credential, RequestFacts};
use super::cookies::{self, Jar};
use super::csrf::CookieRule;
use super::exchange::Worker;
use super::refusal::Refusal;
use super::settings::Settings;
use crate::tenancy::Tenant;

/// A JWT of ours is under 1 KiB.
pub(super) const MAX_BEARER: usize = 4096;

/// `Authorization` as far as it concerns us.
#[derive(Clone, Copy)]
pub(super) enum Bearer<'a> {
    /// None, or of another scheme: a proxy's Basic is sent by the browser on its own and proves nothing.
    Absent,
    /// A token.
    Token(&'a str),
    /// The right scheme with something that is no token, or the header twice.
    Malformed,
}

impl<'a> Bearer<'a> {
    /// Reads the header (RFC 6750 §2.1).
    pub(super) fn of(headers: &'a HeaderMap) -> Self {
        let mut values = headers.get_all(AUTHORIZATION);
        let (Some(value), None) = (values.next(), values.next()) else {
            return if headers.contains_key(AUTHORIZATION) { Self::Malformed } else { Self::Absent };
        };
        let Ok(text) = value.to_str() else { return Self::Malformed };
        let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Self::Absent;
        }
        let token = token.trim_ascii();
        if cookies::is_token(token, MAX_BEARER) { Self::Token(token) } else { Self::Malformed }
    }

    /// Whether the request carries a token, be it a broken one.
    pub(super) fn is_present(self) -> bool {
        !matches!(self, Self::Absent)
    }
}

/// Who calls.
#[derive(Default)]
pub(super) struct Caller {
    /// `None` is anonymous.
    pub(super) authenticated: Option<Authenticated>,
    /// The request has a cookie of a session that is no more.
    pub(super) stale_cookie: bool,
}

/// What a request brings to say who calls. A token goes before a cookie.
pub(super) fn credential<'a>(
    headers: &'a HeaderMap,
    rule: CookieRule,
    settings: &Settings,
) -> Result<Option<Credential<'a>>, Refusal> {
    match Bearer::of(headers) {
        Bearer::Token(token) => Ok(Some(Credential::Bearer(token))),
        Bearer::Malformed => Err(Refusal::Unauthenticated),
        Bearer::Absent if rule == CookieRule::Ignored => Ok(None),
        Bearer::Absent => Ok(cookie(Jar::Session, headers, settings).map(Credential::Cookie)),
    }
}

fn cookie<'a>(jar: Jar, headers: &'a HeaderMap, settings: &Settings) -> Option<&'a str> {
    let values = headers.get_all(COOKIE).filter_map(|value| value.to_str().ok());
    cookies::read(jar, values, settings.insecure_cookie)
}

/// What a browser sends to be known by, where its cookies count.
pub(super) fn device(headers: &HeaderMap, rule: CookieRule, settings: &Settings) -> Option<SecretString> {
    if rule == CookieRule::Ignored {
        return None;
    }
    cookie(Jar::Device, headers, settings).map(SecretString::from)
}

/// Asks the backend who calls.
pub(super) async fn caller(
    worker: &Worker,
    tenant: &Tenant,
    facts: &RequestFacts,
    headers: &HeaderMap,
    rule: CookieRule,
) -> Result<Caller, Refusal> {
    let Some(credential) = credential(headers, rule, &worker.settings)? else { return Ok(Caller::default()) };
    let authenticated = worker
        .backend
        .authenticate(tenant, credential, facts, Attention::Acts)
        .await
        .map_err(|fault| Refusal::of_fault(&fault))?;
    match (authenticated, credential) {
        (None, Credential::Bearer(_)) => Err(Refusal::Unauthenticated),
        (None, Credential::Cookie(_)) => Ok(Caller { authenticated: None, stale_cookie: true }),
        (authenticated, _) => Ok(Caller { authenticated, stale_cookie: false }),
    }
}
