//! Building responses: one place that turns a refusal, or an answer of the backend, into status, headers and body.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
    SET_COOKIE, WWW_AUTHENTICATE,
};

use super::backend::{Answer, CookieChange, Stage, Timing};
use super::cookies::{self, Jar};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::settings::Settings;

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// A response with a body of `content_type`.
pub(super) fn with_body(
    status: StatusCode,
    content_type: HeaderValue,
    body: impl Into<ResponseBody>,
) -> HttpResponse {
    let mut response = HttpResponse::with_body(status, body.into()).map_into_boxed_body();
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

type ResponseBody = actix_web::web::Bytes;

/// The response to a refused request.
pub(super) fn refused(refusal: Refusal, media: MediaType, request_id: &str) -> HttpResponse {
    tracing::Span::current().record("code", refusal.code());
    let mut response = with_body(refusal.status(), media.header(), refusal.body(request_id));
    let headers = response.headers_mut();
    forbid_storing(headers);
    match refusal {
        Refusal::MethodNotAllowed(allowed) => {
            headers.insert(ALLOW, HeaderValue::from_static(allowed));
        }
        Refusal::Unauthenticated => challenge(headers),
        Refusal::Overloaded => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        Refusal::TooManyConnections => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("30"));
        }
        // RFC 9110 §15.5.16: say which codings would have been read.
        Refusal::ContentEncoding => {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        _ => {}
    }
    response
}

/// The response to an executed or refused operation.
pub(super) fn answered(
    answer: Answer,
    media: MediaType,
    settings: &Settings,
) -> Result<HttpResponse, Refusal> {
    let mut response = with_body(media.status(answer.stage), media.header(), answer.body);
    let headers = response.headers_mut();
    forbid_storing(headers);
    match answer.stage {
        // The only method that can be refused once the document is known is GET, for a mutation.
        Stage::Transport(405) => {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
        Stage::Transport(401) => challenge(headers),
        Stage::Transport(_) | Stage::Document | Stage::Execution => {}
    }
    set_cookies(headers, [(Jar::Session, answer.cookie), (Jar::Device, answer.device)], settings)?;
    if let Some(wait) = answer.retry_after {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(timing) = answer.timing.filter(|_| settings.development) {
        headers.insert(SERVER_TIMING, server_timing(timing));
    }
    Ok(response)
}

/// Adds a header for each cookie that changes.
pub(super) fn set_cookies(
    headers: &mut HeaderMap,
    changes: [(Jar, Option<CookieChange>); 2],
    settings: &Settings,
) -> Result<(), Refusal> {
    for (jar, change) in changes {
        let Some(change) = change else { continue };
        let value = cookies::set(jar, &change, settings.insecure_cookie).map_err(|error| {
            tracing::error!(cause = %error, "a cookie could not be handed out");
            Refusal::Internal
        })?;
        headers.append(SET_COOKIE, value);
    }
    Ok(())
}

/// No answer of the API is kept by anybody: it depends on who asks, and most have a session.
pub(super) fn forbid_storing(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// RFC 6750 §3.
fn challenge(headers: &mut HeaderMap) {
    headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
}

fn server_timing(timing: Timing) -> HeaderValue {
    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    let Timing { parse, validate, execute } = timing;
    let text = format!(
        "parse;dur={:.3}, validate;dur={:.3}, execute;dur={:.3}",
        ms(parse),
        ms(validate),
        ms(execute)
    );
    HeaderValue::try_from(text).expect("digits and ASCII names make a header value")
}
