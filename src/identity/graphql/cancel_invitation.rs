//! `cancelInvitation`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::identity::MemberError;
use crate::kernel::ids::MemberInvitationId;

crate::user_errors! {
    /// Why an invitation was not taken back.
    CancelInvitationErrorCode, CancelInvitationUserError ("CancelInvitationUserError"), "Why an invitation was not taken back." {
        /// There is no such open invitation.
        NotFound,
    }
}

/// Which invitation to take back.
#[derive(InputObject)]
pub struct CancelInvitationInput {
    /// The invitation.
    pub invitation_id: ID,
}

/// The outcome of `cancelInvitation`.
#[derive(SimpleObject)]
pub struct CancelInvitationPayload {
    /// The invitation that counts no more; null when there is an error.
    cancelled_invitation_id: Option<ID>,
    /// Why it was not taken back; empty on success.
    user_errors: Vec<CancelInvitationUserError>,
}

/// See [`CancelInvitationMutation::cancel_invitation`].
#[derive(Default)]
pub struct CancelInvitationMutation;

#[Object]
impl CancelInvitationMutation {
    /// Takes an open invitation back: its token is worth nothing from then on. For owners, support and tenant
    /// administrators: FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelInvitation\")")]
    async fn cancel_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation to take back.")] input: CancelInvitationInput,
    ) -> Result<CancelInvitationPayload, ApiError> {
        let request = request(ctx);
        let id: MemberInvitationId = read(&input.invitation_id, "input.invitationId")?;
        match request.identity.cancel_invitation(&request.scope, id).await {
            Ok(()) => Ok(CancelInvitationPayload {
                cancelled_invitation_id: Some(write(id)),
                user_errors: Vec::new(),
            }),
            Err(MemberError::Refused(_)) => {
                let error = CancelInvitationUserError {
                    code: CancelInvitationErrorCode::NotFound,
                    message: "there is no such open invitation".to_owned(),
                    field: Some("invitationId".to_owned()),
                    retryable: false,
                };
                Ok(CancelInvitationPayload { cancelled_invitation_id: None, user_errors: vec![error] })
            }
            Err(MemberError::Forbidden) => Err(ApiError::Forbidden),
            Err(MemberError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(MemberError::Fault(fault)) => Err(fault.into()),
        }
    }
}
