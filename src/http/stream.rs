//! `/graphql/stream`: operations as server-sent events, after the "distinct connections mode" of GraphQL over SSE
//! (<https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md>).
//!
//! The same rules as for `/graphql` decide what may run and whether the cookie counts. What is refused before there is
//! an operation keeps its status; from then on the status is 200 and everything is an event, because a browser shows its
//! page nothing else: `next` with a response object, and `complete` after the last. A stream that ends without
//! `complete` was cut off, and the client may come back.

use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt as _;
use futures_util::stream::{self, BoxStream};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::backend::{Answer, Call, CookieChange, Event, Stage, Started};
use super::cookies::Jar;
use super::exchange::{Exchange, Worker};
use super::graphql::{self, Arrived};
use super::live::{Caller, Denied, Over, Place, Presence};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::{answer, header_list, session};
use crate::tenancy::Tenant;

const EVENT_STREAM: HeaderValue = HeaderValue::from_static("text/event-stream");
/// Has nginx pass on what it gets when it gets it.
const X_ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");
/// A comment: keeps the connection in the eyes of proxies, and shows us that the client is there.
const PING: &str = ":\n\n";
const COMPLETE: &str = "event: complete\ndata:\n\n";

/// Serves every method of `/graphql/stream`.
pub(super) async fn serve(
    request: HttpRequest,
    payload: web::Payload,
    worker: web::Data<Worker>,
) -> HttpResponse {
    let acceptable = accepts(request.headers());
    graphql::endpoint(&request, &worker, MediaType::Json, acceptable, async |arrived| {
        let exchange = Exchange::of(&request);
        let rule = graphql::admit(&request, &exchange, &arrived)?;
        let params = graphql::parameters(&request, payload, &worker, &arrived).await?;
        let Arrived { tenant, method, .. } = arrived;
        let place = worker.live.crowd.enter(exchange.facts.client_ip)?;
        let _permit = worker.gate.enter()?;
        let deadline = Instant::now() + worker.settings.deadline;
        let started = async {
            let found = session::caller(&worker, &tenant, &exchange.facts, request.headers(), rule).await?;
            let whose = found.authenticated.as_ref().map(|found| (found.owner, found.session));
            let call = Call {
                tenant: tenant.clone(),
                caller: found.authenticated,
                facts: exchange.facts.clone(),
                params,
                files: Vec::new(),
                method,
                sets_cookies: true,
                device: session::device(request.headers(), rule, &worker.settings),
                deadline,
                idempotency_key: graphql::idempotency_key(request.headers()),
            };
            match worker.backend.start(call).await {
                Started::Answered(mut answer) => {
                    if found.stale_cookie && answer.cookie.is_none() {
                        answer.cookie = Some(CookieChange::Clear);
                    }
                    answered(answer, &worker)
                }
                Started::Subscribed(events) => {
                    let presence =
                        match (whose, session::credential(request.headers(), rule, &worker.settings)?) {
                            (Some((owner, session)), Some(credential)) => {
                                let caller = caller(&worker, &exchange, &tenant, credential.kept());
                                Some(Presence::begin(caller?, owner, session, &place).await?)
                            }
                            _ => None,
                        };
                    Ok(subscribed(Feed::new(&worker, &exchange, events, presence, place)))
                }
            }
        };
        timeout_at(deadline, started).await.map_err(|_| Refusal::DeadlineExceeded)?
    })
    .await
}

/// Whether the client takes events.
fn accepts(headers: &HeaderMap) -> bool {
    let mut kinds = headers
        .get_all(ACCEPT)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| header_list::split(value, b','))
        .filter_map(|item| header_list::split(item, b';').next())
        .peekable();
    kinds.peek().is_none()
        || kinds.any(|kind| {
            ["text/event-stream", "text/*", "*/*"].iter().any(|ours| kind.eq_ignore_ascii_case(ours))
        })
}

fn caller(
    worker: &web::Data<Worker>,
    exchange: &Exchange,
    tenant: &Arc<Tenant>,
    credential: super::backend::KeptCredential,
) -> Result<Rc<Caller>, Refusal> {
    Ok(Rc::new(Caller {
        worker: worker.clone(),
        site: exchange.site.clone().ok_or(Refusal::MalformedHost)?,
        tenant: tenant.clone(),
        facts: exchange.facts.clone(),
        credential,
    }))
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Unknown => Self::Unauthenticated,
            Denied::Refused(refusal) => refusal,
        }
    }
}

/// A query, a mutation or a refused document: one event and the end.
fn answered(answer: Answer, worker: &Worker) -> Result<HttpResponse, Refusal> {
    if let Stage::Transport(_) = answer.stage {
        return answer::answered(answer, MediaType::Json, &worker.settings);
    }
    let body = next(&answer.body) + COMPLETE;
    let mut response = answer::with_body(StatusCode::OK, EVENT_STREAM, body);
    let headers = response.headers_mut();
    answer::forbid_storing(headers);
    let changes = [(Jar::Session, answer.cookie), (Jar::Device, answer.device)];
    answer::set_cookies(headers, changes, &worker.settings)?;
    Ok(response)
}

fn subscribed(feed: Feed) -> HttpResponse {
    let chunks = stream::unfold(feed, async |mut feed| {
        let chunk = feed.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(chunk)), feed))
    });
    let mut response = HttpResponse::Ok().streaming(chunks.boxed_local());
    let headers = response.headers_mut();
    headers.insert(actix_web::http::header::CONTENT_TYPE, EVENT_STREAM);
    headers.insert(X_ACCEL_BUFFERING, HeaderValue::from_static("no"));
    answer::forbid_storing(headers);
    response
}

fn next(body: &str) -> String {
    format!("event: next\ndata: {body}\n\n")
}

/// What becomes the body of the answer to a subscription. It is asked for more only when the client has read.
struct Feed {
    worker: web::Data<Worker>,
    request_id: Arc<str>,
    events: BoxStream<'static, Event>,
    presence: Option<Presence>,
    _place: Place,
    span: tracing::Span,
    next_ping: Instant,
    done: bool,
}

impl Feed {
    fn new(
        worker: &web::Data<Worker>,
        exchange: &Exchange,
        events: BoxStream<'static, Event>,
        presence: Option<Presence>,
        place: Place,
    ) -> Self {
        Self {
            worker: worker.clone(),
            request_id: exchange.facts.request_id.clone(),
            events,
            presence,
            _place: place,
            span: tracing::Span::current(),
            // At once, so that the head of the answer goes out.
            next_ping: Instant::now(),
            done: false,
        }
    }

    async fn next(&mut self) -> Option<String> {
        if self.done {
            return None;
        }
        let over = async {
            match &mut self.presence {
                Some(presence) => presence.over().await,
                None => std::future::pending().await,
            }
        };
        let event = tokio::select! {
            // The end of the session goes before every event.
            biased;
            () = self.worker.live.stopping.cancelled() => None,
            over = over => match over {
                Over::SessionEnded | Over::TokenEnded => Some(Event::SessionEnded),
                Over::Unavailable => Some(Event::Unavailable),
            },
            event = tracing::Instrument::instrument(self.events.next(), self.span.clone()) => match event {
                Some(event) => Some(event),
                None => return Some(self.last(COMPLETE.to_owned())),
            },
            () = sleep_until(self.next_ping) => {
                self.next_ping = Instant::now() + self.worker.live.settings.ping;
                return Some(PING.to_owned());
            }
        };
        match event {
            Some(Event::Next(body)) => Some(next(&body)),
            Some(Event::Refused(body)) => Some(self.last(next(&body) + COMPLETE)),
            Some(Event::SessionEnded) => {
                let body = Refusal::SessionEnded.body(&self.request_id);
                Some(self.last(next(&body) + COMPLETE))
            }
            Some(Event::Unavailable) | None => None,
        }
    }

    fn last(&mut self, text: String) -> String {
        self.done = true;
        self.presence = None;
        text
    }
}
