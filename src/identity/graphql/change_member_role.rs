//! `changeMemberRole`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::member::{MemberNode, MemberRole};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::{MemberError, MemberRefusal};
use crate::kernel::ids::AccountLinkId;

crate::user_errors! {
    /// Why a member has the right it had.
    ChangeMemberRoleErrorCode, ChangeMemberRoleUserError ("ChangeMemberRoleUserError"), "Why a member has the right it had." {
        /// There is no such member.
        NotFound,
        /// The customer would be left without an owner.
        LastOwner,
        /// Somebody else has changed the member meanwhile.
        Conflict,
    }
}

/// Whose right to change, and to what.
#[derive(InputObject)]
pub struct ChangeMemberRoleInput {
    /// The member, as listed in `customer.members`.
    pub member_id: ID,
    /// The right from now on.
    pub role: MemberRole,
}

/// The outcome of `changeMemberRole`.
#[derive(SimpleObject)]
pub struct ChangeMemberRolePayload {
    /// The member; null when there is an error.
    member: Option<MemberNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<ChangeMemberRoleUserError>,
}

/// See [`ChangeMemberRoleMutation::change_member_role`].
#[derive(Default)]
pub struct ChangeMemberRoleMutation;

#[Object]
impl ChangeMemberRoleMutation {
    /// Gives a member of a customer another right, from its next request on. A customer keeps an owner: LAST_OWNER. For
    /// owners, support and tenant administrators: FORBIDDEN. Counts with invitations, twenty an hour: RATE_LIMITED. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changeMemberRole\")")]
    async fn change_member_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose right to change, and to what.")] input: ChangeMemberRoleInput,
    ) -> Result<ChangeMemberRolePayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: AccountLinkId = read(&input.member_id, "input.memberId")?;
        match request.identity.change_member_role(&request.scope, caller, id, input.role.into()).await {
            Ok(member) => {
                Ok(ChangeMemberRolePayload { member: Some(MemberNode(member)), user_errors: Vec::new() })
            }
            Err(MemberError::Refused(refusal)) => {
                Ok(ChangeMemberRolePayload { member: None, user_errors: vec![describe(refusal)] })
            }
            Err(MemberError::Forbidden) => Err(ApiError::Forbidden),
            Err(MemberError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(MemberError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: MemberRefusal) -> ChangeMemberRoleUserError {
    use ChangeMemberRoleErrorCode as Code;
    let (code, message, field) = match refusal {
        MemberRefusal::LastOwner => (Code::LastOwner, "the customer needs an owner", "role"),
        MemberRefusal::Conflict => (Code::Conflict, "the member has changed; look again", "memberId"),
        MemberRefusal::NotFound
        | MemberRefusal::Name
        | MemberRefusal::Email
        | MemberRefusal::Role
        | MemberRefusal::TooMany => (Code::NotFound, "there is no such member", "memberId"),
    };
    ChangeMemberRoleUserError {
        code,
        message: message.to_owned(),
        field: Some(field.to_owned()),
        retryable: refusal == MemberRefusal::Conflict,
    }
}
