//! A part of a merged root whose work is kept apart from that of the others.

use async_graphql::{ContainerType, Context, ServerResult, Value};

use super::wrapped::as_the_wrapped;

/// A part of a merged root, on the heap while it works. The library asks all parts of a root in one function, which would
/// hold the work of every part at once: without an optimiser 1.5 MB of a thread's 2 MB of stack, and more with each
/// mutation.
#[derive(Debug, Default)]
pub struct Apart<T>(pub T);

impl<T: ContainerType> ContainerType for Apart<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        Box::pin(self.0.resolve_field(ctx)).await
    }
}

as_the_wrapped!(Apart);
