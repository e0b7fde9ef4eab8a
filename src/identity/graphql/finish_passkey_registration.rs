//! `finishPasskeyRegistration`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::delivery::SessionDelivery;
use super::passkey::PasskeyAnswerInput;
use super::second_factors::{RecoveryCodes, SecondFactorUserError, enrollee};
use super::sign_in_result::{SignInResult, follow};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::identity::{EnrolmentError, PasskeyAnswer};

/// A new passkey.
#[derive(InputObject)]
pub struct FinishPasskeyRegistrationInput {
    /// The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in.
    #[graphql(secret)]
    pub challenge: Option<String>,
    /// What the authenticator has answered.
    pub answer: PasskeyAnswerInput,
    /// What the passkey shall be called, 1 to 100 characters, e.g. `Ann's phone`.
    pub name: String,
    /// How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
    /// browser says TOKENS.
    #[graphql(default)]
    pub delivery: SessionDelivery,
}

/// The outcome of `finishPasskeyRegistration`.
#[derive(SimpleObject)]
pub struct FinishPasskeyRegistrationPayload {
    /// The id of the new passkey; null when there is an error.
    passkey_id: Option<ID>,
    /// What follows: the session under its new value, or the one that has begun; null when there is an error.
    result: Option<SignInResult>,
    /// The recovery codes, to be shown once; null where the account has had a second factor before, or on error.
    recovery_codes: Option<RecoveryCodes>,
    /// Why there is no new passkey; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`FinishPasskeyRegistrationMutation::finish_passkey_registration`].
#[derive(Default)]
pub struct FinishPasskeyRegistrationMutation;

#[Object]
impl FinishPasskeyRegistrationMutation {
    /// Keeps the passkey that an authenticator has made. Every other session of the account ends; the caller's own gets a
    /// new value, or the one of the sign-in that waited begins. For whoever has begun it with
    /// `startPasskeyRegistration`: INVALID_CEREMONY or INVALID_CHALLENGE for everybody else. Audited.
    ///
    /// Errors: SESSION_STORE_UNAVAILABLE.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.finishPasskeyRegistration\")")]
    async fn finish_passkey_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new passkey.")] input: FinishPasskeyRegistrationInput,
    ) -> Result<FinishPasskeyRegistrationPayload, ApiError> {
        let request = request(ctx);
        let challenge = input.challenge.map(SecretString::from);
        let who = enrollee(request, challenge.as_ref());
        let answer = PasskeyAnswer::from(input.answer);
        let (scope, tenant, client) = (&request.scope, &request.tenant, &request.client);
        let finished =
            request.identity.finish_passkey_registration(scope, tenant, client, who, &answer, &input.name);
        match finished.await {
            Ok((id, confirmed)) => Ok(FinishPasskeyRegistrationPayload {
                passkey_id: Some(write(id)),
                recovery_codes: RecoveryCodes::of(confirmed.recovery_codes),
                result: Some(follow(request, confirmed.outcome, input.delivery).await?),
                user_errors: Vec::new(),
            }),
            Err(EnrolmentError::Refused(refusal)) => Ok(FinishPasskeyRegistrationPayload {
                passkey_id: None,
                result: None,
                recovery_codes: None,
                user_errors: vec![SecondFactorUserError::of(refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
