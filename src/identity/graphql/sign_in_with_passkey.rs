//! `signInWithPasskey`.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::delivery::{SessionDelivery, client};
use super::passkey::PasskeyAnswerInput;
use super::passkey_errors::PasskeySignInUserError;
use super::sign_in_result::{SignInResult, follow};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::{PasskeyAnswer, PasskeyError};

/// A sign-in by a passkey.
#[derive(InputObject)]
pub struct SignInWithPasskeyInput {
    /// What the authenticator has answered to `startPasskeySignIn`.
    pub answer: PasskeyAnswerInput,
    /// Whether the session should outlive the browser. As second factor the wish of `signIn` holds.
    #[graphql(default)]
    pub remember_me: bool,
    /// How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
    /// browser says TOKENS.
    #[graphql(default)]
    pub delivery: SessionDelivery,
    /// Out of `SessionTokens.deviceToken` of an earlier sign-in to this account, from clients that keep no cookies; what is
    /// none, or another account's, counts as left out, as it is where
    /// the passkey is the second step: there the one of `signIn` holds.
    #[graphql(secret)]
    pub device_token: Option<String>,
}

/// The outcome of `signInWithPasskey`.
#[derive(SimpleObject)]
pub struct SignInWithPasskeyPayload {
    /// What follows; null when there is an error.
    result: Option<SignInResult>,
    /// Why nobody was signed in; empty on success.
    user_errors: Vec<PasskeySignInUserError>,
}

/// See [`SignInWithPasskeyMutation::sign_in_with_passkey`].
#[derive(Default)]
pub struct SignInWithPasskeyMutation;

#[Object]
impl SignInWithPasskeyMutation {
    /// Begins a session by a passkey alone, which is two factors in one, or finishes a sign-in whose password was right;
    /// the answer sets the session cookie. An answer is looked at once. Public.
    ///
    /// A passkey alone is not kept out by a lock of the portal ID, asks for no new password however old the ISP lets one
    /// become, and makes the device known as `signIn` does.
    ///
    /// Errors: RATE_LIMITED; SESSION_STORE_UNAVAILABLE; TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.signInWithPasskey\")")]
    async fn sign_in_with_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: SignInWithPasskeyInput,
    ) -> Result<SignInWithPasskeyPayload, ApiError> {
        let request = request(ctx);
        let answer = PasskeyAnswer::from(input.answer);
        let (scope, tenant) = (&request.scope, &request.tenant);
        let client = client(request, input.device_token);
        let signed_in =
            request.identity.sign_in_with_passkey(scope, tenant, &client, &answer, input.remember_me);
        match signed_in.await {
            Ok(outcome) => {
                let result = follow(request, outcome, input.delivery).await?;
                Ok(SignInWithPasskeyPayload { result: Some(result), user_errors: Vec::new() })
            }
            Err(PasskeyError::Refused(refusal)) => Ok(SignInWithPasskeyPayload {
                result: None,
                user_errors: vec![PasskeySignInUserError::of(&refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
