//! `confirmTotp`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::delivery::SessionDelivery;
use super::second_factors::{RecoveryCodes, SecondFactorUserError, enrollee};
use super::sign_in_result::{SignInResult, follow};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::EnrolmentError;

/// The first code of a new authenticator app.
#[derive(InputObject)]
pub struct ConfirmTotpInput {
    /// The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in.
    #[graphql(secret)]
    pub challenge: Option<String>,
    /// The six digits that the app shows.
    #[graphql(secret)]
    pub code: String,
    /// How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
    /// browser says TOKENS.
    #[graphql(default)]
    pub delivery: SessionDelivery,
}

/// The outcome of `confirmTotp`.
#[derive(SimpleObject)]
pub struct ConfirmTotpPayload {
    /// What follows: the session under its new value, or the one that has begun; null when there is an error.
    result: Option<SignInResult>,
    /// The recovery codes, to be shown once; null where the account has had a second factor before, or on error.
    recovery_codes: Option<RecoveryCodes>,
    /// Why the app was not confirmed; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`ConfirmTotpMutation::confirm_totp`].
#[derive(Default)]
pub struct ConfirmTotpMutation;

#[Object]
impl ConfirmTotpMutation {
    /// Confirms an authenticator app by its first code. Every other session of the account ends; the caller's own gets a
    /// new value, or the one of the sign-in that waited begins. For whoever is signed in with an elevated session, and
    /// for a sign-in that waits for it: INVALID_CHALLENGE for everybody else. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.confirmTotp\")")]
    async fn confirm_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first code.")] input: ConfirmTotpInput,
    ) -> Result<ConfirmTotpPayload, ApiError> {
        let request = request(ctx);
        let challenge = input.challenge.map(SecretString::from);
        let who = enrollee(request, challenge.as_ref());
        let code = SecretString::from(input.code);
        let (scope, tenant, client) = (&request.scope, &request.tenant, &request.client);
        match request.identity.confirm_totp(scope, tenant, client, who, &code).await {
            Ok(confirmed) => Ok(ConfirmTotpPayload {
                recovery_codes: RecoveryCodes::of(confirmed.recovery_codes),
                result: Some(follow(request, confirmed.outcome, input.delivery).await?),
                user_errors: Vec::new(),
            }),
            Err(EnrolmentError::Refused(refusal)) => Ok(ConfirmTotpPayload {
                result: None,
                recovery_codes: None,
                user_errors: vec![SecondFactorUserError::of(refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
