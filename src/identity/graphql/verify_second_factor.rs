//! `verifySecondFactor`.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::delivery::SessionDelivery;
use super::sign_in::locked;
use super::sign_in_result::{SignInResult, follow};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::identity::{FactorError, FactorRefusal};

/// The second step of a sign-in.
#[derive(InputObject)]
pub struct VerifySecondFactorInput {
    /// The challenge of `SecondFactorRequired`.
    #[graphql(secret)]
    pub challenge: String,
    /// The six digits of the authenticator app, or a recovery code.
    #[graphql(secret)]
    pub code: String,
    /// How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
    /// browser says TOKENS.
    #[graphql(default)]
    pub delivery: SessionDelivery,
}

/// Why a proof was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum VerifySecondFactorErrorCode {
    /// The challenge is unknown, expired, used up, or of another browser or network: sign in anew.
    InvalidChallenge,
    /// A wrong code, or one that was used before.
    InvalidCode,
    /// Too many failures on this portal ID; see `unlockAt`.
    Locked,
}

/// Why a proof was not accepted.
#[derive(Debug, SimpleObject)]
pub struct VerifySecondFactorUserError {
    /// The outcome, for the program.
    pub code: VerifySecondFactorErrorCode,
    /// The outcome, for the person.
    pub message: String,
    /// The path of the input field it is about; null when it is about none.
    pub field: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Tries left with this challenge; null where that does not apply.
    pub attempts_remaining: Option<i32>,
    /// When the lock ends; null where there is none, and where waiting does not end it: then `retryable` is false.
    pub unlock_at: Option<DateTime>,
}

impl VerifySecondFactorUserError {
    pub(super) fn of(refusal: &FactorRefusal) -> Self {
        let error = |code, message: &str, field: Option<&str>| Self {
            code,
            message: message.to_owned(),
            field: field.map(str::to_owned),
            retryable: false,
            attempts_remaining: None,
            unlock_at: None,
        };
        match refusal {
            FactorRefusal::InvalidChallenge => error(
                VerifySecondFactorErrorCode::InvalidChallenge,
                "this sign-in has ended; please sign in anew",
                Some("challenge"),
            ),
            FactorRefusal::InvalidCode { attempts_remaining } => Self {
                retryable: *attempts_remaining > 0,
                attempts_remaining: Some(i32::try_from(*attempts_remaining).unwrap_or(i32::MAX)),
                ..error(
                    VerifySecondFactorErrorCode::InvalidCode,
                    "this code is wrong, or was used before",
                    Some("code"),
                )
            },
            FactorRefusal::Locked { until } => Self {
                retryable: until.is_some(),
                attempts_remaining: Some(0),
                unlock_at: until.map(DateTime),
                ..error(VerifySecondFactorErrorCode::Locked, locked(*until), None)
            },
        }
    }
}

/// The outcome of `verifySecondFactor`.
#[derive(SimpleObject)]
pub struct VerifySecondFactorPayload {
    /// What follows; null when there is an error.
    result: Option<SignInResult>,
    /// Why the proof was not accepted; empty on success.
    user_errors: Vec<VerifySecondFactorUserError>,
}

/// See [`VerifySecondFactorMutation::verify_second_factor`].
#[derive(Default)]
pub struct VerifySecondFactorMutation;

#[Object]
impl VerifySecondFactorMutation {
    /// Finishes a sign-in whose password was right, by a code; the answer sets the session cookie, or holds the tokens
    /// that were asked for. A code is accepted once. Failures count with those of the password. Public.
    ///
    /// Errors: RATE_LIMITED; SESSION_STORE_UNAVAILABLE; TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.verifySecondFactor\")")]
    async fn verify_second_factor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Challenge and code.")] input: VerifySecondFactorInput,
    ) -> Result<VerifySecondFactorPayload, ApiError> {
        let request = request(ctx);
        let (challenge, code) = (SecretString::from(input.challenge), SecretString::from(input.code));
        let (scope, tenant, client) = (&request.scope, &request.tenant, &request.client);
        let verified = request.identity.verify_second_factor(scope, tenant, client, &challenge, &code);
        match verified.await {
            Ok(outcome) => {
                let result = follow(request, outcome, input.delivery).await?;
                Ok(VerifySecondFactorPayload { result: Some(result), user_errors: Vec::new() })
            }
            Err(FactorError::Refused(refusal)) => {
                let error = VerifySecondFactorUserError::of(&refusal);
                Ok(VerifySecondFactorPayload { result: None, user_errors: vec![error] })
            }
            Err(error) => Err(error.into()),
        }
    }
}
