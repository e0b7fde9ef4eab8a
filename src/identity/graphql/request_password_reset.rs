//! `requestPasswordReset`.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::delivery::client;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::RequestResetError;

crate::user_errors! {
    /// Why a wish to reset a password was not taken.
    RequestPasswordResetErrorCode, RequestPasswordResetUserError ("RequestPasswordResetUserError"), "Why a wish to reset a password was not taken." {
        /// The text is not a portal ID of this ISP: a typing error.
        InvalidPortalId,
    }
}

/// Whose password to reset.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// The portal ID; case and separators do not matter.
    pub portal_id: String,
    /// Out of `SessionTokens.deviceToken` of an earlier sign-in to this account, from clients that keep no cookies; what is
    /// none, or another account's, counts as left out.
    #[graphql(secret)]
    pub device_token: Option<String>,
}

/// The outcome of `requestPasswordReset`.
#[derive(SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// Whether the wish was taken. It is for every well-formed portal ID, whether there is such an account or not.
    accepted: bool,
    /// Why the wish was not taken; empty on success.
    user_errors: Vec<RequestPasswordResetUserError>,
}

/// See [`RequestPasswordResetMutation::request_password_reset`].
#[derive(Default)]
pub struct RequestPasswordResetMutation;

#[Object]
impl RequestPasswordResetMutation {
    /// Asks for a mail with a token for `resetPassword`. If the portal ID is that of an active account with a mail address
    /// the mail follows shortly; an account that waits for its activation gets its invitation again. The answer, its
    /// length and its time are the same in every case. Public.
    ///
    /// Errors: RATE_LIMITED after too many wishes for a portal ID, those from its known devices apart, or from an address; SESSION_STORE_UNAVAILABLE. One
    /// credential mutation a request: TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.requestPasswordReset\")")]
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose password to reset.")] input: RequestPasswordResetInput,
    ) -> Result<RequestPasswordResetPayload, ApiError> {
        let request = request(ctx);
        let taken = request
            .identity
            .request_reset(
                &request.scope,
                &request.tenant,
                &client(request, input.device_token),
                &input.portal_id,
            )
            .await;
        match taken {
            Ok(()) => Ok(RequestPasswordResetPayload { accepted: true, user_errors: Vec::new() }),
            Err(RequestResetError::Malformed(fault)) => {
                let error = RequestPasswordResetUserError {
                    code: RequestPasswordResetErrorCode::InvalidPortalId,
                    message: format!("{fault}; please check it"),
                    field: Some("portalId".to_owned()),
                    retryable: false,
                };
                Ok(RequestPasswordResetPayload { accepted: false, user_errors: vec![error] })
            }
            Err(RequestResetError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(RequestResetError::Fault(fault)) => Err(fault.into()),
        }
    }
}
