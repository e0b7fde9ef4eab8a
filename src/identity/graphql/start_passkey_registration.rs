//! `startPasskeyRegistration`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::passkey::PasskeyCeremonyNode;
use super::second_factors::{SecondFactorUserError, enrollee};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::EnrolmentError;

/// Who makes a passkey.
#[derive(InputObject)]
pub struct StartPasskeyRegistrationInput {
    /// The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in.
    #[graphql(secret)]
    pub challenge: Option<String>,
}

/// The outcome of `startPasskeyRegistration`.
#[derive(SimpleObject)]
pub struct StartPasskeyRegistrationPayload {
    /// What to ask the authenticator; null when there is an error.
    ceremony: Option<PasskeyCeremonyNode>,
    /// Why there is nothing to ask; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`StartPasskeyRegistrationMutation::start_passkey_registration`].
#[derive(Default)]
pub struct StartPasskeyRegistrationMutation;

#[Object]
impl StartPasskeyRegistrationMutation {
    /// Says what to ask an authenticator for a new passkey; an account has 20 at most. For whoever is signed in with an
    /// elevated session, and for a sign-in that waits for a second factor to be set up: INVALID_CHALLENGE for everybody
    /// else.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.startPasskeyRegistration\")")]
    async fn start_passkey_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who makes it.")] input: StartPasskeyRegistrationInput,
    ) -> Result<StartPasskeyRegistrationPayload, ApiError> {
        let request = request(ctx);
        let challenge = input.challenge.map(SecretString::from);
        let who = enrollee(request, challenge.as_ref());
        let (scope, tenant, client) = (&request.scope, &request.tenant, &request.client);
        match request.identity.start_passkey_registration(scope, tenant, client, who).await {
            Ok(issued) => {
                Ok(StartPasskeyRegistrationPayload { ceremony: Some(issued.into()), user_errors: Vec::new() })
            }
            Err(EnrolmentError::Refused(refusal)) => Ok(StartPasskeyRegistrationPayload {
                ceremony: None,
                user_errors: vec![SecondFactorUserError::of(refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
