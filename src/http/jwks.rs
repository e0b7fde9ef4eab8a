//! `GET /.well-known/jwks.json`: the public keys of the tenant's access tokens (RFC 7517), for whoever checks them.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use super::exchange::{Exchange, Worker};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{answer, tenant};

/// Shorter than keys are published before they sign, so that nobody misses one.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// Serves the keys. They are the same for everybody: nobody has to say who asks.
pub(super) async fn serve(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    let exchange = Exchange::of(&request);
    match keys(&worker, &exchange).await {
        Ok(response) => response,
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

async fn keys(worker: &Worker, exchange: &Exchange) -> Result<HttpResponse, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let keys = worker.backend.jwks(&tenant, &exchange.facts).await;
    let keys = keys.map_err(|fault| Refusal::of_fault(&fault))?;
    let mut response =
        answer::with_body(StatusCode::OK, HeaderValue::from_static("application/jwk-set+json"), keys);
    response.headers_mut().insert(CACHE_CONTROL, KEPT);
    Ok(response)
}
