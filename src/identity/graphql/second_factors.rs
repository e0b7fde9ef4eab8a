//! The second factors of an account in the graph.

use async_graphql::{Object, SimpleObject};
use secrecy::SecretString;

use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::identity::{Enrollee, EnrolmentRefusal, SecondFactors};

/// The second factors of an account.
pub struct SecondFactorsNode {
    own: SecondFactors,
    required: bool,
}

impl SecondFactorsNode {
    /// What an account has, and whether it needs it.
    pub(super) fn new(own: SecondFactors, required: bool) -> Self {
        Self { own, required }
    }
}

/// What an account can prove itself by, beside its password. Visible to its owner.
#[Object(name = "SecondFactors")]
impl SecondFactorsNode {
    /// Whether an authenticator app is set up.
    async fn totp(&self) -> bool {
        self.own.totp > 0
    }

    /// Recovery codes that were not used yet.
    async fn recovery_codes_remaining(&self) -> i32 {
        i32::try_from(self.own.recovery_codes).unwrap_or(i32::MAX)
    }

    /// Whether the ISP demands a second factor of the caller's role: the last one then cannot be removed.
    async fn required(&self) -> bool {
        self.required
    }
}

crate::user_errors! {
    /// Why a second factor was not changed.
    SecondFactorErrorCode, SecondFactorUserError ("SecondFactorUserError"), "Why a second factor was not changed." {
        /// The challenge is unknown, expired, used up, or of another browser or network: sign in anew.
        InvalidChallenge,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
        /// There is no such factor, or none that waits for its confirmation.
        NotFound,
        /// A wrong code, or an answer of the authenticator that is not valid.
        InvalidCode,
        /// The ISP demands a second factor of this role, and this is the only one.
        SecondFactorNeeded,
    }
}

impl SecondFactorUserError {
    pub(super) fn of(refusal: EnrolmentRefusal) -> Self {
        let (code, message, field, retryable) = match refusal {
            EnrolmentRefusal::InvalidChallenge => (
                SecondFactorErrorCode::InvalidChallenge,
                "this sign-in has ended; please sign in anew",
                Some("challenge"),
                false,
            ),
            EnrolmentRefusal::StepUpRequired => {
                (SecondFactorErrorCode::StepUpRequired, "please confirm that it is you", None, true)
            }
            EnrolmentRefusal::NotEnrolled => {
                (SecondFactorErrorCode::NotFound, "there is no such second factor", None, false)
            }
            EnrolmentRefusal::InvalidCode => {
                (SecondFactorErrorCode::InvalidCode, "this code is wrong", Some("code"), true)
            }
            EnrolmentRefusal::Required => (
                SecondFactorErrorCode::SecondFactorNeeded,
                "your role needs a second factor; set up another one first",
                None,
                false,
            ),
        };
        Self { code, message: message.to_owned(), field: field.map(str::to_owned), retryable }
    }
}

/// Who sets up a second factor: whoever holds the challenge, otherwise whoever is signed in.
pub(super) fn enrollee<'a>(
    request: &'a RequestContext,
    challenge: Option<&'a SecretString>,
) -> Result<Enrollee<'a>, ApiError> {
    match (challenge, &request.signed_in) {
        (Some(challenge), _) => Ok(Enrollee::Challenge(challenge)),
        (None, Some(caller)) => Ok(Enrollee::Caller(caller)),
        (None, None) => Err(ApiError::Unauthenticated),
    }
}

/// Recovery codes as they are shown, once.
#[derive(SimpleObject)]
pub struct RecoveryCodes {
    /// Ten codes, each good for one sign-in in place of the second factor. They cannot be shown again.
    codes: Vec<String>,
}

impl RecoveryCodes {
    /// The codes, if there are any to show.
    pub(super) fn of(codes: Vec<String>) -> Option<Self> {
        (!codes.is_empty()).then_some(Self { codes })
    }
}
