//! Cross-origin answers (the Fetch standard's CORS protocol), per tenant.
//!
//! Origins that the tenant allows may read answers and send the cookie. Any other origin may read the answers to
//! calls that carry a bearer token, never with credentials: it can only hold a token that it was given, and api.md §1
//! sends apps of other sites that way. There is no `*`.

use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderMap,
    HeaderValue,
};

use super::csrf::Origin;

/// What a page of another origin may do with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grant {
    /// Nothing: it is no cross-origin request, or one that may not be read.
    None,
    /// Read it, if it was asked for without credentials.
    Bearer,
    /// Read it, with credentials.
    Full,
}

impl Grant {
    /// Decides for a request of `origin`; `bearer`: it carries, or in a preflight announces, a token.
    pub(super) fn of(origin: Origin, bearer: bool) -> Self {
        match origin {
            Origin::Allowed => Self::Full,
            Origin::Foreign if bearer => Self::Bearer,
            Origin::Foreign | Origin::Own | Origin::Absent => Self::None,
        }
    }

    /// Adds the headers of an answer to `origin`.
    pub(super) fn answer(self, origin: Option<&HeaderValue>, headers: &mut HeaderMap) {
        if self.allow(origin, headers) {
            headers.insert(
                ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("x-request-id, retry-after, server-timing"),
            );
        }
    }

    /// Adds the headers of the answer to a preflight from `origin` for a place with these methods.
    pub(super) fn preflight(
        self,
        origin: Option<&HeaderValue>,
        headers: &mut HeaderMap,
        methods: &'static str,
    ) {
        if self.allow(origin, headers) {
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
            headers.insert(
                ACCESS_CONTROL_ALLOW_HEADERS,
                HeaderValue::from_static("authorization, content-type, idempotency-key, x-portico-client"),
            );
            headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        }
    }

    fn allow(self, origin: Option<&HeaderValue>, headers: &mut HeaderMap) -> bool {
        let (Self::Bearer | Self::Full, Some(origin)) = (self, origin) else { return false };
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        if self == Self::Full {
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(grant: Grant) -> (HeaderMap, HeaderMap) {
        let origin = HeaderValue::from_static("https://portal.isp.example");
        let (mut answer, mut preflight) = (HeaderMap::new(), HeaderMap::new());
        grant.answer(Some(&origin), &mut answer);
        grant.preflight(Some(&origin), &mut preflight, "GET, POST");
        (answer, preflight)
    }

    #[test]
    fn who_is_granted_what() {
        for (origin, plain, bearer) in [
            (Origin::Absent, Grant::None, Grant::None),
            (Origin::Own, Grant::None, Grant::None),
            (Origin::Allowed, Grant::Full, Grant::Full),
            (Origin::Foreign, Grant::None, Grant::Bearer),
        ] {
            assert_eq!((Grant::of(origin, false), Grant::of(origin, true)), (plain, bearer), "{origin:?}");
        }
    }

    #[test]
    fn credentials_only_for_allowed_origins_and_never_a_star() {
        for (grant, credentials) in [(Grant::Full, true), (Grant::Bearer, false)] {
            let (answer, preflight) = headers(grant);
            for map in [&answer, &preflight] {
                assert_eq!(
                    map.get(ACCESS_CONTROL_ALLOW_ORIGIN).expect("valid"),
                    "https://portal.isp.example"
                );
                assert_eq!(map.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS), credentials);
                assert!(map.iter().all(|(_, value)| value != "*"));
            }
            assert!(preflight.contains_key(ACCESS_CONTROL_ALLOW_HEADERS));
        }
        let (answer, preflight) = headers(Grant::None);
        assert!(answer.is_empty() && preflight.is_empty());
    }
}
