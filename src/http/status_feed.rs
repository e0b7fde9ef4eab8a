//! `GET /status/feed.atom`: what goes on in the network, for feed readers. Public; what is in it is public too.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use tokio::time::{Instant, timeout_at};

use super::backend::StatusFeed;
use super::exchange::{Exchange, Worker};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::tenant::Site;
use super::{answer, tenant};

/// Where the feed is.
const PATH: &str = "/status/feed.atom";

/// Readers and proxies may keep it for so long; then they ask whether it has changed.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=30");

const ATOM: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");

/// Serves the feed.
pub(super) async fn serve(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    let exchange = Exchange::of(&request);
    match read(&worker, &exchange).await {
        Ok(feed) => respond(feed, request.headers()),
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

async fn read(worker: &Worker, exchange: &Exchange) -> Result<StatusFeed, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let _place = worker.gate.enter()?;
    let deadline = Instant::now() + worker.settings.deadline;
    let (url, facts) = (url(site), &exchange.facts);
    let read = timeout_at(deadline, worker.backend.status_feed(&tenant, &url, facts)).await;
    match read.map_err(|_| Refusal::DeadlineExceeded)? {
        Ok(Some(feed)) => Ok(feed),
        Ok(None) => Err(Refusal::NotFound),
        Err(fault) => Err(Refusal::of_fault(&fault)),
    }
}

fn url(Site { https, host, port }: &Site) -> String {
    let scheme = if *https { "https" } else { "http" };
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{host}{port}{PATH}")
}

fn respond(feed: StatusFeed, asked: &HeaderMap) -> HttpResponse {
    let digest = Sha256::digest(feed.body.as_bytes());
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..16]));
    let mut response = if is_known(asked, &tag, feed.changed_at) {
        HttpResponse::new(StatusCode::NOT_MODIFIED)
    } else {
        answer::with_body(StatusCode::OK, ATOM, feed.body)
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, KEPT);
    for (name, value) in [(ETAG, tag), (LAST_MODIFIED, http_date(feed.changed_at))] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
    response
}

/// Whether the reader has it as it is (RFC 9110 §13.2.2): the tags count where any are sent, the time only where none are.
fn is_known(asked: &HeaderMap, tag: &str, changed_at: DateTime<Utc>) -> bool {
    let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    if asked.contains_key(IF_NONE_MATCH) {
        // Weak comparison (§8.8.3.2): a proxy may have made it weak.
        let tags = text(IF_NONE_MATCH).unwrap_or_default().split(',').map(str::trim);
        return tags
            .map(|known| known.strip_prefix("W/").unwrap_or(known))
            .any(|known| known == "*" || known == tag);
    }
    let since = text(IF_MODIFIED_SINCE).and_then(|since| DateTime::parse_from_rfc2822(since).ok());
    since.is_some_and(|since| changed_at.timestamp() <= since.timestamp())
}

/// IMF-fixdate (RFC 9110 §5.6.7).
fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(HeaderName, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(name.clone(), HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn who_has_it_is_told_so() {
        let at = "1994-11-06T08:49:37.5Z".parse().expect("an instant");
        assert_eq!(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
        for (headers, known) in [
            (vec![], false),
            (vec![(IF_NONE_MATCH, "\"a\"")], true),
            (vec![(IF_NONE_MATCH, "\"b\", W/\"a\"")], true),
            (vec![(IF_NONE_MATCH, "*")], true),
            (vec![(IF_NONE_MATCH, "\"b\"")], false),
            (vec![(IF_MODIFIED_SINCE, "Sun, 06 Nov 1994 08:49:37 GMT")], true),
            (vec![(IF_MODIFIED_SINCE, "Sun, 06 Nov 1994 08:49:36 GMT")], false),
            (vec![(IF_MODIFIED_SINCE, "yesterday")], false),
            // The tag says more than the time.
            (vec![(IF_NONE_MATCH, "\"b\""), (IF_MODIFIED_SINCE, "Sun, 06 Nov 1994 08:49:37 GMT")], false),
        ] {
            assert_eq!(is_known(&asked(&headers), "\"a\"", at), known, "{headers:?}");
        }
    }

    #[test]
    fn the_feed_names_the_place_that_was_asked() {
        let site = |https, port| Site { https, host: "isp.example".to_owned(), port };
        assert_eq!(url(&site(true, None)), "https://isp.example/status/feed.atom");
        assert_eq!(url(&site(false, Some(8080))), "http://isp.example:8080/status/feed.atom");
    }
}
