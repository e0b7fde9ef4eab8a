//! `revokeOtherSessions`.

use async_graphql::{Context, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;

/// The outcome of `revokeOtherSessions`.
#[derive(SimpleObject)]
pub struct RevokeOtherSessionsPayload {
    /// How many sessions have ended.
    revoked_count: i32,
}

/// See [`RevokeOtherSessionsMutation::revoke_other_sessions`].
#[derive(Default)]
pub struct RevokeOtherSessionsMutation;

#[Object]
impl RevokeOtherSessionsMutation {
    /// Ends every session of the caller's own account but the one of this call. For anybody signed in. It cannot be
    /// refused, so there are no `userErrors`.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.revokeOtherSessions\")")]
    async fn revoke_other_sessions(&self, ctx: &Context<'_>) -> Result<RevokeOtherSessionsPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let ended = request.identity.revoke_other_sessions(&request.scope, caller).await?;
        Ok(RevokeOtherSessionsPayload { revoked_count: i32::try_from(ended).unwrap_or(i32::MAX) })
    }
}
