//! `GET /files/exports/{id}`: the file of a data export, for who asked for it.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use super::answer;
use super::csrf::CookieRule;
use super::exchange::{Exchange, Worker};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{session, tenant};

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
