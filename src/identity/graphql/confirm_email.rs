//! `confirmEmail`.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::account::AccountNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::{ChangeEmailError, Useless};

crate::user_errors! {
    /// Why an address was not changed.
    ConfirmEmailErrorCode, ConfirmEmailUserError ("ConfirmEmailUserError"), "Why an address was not changed." {
        /// The token is unknown, used, another account's or has ended; which of them is not told. Begin again with
        /// `changeEmail`.
        InvalidToken,
    }
}

/// The token that was mailed to the new address.
#[derive(InputObject)]
pub struct ConfirmEmailInput {
    /// The one-time token out of the mail.
    #[graphql(secret)]
    pub token: String,
}

/// The outcome of `confirmEmail`.
#[derive(SimpleObject)]
pub struct ConfirmEmailPayload {
    /// The account with its new address; null when there is an error.
    account: Option<AccountNode>,
    /// Why the address was not changed; empty on success.
    user_errors: Vec<ConfirmEmailUserError>,
}

/// See [`ConfirmEmailMutation::confirm_email`].
#[derive(Default)]
pub struct ConfirmEmailMutation;

#[Object]
impl ConfirmEmailMutation {
    /// Changes the mail address of the caller's own account to the one that the token was mailed to; the earlier one is told,
    /// and tokens that wait in its mailbox are worth nothing any more. For anybody signed in to the account that asked for
    /// the change: who opens the link elsewhere signs in first. Audited.
    ///
    /// Errors: RATE_LIMITED after too many tries from an address; SESSION_STORE_UNAVAILABLE.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.confirmEmail\")")]
    async fn confirm_email(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token that was mailed to the new address.")] input: ConfirmEmailInput,
    ) -> Result<ConfirmEmailPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let confirmed = request
            .identity
            .confirm_email(&request.scope, &request.tenant, &request.client, caller, &input.token)
            .await;
        match confirmed {
            Ok(account) => {
                Ok(ConfirmEmailPayload { account: Some(AccountNode(account)), user_errors: Vec::new() })
            }
            Err(ChangeEmailError::Refused(Useless)) => {
                Ok(ConfirmEmailPayload { account: None, user_errors: vec![useless()] })
            }
            Err(ChangeEmailError::SessionEnded) => Err(ApiError::Unauthenticated),
            Err(ChangeEmailError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(ChangeEmailError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn useless() -> ConfirmEmailUserError {
    ConfirmEmailUserError {
        code: ConfirmEmailErrorCode::InvalidToken,
        message: "this link is not good, or not any more; ask for another".to_owned(),
        field: Some("token".to_owned()),
        retryable: false,
    }
}
