//! `changeEmail`.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::{DateTime, EmailAddress};
use crate::identity::{ChangeEmailError, ChangeEmailRefusal, PendingEmail};

/// A change of the mail address that waits for its confirmation. Visible to the account's owner.
#[derive(SimpleObject)]
#[graphql(name = "PendingEmailChange")]
pub struct PendingEmailNode {
    /// The new address, as far as its owner knows it again: `k…@example.org`.
    masked_email: String,
    /// When it was asked for.
    requested_at: DateTime,
    /// When it is none any more: 60 minutes later.
    expires_at: DateTime,
}

impl From<PendingEmail> for PendingEmailNode {
    fn from(pending: PendingEmail) -> Self {
        Self {
            masked_email: pending.masked,
            requested_at: DateTime(pending.requested_at),
            expires_at: DateTime(pending.expires_at),
        }
    }
}

crate::user_errors! {
    /// Why an address is not on its way to be changed.
    ChangeEmailErrorCode, ChangeEmailUserError ("ChangeEmailUserError"), "Why an address is not on its way to be changed." {
        /// No mail can go to the address.
        InvalidEmail,
        /// It is the account's address already, and confirmed.
        Unchanged,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
    }
}

/// The new address.
#[derive(InputObject)]
pub struct ChangeEmailInput {
    /// Where mails shall go from then on. Several accounts may have one address.
    pub email: EmailAddress,
}

/// The outcome of `changeEmail`.
#[derive(SimpleObject)]
pub struct ChangeEmailPayload {
    /// The change, which waits for `confirmEmail`; null when there is an error.
    pending_email_change: Option<PendingEmailNode>,
    /// Why nothing waits; empty on success.
    user_errors: Vec<ChangeEmailUserError>,
}

/// See [`ChangeEmailMutation::change_email`].
#[derive(Default)]
pub struct ChangeEmailMutation;

#[Object]
impl ChangeEmailMutation {
    /// Mails a token for `confirmEmail`, good once and for 60 minutes, to another address for the caller's own account, and a
    /// word of it to the address that is. Until it is confirmed nothing changes; a later change replaces this one, and so
    /// ends it a reset or change of the password, `reportLogin` and whatever the staff does to the account. For anybody
    /// signed in by an elevated session, see `stepUp`. The answer does not tell whether another account has the address.
    /// Audited.
    ///
    /// Errors: RATE_LIMITED after five an hour; SESSION_STORE_UNAVAILABLE.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changeEmail\")")]
    async fn change_email(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new address.")] input: ChangeEmailInput,
    ) -> Result<ChangeEmailPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let asked = request
            .identity
            .change_email(&request.scope, &request.tenant, &request.client, caller, &input.email.0)
            .await;
        match asked {
            Ok(pending) => {
                Ok(ChangeEmailPayload { pending_email_change: Some(pending.into()), user_errors: Vec::new() })
            }
            Err(ChangeEmailError::Refused(refusal)) => {
                Ok(ChangeEmailPayload { pending_email_change: None, user_errors: vec![describe(refusal)] })
            }
            Err(ChangeEmailError::SessionEnded) => Err(ApiError::Unauthenticated),
            Err(ChangeEmailError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(ChangeEmailError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: ChangeEmailRefusal) -> ChangeEmailUserError {
    use ChangeEmailErrorCode as Code;
    let (code, message, field) = match refusal {
        ChangeEmailRefusal::Email => (Code::InvalidEmail, "no mail can go to this address", Some("email")),
        ChangeEmailRefusal::Unchanged => (Code::Unchanged, "this is your address already", Some("email")),
        ChangeEmailRefusal::StepUpRequired => (Code::StepUpRequired, "please confirm that it is you", None),
    };
    ChangeEmailUserError {
        code,
        message: message.to_owned(),
        field: field.map(str::to_owned),
        retryable: refusal == ChangeEmailRefusal::StepUpRequired,
    }
}
