//! Headers that tell browsers what not to do with an answer (OWASP Secure Headers Project).

use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};

/// An answer of the API is data: nothing in it runs, and no page frames it.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// The playground runs its own files, talks to its own host, and needs styles and workers that the editor makes.
pub(super) const PLAYGROUND_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
     worker-src 'self' blob:; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; \
     frame-ancestors 'none'";

/// One year; only for the host itself, because its neighbours need not be ours.
const HSTS: &str = "max-age=31536000";

/// Adds the headers; a policy that stands already stays.
pub(super) fn apply(headers: &mut HeaderMap, https: bool) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(API_POLICY));
    }
    // Browsers ignore it over plain HTTP (RFC 6797 §8.1), and a demo there must not promise what it cannot keep.
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
}
