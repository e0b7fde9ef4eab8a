//! `startViewAs`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::session::SessionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::{ViewAsError, ViewAsRefusal};
use crate::kernel::ids::CustomerId;

crate::user_errors! {
    /// Why there is no view.
    StartViewAsErrorCode, StartViewAsUserError ("StartViewAsUserError"), "Why there is no view." {
        /// There is no such customer.
        NotFound,
        /// The reason is empty or longer than 500 characters.
        InvalidReason,
    }
}

/// Through whose eyes to look, and why.
#[derive(InputObject)]
pub struct StartViewAsInput {
    /// The customer.
    pub customer_id: ID,
    /// Why; 1 to 500 characters. The customer reads it.
    pub reason: String,
}

/// The outcome of `startViewAs`.
#[derive(SimpleObject)]
pub struct StartViewAsPayload {
    /// The session, which has a new value and reads what the customer's owner would; null when there is an error.
    session: Option<SessionNode>,
    /// Why there is no view; empty on success.
    user_errors: Vec<StartViewAsUserError>,
}

/// See [`StartViewAsMutation::start_view_as`].
#[derive(Default)]
pub struct StartViewAsMutation;

#[Object]
impl StartViewAsMutation {
    /// Lets the session see exactly what the customer's owner sees, for at most 30 minutes; the answer sets a new session
    /// cookie. Until `endViewAs` every other mutation is refused: READ_ONLY_SESSION. The customer finds it, with the
    /// reason, in its activity. For support, billing, tenant administrators and resellers: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.startViewAs\")")]
    async fn start_view_as(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Through whose eyes to look, and why.")] input: StartViewAsInput,
    ) -> Result<StartViewAsPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let customer: CustomerId = read(&input.customer_id, "input.customerId")?;
        match request.identity.start_view_as(&request.scope, caller, customer, &input.reason).await {
            Ok((caller, issued)) => {
                request.renewed(issued);
                let session = SessionNode { session: caller.session, current: true };
                Ok(StartViewAsPayload { session: Some(session), user_errors: Vec::new() })
            }
            Err(ViewAsError::Refused(refusal)) => {
                Ok(StartViewAsPayload { session: None, user_errors: vec![describe(refusal)] })
            }
            Err(ViewAsError::Forbidden) => Err(ApiError::Forbidden),
            Err(ViewAsError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: ViewAsRefusal) -> StartViewAsUserError {
    let (code, message, field) = match refusal {
        ViewAsRefusal::NotFound | ViewAsRefusal::NotViewing => {
            (StartViewAsErrorCode::NotFound, "there is no such customer", "customerId")
        }
        ViewAsRefusal::Reason => {
            (StartViewAsErrorCode::InvalidReason, "give a reason of 1 to 500 characters", "reason")
        }
    };
    StartViewAsUserError {
        code,
        message: message.to_owned(),
        field: Some(field.to_owned()),
        retryable: false,
    }
}
