//! Subscriptions: an operation that gives an answer for each event.
//!
//! Each event is a request of its own (architecture.md §5): caller and session are looked up anew, and so are the
//! loaders, which would otherwise give the second event what they remember of the first. So the root field is asked
//! twice, in two steps (see [`Step`]): for the source of events, and for each event, in a context of that moment, which
//! may also say that the caller is not to see it.
//!
//! Events of all subscriptions share a number of places: one event for ten thousand subscribers queues here and not
//! before the database, which would turn most of them away.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned};
use async_trait::async_trait;
use futures_util::StreamExt as _;
use futures_util::stream::{self, BoxStream};

use super::rejection::Rejection;
use super::{Admitted, Engine, Operation, Outcome, Timing};
use crate::graphql::context::RequestContext;
use crate::graphql::document_guard::chosen;
use crate::graphql::subscription::{Event, Source, Step};
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
        let mut admitted = match self.prepare(&context, operation) {
            Ok(admitted) => admitted,
            Err(outcome) => return Launch::Done(*outcome, context),
        };
        if !admitted.is_subscription() {
            let outcome = self.run(&context, admitted).await;
            return Launch::Done(outcome, context);
        }
        let request_id = context.scope.request_id();
        if select_root_field(&mut admitted).is_none() {
            let refusal = Rejection::not_one_root_field();
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
        let begun = async move {
            match self.open(&context, &admitted, &renewal).await {
                Ok(source) => {
                    let live = Live { engine: self, admitted, renewal, source };
                    let updates = stream::unfold(Some(live), async |live| {
                        let mut live = live?;
                        let update = live.next().await?;
                        // Nothing follows a lapse.
                        let more = matches!(update, Update::Next(_)).then_some(live);
                        Some((update, more))
                    });
                    updates.boxed()
                }
                Err(body) => stream::iter([Update::Refused(body)]).boxed(),
            }
        };
        stream::once(begun).flatten().boxed()
    }

    /// The first step: validation, arguments, rights, and the source of events; or the response that refuses it.
    async fn open(
        &self,
        context: &Arc<RequestContext>,
        admitted: &Admitted,
        renewal: &Arc<dyn Renewal>,
    ) -> Result<Source, String> {
        let step = Step::open();
        let request = admitted.clone().into_request().data(context.clone()).data(step.clone());
        let request = request.data(renewal.clone());
        let refused = self.schema.execute_stream(request).next().await;
        let Admitted { inspection, timing, .. } = *admitted;
        if let Some(response) = refused {
            // An error of the request and not of its execution (October 2021, §6.2.3.1): it has no data.
            return Err(self.write(response, &context.scope, inspection, timing, true).body);
        }
        step.source().ok_or_else(|| {
            let fault = Fault::internal("a subscription without a source");
            Rejection::of_fault(&fault).outcome(context.scope.request_id(), timing).body
        })
    }

    /// The second step: the answer to one event; none where the caller may not see it.
    async fn respond(&self, context: RequestContext, admitted: &Admitted, event: Event) -> Option<Outcome> {
        let (context, mut timing) = (Arc::new(context), Timing::default());
        let started = Instant::now();
        let step = Arc::new(Step::Event(event));
        let request = admitted.clone().into_request().data(context.clone()).data(step);
        let response = self.schema.execute_stream(request).next().await?;
        let response = self.written_down(&context.scope, response).await;
        timing.execute = started.elapsed();
        Some(self.conclude(response, &context.scope, admitted.inspection, timing))
    }
}

/// A subscription that has begun.
struct Live {
    engine: Arc<Engine>,
    admitted: Admitted,
    renewal: Arc<dyn Renewal>,
    source: Source,
}

impl Live {
    async fn next(&mut self) -> Option<Update> {
        loop {
            let event = match self.source.next().await? {
                Ok(event) => event,
                Err(fault) => return Some(Update::Lapsed(Lapse::Fault(fault))),
            };
            // Apart from the stream's own state, which most of them only wait with.
            match Box::pin(self.answer(event)).await {
                Ok(Some(outcome)) => return Some(Update::Next(outcome.body)),
                Ok(None) => {}
                Err(lapse) => return Some(Update::Lapsed(lapse)),
            }
        }
    }

    async fn answer(&mut self, event: Event) -> Result<Option<Outcome>, Lapse> {
        let _place = self.engine.event_places.acquire().await.expect("the places are never closed");
        let answered = async {
            let context = self.renewal.renew().await?;
            Ok(self.engine.respond(context, &self.admitted, event).await)
        };
        let deadline = self.engine.settings.events.deadline;
        tokio::time::timeout(deadline, answered).await.unwrap_or_else(|_| {
            let cause = "an event of a subscription".to_owned();
            Err(Lapse::Fault(Fault::DeadlineExceeded(cause)))
        })
    }
}

/// Sees to it that the one field that a subscription may select stands at its root: the library overlooks fragments
/// there, which would make a subscription that never answers. `None` for more than one field, and for one that may be
/// left out.
fn select_root_field(admitted: &mut Admitted) -> Option<()> {
    if admitted.inspection.root_fields != 1 {
        return None;
    }
    let ExecutableDocument { operations, fragments } = &mut admitted.document;
    let operation = chosen(operations, admitted.name.as_deref())?;
    let field = only_field(&operation.selection_set.node, fragments)?;
    let operation = match operations {
        DocumentOperations::Single(operation) => operation,
        DocumentOperations::Multiple(operations) => match &admitted.name {
            Some(name) => operations.get_mut(name.as_str())?,
            None => operations.values_mut().next()?,
        },
    };
    let items = &mut operation.node.selection_set.node.items;
    // Beside its fragment and not instead of it: validation wants every fragment to be used.
    if !items.iter().any(|selection| matches!(selection.node, Selection::Field(_))) {
        let pos = field.pos;
        items.push(Positioned::new(Selection::Field(field), pos));
    }
    Some(())
}

fn only_field(
    set: &SelectionSet,
    fragments: &HashMap<Name, Positioned<FragmentDefinition>>,
) -> Option<Positioned<Field>> {
    if set.items.iter().any(|selection| !selection.node.directives().is_empty()) {
        return None;
    }
    set.items.iter().find_map(|selection| match &selection.node {
        Selection::Field(field) => Some(field.clone()),
        Selection::FragmentSpread(spread) => fragments
            .get(&spread.node.fragment_name.node)
            .and_then(|fragment| only_field(&fragment.node.selection_set.node, fragments)),
        Selection::InlineFragment(fragment) => only_field(&fragment.node.selection_set.node, fragments),
    })
}
