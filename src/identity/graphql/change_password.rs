//! `changePassword`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::password_errors::{password_errors, refusal};
use super::session::SessionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::CurrentPassword;

password_errors! {
    /// Why a password was not changed.
    ChangePasswordErrorCode, ChangePasswordUserError ("ChangePasswordUserError"), "Why a password was not changed.", "newPassword" {
        /// The current password is another one.
        InvalidCredentials,
        /// Too many failures; no password can be changed here for a while, or, after a hundred in a row, before it is reset.
        Locked,
    }
}

/// The current password and the new one.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The current password.
    #[graphql(secret)]
    pub current_password: String,
    /// The new password; see `tenant.passwordPolicy`.
    #[graphql(secret)]
    pub new_password: String,
}

/// The outcome of `changePassword`.
#[derive(SimpleObject)]
pub struct ChangePasswordPayload {
    /// The session of the call, which has a new value: the cookie of the answer. Null when there is an error.
    session: Option<SessionNode>,
    /// Why the password was not changed; empty on success.
    user_errors: Vec<ChangePasswordUserError>,
}

/// See [`ChangePasswordMutation::change_password`].
#[derive(Default)]
pub struct ChangePasswordMutation;

#[Object]
impl ChangePasswordMutation {
    /// Sets a new password for the caller's own account. Every other session of the account ends, the session of the call
    /// gets a new value, links to reset the password are taken back, and of the devices that the account knows only the
    /// one that the session began on stays. Told by mail. For anybody signed in.
    ///
    /// Errors: RATE_LIMITED after too many attempts from an address; AUTH_BUSY; SESSION_STORE_UNAVAILABLE. One credential
    /// mutation a request: TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changePassword\")")]
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Current and new password.")] input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let (current, new) =
            (SecretString::from(input.current_password), SecretString::from(input.new_password));
        let changed = request
            .identity
            .change_password(&request.scope, &request.tenant, &request.client, caller, current, new)
            .await;
        Ok(match changed {
            Ok(None) => return Err(ApiError::Unauthenticated),
            Ok(Some(issued)) => {
                let session = SessionNode { session: issued.record.clone(), current: true };
                request.renewed(issued);
                ChangePasswordPayload { session: Some(session), user_errors: Vec::new() }
            }
            Err(error) => ChangePasswordPayload { session: None, user_errors: refusal!(error, wrong)? },
        })
    }
}

fn wrong(fault: CurrentPassword) -> ChangePasswordUserError {
    let (code, message) = match fault {
        CurrentPassword::Wrong { .. } => {
            (ChangePasswordErrorCode::InvalidCredentials, "the current password is wrong".to_owned())
        }
        CurrentPassword::Locked { until: Some(until) } => (
            ChangePasswordErrorCode::Locked,
            format!("too many failures; try again after {}", until.format("%Y-%m-%dT%H:%M:%SZ")),
        ),
        CurrentPassword::Locked { until: None } => {
            let message = "too many failures; the password must be reset".to_owned();
            (ChangePasswordErrorCode::Locked, message)
        }
    };
    let retryable = !matches!(fault, CurrentPassword::Locked { until: None });
    ChangePasswordUserError { code, message, field: Some("currentPassword".to_owned()), retryable }
}
