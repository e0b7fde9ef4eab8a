//! `activateAccount`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::account::AccountNode;
use super::password_errors::{password_errors, refusal};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::Useless;

password_errors! {
    /// Why an account was not activated.
    ActivateAccountErrorCode, ActivateAccountUserError ("ActivateAccountUserError"), "Why an account was not activated.", "password" {
        /// The token is unknown, used or has ended; which of them is not told. Ask for another with `requestPasswordReset`.
        InvalidToken,
    }
}

/// The token of an invitation, and the first password.
#[derive(InputObject)]
pub struct ActivateAccountInput {
    /// The one-time token out of the mail.
    #[graphql(secret)]
    pub token: String,
    /// The first password; see `tenant.passwordPolicy`.
    #[graphql(secret)]
    pub password: String,
}

/// The outcome of `activateAccount`.
#[derive(SimpleObject)]
pub struct ActivateAccountPayload {
    /// The account, which may be signed in to now; null when there is an error.
    account: Option<AccountNode>,
    /// Why the account was not activated; empty on success. A password that does not do leaves the token good.
    user_errors: Vec<ActivateAccountUserError>,
}

/// See [`ActivateAccountMutation::activate_account`].
#[derive(Default)]
pub struct ActivateAccountMutation;

#[Object]
impl ActivateAccountMutation {
    /// Sets the first password of an account by the token that was mailed to its owner. It begins no session. Public.
    ///
    /// Errors: RATE_LIMITED after too many attempts from an address; AUTH_BUSY; SESSION_STORE_UNAVAILABLE. One credential
    /// mutation a request: TOO_MANY_CREDENTIAL_OPERATIONS.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.activateAccount\")")]
    async fn activate_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Token and first password.")] input: ActivateAccountInput,
    ) -> Result<ActivateAccountPayload, ApiError> {
        let request = request(ctx);
        let password = SecretString::from(input.password);
        let activated = request
            .identity
            .activate(&request.scope, &request.tenant, &request.client, &input.token, password)
            .await;
        Ok(match activated {
            Ok(found) => {
                ActivateAccountPayload { account: Some(AccountNode(found.account)), user_errors: Vec::new() }
            }
            Err(error) => ActivateAccountPayload { account: None, user_errors: refusal!(error, useless)? },
        })
    }
}

fn useless(_: Useless) -> ActivateAccountUserError {
    ActivateAccountUserError {
        code: ActivateAccountErrorCode::InvalidToken,
        message: "this link is not good, or not any more; ask for another".to_owned(),
        field: Some("token".to_owned()),
        retryable: false,
    }
}
