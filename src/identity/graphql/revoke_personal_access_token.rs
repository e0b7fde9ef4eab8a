//! `revokePersonalAccessToken`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::kernel::ids::PersonalTokenId;

crate::user_errors! {
    /// Why a token was not taken back.
    RevokePersonalAccessTokenErrorCode, RevokePersonalAccessTokenUserError ("RevokePersonalAccessTokenUserError"), "Why a token was not taken back." {
        /// The account has no such token.
        NotFound,
    }
}

/// Which token to take back.
#[derive(InputObject)]
pub struct RevokePersonalAccessTokenInput {
    /// The token, as listed in `viewer.account.personalAccessTokens`.
    pub id: ID,
}

/// The outcome of `revokePersonalAccessToken`.
#[derive(SimpleObject)]
pub struct RevokePersonalAccessTokenPayload {
    /// The token that was taken back; null when there is an error.
    revoked_token_id: Option<ID>,
    /// Why it was not taken back; empty on success.
    user_errors: Vec<RevokePersonalAccessTokenUserError>,
}

/// See [`RevokePersonalAccessTokenMutation::revoke_personal_access_token`].
#[derive(Default)]
pub struct RevokePersonalAccessTokenMutation;

#[Object]
impl RevokePersonalAccessTokenMutation {
    /// Takes back a personal access token of the caller's own account; the next request with it is refused. For anybody
    /// signed in by a session: FORBIDDEN for personal access tokens. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.revokePersonalAccessToken\")")]
    async fn revoke_personal_access_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which token to take back.")] input: RevokePersonalAccessTokenInput,
    ) -> Result<RevokePersonalAccessTokenPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: PersonalTokenId = read(&input.id, "input.id")?;
        if request.identity.revoke_personal_token(&request.scope, caller, id).await? {
            return Ok(RevokePersonalAccessTokenPayload {
                revoked_token_id: Some(write(id)),
                user_errors: Vec::new(),
            });
        }
        let error = RevokePersonalAccessTokenUserError {
            code: RevokePersonalAccessTokenErrorCode::NotFound,
            message: "there is no such token".to_owned(),
            field: Some("id".to_owned()),
            retryable: false,
        };
        Ok(RevokePersonalAccessTokenPayload { revoked_token_id: None, user_errors: vec![error] })
    }
}
