//! `sendActivation`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::account::AccountNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::{InviteError, InviteRefusal};
use crate::kernel::ids::AccountId;

crate::user_errors! {
    /// Why nobody was invited.
    SendActivationErrorCode, SendActivationUserError ("SendActivationUserError"), "Why nobody was invited." {
        /// There is no such account.
        NotFound,
        /// The account does not wait for its activation: it is active, or closed.
        InvalidTransition,
        /// The account has no mail address.
        NoMailAddress,
    }
}

/// Whom to invite.
#[derive(InputObject)]
pub struct SendActivationInput {
    /// The account.
    pub account_id: ID,
}

/// The outcome of `sendActivation`.
#[derive(SimpleObject)]
pub struct SendActivationPayload {
    /// The account, whose invitation is on its way; null when there is an error.
    account: Option<AccountNode>,
    /// Why nobody was invited; empty on success.
    user_errors: Vec<SendActivationUserError>,
}

/// See [`SendActivationMutation::send_activation`].
#[derive(Default)]
pub struct SendActivationMutation;

#[Object]
impl SendActivationMutation {
    /// Mails a token for `activateAccount`, good once and for seven days, to the owner of an account that waits for its
    /// activation. Earlier ones stay good. For support and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.sendActivation\")")]
    async fn send_activation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to invite.")] input: SendActivationInput,
    ) -> Result<SendActivationPayload, ApiError> {
        let request = request(ctx);
        let id: AccountId = read(&input.account_id, "input.accountId")?;
        match request.identity.send_activation(&request.scope, &request.tenant, id).await {
            Ok(found) => Ok(SendActivationPayload {
                account: Some(AccountNode(found.account)),
                user_errors: Vec::new(),
            }),
            Err(InviteError::Forbidden) => Err(ApiError::Forbidden),
            Err(InviteError::Fault(fault)) => Err(fault.into()),
            Err(InviteError::Refused(refusal)) => {
                Ok(SendActivationPayload { account: None, user_errors: vec![describe(refusal)] })
            }
        }
    }
}

fn describe(refusal: InviteRefusal) -> SendActivationUserError {
    let (code, message) = match refusal {
        InviteRefusal::NotFound => (SendActivationErrorCode::NotFound, "there is no such account"),
        InviteRefusal::NotPending => (
            SendActivationErrorCode::InvalidTransition,
            "only an account that waits for its activation can be invited",
        ),
        InviteRefusal::NoAddress => {
            (SendActivationErrorCode::NoMailAddress, "the account has no mail address")
        }
    };
    let field = Some("accountId".to_owned());
    SendActivationUserError { code, message: message.to_owned(), field, retryable: false }
}
