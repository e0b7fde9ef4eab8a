//! `cancelEmailChange`.

use async_graphql::{Context, Object, SimpleObject};

use super::account::AccountNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;

crate::user_errors! {
    /// Why no change was taken back.
    CancelEmailChangeErrorCode, CancelEmailChangeUserError ("CancelEmailChangeUserError"), "Why no change was taken back." {
        /// None waits: it was confirmed, taken back before, or has ended.
        NothingPending,
    }
}

/// The outcome of `cancelEmailChange`.
#[derive(SimpleObject)]
pub struct CancelEmailChangePayload {
    /// The account, whose address stays; null when there is an error.
    account: Option<AccountNode>,
    /// Why no change was taken back; empty on success.
    user_errors: Vec<CancelEmailChangeUserError>,
}

/// See [`CancelEmailChangeMutation::cancel_email_change`].
#[derive(Default)]
pub struct CancelEmailChangeMutation;

#[Object]
impl CancelEmailChangeMutation {
    /// Takes back a change of the caller's own mail address that waits: its token is worth nothing from then on. For anybody
    /// who is signed in. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelEmailChange\")")]
    async fn cancel_email_change(&self, ctx: &Context<'_>) -> Result<CancelEmailChangePayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        if request.identity.cancel_email_change(&request.scope, caller).await? {
            let account = Some(AccountNode(caller.account.clone()));
            return Ok(CancelEmailChangePayload { account, user_errors: Vec::new() });
        }
        let error = CancelEmailChangeUserError {
            code: CancelEmailChangeErrorCode::NothingPending,
            message: "no change of the address waits".to_owned(),
            field: None,
            retryable: false,
        };
        Ok(CancelEmailChangePayload { account: None, user_errors: vec![error] })
    }
}
