//! `refreshSession`.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::delivery::SignedInNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::{RefreshError, RefreshRefusal};

/// The token to exchange.
#[derive(InputObject)]
pub struct RefreshSessionInput {
    /// The refresh token of the latest answer.
    #[graphql(secret)]
    pub refresh_token: String,
}

/// The outcome of `refreshSession`.
#[derive(SimpleObject)]
pub struct RefreshSessionPayload {
    /// The session with its new tokens.
    result: SignedInNode,
}

/// See [`RefreshSessionMutation::refresh_session`].
#[derive(Default)]
pub struct RefreshSessionMutation;

#[Object]
impl RefreshSessionMutation {
    /// Exchanges a refresh token for a new pair of tokens; the session goes on. For clients that are not browsers; send
    /// it without `Authorization`, for the access token may be over. Public: the token says who calls.
    ///
    /// A refresh token is good once. Errors, each with its HTTP status: TOKEN_SUPERSEDED (409) where the token was
    /// exchanged less than ten seconds ago: use the answer to that call. TOKEN_REUSED (401) where it was exchanged
    /// before: somebody else may have a copy, so all tokens of this sign-in and its session have ended. UNAUTHENTICATED
    /// (401) where it is none, or its session has ended. One credential mutation a request.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.refreshSession\")")]
    async fn refresh_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token to exchange.")] input: RefreshSessionInput,
    ) -> Result<RefreshSessionPayload, ApiError> {
        let request = request(ctx);
        match request.identity.refresh_session(&request.scope, &input.refresh_token).await {
            Ok((caller, pair)) => {
                Ok(RefreshSessionPayload { result: SignedInNode::new(caller, Some(&pair), None) })
            }
            Err(RefreshError::Refused(RefreshRefusal::Invalid)) => Err(ApiError::BadCredential),
            Err(RefreshError::Refused(RefreshRefusal::Superseded)) => Err(ApiError::TokenSuperseded),
            Err(RefreshError::Refused(RefreshRefusal::Reused)) => Err(ApiError::TokenReused),
            Err(RefreshError::Fault(fault)) => Err(fault.into()),
        }
    }
}
