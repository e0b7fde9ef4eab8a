//! `stepUp`.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use secrecy::{ExposeSecret as _, SecretString};

use super::passkey::PasskeyAnswerInput;
use super::session::SessionNode;
use super::sign_in::locked;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::identity::{StepUpError, StepUpProof, StepUpRefusal, SteppedUp};
use crate::kernel::problem::Invalid;

/// By what the caller proves once more who it is: exactly one of the three.
#[derive(InputObject)]
pub struct StepUpInput {
    /// The password.
    #[graphql(secret)]
    pub password: Option<String>,
    /// The six digits of the authenticator app, or a recovery code.
    #[graphql(secret)]
    pub code: Option<String>,
    /// What the authenticator has answered to `startPasskeyStepUp`.
    pub passkey: Option<PasskeyAnswerInput>,
}

/// Why a session was not elevated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum StepUpErrorCode {
    /// Wrong password, wrong code, a code that was used before, or a passkey that was not accepted.
    InvalidCredentials,
    /// Too many failures on this portal ID; see `unlockAt`.
    Locked,
}

/// Why a session was not elevated.
#[derive(Debug, SimpleObject)]
pub struct StepUpUserError {
    /// The outcome, for the program.
    pub code: StepUpErrorCode,
    /// The outcome, for the person.
    pub message: String,
    /// The path of the input field it is about; null when it is about none.
    pub field: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Attempts left before the portal ID is locked; null where that does not apply.
    pub attempts_remaining: Option<i32>,
    /// When the lock ends; null where there is none, and where waiting does not end it: then `retryable` is false.
    pub unlock_at: Option<DateTime>,
}

/// The outcome of `stepUp`.
#[derive(Default, SimpleObject)]
pub struct StepUpPayload {
    /// The session under its new value; null when there is an error.
    session: Option<SessionNode>,
    /// The access token to go on with, where tokens hold the session: it alone may now do what asks for the proof, until
    /// it ends. The refresh token stays good; what it is exchanged for later is not elevated. Null where the cookie holds
    /// the session, and when there is an error.
    access_token: Option<String>,
    /// When that access token ends; null where there is none.
    access_token_expires_at: Option<DateTime>,
    /// Why it was not elevated; empty on success.
    user_errors: Vec<StepUpUserError>,
}

/// See [`StepUpMutation::step_up`].
#[derive(Default)]
pub struct StepUpMutation;

#[Object]
impl StepUpMutation {
    /// Proves once more who the caller is. The session gets a new value, set as cookie by the answer, and may for ten
    /// minutes do what otherwise answers STEP_UP_REQUIRED. A client with tokens gets a new access token, which alone may:
    /// earlier ones stay good for all else. Failures count with those of the sign-in. For anybody signed in.
    ///
    /// Errors: RATE_LIMITED; AUTH_BUSY; SESSION_STORE_UNAVAILABLE; TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.stepUp\")")]
    async fn step_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Password, code or passkey.")] input: StepUpInput,
    ) -> Result<StepUpPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let proof = match (input.password, input.code, input.passkey) {
            (Some(password), None, None) => StepUpProof::Password(password.into()),
            (None, Some(code), None) => StepUpProof::Code(SecretString::from(code)),
            (None, None, Some(answer)) => StepUpProof::Passkey(answer.into()),
            _ => {
                let message = "give exactly one of `password`, `code` and `passkey`";
                return Err(Invalid::new("input", message).into());
            }
        };
        let refused = |error| Ok(StepUpPayload { user_errors: vec![error], ..StepUpPayload::default() });
        match request.identity.step_up(&request.scope, &request.tenant, &request.client, caller, proof).await
        {
            Ok(SteppedUp { issued, access }) => {
                let record = issued.record.clone();
                request.renewed(issued);
                Ok(StepUpPayload {
                    session: Some(SessionNode { session: record, current: true }),
                    access_token: access.as_ref().map(|access| access.token.expose_secret().to_owned()),
                    access_token_expires_at: access.map(|access| DateTime(access.expires_at)),
                    user_errors: Vec::new(),
                })
            }
            Err(StepUpError::Refused(StepUpRefusal::SessionEnded)) => Err(ApiError::Unauthenticated),
            Err(StepUpError::Refused(StepUpRefusal::InvalidCredentials { attempts_remaining })) => {
                refused(StepUpUserError {
                    code: StepUpErrorCode::InvalidCredentials,
                    message: "this is wrong, or was used before".to_owned(),
                    field: None,
                    retryable: true,
                    attempts_remaining: Some(i32::try_from(attempts_remaining).unwrap_or(i32::MAX)),
                    unlock_at: None,
                })
            }
            Err(StepUpError::Refused(StepUpRefusal::Locked { until })) => refused(StepUpUserError {
                code: StepUpErrorCode::Locked,
                message: locked(until).to_owned(),
                field: None,
                retryable: until.is_some(),
                attempts_remaining: Some(0),
                unlock_at: until.map(DateTime),
            }),
            Err(error) => Err(error.into()),
        }
    }
}
