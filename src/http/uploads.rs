//! Bodies that are files: how they arrive, and `PUT /files/{token}`.
//!
//! A body of this size may take minutes on a slow line, so two limits of time hold: no pause may be longer than an ordinary
//! body may take as a whole, and all of it must be there within [`Settings::upload_timeout`].

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_METHOD, ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap,
    HeaderValue, ORIGIN, VARY,
};
use actix_web::web::{self, Bytes, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt as _;
use tokio::time::{Instant, timeout_at};

use super::backend::{ExpectedFile, NotTaken};
use super::cors::Grant;
use super::csrf::Origin;
use super::exchange::{Exchange, Worker, single};
use super::graphql::origin_text;
use super::live::Place;
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::settings::Settings;
use super::{answer, header_list, tenant};
use crate::kernel::entropy::SharedEntropy;
use crate::ports::blob_store::{BlobStore, Incoming, Received, SentFile, WriteError};
use crate::tenancy::Tenant;

const METHODS: &str = "GET, HEAD, PUT, OPTIONS";

/// What is still taken of a body that is refused for its size, so that its sender comes to read the answer.
const PASSED_OVER: usize = 16 << 20;

/// What may come after the last delimiter of a body.
const AFTER_THE_END: usize = 1 << 10;

/// Takes a place for a body with files. Whether there is none left at all or none for its sender, the refusal is the same: that
/// of a crowd speaks of live connections.
pub(super) fn enter(worker: &Worker, exchange: &Exchange) -> Result<Place, Refusal> {
    worker.uploads.enter(exchange.facts.client_ip).map_err(|_| Refusal::Overloaded)
}

/// A body that arrives.
pub(super) struct Arriving {
    payload: Payload,
    settings: Arc<Settings>,
    entropy: SharedEntropy,
    until: Instant,
}

impl Arriving {
    /// The body of a request; refused where it announces more than `max` bytes, or is compressed.
    pub(super) async fn of(
        headers: &HeaderMap,
        payload: Payload,
        worker: &Worker,
        max: u64,
    ) -> Result<Self, Refusal> {
        let coding = headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
        if coding.is_some_and(|coding| !coding.eq_ignore_ascii_case(b"identity")) {
            return Err(Refusal::ContentEncoding);
        }
        let settings = Arc::clone(&worker.settings);
        let until = Instant::now() + settings.upload_timeout;
        let mut body = Self { payload, settings, entropy: Arc::clone(&worker.entropy), until };
        let announced =
            headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        if announced.is_some_and(|length| length > max) {
            body.pass_over().await;
            return Err(Refusal::PayloadTooLarge);
        }
        Ok(body)
    }

    /// What comes next; none at the end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Refusal> {
        let until = self.until.min(Instant::now() + self.settings.body_timeout);
        let chunk = timeout_at(until, self.payload.next()).await.map_err(|_| Refusal::BodyTimeout)?;
        chunk.transpose().map_err(|_| Refusal::BrokenBody)
    }

    /// Waits for the end, which must be near.
    pub(super) async fn end(&mut self) -> Result<(), Refusal> {
        let mut rest = 0;
        while let Some(chunk) = self.chunk().await? {
            rest += chunk.len();
            if rest > AFTER_THE_END {
                return Err(Refusal::PayloadTooLarge);
            }
        }
        Ok(())
    }

    /// Takes what is still sent, within bounds, and lets go of it.
    pub(super) async fn pass_over(&mut self) {
        let mut passed = 0;
        while let Ok(Some(chunk)) = self.chunk().await {
            passed += chunk.len();
            if passed > PASSED_OVER {
                return;
            }
        }
    }

    /// A place in the store for a file of this body.
    pub(super) fn receive(&self, store: &BlobStore) -> Incoming {
        store.receive(&*self.entropy)
    }
}

impl Refusal {
    /// What becomes of a file that could not be written.
    pub(super) fn of_write(error: WriteError) -> Self {
        match error {
            WriteError::TooLarge => Self::FileTooLarge,
            WriteError::Fault(fault) => Self::of_fault(&fault),
        }
    }

    fn of_not_taken(why: NotTaken) -> Self {
        match why {
            NotTaken::NotFound => Self::NotFound,
            NotTaken::Refused(message) => Self::File(message),
            NotTaken::Fault(fault) => Self::of_fault(&fault),
        }
    }
}

/// `PUT /files/{token}`: the file that a link was made for. The token is the credential: no cookie is looked at, so no rule
/// against forged requests is needed, and who has no good one learns nothing.
pub(super) async fn put(
    request: HttpRequest,
    token: web::Path<String>,
    payload: Payload,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let exchange = Exchange::of(&request);
    let mut response = match take(&request, &token, payload, &worker, &exchange).await {
        Ok(()) => HttpResponse::new(StatusCode::NO_CONTENT),
        Err(refusal) => answer::refused(refusal, MediaType::Json, &exchange.facts.request_id),
    };
    if let Some(grant) = grant(&request, &worker, &exchange).await {
        grant.answer(request.headers().get(ORIGIN), response.headers_mut());
    }
    response.headers_mut().append(VARY, HeaderValue::from_static("origin"));
    response
}

/// `OPTIONS /files/{token}`: whether a page of another origin may put a file there.
pub(super) async fn options(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    let exchange = Exchange::of(&request);
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.insert(ALLOW, HeaderValue::from_static(METHODS));
    headers.append(VARY, HeaderValue::from_static("origin, access-control-request-headers"));
    if request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
        && let Some(grant) = grant(&request, &worker, &exchange).await
    {
        grant.preflight(request.headers().get(ORIGIN), headers, "PUT");
    }
    response
}

/// Another method than those.
pub(super) async fn other_methods(request: HttpRequest) -> HttpResponse {
    let exchange = Exchange::of(&request);
    let refusal = Refusal::MethodNotAllowed(METHODS);
    answer::refused(refusal, MediaType::Json, &exchange.facts.request_id)
}

/// Whoever has the token may be any page: it is never sent by a browser on its own.
async fn grant(request: &HttpRequest, worker: &Worker, exchange: &Exchange) -> Option<Grant> {
    let site = exchange.site.as_ref()?;
    let tenant = tenant::find(&*worker.backend, site).await.ok()?;
    let origin = Origin::of(origin_text(request.headers()), site, &tenant.settings.allowed_origins);
    Some(Grant::of(origin, true))
}

async fn take(
    request: &HttpRequest,
    token: &str,
    payload: Payload,
    worker: &Worker,
    exchange: &Exchange,
) -> Result<(), Refusal> {
    let site = exchange.site.as_ref().ok_or(Refusal::MalformedHost)?;
    let tenant = tenant::find(&*worker.backend, site).await?;
    let store = worker.backend.files().ok_or(Refusal::NotFound)?;
    let expected = expected(worker, &tenant, exchange, token).await?;
    // Only now: who has no good token takes nobody's place.
    let _place = enter(worker, exchange)?;
    let mut body = Arriving::of(request.headers(), payload, worker, expected.size).await?;
    let received = receive(&mut body, store, expected.size).await;
    if matches!(received, Err(Refusal::PayloadTooLarge | Refusal::FileTooLarge)) {
        body.pass_over().await;
    }
    let blob = received?;
    let media_type = single(request.headers(), &CONTENT_TYPE)
        .and_then(|value| header_list::split(value, b';').next())
        .map(str::to_ascii_lowercase);
    // What it is called was said when the link was asked for.
    let file = SentFile { name: String::new(), media_type, blob };
    record(worker, &tenant, exchange, expected, file).await
}

/// What the link waits for.
async fn expected(
    worker: &Worker,
    tenant: &Tenant,
    exchange: &Exchange,
    token: &str,
) -> Result<ExpectedFile, Refusal> {
    let _place = worker.gate.enter()?;
    let deadline = Instant::now() + worker.settings.deadline;
    timeout_at(deadline, worker.backend.expected_file(tenant, token, &exchange.facts))
        .await
        .map_err(|_| Refusal::DeadlineExceeded)?
        .map_err(Refusal::of_not_taken)
}

async fn receive(body: &mut Arriving, store: &BlobStore, size: u64) -> Result<Received, Refusal> {
    let mut incoming = body.receive(store);
    while let Some(chunk) = body.chunk().await? {
        incoming.write(&chunk).await.map_err(Refusal::of_write)?;
        if incoming.size() > size {
            return Err(Refusal::PayloadTooLarge);
        }
    }
    incoming.finish().await.map_err(|fault| Refusal::of_fault(&fault))
}

async fn record(
    worker: &Worker,
    tenant: &Arc<Tenant>,
    exchange: &Exchange,
    expected: ExpectedFile,
    file: SentFile,
) -> Result<(), Refusal> {
    let _place = worker.gate.enter()?;
    let deadline = Instant::now() + worker.settings.deadline;
    timeout_at(deadline, worker.backend.take_file(tenant, &exchange.facts, expected, file))
        .await
        .map_err(|_| Refusal::DeadlineExceeded)?
        .map_err(Refusal::of_not_taken)
}
