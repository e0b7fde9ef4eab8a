//! `reportLogin`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::login_attempt::LoginAttemptNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::entity::login_attempt;
use crate::identity::{ReportError, SessionChange};
use crate::kernel::ids::LoginAttemptId;

crate::user_errors! {
    /// Why an attempt was not reported.
    ReportLoginErrorCode, ReportLoginUserError ("ReportLoginUserError"), "Why an attempt was not reported." {
        /// There is no such attempt on the caller's account.
        NotFound,
        /// The account has no mail address to send a reset to: change the password instead, which ends every other
        /// session and takes back every token.
        NoEmail,
    }
}

/// Which attempt was not one's own.
#[derive(InputObject)]
pub struct ReportLoginInput {
    /// The attempt, out of `loginHistory`.
    pub id: ID,
}

/// The outcome of `reportLogin`.
#[derive(SimpleObject)]
pub struct ReportLoginPayload {
    /// The attempt as it is now; null when there is an error.
    login_attempt: Option<LoginAttemptNode>,
    /// Whether a new password must be set, by the way of a forgotten one, before anybody signs in again.
    password_reset_required: bool,
    /// Why it was not reported; empty on success.
    user_errors: Vec<ReportLoginUserError>,
}

/// See [`ReportLoginMutation::report_login`].
#[derive(Default)]
pub struct ReportLoginMutation;

#[Object]
impl ReportLoginMutation {
    /// Says that an attempt to sign in to the caller's own account was somebody else's. Every session of the account ends,
    /// the caller's own too, no device is known to it any more, and its password is worth nothing any more: it must be reset, by the token that is mailed
    /// or by `requestPasswordReset`. Second factors stay; after `stepUp`, those go that were set up after an attempt that
    /// had succeeded. For anybody signed in. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.reportLogin\")")]
    async fn report_login(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which attempt.")] input: ReportLoginInput,
    ) -> Result<ReportLoginPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: LoginAttemptId = read(&input.id, "input.id")?;
        let reported = request.identity.report_login(&request.scope, &request.tenant, caller, id).await;
        let (code, message, field) = match reported {
            Ok(reported) => return Ok(done(request, reported)),
            Err(ReportError::NotFound) => {
                (ReportLoginErrorCode::NotFound, "there is no such attempt", Some("id".to_owned()))
            }
            Err(ReportError::NoEmail) => (
                ReportLoginErrorCode::NoEmail,
                "there is no mail address: change your password instead",
                None,
            ),
            Err(ReportError::Fault(fault)) => return Err(fault.into()),
        };
        let error = ReportLoginUserError { code, message: message.to_owned(), field, retryable: false };
        Ok(ReportLoginPayload {
            login_attempt: None,
            password_reset_required: false,
            user_errors: vec![error],
        })
    }
}

fn done(request: &RequestContext, reported: login_attempt::Model) -> ReportLoginPayload {
    request.signal.set(SessionChange::Ended);
    ReportLoginPayload {
        login_attempt: Some(LoginAttemptNode(reported)),
        password_reset_required: true,
        user_errors: Vec::new(),
    }
}
