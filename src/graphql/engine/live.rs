//! Subscriptions: an operation that gives an answer for each event.
//!
//! Each event is a request of its own (architecture.md §5): caller and session are looked up anew, and so are the
//! loaders, which would otherwise give the second event what they remember of the first. The library lets an extension
//! put data beside each execution, so that is where the fresh context comes in; because any extension turns off the
//! library's fast paths, subscriptions have a schema of their own.
//!
//! Events of all subscriptions share a number of places: one event for ten thousand subscribers queues here and not
//! before the database, which would turn most of them away.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};
use async_graphql::{Data, Response};
use async_trait::async_trait;
use futures_util::StreamExt as _;
use futures_util::stream::{self, BoxStream};

use super::rejection::Rejection;
use super::{Admitted, Engine, Operation, Outcome, Timing};
use crate::graphql::context::RequestContext;
use crate::kernel::fault::Fault;

/// Gives each event of a subscription a request of its own.
#[async_trait]
pub trait Renewal: Send + Sync + 'static {
    /// A context made now, for the caller as they are now.
    async fn renew(&self) -> Result<RequestContext, Lapse>;
}

/// Why an event cannot be given.
#[derive(Debug, Clone)]
pub enum Lapse {
    /// The session has ended.
    SessionEnded,
    /// Whether it has could not be found out.
    Fault(Fault),
}

/// What a subscription gives.
#[derive(Debug, Clone)]
pub enum Update {
    /// The answer to an event.
    Next(String),
    /// The subscription was refused before its first event; this is the last of it.
    Refused(String),
    /// An event could not be given; this is the last of it.
    Lapsed(Lapse),
}

/// What became of an operation that was started.
pub enum Launch {
    /// A query, a mutation or a refusal: this is all of it.
    Done(Outcome, Arc<RequestContext>),
    /// A subscription.
    Live(BoxStream<'static, Update>),
}

/// The limits of the events of all subscriptions.
#[derive(Debug, Clone, Copy)]
pub struct EventLimits {
    /// Events under way at once.
    pub places: usize,
    /// Time for one, from when it has its place.
    pub deadline: Duration,
}

impl Default for EventLimits {
    /// 64 at once: enough to keep the database busy, few enough that none of them waits for a connection in vain.
    fn default() -> Self {
        Self { places: 64, deadline: Duration::from_secs(10) }
    }
}

impl Engine {
    /// Starts an operation of any kind. Each event of a subscription runs in a context of `renewal`; `context` serves
    /// for finding its events.
    pub async fn start(
        self: &Arc<Self>,
        context: RequestContext,
        operation: Operation,
        renewal: Arc<dyn Renewal>,
    ) -> Launch {
        let context = Arc::new(context);
        let admitted = match self.prepare(&context, operation) {
            Ok(admitted) => admitted,
            Err(outcome) => return Launch::Done(*outcome, context),
        };
        if !admitted.is_subscription() {
            let outcome = self.run(&context, admitted).await;
            return Launch::Done(outcome, context);
        }
        let request_id = context.scope.request_id();
        if admitted.inspection.root_fields != 1 {
            let refusal = Rejection::several_root_fields();
            return Launch::Done(refusal.outcome(request_id, admitted.timing), context);
        }
        if context.signed_in.is_none() {
            let refusal = Rejection::not_signed_in();
            return Launch::Done(refusal.outcome(request_id, admitted.timing), context);
        }
        Launch::Live(self.clone().updates(context, admitted, renewal))
    }

    fn updates(
        self: Arc<Self>,
        context: Arc<RequestContext>,
        admitted: Admitted,
        renewal: Arc<dyn Renewal>,
    ) -> BoxStream<'static, Update> {
        let Admitted { request, inspection, timing } = admitted;
        let scope = context.scope.clone();
        let events = Arc::new(Events { renewal, engine: self.clone(), last: Mutex::default() });
        let responses = self.live_schema.execute_stream(request.data(context).data(events.clone()));
        let updates = responses.map(move |response| match events.take() {
            Some(Given::Answered(context)) => {
                Update::Next(self.answer(response, &context.scope, inspection, Timing::default()).body)
            }
            Some(Given::Lapsed(lapse)) => Update::Lapsed(lapse),
            // Not of an event: validation, or the field that was to find the events.
            None => Update::Refused(self.answer(response, &scope, inspection, timing).body),
        });
        // Nothing follows a refusal or a lapse.
        let until_last = stream::unfold(Some(updates.boxed()), async |updates| {
            let mut updates = updates?;
            let update = updates.next().await?;
            let more = matches!(update, Update::Next(_)).then_some(updates);
            Some((update, more))
        });
        until_last.boxed()
    }
}

/// What the extension needs to know of a subscription, and what it tells of the event at hand. The library runs the
/// events of a subscription one after the other.
struct Events {
    renewal: Arc<dyn Renewal>,
    engine: Arc<Engine>,
    last: Mutex<Option<Given>>,
}

enum Given {
    Answered(Arc<RequestContext>),
    Lapsed(Lapse),
}

impl Events {
    fn put(&self, given: Given) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(given);
    }

    fn take(&self) -> Option<Given> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    async fn run(&self, ctx: &ExtensionContext<'_>, name: Option<&str>, next: NextExecute<'_>) -> Response {
        let context = match self.renewal.renew().await {
            Ok(context) => Arc::new(context),
            Err(lapse) => {
                self.put(Given::Lapsed(lapse));
                return Response::default();
            }
        };
        let mut data = Data::default();
        data.insert(context.clone());
        self.put(Given::Answered(context));
        next.run_with_data(ctx, name, data).await
    }
}

/// The extension of the schema of subscriptions.
pub(super) struct FreshContext;

impl ExtensionFactory for FreshContext {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for FreshContext {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let events = ctx.data_unchecked::<Arc<Events>>();
        let engine = &events.engine;
        let _place = engine.event_places.acquire().await.expect("the places are never closed");
        let deadline = engine.settings.events.deadline;
        let run = tokio::time::timeout(deadline, events.run(ctx, operation_name, next));
        run.await.unwrap_or_else(|_| {
            let fault = Fault::DeadlineExceeded("an event of a subscription".to_owned());
            events.put(Given::Lapsed(Lapse::Fault(fault)));
            Response::default()
        })
    }
}
