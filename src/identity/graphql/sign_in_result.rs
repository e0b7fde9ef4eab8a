//! What follows a proof at sign-in: a session, or what is wanted next.

use async_graphql::{Enum, SimpleObject, Union};
use secrecy::ExposeSecret as _;

use super::delivery::{SessionDelivery, SignedInNode, deliver};
use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::identity::{FactorMethod, IssuedChallenge, SignInOutcome};

/// What follows a proof at sign-in.
#[derive(Union)]
pub enum SignInResult {
    /// Done.
    SignedIn(Box<SignedInNode>),
    /// A second factor is wanted too.
    SecondFactorRequired(SecondFactorRequired),
    /// A second factor must be set up first.
    SecondFactorEnrolmentRequired(SecondFactorEnrolmentRequired),
    /// A new password is wanted first.
    PasswordChangeRequired(PasswordChangeRequired),
}

/// By what a second factor may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum SecondFactorMethod {
    /// A code of the authenticator app, with `verifySecondFactor`.
    Totp,
    /// A passkey, with `startPasskeySignIn` and `signInWithPasskey`.
    Passkey,
    /// One of the recovery codes, with `verifySecondFactor`.
    RecoveryCode,
}

impl From<FactorMethod> for SecondFactorMethod {
    fn from(method: FactorMethod) -> Self {
        match method {
            FactorMethod::Totp => Self::Totp,
            FactorMethod::Passkey => Self::Passkey,
            FactorMethod::RecoveryCode => Self::RecoveryCode,
        }
    }
}

/// The password was right, and a second factor is wanted.
#[derive(SimpleObject)]
pub struct SecondFactorRequired {
    /// Names this sign-in when the proof is sent. Good for five tries, from the same network and browser, once.
    challenge: String,
    /// By what the proof may be given.
    methods: Vec<SecondFactorMethod>,
    /// When the challenge ends.
    expires_at: DateTime,
}

/// The password was right; the ISP demands a second factor of this role, and the account has none yet. Set one up with
/// `enrolTotp` and `confirmTotp`, or `startPasskeyRegistration` and `finishPasskeyRegistration`, giving this challenge: the
/// session then begins.
#[derive(SimpleObject)]
pub struct SecondFactorEnrolmentRequired {
    /// Names this sign-in when the factor is set up.
    challenge: String,
    /// When the challenge ends.
    expires_at: DateTime,
}

/// Everything was proved, and the password must be replaced before a session begins: with `completePasswordChange`.
#[derive(SimpleObject)]
pub struct PasswordChangeRequired {
    /// Names this sign-in when the new password is sent. Good once, from the same network and browser.
    challenge: String,
    /// When the challenge ends.
    expires_at: DateTime,
}

/// Tells the outcome, and hands out a session that has begun as the client asks. Every flow that signs somebody in ends
/// here.
pub(super) async fn follow(
    request: &RequestContext,
    outcome: SignInOutcome,
    delivery: SessionDelivery,
) -> Result<SignInResult, ApiError> {
    let open = |challenge: IssuedChallenge| {
        (challenge.value.expose_secret().to_owned(), DateTime(challenge.expires_at))
    };
    Ok(match outcome {
        SignInOutcome::SignedIn(begun) => {
            SignInResult::SignedIn(Box::new(deliver(request, *begun, delivery).await?))
        }
        SignInOutcome::SecondFactorRequired { challenge, methods } => {
            let (challenge, expires_at) = open(challenge);
            let methods = methods.into_iter().map(Into::into).collect();
            SignInResult::SecondFactorRequired(SecondFactorRequired { challenge, methods, expires_at })
        }
        SignInOutcome::PasswordChangeRequired(challenge) => {
            let (challenge, expires_at) = open(challenge);
            SignInResult::PasswordChangeRequired(PasswordChangeRequired { challenge, expires_at })
        }
        SignInOutcome::EnrolmentRequired(challenge) => {
            let (challenge, expires_at) = open(challenge);
            SignInResult::SecondFactorEnrolmentRequired(SecondFactorEnrolmentRequired {
                challenge,
                expires_at,
            })
        }
    })
}
