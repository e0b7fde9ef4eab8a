//! `startPasskeySignIn`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::passkey::PasskeyCeremonyNode;
use super::passkey_errors::PasskeySignInUserError;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::PasskeyError;

/// What a passkey shall sign in to.
#[derive(InputObject)]
pub struct StartPasskeySignInInput {
    /// The challenge of `SecondFactorRequired`, where the passkey is to be the second factor; absent where it signs in
    /// alone.
    #[graphql(secret)]
    pub challenge: Option<String>,
}

/// The outcome of `startPasskeySignIn`.
#[derive(SimpleObject)]
pub struct StartPasskeySignInPayload {
    /// What to ask the authenticator; null when there is an error.
    ceremony: Option<PasskeyCeremonyNode>,
    /// Why there is nothing to ask; empty on success.
    user_errors: Vec<PasskeySignInUserError>,
}

/// See [`StartPasskeySignInMutation::start_passkey_sign_in`].
#[derive(Default)]
pub struct StartPasskeySignInMutation;

#[Object]
impl StartPasskeySignInMutation {
    /// Says what to ask an authenticator to sign in: for whichever passkey of this ISP there is, or, with a challenge, for
    /// one of the account whose sign-in waits for a second factor. Public.
    ///
    /// Errors: RATE_LIMITED.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.startPasskeySignIn\")")]
    async fn start_passkey_sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it signs in to.")] input: StartPasskeySignInInput,
    ) -> Result<StartPasskeySignInPayload, ApiError> {
        let request = request(ctx);
        let challenge = input.challenge.map(SecretString::from);
        let (scope, tenant, client) = (&request.scope, &request.tenant, &request.client);
        match request.identity.start_passkey_sign_in(scope, tenant, client, challenge.as_ref()).await {
            Ok(issued) => {
                Ok(StartPasskeySignInPayload { ceremony: Some(issued.into()), user_errors: Vec::new() })
            }
            Err(PasskeyError::Refused(refusal)) => Ok(StartPasskeySignInPayload {
                ceremony: None,
                user_errors: vec![PasskeySignInUserError::of(&refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
