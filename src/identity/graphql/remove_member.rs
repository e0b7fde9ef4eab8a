//! `removeMember`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::identity::{MemberError, MemberRefusal};
use crate::kernel::ids::AccountLinkId;

crate::user_errors! {
    /// Why a member was not removed.
    RemoveMemberErrorCode, RemoveMemberUserError ("RemoveMemberUserError"), "Why a member was not removed." {
        /// There is no such member.
        NotFound,
        /// The customer would be left without an owner.
        LastOwner,
    }
}

/// Whom to remove.
#[derive(InputObject)]
pub struct RemoveMemberInput {
    /// The member, as listed in `customer.members`, or the caller's own subject.
    pub member_id: ID,
}

/// The outcome of `removeMember`.
#[derive(SimpleObject)]
pub struct RemoveMemberPayload {
    /// The membership that has ended; null when there is an error.
    removed_member_id: Option<ID>,
    /// Why it has not; empty on success.
    user_errors: Vec<RemoveMemberUserError>,
}

/// See [`RemoveMemberMutation::remove_member`].
#[derive(Default)]
pub struct RemoveMemberMutation;

#[Object]
impl RemoveMemberMutation {
    /// Ends a membership, from the member's next request on. A customer keeps an owner: LAST_OWNER. For owners, support
    /// and tenant administrators, and for every member who leaves by itself: FORBIDDEN. Audited; the customer sees it in
    /// its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeMember\")")]
    async fn remove_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to remove.")] input: RemoveMemberInput,
    ) -> Result<RemoveMemberPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: AccountLinkId = read(&input.member_id, "input.memberId")?;
        match request.identity.remove_member(&request.scope, caller, id).await {
            Ok(member) => {
                Ok(RemoveMemberPayload { removed_member_id: Some(write(member.id)), user_errors: Vec::new() })
            }
            Err(MemberError::Refused(refusal)) => {
                Ok(RemoveMemberPayload { removed_member_id: None, user_errors: vec![describe(refusal)] })
            }
            Err(MemberError::Forbidden) => Err(ApiError::Forbidden),
            Err(MemberError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(MemberError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: MemberRefusal) -> RemoveMemberUserError {
    let (code, message) = match refusal {
        MemberRefusal::LastOwner => (RemoveMemberErrorCode::LastOwner, "the customer needs an owner"),
        _ => (RemoveMemberErrorCode::NotFound, "there is no such member"),
    };
    RemoveMemberUserError {
        code,
        message: message.to_owned(),
        field: Some("memberId".to_owned()),
        retryable: false,
    }
}
