//! `inviteMember`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::member::{MemberInvitationNode, MemberRole};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::EmailAddress;
use crate::identity::{InviteMember, MemberError, MemberRefusal};

crate::user_errors! {
    /// Why nobody was invited.
    InviteMemberErrorCode, InviteMemberUserError ("InviteMemberUserError"), "Why nobody was invited." {
        /// There is no such customer.
        NotFound,
        /// The name is empty or longer than 100 characters.
        InvalidName,
        /// No mail can go to the address.
        InvalidEmail,
        /// The customer has as many members and open invitations as it may have: 20.
        TooManyMembers,
    }
}

/// Whom to invite, and to what.
#[derive(InputObject)]
pub struct InviteMemberInput {
    /// The customer.
    pub customer_id: ID,
    /// How the person is addressed; 1 to 100 characters.
    pub name: String,
    /// Where the invitation goes.
    pub email: EmailAddress,
    /// The right it gives.
    pub role: MemberRole,
}

/// The outcome of `inviteMember`.
#[derive(SimpleObject)]
pub struct InviteMemberPayload {
    /// The invitation, whose mail is on its way; null when there is an error.
    invitation: Option<MemberInvitationNode>,
    /// Why nobody was invited; empty on success.
    user_errors: Vec<InviteMemberUserError>,
}

/// See [`InviteMemberMutation::invite_member`].
#[derive(Default)]
pub struct InviteMemberMutation;

#[Object]
impl InviteMemberMutation {
    /// Invites a person by mail to become a member of a customer; the invitation holds for 7 days, and a later one to the
    /// same address replaces it. For owners, support and tenant administrators: FORBIDDEN. RATE_LIMITED after 20 in an
    /// hour. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.inviteMember\")")]
    async fn invite_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to invite, and to what.")] input: InviteMemberInput,
    ) -> Result<InviteMemberPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let invite = InviteMember {
            customer: read(&input.customer_id, "input.customerId")?,
            name: input.name,
            email: input.email.0,
            role: input.role.into(),
        };
        match request.identity.invite_member(&request.scope, caller, invite).await {
            Ok(invitation) => Ok(InviteMemberPayload {
                invitation: Some(MemberInvitationNode(invitation)),
                user_errors: Vec::new(),
            }),
            Err(MemberError::Refused(refusal)) => {
                Ok(InviteMemberPayload { invitation: None, user_errors: vec![describe(refusal)] })
            }
            Err(MemberError::Forbidden) => Err(ApiError::Forbidden),
            Err(MemberError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(MemberError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: MemberRefusal) -> InviteMemberUserError {
    use InviteMemberErrorCode as Code;
    let (code, message, field) = match refusal {
        MemberRefusal::Name => (Code::InvalidName, "give a name of 1 to 100 characters", Some("name")),
        MemberRefusal::Email => (Code::InvalidEmail, "no mail can go to this address", Some("email")),
        MemberRefusal::TooMany => {
            (Code::TooManyMembers, "there are 20 members and open invitations already", None)
        }
        MemberRefusal::NotFound
        | MemberRefusal::Role
        | MemberRefusal::LastOwner
        | MemberRefusal::Conflict => (Code::NotFound, "there is no such customer", Some("customerId")),
    };
    InviteMemberUserError {
        code,
        message: message.to_owned(),
        field: field.map(str::to_owned),
        retryable: false,
    }
}
