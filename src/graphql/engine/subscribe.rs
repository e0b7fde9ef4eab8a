//! Subscriptions: a stream of answers, each made in a context of its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use async_graphql::futures_util::stream::{BoxStream, StreamExt as _, once, unfold};
use async_graphql::parser::types::{
    ExecutableDocument, Field, FragmentDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned};
use async_trait::async_trait;

use super::rejection::Rejection;
use super::{Admitted, Cost, Engine, Operation, Outcome, Stage, Timing};
use crate::graphql::context::RequestContext;
use crate::graphql::document_guard::chosen;
use crate::graphql::subscription::{Event, Source, Step};
use crate::kernel::fault::Fault;

/// Makes the contexts of one subscription: for its beginning and again for each event, so that every answer has the
/// time, the session and the roles of its own moment, and loaders that know nothing of the one before.
#[async_trait]
pub trait Contexts: Send + Sync + 'static {
    /// A context of now, or `None` where the session has ended: the subscription then ends without a word.
    async fn fresh(&self) -> Result<Option<RequestContext>, Fault>;
}

impl Engine {
    /// Runs an operation of any kind whose answers are sent one by one: a query or mutation has one, a subscription one
    /// for each event.
    ///
    /// A subscription that cannot begin (document, variables, arguments, rights) has one answer of [`Stage::Document`].
    /// The stream ends when the session has ended, and after a fault, which is its last answer: the client comes back
    /// with its last cursor.
    pub fn subscribe(
        self: &Arc<Self>,
        contexts: impl Contexts,
        operation: Operation,
    ) -> BoxStream<'static, Outcome> {
        let (engine, contexts): (_, Arc<dyn Contexts>) = (self.clone(), Arc::new(contexts));
        once(async move { engine.begin(contexts, operation).await }).flatten().boxed()
    }

    async fn begin(
        self: Arc<Self>,
        contexts: Arc<dyn Contexts>,
        operation: Operation,
    ) -> BoxStream<'static, Outcome> {
        let alone = |outcome: Outcome| once(async move { outcome }).boxed();
        let context = match contexts.fresh().await {
            Ok(Some(context)) => Arc::new(context),
            Ok(None) => return alone(Rejection::unauthenticated().outcome("", Timing::default())),
            Err(fault) => return alone(Rejection::of_fault(&fault).outcome("", Timing::default())),
        };
        let mut admitted = match self.read(&context, operation) {
            Ok(admitted) => admitted,
            Err(outcome) => return alone(outcome),
        };
        if admitted.inspection.operation != Some(OperationType::Subscription) {
            return alone(self.run(&context, admitted).await);
        }
        if let Err(rejection) = select_root_field(&mut admitted) {
            return alone(rejection.outcome(context.scope.request_id(), admitted.timing));
        }
        match self.open(&context, &admitted).await {
            Ok(source) => {
                let running = Running { engine: self, contexts, admitted, source, done: false };
                unfold(running, |mut running| async move {
                    let outcome = running.next().await?;
                    Some((outcome, running))
                })
                .boxed()
            }
            Err(outcome) => alone(outcome),
        }
    }

    /// The first step: validation, arguments, rights, and the source of events.
    async fn open(&self, context: &Arc<RequestContext>, admitted: &Admitted) -> Result<Source, Outcome> {
        let step = Step::open();
        let request = admitted.clone().into_request().data(context.clone()).data(step.clone());
        let refused = self.schema.execute_stream(request).next().await;
        if let Some(response) = refused {
            let outcome = self.answer(response, context, admitted.inspection, admitted.timing);
            // A source that cannot be made is an error of the request, not of its execution (§6.2.3.1).
            return Err(Outcome { stage: Stage::Document, ..outcome });
        }
        step.source().ok_or_else(|| {
            let fault = Fault::internal("a subscription without a source");
            Rejection::of_fault(&fault).outcome(context.scope.request_id(), admitted.timing)
        })
    }

    /// The second step: the answer to one event; none where the caller may not see it.
    async fn respond(&self, context: RequestContext, admitted: &Admitted, event: Event) -> Option<Outcome> {
        let (context, mut timing) = (Arc::new(context), Timing::default());
        let started = Instant::now();
        let step = Arc::new(Step::Event(event));
        let request = admitted.clone().into_request().data(context.clone()).data(step);
        let response = self.schema.execute_stream(request).next().await?;
        timing.execute = started.elapsed();
        Some(self.answer(response, &context, admitted.inspection, timing))
    }
}

/// A subscription that has begun.
struct Running {
    engine: Arc<Engine>,
    contexts: Arc<dyn Contexts>,
    admitted: Admitted,
    source: Source,
    done: bool,
}

impl Running {
    async fn next(&mut self) -> Option<Outcome> {
        while !self.done {
            let answered = match self.source.next().await? {
                Ok(event) => self.answer(event).await,
                Err(fault) => Err(fault),
            };
            match answered {
                Ok(Some(outcome)) => return Some(outcome),
                Ok(None) => {}
                Err(fault) => {
                    self.done = true;
                    return Some(Rejection::of_fault(&fault).outcome("", Timing::default()));
                }
            }
        }
        None
    }

    async fn answer(&mut self, event: Event) -> Result<Option<Outcome>, Fault> {
        let Some(context) = self.contexts.fresh().await? else {
            self.done = true;
            return Ok(None);
        };
        Ok(self.engine.respond(context, &self.admitted, event).await)
    }
}

/// Leaves the one field that a subscription may select as its only root selection: the library overlooks fragments at
/// the root, which would make a subscription that never answers. More than one field, and one that may be skipped, are
/// refused (GraphQL, September 2025, §5.2.4.1).
fn select_root_field(admitted: &mut Admitted) -> Result<(), Rejection> {
    let refusal = Rejection::not_one_root_field(Cost::of(admitted.inspection));
    if admitted.inspection.root_fields != 1 {
        return Err(refusal);
    }
    let ExecutableDocument { operations, fragments } = &mut admitted.document;
    let Some(field) = chosen(operations, admitted.name.as_deref())
        .and_then(|operation| only_field(&operation.selection_set.node, fragments))
    else {
        return Err(refusal);
    };
    let chosen = match operations {
        async_graphql::parser::types::DocumentOperations::Single(operation) => Some(operation),
        async_graphql::parser::types::DocumentOperations::Multiple(operations) => match &admitted.name {
            Some(name) => operations.get_mut(name.as_str()),
            None => operations.values_mut().next(),
        },
    };
    if let Some(operation) = chosen {
        let items = &mut operation.node.selection_set.node.items;
        // What validation reads, unused fragments included, stays as it was written unless the root is a fragment.
        if !matches!(items.as_slice(), [Positioned { node: Selection::Field(_), .. }]) {
            let pos = field.pos;
            items.push(Positioned::new(Selection::Field(field), pos));
        }
    }
    Ok(())
}

fn only_field(
    set: &SelectionSet,
    fragments: &HashMap<Name, Positioned<FragmentDefinition>>,
) -> Option<Positioned<Field>> {
    let skippable = set.items.iter().any(|selection| !selection.node.directives().is_empty());
    if skippable {
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
