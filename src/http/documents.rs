//! `GET /documents/{token}`: a document that a link opens. The token is the credential: no cookie is looked at, and who
//! has no good one learns nothing but that there is no such page.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue,
};
use actix_web::{HttpRequest, HttpResponse, web};
use tokio::time::{Instant, timeout_at};

use super::backend::{DocumentFile, NoDocument};
use super::exchange::{Exchange, Worker};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{answer, tenant};

/// Nothing in a document runs or loads anything, and no page frames it. Styles are for the browsers' own viewers.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'",
);

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Serves the document.
pub(super) async fn serve(
    request: HttpRequest,
    token: web::Path<String>,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let exchange = Exchange::of(&request);
    match open(&worker, &exchange, &token).await {
        Ok(file) => respond(file),
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

async fn open(worker: &Worker, exchange: &Exchange, token: &str) -> Result<DocumentFile, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let _place = worker.gate.enter()?;
    let deadline = Instant::now() + worker.settings.deadline;
    let opened = timeout_at(deadline, worker.backend.document(&tenant, token, &exchange.facts)).await;
    match opened.map_err(|_| Refusal::DeadlineExceeded)? {
        Ok(file) => Ok(file),
        Err(NoDocument::NotFound) => Err(Refusal::NotFound),
        Err(NoDocument::Busy) => Err(Refusal::Overloaded),
        Err(NoDocument::Fault(fault)) => Err(Refusal::of_fault(&fault)),
    }
}

fn respond(file: DocumentFile) -> HttpResponse {
    let mut response =
        answer::with_body(StatusCode::OK, HeaderValue::from_static("application/pdf"), file.bytes);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-site"));
    headers.insert(X_ROBOTS_TAG, HeaderValue::from_static("noindex"));
    // Names are letters, digits, `-` and `.`; anything else would be left out rather than sent.
    if let Ok(disposition) = HeaderValue::try_from(format!("inline; filename=\"{}\"", file.name)) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    response
}
