//! `POST /hooks/payments/{gateway}`: messages of payment gateways. No session, no CSRF rule: the signature over the bytes
//! says who calls.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use super::backend::{Delivery, PaymentMessage};
use super::exchange::{Exchange, Worker, single};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{answer, limits, tenant};

/// Takes a message.
pub(super) async fn payments(
    request: HttpRequest,
    gateway: web::Path<String>,
    payload: web::Payload,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let exchange = Exchange::of(&request);
    match take(&request, &gateway, payload, &worker, &exchange).await {
        Ok(status) => {
            let mut response = HttpResponse::new(status);
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            response
        }
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    }
}

/// Another method than POST.
pub(super) async fn only_post(request: HttpRequest) -> HttpResponse {
    let exchange = Exchange::of(&request);
    answer::refused(Refusal::MethodNotAllowed("POST"), MediaType::Json, &exchange.facts.request_id)
}

async fn take(
    request: &HttpRequest,
    gateway: &str,
    payload: web::Payload,
    worker: &Worker,
    exchange: &Exchange,
) -> Result<StatusCode, Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let body = limits::read_body(request.headers(), payload, &worker.settings).await?;
    let _place = worker.gate.enter()?;
    let name = HeaderName::from_bytes(format!("{gateway}-signature").as_bytes());
    let signature = name.ok().and_then(|name| single(request.headers(), &name).map(str::to_owned));
    let signature = signature.unwrap_or_default();
    let message = PaymentMessage { gateway, signature: &signature, body: &body };
    let work = worker.backend.payment_message(&tenant, &exchange.facts, message);
    let delivery = tokio::time::timeout(worker.settings.deadline, work)
        .await
        .map_err(|_| Refusal::DeadlineExceeded)?
        .map_err(|fault| Refusal::of_fault(&fault))?;
    match delivery {
        Delivery::Accepted => Ok(StatusCode::OK),
        Delivery::Refused => Ok(StatusCode::BAD_REQUEST),
        Delivery::Unknown => Err(Refusal::NotFound),
    }
}
