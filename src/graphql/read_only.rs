//! The root of all writes as clients reach it: closed while an employee looks through a customer's eyes, and for personal
//! access tokens.
//!
//! Held once, here, for every mutation there is and will be, whatever rule and guard of its own it has: the library asks
//! the root for each field by its name, and this root asks first whether the session may change anything.

use async_graphql::{ContainerType, Context, Error, ServerResult, Value};

use super::context::request;
use super::error::ApiError;
use super::wrapped::as_the_wrapped;

/// What a session may do while it looks through a customer's eyes: end it, and go on with fresh tokens.
pub const ALLOWED_WHILE_VIEWING: &[&str] = &["endViewAs", "signOut", "refreshSession"];

/// A root of writes that refuses with `READ_ONLY_SESSION` what a session that only looks may not do, and everything with
/// `FORBIDDEN` where a personal access token calls.
#[derive(Debug, Default)]
pub struct ReadOnlyWhileViewing<R>(pub R);

impl<R: ContainerType> ContainerType for ReadOnlyWhileViewing<R> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let name = ctx.item.node.name.node.as_str();
        let actor = request(ctx).scope.actor();
        let refusal = if actor.account().is_some_and(|account| account.by_token) {
            Some(ApiError::Forbidden)
        } else if actor.viewing_as().is_some() && !ALLOWED_WHILE_VIEWING.contains(&name) {
            Some(ApiError::ReadOnlySession)
        } else {
            None
        };
        if let Some(refusal) = refusal {
            let error = Error::from(refusal);
            return Err(ctx.set_error_path(error.into_server_error(ctx.item.pos)));
        }
        self.0.resolve_field(ctx).await
    }
}

as_the_wrapped!(ReadOnlyWhileViewing);
