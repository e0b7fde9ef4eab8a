//! The operations of one connection. They run in the connection's own task and are polled only while the client reads,
//! so what a slow client is owed waits where it comes from, not here.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant as Stopwatch;

use futures_util::FutureExt as _;
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::BoxStream;
use tokio::time::{Instant, timeout_at};
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use super::super::backend::{
    Answer, Attention, Call, CookieChange, Event, GraphqlParams, Method, RequestFacts, Stage, Started,
};
use super::super::live::{Caller, Over};
use super::super::refusal::Refusal;
use super::super::{request_id, tenant};

/// What an operation gives.
#[derive(Debug)]
pub(super) enum Output {
    /// A response object.
    Next(String),
    /// A response object without data; nothing follows.
    Refused(String),
    /// Nothing follows.
    Complete,
    /// The connection must close.
    Over(Over),
}

/// An operation under way.
pub(super) struct Operation {
    /// What the end of the session means.
    ended: Over,
    span: Span,
    stage: Progress,
}

enum Progress {
    Starting(LocalBoxFuture<'static, Begun>),
    Subscribed(BoxStream<'static, Event>),
    /// The answer was given.
    Answered,
}

enum Begun {
    Started(Started),
    Refused(Refusal, Arc<str>),
    Over(Over),
}

impl Operation {
    /// Begins an operation: whoever calls is looked up anew, and it counts against the load limit like one that came
    /// by POST.
    pub(super) fn begin(caller: Rc<Caller>, params: GraphqlParams) -> Self {
        let request_id = request_id::choose(None, false, &*caller.worker.entropy);
        let span = tracing::info_span!(
            "operation",
            request_id = &*request_id,
            tenant = %caller.tenant.reference.id,
            code = Empty,
        );
        let (id, ended) = (request_id.clone(), caller.ended());
        let start = async move {
            let begun = AssertUnwindSafe(start(caller, params, request_id)).catch_unwind().await;
            begun.unwrap_or_else(|_| {
                tracing::error!("an operation panicked");
                Begun::Refused(Refusal::Internal, id)
            })
        };
        let stage = Progress::Starting(log(start).instrument(span.clone()).boxed_local());
        Self { ended, span, stage }
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Output> {
        if let Progress::Starting(start) = &mut self.stage {
            let begun = ready!(start.as_mut().poll(context));
            match begun {
                Begun::Started(Started::Answered(answer)) => return Poll::Ready(self.answered(answer)),
                Begun::Started(Started::Subscribed(events)) => self.stage = Progress::Subscribed(events),
                Begun::Refused(refusal, request_id) => {
                    self.stage = Progress::Answered;
                    return Poll::Ready(Output::Refused(refusal.body(&request_id)));
                }
                Begun::Over(over) => return Poll::Ready(Output::Over(over)),
            }
        }
        let Progress::Subscribed(events) = &mut self.stage else { return Poll::Ready(Output::Complete) };
        let _inside = self.span.enter();
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| events.poll_next_unpin(context)));
        let event = polled.unwrap_or_else(|_| {
            tracing::error!("an event panicked");
            Poll::Ready(Some(Event::Unavailable))
        });
        Poll::Ready(match ready!(event) {
            Some(Event::Next(body)) => Output::Next(body),
            Some(Event::Refused(body)) => Output::Refused(body),
            Some(Event::SessionEnded) => Output::Over(self.ended),
            Some(Event::Unavailable) => Output::Over(Over::Unavailable),
            None => Output::Complete,
        })
    }

    fn answered(&mut self, answer: Answer) -> Output {
        self.stage = Progress::Answered;
        if let Some(CookieChange::Set { .. }) = answer.cookie {
            // The backend is to refuse such operations; here the new value can only be lost.
            tracing::error!(parent: &self.span, "a new session value could not be handed out");
            return Output::Over(self.ended);
        }
        match answer.stage {
            Stage::Execution => Output::Next(answer.body),
            Stage::Transport(_) | Stage::Document => Output::Refused(answer.body),
        }
    }
}

async fn start(caller: Rc<Caller>, params: GraphqlParams, request_id: Arc<str>) -> Begun {
    let worker = &caller.worker;
    let deadline = Instant::now() + worker.settings.deadline;
    let facts = Arc::new(RequestFacts { request_id: request_id.clone(), ..(*caller.facts).clone() });
    let work = async {
        let _place = worker.gate.enter()?;
        let tenant = tenant::find(&*worker.backend, &caller.site).await?;
        let found = caller.look(&tenant, &facts, Attention::Acts).await;
        let Some(found) = found.map_err(|fault| Refusal::of_fault(&fault))? else { return Ok(None) };
        let call = Call {
            tenant,
            caller: Some(found),
            facts: facts.clone(),
            params,
            files: Vec::new(),
            method: Method::Post,
            sets_cookies: false,
            device: None,
            deadline,
            idempotency_key: None,
        };
        Ok(Some(worker.backend.start(call).await))
    };
    match timeout_at(deadline, work).await.unwrap_or(Err(Refusal::DeadlineExceeded)) {
        Ok(Some(started)) => Begun::Started(started),
        Ok(None) => Begun::Over(caller.ended()),
        Err(refusal) => {
            Span::current().record("code", refusal.code());
            Begun::Refused(refusal, request_id)
        }
    }
}

/// The one log line of an operation; a subscription's says when it had begun.
async fn log(start: impl Future<Output = Begun>) -> Begun {
    let started = Stopwatch::now();
    let begun = start.await;
    let outcome = match &begun {
        Begun::Started(Started::Answered(_)) => "answered",
        Begun::Started(Started::Subscribed(_)) => "subscribed",
        Begun::Refused(..) => "refused",
        Begun::Over(_) => "over",
    };
    tracing::info!(outcome, ms = started.elapsed().as_secs_f64() * 1000.0, "operation");
    begun
}

/// The operations of a connection, a handful at most.
#[derive(Default)]
pub(super) struct Operations {
    running: Vec<(Box<str>, Operation)>,
    /// Where to begin to ask, so that a busy operation does not hide the others.
    turn: usize,
}

impl Operations {
    /// How many are under way.
    pub(super) fn len(&self) -> usize {
        self.running.len()
    }

    /// Whether one of this id is under way.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.running.iter().any(|(running, _)| **running == *id)
    }

    /// Adds one.
    pub(super) fn add(&mut self, id: Box<str>, operation: Operation) {
        self.running.push((id, operation));
    }

    /// Drops one, and with it its work.
    pub(super) fn remove(&mut self, id: &str) {
        self.running.retain(|(running, _)| **running != *id);
        self.running.shrink_to(4);
    }

    /// What the next of them gives, and its id. May be dropped and called again. Never ready while there is none.
    pub(super) async fn next(&mut self) -> (Box<str>, Output) {
        std::future::poll_fn(|context| self.poll_next(context)).await
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<(Box<str>, Output)> {
        let count = self.running.len();
        for offset in 0..count {
            let at = (self.turn + offset) % count;
            let (id, operation) = &mut self.running[at];
            if let Poll::Ready(output) = operation.poll_next(context) {
                self.turn = at + 1;
                return Poll::Ready((id.clone(), output));
            }
        }
        Poll::Pending
    }
}
