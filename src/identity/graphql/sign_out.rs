//! `signOut`.

use async_graphql::{Context, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;

crate::user_errors! {
    /// Why a sign-out had no effect.
    SignOutErrorCode, SignOutUserError ("SignOutUserError"), "Why a sign-out had no effect." {
        /// Nobody was signed in.
        NotFound,
    }
}

/// The outcome of `signOut`.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Whether a session has ended with this call.
    signed_out: bool,
    /// Why there was nothing to end; empty on success.
    user_errors: Vec<SignOutUserError>,
}

/// See [`SignOutMutation::sign_out`].
#[derive(Default)]
pub struct SignOutMutation;

#[Object]
impl SignOutMutation {
    /// Ends the session of the call and clears its cookie. Public: without a session it changes nothing.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.signOut\")")]
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<SignOutPayload, ApiError> {
        let request = request(ctx);
        request.ended();
        let ended = match &request.signed_in {
            Some(caller) => {
                request.identity.revoke_session(&request.scope, caller, caller.session.id).await?
            }
            None => false,
        };
        let nobody = SignOutUserError {
            code: SignOutErrorCode::NotFound,
            message: "nobody was signed in".to_owned(),
            field: None,
            retryable: false,
        };
        Ok(SignOutPayload { signed_out: ended, user_errors: if ended { Vec::new() } else { vec![nobody] } })
    }
}
