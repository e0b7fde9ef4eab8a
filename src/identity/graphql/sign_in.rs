//! `signIn`.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::delivery::{SessionDelivery, client};
use super::sign_in_result::{SignInResult, follow};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::{SignInError, SignInRefusal, SignInRequest};
use crate::kernel::clock::Instant;

/// What a person types to sign in.
#[derive(InputObject)]
pub struct SignInInput {
    /// The portal ID; case and separators do not matter.
    pub portal_id: String,
    /// The password.
    #[graphql(secret)]
    pub password: String,
    /// Whether to stay signed in after the browser is closed, where the ISP allows it.
    #[graphql(default)]
    pub remember_me: bool,
    /// How the session is handed out: a browser leaves this out and gets the cookie; a client that is not a browser says
    /// TOKENS.
    #[graphql(default)]
    pub delivery: SessionDelivery,
    /// Out of `SessionTokens.deviceToken` of an earlier sign-in to this account, from clients that keep no cookies; what is
    /// none, or another account's, counts as left out.
    #[graphql(secret)]
    pub device_token: Option<String>,
}

/// Why nobody was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum SignInErrorCode {
    /// The text is not a portal ID of this ISP: a typing error. It does not count as an attempt.
    InvalidPortalId,
    /// Unknown portal ID or wrong password; which of them is not told.
    InvalidCredentials,
    /// Too many failures on this portal ID; see `unlockAt`. After a hundred in a row it stays locked until the password is
    /// reset, the provider unlocks it, or its owner signs in by a passkey or from a known device.
    Locked,
    /// The password is right, but the account is suspended, expired, disabled or not activated.
    AccountNotActive,
}

/// Why nobody was signed in.
#[derive(Debug, SimpleObject)]
pub struct SignInUserError {
    /// The outcome, for the program.
    pub code: SignInErrorCode,
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

/// The outcome of `signIn`.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// What follows from the right password; null when there is an error.
    result: Option<SignInResult>,
    /// Why nobody was signed in; empty on success.
    user_errors: Vec<SignInUserError>,
}

/// See [`SignInMutation::sign_in`].
#[derive(Default)]
pub struct SignInMutation;

#[Object]
impl SignInMutation {
    /// Begins a session by portal ID and password; the answer sets the session cookie, and the session that the call
    /// came with, if any, ends. Where the account has a second factor, or its role demands one, the result says what is
    /// wanted next instead. Public.
    ///
    /// A client that is not a browser asks with `delivery: TOKENS`: the answer sets no cookie and has an access token for
    /// `Authorization: Bearer` and a refresh token for `refreshSession` in `SignedIn.tokens`.
    ///
    /// A complete sign-in makes the device known to the account: a browser by a cookie of its own, for a year, another client
    /// by `SignedIn.tokens.deviceToken`. From a known device the failures, the lock and the rate of the portal ID do not count;
    /// five failures in a row from it make it unknown.
    ///
    /// Errors: RATE_LIMITED after too many attempts on a portal ID or from an address; AUTH_BUSY when too many sign in at
    /// this moment; SESSION_STORE_UNAVAILABLE. One credential mutation a request: TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.signIn\")")]
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Portal ID and password.")] input: SignInInput,
    ) -> Result<SignInPayload, ApiError> {
        let request = request(ctx);
        let asked = SignInRequest {
            portal_id: input.portal_id,
            password: SecretString::from(input.password),
            remember_me: input.remember_me,
        };
        let client = client(request, input.device_token);
        match request.identity.sign_in(&request.scope, &request.tenant, &client, asked).await {
            Ok(outcome) => {
                let result = follow(request, outcome, input.delivery).await?;
                Ok(SignInPayload { result: Some(result), user_errors: Vec::new() })
            }
            Err(SignInError::Refused(refusal)) => {
                Ok(SignInPayload { result: None, user_errors: vec![describe(&refusal)] })
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// What is said of a lock.
pub(super) fn locked(until: Option<Instant>) -> &'static str {
    match until {
        Some(_) => "too many failures; this portal ID is locked for a while",
        None => "too many failures; this portal ID is locked until its password is reset",
    }
}

fn describe(refusal: &SignInRefusal) -> SignInUserError {
    let error = |code, message: String, field: Option<&str>, retryable| SignInUserError {
        code,
        message,
        field: field.map(str::to_owned),
        retryable,
        attempts_remaining: None,
        unlock_at: None,
    };
    match *refusal {
        SignInRefusal::MalformedPortalId(fault) => error(
            SignInErrorCode::InvalidPortalId,
            format!("{fault}; please check it"),
            Some("portalId"),
            false,
        ),
        SignInRefusal::InvalidCredentials { attempts_remaining } => SignInUserError {
            attempts_remaining: Some(i32::try_from(attempts_remaining).unwrap_or(i32::MAX)),
            ..error(
                SignInErrorCode::InvalidCredentials,
                "portal ID or password is wrong".to_owned(),
                None,
                true,
            )
        },
        SignInRefusal::Locked { until } => SignInUserError {
            attempts_remaining: Some(0),
            unlock_at: until.map(DateTime),
            ..error(SignInErrorCode::Locked, locked(until).to_owned(), None, until.is_some())
        },
        SignInRefusal::NotActive(status) => {
            let message = match status {
                AccountStatus::PendingActivation => "this account has not been activated yet",
                AccountStatus::Suspended => "this account is suspended",
                AccountStatus::Expired => "this account has expired",
                AccountStatus::Disabled | AccountStatus::Active => "this account is closed",
            };
            error(
                SignInErrorCode::AccountNotActive,
                format!("{message}; please call your provider"),
                None,
                false,
            )
        }
    }
}
