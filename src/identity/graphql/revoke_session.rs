//! `revokeSession`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::kernel::ids::SessionId;

crate::user_errors! {
    /// Why a session was not ended.
    RevokeSessionErrorCode, RevokeSessionUserError ("RevokeSessionUserError"), "Why a session was not ended." {
        /// The account has no such session.
        NotFound,
    }
}

/// Which session to end.
#[derive(InputObject)]
pub struct RevokeSessionInput {
    /// The session, as listed in `viewer.account.sessions`.
    pub id: ID,
}

/// The outcome of `revokeSession`.
#[derive(SimpleObject)]
pub struct RevokeSessionPayload {
    /// The session that has ended; null when there is an error.
    revoked_session_id: Option<ID>,
    /// Why it was not ended; empty on success.
    user_errors: Vec<RevokeSessionUserError>,
}

/// See [`RevokeSessionMutation::revoke_session`].
#[derive(Default)]
pub struct RevokeSessionMutation;

#[Object]
impl RevokeSessionMutation {
    /// Ends one session of the caller's own account; ending the call's own clears its cookie. For anybody signed in.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.revokeSession\")")]
    async fn revoke_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session to end.")] input: RevokeSessionInput,
    ) -> Result<RevokeSessionPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: SessionId = read(&input.id, "input.id")?;
        if request.identity.revoke_session(&request.scope, caller, id).await? {
            if id == caller.session.id {
                request.ended();
            }
            return Ok(RevokeSessionPayload { revoked_session_id: Some(write(id)), user_errors: Vec::new() });
        }
        let error = RevokeSessionUserError {
            code: RevokeSessionErrorCode::NotFound,
            message: "there is no such session".to_owned(),
            field: Some("id".to_owned()),
            retryable: false,
        };
        Ok(RevokeSessionPayload { revoked_session_id: None, user_errors: vec![error] })
    }
}
