//! `reportLogin`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::login_attempt::LoginAttemptNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::SessionChange;
use crate::kernel::ids::LoginAttemptId;

crate::user_errors! {
    /// Why an attempt was not reported.
    ReportLoginErrorCode, ReportLoginUserError ("ReportLoginUserError"), "Why an attempt was not reported." {
        /// There is no such attempt on the caller's account.
        NotFound,
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
    /// the caller's own too, and its password is worth nothing any more: it must be reset, by the token that is mailed
    /// where there is an address, or by `requestPasswordReset`. Second factors that were set up after the attempt go too.
    /// For anybody signed in. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.reportLogin\")")]
    async fn report_login(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which attempt.")] input: ReportLoginInput,
    ) -> Result<ReportLoginPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: LoginAttemptId = read(&input.id, "input.id")?;
        let Some(reported) =
            request.identity.report_login(&request.scope, &request.tenant, caller, id).await?
        else {
            let error = ReportLoginUserError {
                code: ReportLoginErrorCode::NotFound,
                message: "there is no such attempt".to_owned(),
                field: Some("id".to_owned()),
                retryable: false,
            };
            return Ok(ReportLoginPayload {
                login_attempt: None,
                password_reset_required: false,
                user_errors: vec![error],
            });
        };
        request.signal.set(SessionChange::Ended);
        Ok(ReportLoginPayload {
            login_attempt: Some(LoginAttemptNode(reported)),
            password_reset_required: true,
            user_errors: Vec::new(),
        })
    }
}
