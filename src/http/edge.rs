//! What every request passes, whatever it asks for: request id, log line, panics, security headers, compression.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_ENCODING, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use futures_util::FutureExt as _;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use super::exchange::{Exchange, Worker, single};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::request_id::X_REQUEST_ID;
use super::{answer, compression, security_headers};

/// The middleware around all routes.
pub(super) async fn pass(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let worker = request.app_data::<web::Data<Worker>>().expect("every application is built with a worker");
    let exchange = Exchange::begin(&request, worker);
    let facts = exchange.facts.clone();
    let span = tracing::info_span!(
        "request",
        request_id = &*facts.request_id,
        method = request.method().as_str(),
        tenant = Empty,
        code = Empty,
    );
    let coding = match *request.method() {
        Method::HEAD => None,
        _ => compression::negotiate(single(request.headers(), &ACCEPT_ENCODING)),
    };
    request.extensions_mut().insert(exchange);

    let log = Log::start(span.clone());
    let outcome = AssertUnwindSafe(next.call(request).instrument(span.clone())).catch_unwind().await;
    let (request, response) = match outcome {
        Ok(Ok(response)) => {
            let (request, response) = response.into_parts();
            (Some(request), response)
        }
        Ok(Err(error)) => (None, error.error_response()),
        Err(_) => {
            let _inside = span.enter();
            tracing::error!("a handler panicked");
            (None, answer::refused(Refusal::Internal, MediaType::Json, &facts.request_id))
        }
    };

    let mut response = response.map_body(|head, body| compression::compress(coding, head, body));
    let headers = response.headers_mut();
    let id =
        HeaderValue::from_str(&facts.request_id).expect("letters, digits and hyphens make a header value");
    headers.insert(X_REQUEST_ID, id);
    security_headers::apply(headers, facts.https);
    let route = request.as_ref().and_then(actix_web::HttpRequest::match_pattern);
    log.answered(route.as_deref().unwrap_or("none"), response.status().as_u16());
    match request {
        Some(request) => Ok(ServiceResponse::new(request, response)),
        // The request went down with the handler; an error is the other way out for a response.
        None => Err(InternalError::from_response("the handler failed", response).into()),
    }
}

/// The one log line of a request. Nothing of what was sent stands in it: no path (which may hold a token), no query,
/// no variables, no header.
struct Log {
    started: Instant,
    span: Span,
    written: bool,
}

impl Log {
    fn start(span: Span) -> Self {
        Self { started: Instant::now(), span, written: false }
    }

    fn answered(mut self, route: &str, status: u16) {
        self.written = true;
        tracing::info!(parent: &self.span, route, status, ms = self.milliseconds(), "answered");
    }

    fn milliseconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1000.0
    }
}

impl Drop for Log {
    /// The future is dropped before its end only when the connection is gone.
    fn drop(&mut self) {
        if !self.written {
            tracing::info!(parent: &self.span, ms = self.milliseconds(), "the client left");
        }
    }
}
