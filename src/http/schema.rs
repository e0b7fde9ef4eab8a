//! `GET /schema.graphql`: the schema in SDL, where introspection is allowed; and the sign-ins of a demo.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use super::csrf::CookieRule;
use super::exchange::{Exchange, Worker};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{answer, session, tenant};

/// Serves the schema. The cookie counts as on any GET: only with `x-portico-client`.
pub(super) async fn serve(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    let exchange = Exchange::of(&request);
    match sdl(&request, &worker, &exchange).await {
        Ok(response) => response,
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

async fn sdl(request: &HttpRequest, worker: &Worker, exchange: &Exchange) -> Result<HttpResponse, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let rule = if exchange.facts.client.is_some() { CookieRule::Counts } else { CookieRule::Ignored };
    let caller = session::caller(worker, &tenant, &exchange.facts, request.headers(), rule).await?;
    let sdl = worker.backend.sdl(&tenant, caller.authenticated.as_ref()).await.ok_or(Refusal::NotFound)?;
    Ok(unstored(HeaderValue::from_static("text/plain; charset=utf-8"), sdl.to_string()))
}

/// Serves the sign-ins of a demo.
pub(super) async fn demo_logins(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    match &worker.settings.demo_logins {
        Some(logins) => unstored(MediaType::Json.header(), logins.to_string()),
        None => not_found(request).await,
    }
}

pub(super) fn unstored(content_type: HeaderValue, body: String) -> HttpResponse {
    let mut response = answer::with_body(StatusCode::OK, content_type, body);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Answers everything that is not served.
pub(super) async fn not_found(request: HttpRequest) -> HttpResponse {
    answer::refused(Refusal::NotFound, MediaType::Json, &Exchange::of(&request).facts.request_id)
}

/// Answers the other methods of what can only be read.
pub(super) async fn read_only(request: HttpRequest) -> HttpResponse {
    let refusal = Refusal::MethodNotAllowed("GET, HEAD");
    answer::refused(refusal, MediaType::Json, &Exchange::of(&request).facts.request_id)
}
