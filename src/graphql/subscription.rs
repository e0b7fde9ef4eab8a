//! The two steps of a subscription (GraphQL, October 2021, §6.2.3): first its root field makes a source of events;
//! then each event is answered like a query, in a context of its own.
//!
//! The library would run the resolver once and answer every event in the context of the first, with its clock, its
//! roles and its loaders. So `engine` asks the root field twice: to [`Step::Open`], and for each event to
//! [`Step::Event`], which answers with a stream of that one event, or of none where the caller may not see it (any more).

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::Context;
use async_graphql::futures_util::stream::{self, BoxStream, StreamExt as _};

use super::error::ApiError;
use crate::kernel::fault::Fault;

/// An event, known to the root field that made the source.
pub type Event = Arc<dyn Any + Send + Sync>;

/// Where the events of one subscription come from. Ends with the first fault.
pub type Source = BoxStream<'static, Result<Event, Fault>>;

/// What a root field of a subscription is asked for.
pub enum Step {
    /// To check its arguments and to make the source.
    Open(Mutex<Option<Source>>),
    /// To answer with this event.
    Event(Event),
}

impl Step {
    /// A first step, without its source yet.
    pub(super) fn open() -> Arc<Self> {
        Arc::new(Self::Open(Mutex::new(None)))
    }

    /// The source that the first step has left.
    pub(super) fn source(&self) -> Option<Source> {
        match self {
            Self::Open(slot) => slot.lock().unwrap_or_else(PoisonError::into_inner).take(),
            Self::Event(_) => None,
        }
    }
}

/// Answers a root field whose source gives events of one type: `open` makes its source, `answer` turns an event into what the
/// field returns, or into nothing.
pub async fn step<E: Any + Send + Sync, T: Send + 'static>(
    ctx: &Context<'_>,
    open: impl Future<Output = Result<Source, ApiError>>,
    answer: impl AsyncFnOnce(Arc<E>) -> Result<Option<T>, ApiError>,
) -> Result<BoxStream<'static, T>, ApiError> {
    match begin(ctx, open).await? {
        None => Ok(stream::empty().boxed()),
        Some(event) => {
            let event = event.downcast::<E>().map_err(|_| foreign())?;
            Ok(stream::iter(answer(event).await?).boxed())
        }
    }
}

/// The same where the source gives events of several types.
pub async fn step_of_any<T: Send + 'static, F: Future<Output = Result<Option<T>, ApiError>>>(
    ctx: &Context<'_>,
    open: impl Future<Output = Result<Source, ApiError>>,
    answer: impl FnOnce(Event) -> F,
) -> Result<BoxStream<'static, T>, ApiError> {
    match begin(ctx, open).await? {
        None => Ok(stream::empty().boxed()),
        Some(event) => Ok(stream::iter(answer(event).await?).boxed()),
    }
}

/// Leaves the source of a first step; the event of a second one.
async fn begin(
    ctx: &Context<'_>,
    open: impl Future<Output = Result<Source, ApiError>>,
) -> Result<Option<Event>, ApiError> {
    match &**ctx.data_unchecked::<Arc<Step>>() {
        Step::Open(slot) => {
            let source = open.await?;
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(source);
            Ok(None)
        }
        Step::Event(event) => Ok(Some(event.clone())),
    }
}

/// An event of another source.
pub fn foreign() -> Fault {
    Fault::internal("an event of another source reached a subscription")
}
