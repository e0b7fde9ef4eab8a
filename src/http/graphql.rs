//! `/graphql`: GraphQL over HTTP (api.md §1).
//!
//! Follows the audit suite of the npm package `graphql-http` 1.23.1. The newest draft of the specification differs in
//! two statuses: 422 where a document does not validate (here 400), and 294 where only a part of the data could be
//! had (here 200).

use std::sync::Arc;

use actix_web::http::header::{
    ACCEPT, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ALLOW, CONTENT_TYPE, HeaderMap,
    HeaderName, HeaderValue, ORIGIN, UPGRADE, VARY,
};
use actix_web::http::{Method as HttpMethod, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use tokio::time::Instant;

use super::backend::{Call, CookieChange, GraphqlParams, Method};
use super::cors::Grant;
use super::csrf::{self, Arrival, Content, CookieRule, Origin};
use super::exchange::{Exchange, Worker, single};
use super::negotiate::{self, MediaType};
use super::refusal::Refusal;
use super::session::{self, Bearer};
use super::uploads::Arriving;
use super::{answer, limits, multipart, params, tenant, uploads};
use crate::ports::blob_store::SentFile;
use crate::tenancy::Tenant;

const METHODS: &str = "GET, POST, OPTIONS";
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Serves every method of `/graphql`.
pub(super) async fn serve(
    request: HttpRequest,
    payload: web::Payload,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let media = negotiate::accept(request.headers().get_all(ACCEPT).filter_map(|value| value.to_str().ok()));
    let shown = media.unwrap_or(MediaType::Json);
    endpoint(&request, &worker, shown, media.is_some(), async |arrived| {
        let exchange = Exchange::of(&request);
        let rule = admit(&request, &exchange, &arrived)?;
        let (params, files) = match content(&request) {
            Content::Multipart => {
                let sender = Sender { request: &request, exchange: &exchange, tenant: &arrived.tenant, rule };
                Box::pin(with_files(sender, payload, &worker)).await?
            }
            _ => (parameters(&request, payload, &worker, &arrived).await?, Vec::new()),
        };
        let Arrived { tenant, method, .. } = arrived;
        let _place = worker.gate.enter()?;
        let deadline = Instant::now() + worker.settings.deadline;
        let operation = Operation { rule, method, params, files, media: shown, deadline };
        let operation = operate(&request, &worker, &exchange, tenant, operation);
        tokio::time::timeout_at(deadline, operation).await.map_err(|_| Refusal::DeadlineExceeded)?
    })
    .await
}

/// A request whose tenant is known.
pub(super) struct Arrived {
    pub(super) tenant: Arc<Tenant>,
    pub(super) method: Method,
    origin: Origin,
}

/// What the ways to send an operation have in common: the tenant, the methods, refusals, and who may read the answer.
pub(super) async fn endpoint(
    request: &HttpRequest,
    worker: &Worker,
    shown: MediaType,
    acceptable: bool,
    run: impl AsyncFnOnce(Arrived) -> Result<HttpResponse, Refusal>,
) -> HttpResponse {
    let exchange = Exchange::of(request);
    let refuse = |refusal| answer::refused(refusal, shown, &exchange.facts.request_id);

    let Some(site) = &exchange.site else { return refuse(Refusal::MalformedHost) };
    let tenant = match tenant::find(&*worker.backend, site).await {
        Ok(tenant) => tenant,
        Err(refusal) => return refuse(refusal),
    };
    let origin = Origin::of(origin_text(request.headers()), site, &tenant.settings.allowed_origins);
    let mut response = match Method::of(request.method()) {
        _ if request.method() == HttpMethod::OPTIONS => return options(request, origin),
        None => refuse(Refusal::MethodNotAllowed(METHODS)),
        Some(_) if !acceptable => refuse(Refusal::NotAcceptable),
        Some(method) => run(Arrived { tenant, method, origin }).await.unwrap_or_else(refuse),
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("origin, accept"));
    let grant = Grant::of(origin, Bearer::of(request.headers()).is_present());
    grant.answer(request.headers().get(ORIGIN), headers);
    response
}

impl Method {
    fn of(method: &HttpMethod) -> Option<Self> {
        match *method {
            HttpMethod::GET => Some(Self::Get),
            HttpMethod::POST => Some(Self::Post),
            _ => None,
        }
    }
}

/// Whether the request may run, and whether its cookie counts.
pub(super) fn admit(
    request: &HttpRequest,
    exchange: &Exchange,
    arrived: &Arrived,
) -> Result<CookieRule, Refusal> {
    let headers = request.headers();
    // An upgrade to a WebSocket does not come here.
    if headers.contains_key(UPGRADE) {
        return Err(Refusal::Upgrade);
    }
    csrf::decide(Arrival {
        method: arrived.method,
        content: content(request),
        origin: arrived.origin,
        client_header: exchange.facts.client.is_some(),
        bearer: Bearer::of(headers).is_present(),
    })
}

/// The parameters of a request without files.
pub(super) async fn parameters(
    request: &HttpRequest,
    payload: web::Payload,
    worker: &Worker,
    arrived: &Arrived,
) -> Result<GraphqlParams, Refusal> {
    let params = match arrived.method {
        _ if content(request) == Content::Multipart => return Err(Refusal::Uploads),
        Method::Get => params::from_query(request.query_string()),
        Method::Post => {
            params::from_json(&limits::read_body(request.headers(), payload, &worker.settings).await?)
        }
    };
    params.map_err(Refusal::Params)
}

/// Who sends files.
struct Sender<'a> {
    request: &'a HttpRequest,
    exchange: &'a Exchange,
    tenant: &'a Tenant,
    rule: CookieRule,
}

/// The parameters of a request with files. Only who has a session may send any: it is looked up before they are taken, and again
/// once they are there, which may be minutes later.
async fn with_files(
    sender: Sender<'_>,
    payload: web::Payload,
    worker: &Worker,
) -> Result<(GraphqlParams, Vec<SentFile>), Refusal> {
    let Sender { request, exchange, tenant, rule } = sender;
    let headers = request.headers();
    let store = worker.backend.files().ok_or(Refusal::Uploads)?;
    let content_type = single(headers, &CONTENT_TYPE).ok_or(Refusal::Uploads)?;
    let place = uploads::enter(worker, exchange)?;
    let caller = session::caller(worker, tenant, &exchange.facts, headers, rule);
    let caller = tokio::time::timeout(worker.settings.deadline, caller).await;
    let caller = caller.map_err(|_| Refusal::DeadlineExceeded)??.authenticated.ok_or(Refusal::SignedOut)?;
    let owner = caller.owner;
    drop(caller);
    let _of_account = place.of_account(owner).ok_or(Refusal::Overloaded)?;
    let body = Arriving::of(headers, payload, worker, multipart::max_bytes(store, &worker.settings)).await?;
    multipart::read(content_type, body, store, &worker.settings).await
}

/// A request that may run.
struct Operation {
    rule: CookieRule,
    method: Method,
    params: GraphqlParams,
    files: Vec<SentFile>,
    media: MediaType,
    deadline: Instant,
}

async fn operate(
    request: &HttpRequest,
    worker: &Worker,
    exchange: &Exchange,
    tenant: Arc<Tenant>,
    operation: Operation,
) -> Result<HttpResponse, Refusal> {
    let Operation { rule, method, params, files, media, deadline } = operation;
    let caller = session::caller(worker, &tenant, &exchange.facts, request.headers(), rule).await?;
    let call = Call {
        tenant,
        caller: caller.authenticated,
        facts: exchange.facts.clone(),
        params,
        files,
        method,
        sets_cookies: true,
        device: session::device(request.headers(), rule, &worker.settings),
        deadline,
        idempotency_key: idempotency_key(request.headers()),
    };
    let mut answer = worker.backend.execute(call).await;
    if caller.stale_cookie && answer.cookie.is_none() {
        answer.cookie = Some(CookieChange::Clear);
    }
    answer::answered(answer, media, &worker.settings)
}

/// The key as it is, or quoted, as the draft of the header has it (draft-ietf-httpapi-idempotency-key-header).
pub(super) fn idempotency_key(headers: &HeaderMap) -> Option<String> {
    let value = single(headers, &IDEMPOTENCY_KEY)?;
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Some(quoted.unwrap_or(value).to_owned())
}

fn content(request: &HttpRequest) -> Content {
    match single(request.headers(), &CONTENT_TYPE) {
        None if request.headers().contains_key(CONTENT_TYPE) => Content::Other,
        value => Content::of(value),
    }
}

/// An `Origin` that is no text, or is sent twice, is nobody's.
pub(super) fn origin_text(headers: &HeaderMap) -> Option<&str> {
    headers.contains_key(ORIGIN).then(|| single(headers, &ORIGIN).unwrap_or("null"))
}

/// Answers `OPTIONS`: a preflight, or the plain question which methods there are.
fn options(request: &HttpRequest, origin: Origin) -> HttpResponse {
    let asked = request.headers();
    let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.insert(ALLOW, HeaderValue::from_static(METHODS));
    headers.append(VARY, HeaderValue::from_static("origin, access-control-request-headers"));
    if asked.contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
        let bearer = announces(request, &ACCESS_CONTROL_REQUEST_HEADERS, "authorization");
        Grant::of(origin, bearer).preflight(asked.get(ORIGIN), headers, "GET, POST");
    }
    response
}

fn announces(request: &HttpRequest, name: &HeaderName, wanted: &str) -> bool {
    request
        .headers()
        .get_all(name)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|header| header.trim_ascii().eq_ignore_ascii_case(wanted))
}
