//! Why nobody was signed in by a passkey.

use async_graphql::{Enum, SimpleObject};

use super::sign_in::locked;
use crate::graphql::scalars::DateTime;
use crate::identity::PasskeyRefusal;

/// Why nobody was signed in by a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum PasskeySignInErrorCode {
    /// The challenge of the sign-in is unknown, expired, used up, or of another browser or network: sign in anew.
    InvalidChallenge,
    /// The question to the authenticator is unknown, expired, answered before, or of another browser or network: begin
    /// anew with `startPasskeySignIn`.
    InvalidCeremony,
    /// The answer is not valid, or of a passkey that is none of this account.
    InvalidPasskey,
    /// Too many failures on this portal ID; see `unlockAt`.
    Locked,
    /// The passkey was right, but the account is suspended, expired, disabled or not activated.
    AccountNotActive,
    /// The passkey was right, but the password was taken away by `reportLogin`: reset it first.
    PasswordResetRequired,
}

/// Why nobody was signed in by a passkey.
#[derive(Debug, SimpleObject)]
pub struct PasskeySignInUserError {
    /// The outcome, for the program.
    pub code: PasskeySignInErrorCode,
    /// The outcome, for the person.
    pub message: String,
    /// The path of the input field it is about; null when it is about none.
    pub field: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Tries left with this challenge; null where they are not counted.
    pub attempts_remaining: Option<i32>,
    /// When the lock ends; null where there is none, and where waiting does not end it: then `retryable` is false.
    pub unlock_at: Option<DateTime>,
}

impl PasskeySignInUserError {
    pub(super) fn of(refusal: &PasskeyRefusal) -> Self {
        let error = |code, message: &str, field: Option<&str>| Self {
            code,
            message: message.to_owned(),
            field: field.map(str::to_owned),
            retryable: false,
            attempts_remaining: None,
            unlock_at: None,
        };
        match refusal {
            PasskeyRefusal::InvalidChallenge => error(
                PasskeySignInErrorCode::InvalidChallenge,
                "this sign-in has ended; please sign in anew",
                Some("challenge"),
            ),
            PasskeyRefusal::InvalidCeremony => error(
                PasskeySignInErrorCode::InvalidCeremony,
                "this took too long; please try again",
                Some("answer.ceremony"),
            ),
            PasskeyRefusal::InvalidPasskey { attempts_remaining } => Self {
                attempts_remaining: attempts_remaining.map(|left| i32::try_from(left).unwrap_or(i32::MAX)),
                ..error(
                    PasskeySignInErrorCode::InvalidPasskey,
                    "this passkey was not accepted",
                    Some("answer.credentialJson"),
                )
            },
            PasskeyRefusal::Locked { until } => Self {
                retryable: until.is_some(),
                attempts_remaining: Some(0),
                unlock_at: until.map(DateTime),
                ..error(PasskeySignInErrorCode::Locked, locked(*until), None)
            },
            PasskeyRefusal::NotActive(_) => error(
                PasskeySignInErrorCode::AccountNotActive,
                "this account cannot be signed in to; please call your provider",
                None,
            ),
            PasskeyRefusal::PasswordResetRequired => {
                error(PasskeySignInErrorCode::PasswordResetRequired, "please set a new password first", None)
            }
        }
    }
}
