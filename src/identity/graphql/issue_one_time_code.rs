//! `issueOneTimeCode`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use secrecy::ExposeSecret as _;

use super::account::AccountNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::DateTime;
use crate::identity::{CodeError, CodeRefusal, OneTimeCodeUse};
use crate::kernel::ids::AccountId;

crate::user_errors! {
    /// Why there is no code.
    IssueOneTimeCodeErrorCode, IssueOneTimeCodeUserError ("IssueOneTimeCodeUserError"), "Why there is no code." {
        /// There is no such account.
        NotFound,
        /// The account is the caller's own.
        OwnAccount,
        /// The account is an employee's, of the ISP or of a reseller: only a tenant administrator gives it a code.
        EmployeeAccount,
        /// The account has a mail address: use `requestPasswordReset` or `sendActivation`.
        HasMailAddress,
        /// The account is suspended, expired or disabled.
        NotActive,
        /// The reason is empty or longer than 500 characters.
        InvalidReason,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
    }
}

/// Who needs a code, and why.
#[derive(InputObject)]
pub struct IssueOneTimeCodeInput {
    /// The account.
    pub account_id: ID,
    /// Why, and how the caller knows whom it speaks to, for the audit log; 1 to 500 characters.
    pub reason: String,
}

/// The outcome of `issueOneTimeCode`.
#[derive(SimpleObject)]
pub struct IssueOneTimeCodePayload {
    /// The code, to be read out: five groups of four letters and digits. It is shown here and never again; null when there is
    /// an error.
    code: Option<String>,
    /// The mutation whose `token` it is given to; null when there is an error.
    good_for: Option<OneTimeCodeUse>,
    /// When it ends: 60 minutes after it was issued; null when there is an error.
    expires_at: Option<DateTime>,
    /// The account; null when there is an error.
    account: Option<AccountNode>,
    /// Why there is no code; empty on success.
    user_errors: Vec<IssueOneTimeCodeUserError>,
}

/// See [`IssueOneTimeCodeMutation::issue_one_time_code`].
#[derive(Default)]
pub struct IssueOneTimeCodeMutation;

#[Object]
impl IssueOneTimeCodeMutation {
    /// Makes a one-time code for the owner of an account without a mail address, who calls: `resetPassword` or
    /// `activateAccount` takes it, once, and sets a new password. A later code replaces it. Make sure of who calls first.
    /// Second factors are still asked for, and the account's owner finds a word of it in the inbox. For support, employees'
    /// accounts excepted, and tenant administrators, signed in by an elevated session, see `stepUp`: FORBIDDEN. Audited.
    ///
    /// Errors: RATE_LIMITED after 20 an hour; SESSION_STORE_UNAVAILABLE.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.issueOneTimeCode\")")]
    async fn issue_one_time_code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who needs a code, and why.")] input: IssueOneTimeCodeInput,
    ) -> Result<IssueOneTimeCodePayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: AccountId = read(&input.account_id, "input.accountId")?;
        match request.identity.issue_one_time_code(&request.scope, caller, id, &input.reason).await {
            Ok(issued) => Ok(IssueOneTimeCodePayload {
                code: Some(issued.code.expose_secret().to_owned()),
                good_for: Some(issued.good_for),
                expires_at: Some(DateTime(issued.expires_at)),
                account: Some(AccountNode(issued.account)),
                user_errors: Vec::new(),
            }),
            Err(CodeError::Refused(refusal)) => Ok(IssueOneTimeCodePayload {
                code: None,
                good_for: None,
                expires_at: None,
                account: None,
                user_errors: vec![describe(refusal)],
            }),
            Err(CodeError::Forbidden) => Err(ApiError::Forbidden),
            Err(CodeError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(CodeError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: CodeRefusal) -> IssueOneTimeCodeUserError {
    use IssueOneTimeCodeErrorCode as Code;
    let account = Some("accountId");
    let (code, message, field) = match refusal {
        CodeRefusal::NotFound => (Code::NotFound, "there is no such account", account),
        CodeRefusal::OwnAccount => (Code::OwnAccount, "nobody gives a code to the own account", account),
        CodeRefusal::EmployeeAccount => {
            (Code::EmployeeAccount, "only a tenant administrator gives a code to an employee", account)
        }
        CodeRefusal::HasMailAddress => {
            (Code::HasMailAddress, "the account has a mail address: a reset goes there", account)
        }
        CodeRefusal::NotActive => {
            (Code::NotActive, "the account is neither active nor waiting for its activation", account)
        }
        CodeRefusal::Reason => (Code::InvalidReason, "give a reason of 1 to 500 characters", Some("reason")),
        CodeRefusal::StepUpRequired => (Code::StepUpRequired, "please confirm that it is you", None),
    };
    IssueOneTimeCodeUserError {
        code,
        message: message.to_owned(),
        field: field.map(str::to_owned),
        retryable: refusal == CodeRefusal::StepUpRequired,
    }
}
