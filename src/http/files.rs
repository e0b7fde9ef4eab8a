//! `GET /files/exports/{id}`: the file of a data export, for who asked for it; `GET /files/{token}`: a file that somebody has
//! uploaded, which a link opens.

use std::convert::Infallible;

use actix_web::body::{BoxBody, SizedStream};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue,
};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;

use super::backend::OpenedFile;
use super::csrf::CookieRule;
use super::exchange::{Exchange, Worker};
use super::limits::Permit;
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{answer, disposition, session, tenant};

/// Whatever it is, nothing in it runs or loads anything, and no page frames it.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Bytes of a file that are sent at once.
const PART: usize = 64 << 10;

/// Serves the file. The cookie counts as on any GET: only with `x-portico-client`. Whatever is not there for the caller is
/// not found.
pub(super) async fn export(
    request: HttpRequest,
    id: web::Path<String>,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let exchange = Exchange::of(&request);
    let work = tokio::time::timeout(worker.settings.deadline, file(&request, &id, &worker, &exchange));
    match work.await.unwrap_or(Err(Refusal::DeadlineExceeded)) {
        Ok(response) => response,
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

async fn file(
    request: &HttpRequest,
    id: &str,
    worker: &Worker,
    exchange: &Exchange,
) -> Result<HttpResponse, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let _place = worker.gate.enter()?;
    let rule = if exchange.facts.client.is_some() { CookieRule::Counts } else { CookieRule::Ignored };
    let caller = session::caller(worker, &tenant, &exchange.facts, request.headers(), rule).await?;
    let caller = caller.authenticated.ok_or(Refusal::NotFound)?;
    let file = worker.backend.export(caller, id).await.map_err(|fault| Refusal::of_fault(&fault))?;
    let file = file.ok_or(Refusal::NotFound)?;
    let mut response =
        answer::with_body(StatusCode::OK, HeaderValue::from_static(file.media_type), file.content);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name)) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// Serves a file that somebody has uploaded. The token is the credential: no cookie is looked at, and who has no good one learns
/// nothing but that there is no such page.
pub(super) async fn open(
    request: HttpRequest,
    token: web::Path<String>,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let exchange = Exchange::of(&request);
    let work = tokio::time::timeout(worker.settings.deadline, opened(&token, &worker, &exchange));
    match work.await.unwrap_or(Err(Refusal::DeadlineExceeded)) {
        Ok(response) => response,
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

async fn opened(token: &str, worker: &Worker, exchange: &Exchange) -> Result<HttpResponse, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let _place = worker.gate.enter()?;
    let download = worker.downloads.enter()?;
    let file = worker.backend.file(&tenant, token, &exchange.facts).await;
    let OpenedFile { name, media_type, bytes } =
        file.map_err(|fault| Refusal::of_fault(&fault))?.ok_or(Refusal::NotFound)?;
    // It is one of ours; anything else would be bytes to a browser.
    let media_type = HeaderValue::try_from(media_type);
    let media_type = media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = HttpResponse::with_body(StatusCode::OK, body(bytes, download));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media_type);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-site"));
    headers.insert(X_ROBOTS_TAG, HeaderValue::from_static("noindex"));
    let disposition = disposition::attachment(&name);
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    Ok(response)
}

/// The bytes of a file. They are in memory until the last of them is sent or their reader has left; as long its place is taken.
fn body(bytes: Bytes, place: Permit) -> BoxBody {
    let length = bytes.len() as u64;
    let parts = stream::unfold((bytes, place), |(mut rest, place)| async move {
        if rest.is_empty() {
            return None;
        }
        let part = rest.split_to(rest.len().min(PART));
        Some((Ok::<_, Infallible>(part), (rest, place)))
    });
    BoxBody::new(SizedStream::new(length, parts))
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use actix_web::body::{BodySize, MessageBody as _, to_bytes};

    use super::super::limits::Gate;
    use super::*;

    #[tokio::test]
    async fn a_file_has_its_place_until_it_is_sent_or_nobody_waits_for_it() {
        let gate = Gate::new(1);
        let bytes = Bytes::from("word".repeat(PART));
        let mut sent = body(bytes.clone(), gate.enter().expect("room"));
        assert_eq!(sent.size(), BodySize::Sized(4 * PART as u64));
        let first = poll_fn(|context| sent.as_pin_mut().poll_next(context)).await;
        assert_eq!(first.expect("a part").expect("in memory"), bytes[..PART]);
        assert_eq!(gate.enter().expect_err("full"), Refusal::Overloaded);
        drop(sent);

        let all = to_bytes(body(bytes.clone(), gate.enter().expect("room"))).await.expect("in memory");
        assert_eq!(all, bytes);
        assert!(gate.enter().is_ok());
    }
}
