//! `endViewAs`.

use async_graphql::{Context, Object, SimpleObject};

use super::session::SessionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::ViewAsError;

crate::user_errors! {
    /// Why no view was ended.
    EndViewAsErrorCode, EndViewAsUserError ("EndViewAsUserError"), "Why no view was ended." {
        /// The session looks through nobody's eyes.
        NotViewing,
    }
}

/// The outcome of `endViewAs`.
#[derive(SimpleObject)]
pub struct EndViewAsPayload {
    /// The session, which has a new value and its own rights again; null when there is an error.
    session: Option<SessionNode>,
    /// Why no view was ended; empty on success.
    user_errors: Vec<EndViewAsUserError>,
}

/// See [`EndViewAsMutation::end_view_as`].
#[derive(Default)]
pub struct EndViewAsMutation;

#[Object]
impl EndViewAsMutation {
    /// Gives the session its own rights back after `startViewAs`; the answer sets a new session cookie. For anybody
    /// signed in. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.endViewAs\")")]
    async fn end_view_as(&self, ctx: &Context<'_>) -> Result<EndViewAsPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        match request.identity.end_view_as(&request.scope, caller).await {
            Ok((caller, issued)) => {
                request.renewed(issued);
                let session = SessionNode { session: caller.session, current: true };
                Ok(EndViewAsPayload { session: Some(session), user_errors: Vec::new() })
            }
            Err(ViewAsError::Refused(_)) => {
                let error = EndViewAsUserError {
                    code: EndViewAsErrorCode::NotViewing,
                    message: "this session looks through nobody's eyes".to_owned(),
                    field: None,
                    retryable: false,
                };
                Ok(EndViewAsPayload { session: None, user_errors: vec![error] })
            }
            Err(ViewAsError::Forbidden) => Err(ApiError::Forbidden),
            Err(ViewAsError::Fault(fault)) => Err(fault.into()),
        }
    }
}
