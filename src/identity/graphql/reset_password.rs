//! `resetPassword`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::account::AccountNode;
use super::password_errors::{password_errors, refusal};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::Useless;

password_errors! {
    /// Why a password was not reset.
    ResetPasswordErrorCode, ResetPasswordUserError ("ResetPasswordUserError"), "Why a password was not reset.", "newPassword" {
        /// The token is unknown, used or has ended; which of them is not told. Ask for another with `requestPasswordReset`.
        InvalidToken,
    }
}

/// The token of a reset, and the new password.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// The one-time token out of the mail.
    #[graphql(secret)]
    pub token: String,
    /// The new password; see `tenant.passwordPolicy`.
    #[graphql(secret)]
    pub new_password: String,
}

/// The outcome of `resetPassword`.
#[derive(SimpleObject)]
pub struct ResetPasswordPayload {
    /// The account, to be signed in to with the new password; null when there is an error.
    account: Option<AccountNode>,
    /// Why the password was not reset; empty on success. A password that does not do leaves the token good.
    user_errors: Vec<ResetPasswordUserError>,
}

/// See [`ResetPasswordMutation::reset_password`].
#[derive(Default)]
pub struct ResetPasswordMutation;

#[Object]
impl ResetPasswordMutation {
    /// Sets a new password by the token that was mailed to the account's owner. Every session of the account ends, no
    /// device is known to it any more, a lock of its portal ID is lifted, and no session begins. A token is good once, for 60 minutes. Public.
    ///
    /// Errors: RATE_LIMITED after too many attempts from an address; AUTH_BUSY; SESSION_STORE_UNAVAILABLE. One credential
    /// mutation a request: TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.resetPassword\")")]
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Token and new password.")] input: ResetPasswordInput,
    ) -> Result<ResetPasswordPayload, ApiError> {
        let request = request(ctx);
        let password = SecretString::from(input.new_password);
        let reset = request
            .identity
            .reset_password(&request.scope, &request.tenant, &request.client, &input.token, password)
            .await;
        Ok(match reset {
            Ok(found) => {
                ResetPasswordPayload { account: Some(AccountNode(found.account)), user_errors: Vec::new() }
            }
            Err(error) => ResetPasswordPayload { account: None, user_errors: refusal!(error, useless)? },
        })
    }
}

fn useless(_: Useless) -> ResetPasswordUserError {
    ResetPasswordUserError {
        code: ResetPasswordErrorCode::InvalidToken,
        message: "this link is not good, or not any more; ask for another".to_owned(),
        field: Some("token".to_owned()),
        retryable: false,
    }
}
