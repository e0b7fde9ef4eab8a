//! `switchSubject`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::session::SessionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::SwitchError;

crate::user_errors! {
    /// Why the session acts as it did.
    SwitchSubjectErrorCode, SwitchSubjectUserError ("SwitchSubjectUserError"), "Why the session acts as it did." {
        /// The account has no such subject, or none any more.
        NotFound,
    }
}

/// By what the session acts from now on.
#[derive(InputObject)]
pub struct SwitchSubjectInput {
    /// One of `viewer.subjects`; all of them again if absent or null.
    pub subject_id: Option<ID>,
}

/// The outcome of `switchSubject`.
#[derive(SimpleObject)]
pub struct SwitchSubjectPayload {
    /// The session, which has a new value; null when there is an error. What the caller may do and see from now on is
    /// read with the next request.
    session: Option<SessionNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<SwitchSubjectUserError>,
}

/// See [`SwitchSubjectMutation::switch_subject`].
#[derive(Default)]
pub struct SwitchSubjectMutation;

#[Object]
impl SwitchSubjectMutation {
    /// Lets the session act by one of the account's subjects alone: a household, a reseller, a role in the staff. The
    /// answer sets a new session cookie. For anybody signed in. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.switchSubject\")")]
    async fn switch_subject(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By what the session acts from now on.")] input: SwitchSubjectInput,
    ) -> Result<SwitchSubjectPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let subject = input.subject_id.map(|id| read(&id, "input.subjectId")).transpose()?;
        match request.identity.switch_subject(&request.scope, caller, subject).await {
            Ok((caller, issued)) => {
                request.renewed(issued);
                let session = SessionNode { session: caller.session, current: true };
                Ok(SwitchSubjectPayload { session: Some(session), user_errors: Vec::new() })
            }
            Err(SwitchError::NotFound) => {
                let error = SwitchSubjectUserError {
                    code: SwitchSubjectErrorCode::NotFound,
                    message: "there is no such subject".to_owned(),
                    field: Some("subjectId".to_owned()),
                    retryable: false,
                };
                Ok(SwitchSubjectPayload { session: None, user_errors: vec![error] })
            }
            Err(SwitchError::Fault(fault)) => Err(fault.into()),
        }
    }
}
