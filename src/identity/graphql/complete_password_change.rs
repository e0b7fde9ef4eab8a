//! `completePasswordChange`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::delivery::SessionDelivery;
use super::password_errors::{password_errors, refusal};
use super::sign_in_result::{SignInResult, follow};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::Useless;

password_errors! {
    /// Why a sign-in was not completed.
    CompletePasswordChangeErrorCode, CompletePasswordChangeUserError ("CompletePasswordChangeUserError"), "Why a sign-in was not completed.", "newPassword" {
        /// The challenge is unknown, was met, has ended, or is somebody else's. Sign in anew.
        InvalidChallenge,
    }
}

/// The challenge of a sign-in, and the new password.
#[derive(InputObject)]
pub struct CompletePasswordChangeInput {
    /// Out of `PasswordChangeRequired`.
    #[graphql(secret)]
    pub challenge: String,
    /// The new password; see `tenant.passwordPolicy`.
    #[graphql(secret)]
    pub new_password: String,
    /// How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
    /// browser says TOKENS.
    #[graphql(default)]
    pub delivery: SessionDelivery,
}

/// The outcome of `completePasswordChange`.
#[derive(SimpleObject)]
pub struct CompletePasswordChangePayload {
    /// What follows: the session; null when there is an error.
    result: Option<SignInResult>,
    /// Why the sign-in was not completed; empty on success. A password that does not do leaves the challenge good.
    user_errors: Vec<CompletePasswordChangeUserError>,
}

/// See [`CompletePasswordChangeMutation::complete_password_change`].
#[derive(Default)]
pub struct CompletePasswordChangeMutation;

#[Object]
impl CompletePasswordChangeMutation {
    /// Finishes a sign-in that was answered with `PasswordChangeRequired`, by a new password; the answer sets the session
    /// cookie or holds the tokens that were asked for, and every other session of the account ends. Public.
    ///
    /// Errors: RATE_LIMITED after too many attempts from an address; AUTH_BUSY; SESSION_STORE_UNAVAILABLE. One credential
    /// mutation a request: TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.completePasswordChange\")")]
    async fn complete_password_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Challenge and new password.")] input: CompletePasswordChangeInput,
    ) -> Result<CompletePasswordChangePayload, ApiError> {
        let request = request(ctx);
        let password = SecretString::from(input.new_password);
        let completed = request
            .identity
            .complete_password_change(
                &request.scope,
                &request.tenant,
                &request.client,
                &input.challenge,
                password,
            )
            .await;
        Ok(match completed {
            Ok(outcome) => CompletePasswordChangePayload {
                result: Some(follow(request, outcome, input.delivery).await?),
                user_errors: Vec::new(),
            },
            Err(error) => {
                CompletePasswordChangePayload { result: None, user_errors: refusal!(error, useless)? }
            }
        })
    }
}

fn useless(_: Useless) -> CompletePasswordChangeUserError {
    CompletePasswordChangeUserError {
        code: CompletePasswordChangeErrorCode::InvalidChallenge,
        message: "this sign-in has ended; please sign in anew".to_owned(),
        field: Some("challenge".to_owned()),
        retryable: false,
    }
}
