//! The handshake (RFC 6455 §4.2): which requests become a WebSocket, and the answer to those that do not.
//!
//! actix hands over each request that asks for an upgrade to a WebSocket, together with its connection, before any route
//! is looked at; so what the edge does for ordinary requests is done here for these.

use std::fmt::Write as _;
use std::rc::Rc;

use actix_http::h1::{Codec, SendResponse};
use actix_http::header::{SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL};
use actix_http::{ConnectionType, Request, Response, ws};
use actix_web::body::MessageBody as _;
use actix_web::http::header::{HeaderMap, HeaderValue};
use actix_web::web::{self, Bytes};
use actix_web::{HttpMessage as _, HttpResponse};
use tracing::Instrument as _;
use tracing::field::Empty;

use super::super::connection::Patient;
use super::super::csrf::{CookieRule, Origin};
use super::super::exchange::{Exchange, Worker};
use super::super::negotiate::MediaType;
use super::super::refusal::Refusal;
use super::super::request_id::X_REQUEST_ID;
use super::super::{answer, graphql, security_headers, session, tenant};
use super::connection::{self, Opening};
use super::protocol;

type Framed = actix_codec::Framed<Patient, Codec>;

/// Serves a request for an upgrade. What becomes a WebSocket goes on in a task of its own, so that the server frees
/// what it held for the connection.
pub(in super::super) async fn serve(
    request: Request,
    framed: Framed,
    worker: web::Data<Worker>,
) -> Result<(), actix_http::Error> {
    let exchange = Exchange::begin(request.uri(), request.headers(), request.peer_addr(), &worker);
    let request_id = &*exchange.facts.request_id;
    let span = tracing::info_span!("request", request_id, method = "GET", tenant = Empty, code = Empty);
    match open(&request, &worker, &exchange).instrument(span.clone()).await {
        Ok(opening) => {
            tracing::info!(parent: &span, route = "/graphql", status = 101, "answered");
            let greeting = greeting(request.headers(), &exchange);
            let parts = framed.into_parts();
            let serving = connection::serve(parts.io.into_socket(), parts.read_buf, greeting, opening);
            worker.live.sockets.spawn_local(serving);
            Ok(())
        }
        Err(refusal) => {
            let mut response: Response<Bytes> = span.in_scope(|| refused(refusal, &exchange)).into();
            response.head_mut().set_connection_type(ConnectionType::Close);
            let status = response.status().as_u16();
            tracing::info!(parent: &span, route = "/graphql", status, "answered");
            SendResponse::new(framed, response).await.map(|_| ())
        }
    }
}

async fn open(
    request: &Request,
    worker: &web::Data<Worker>,
    exchange: &Rc<Exchange>,
) -> Result<Opening, Refusal> {
    let headers = request.headers();
    if request.path() != "/graphql" {
        return Err(Refusal::NotFound);
    }
    if worker.live.stopping.is_cancelled() {
        return Err(Refusal::Overloaded);
    }
    let site = exchange.site.clone().ok_or(Refusal::MalformedHost)?;
    ws::verify_handshake(request.head()).map_err(|_| Refusal::Upgrade)?;
    if !offers_protocol(headers) {
        return Err(Refusal::Upgrade);
    }
    let tenant = tenant::find(&*worker.backend, &site).await?;
    let origin = graphql::origin_text(headers);
    // A browser always says where a page came from that opens a WebSocket, and lets it set no headers; so the cookie
    // of a handshake that passes here was sent by a page of ours, or by no browser.
    if Origin::of(origin, &site, &tenant.settings.allowed_origins) == Origin::Foreign {
        return Err(Refusal::CsrfOrigin);
    }
    let credential = session::credential(headers, CookieRule::Counts, &worker.settings)?;
    let credential = credential.map(super::super::backend::Credential::kept);
    let place = worker.live.crowd.enter(exchange.facts.client_ip)?;
    Ok(Opening { worker: worker.clone(), site, tenant, facts: exchange.facts.clone(), credential, place })
}

fn offers_protocol(headers: &HeaderMap) -> bool {
    headers
        .get_all(SEC_WEBSOCKET_PROTOCOL)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|name| name.trim_ascii() == protocol::NAME)
}

/// `101 Switching Protocols`.
fn greeting(headers: &HeaderMap, exchange: &Exchange) -> Bytes {
    let key = headers.get(SEC_WEBSOCKET_KEY).map_or(&b""[..], HeaderValue::as_bytes);
    let accept = ws::hash_key(key);
    let mut text =
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n".to_owned();
    // Writing to a text does not fail.
    let _ = write!(
        text,
        "sec-websocket-accept: {}\r\nsec-websocket-protocol: {}\r\nx-request-id: {}\r\n\r\n",
        String::from_utf8_lossy(&accept),
        protocol::NAME,
        exchange.facts.request_id
    );
    text.into()
}

fn refused(refusal: Refusal, exchange: &Exchange) -> HttpResponse<Bytes> {
    let response = answer::refused(refusal, MediaType::Json, &exchange.facts.request_id);
    let mut response = response.map_body(|_, body| body.try_into_bytes().unwrap_or_default());
    let headers = response.headers_mut();
    let id = HeaderValue::from_str(&exchange.facts.request_id);
    headers.insert(X_REQUEST_ID, id.expect("letters, digits and hyphens make a header value"));
    security_headers::apply(headers, exchange.facts.https);
    response
}
