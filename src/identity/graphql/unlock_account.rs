//! `unlockAccount`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::account::AccountNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::{UnlockError, UnlockRefusal};
use crate::kernel::ids::AccountId;

crate::user_errors! {
    /// Why a lock was not lifted.
    UnlockAccountErrorCode, UnlockAccountUserError ("UnlockAccountUserError"), "Why a lock was not lifted." {
        /// There is no such account.
        NotFound,
        /// The reason is empty or longer than 500 characters.
        InvalidReason,
    }
}

/// Whose lock to lift, and why.
#[derive(InputObject)]
pub struct UnlockAccountInput {
    /// The account.
    pub account_id: ID,
    /// Why, for the audit log; 1 to 500 characters.
    pub reason: String,
}

/// The outcome of `unlockAccount`.
#[derive(SimpleObject)]
pub struct UnlockAccountPayload {
    /// The account, which may be signed in to again; null when there is an error.
    account: Option<AccountNode>,
    /// Why the lock was not lifted; empty on success.
    user_errors: Vec<UnlockAccountUserError>,
}

/// See [`UnlockAccountMutation::unlock_account`].
#[derive(Default)]
pub struct UnlockAccountMutation;

#[Object]
impl UnlockAccountMutation {
    /// Lifts the lock that too many failed sign-ins have put on a portal ID, be it for a while or until somebody lifts it. For support and tenant administrators:
    /// FORBIDDEN. Lifting a lock that is not there is no error. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.unlockAccount\")")]
    async fn unlock_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose lock to lift, and why.")] input: UnlockAccountInput,
    ) -> Result<UnlockAccountPayload, ApiError> {
        let request = request(ctx);
        let id: AccountId = read(&input.account_id, "input.accountId")?;
        match request.identity.unlock(&request.scope, id, &input.reason).await {
            Ok(found) => Ok(UnlockAccountPayload {
                account: Some(AccountNode(found.account)),
                user_errors: Vec::new(),
            }),
            Err(UnlockError::Refused(refusal)) => {
                Ok(UnlockAccountPayload { account: None, user_errors: vec![describe(refusal)] })
            }
            Err(UnlockError::Forbidden) => Err(ApiError::Forbidden),
            Err(UnlockError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: UnlockRefusal) -> UnlockAccountUserError {
    let (code, message, field) = match refusal {
        UnlockRefusal::NotFound => {
            (UnlockAccountErrorCode::NotFound, "there is no such account", "accountId")
        }
        UnlockRefusal::Reason => {
            (UnlockAccountErrorCode::InvalidReason, "give a reason of 1 to 500 characters", "reason")
        }
    };
    UnlockAccountUserError {
        code,
        message: message.to_owned(),
        field: Some(field.to_owned()),
        retryable: false,
    }
}
