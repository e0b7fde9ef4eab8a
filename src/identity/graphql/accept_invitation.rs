//! `acceptInvitation`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::account::AccountNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::{AcceptError, AcceptRefusal, NewMember};

crate::user_errors! {
    /// Why nobody has become a member.
    AcceptInvitationErrorCode, AcceptInvitationUserError ("AcceptInvitationUserError"), "Why nobody has become a member." {
        /// No open invitation has this token: it was used, taken back, has expired or never was.
        InvalidToken,
        /// Sign in first, or ask for a new account.
        AccountNeeded,
        /// Somebody is signed in: sign out before asking for a new account.
        AlreadySignedIn,
        /// The caller has sent this invitation itself.
        OwnInvitation,
        /// The account is a member of the customer already.
        AlreadyMember,
        /// The name is empty, longer than 100 characters, or looks like a link.
        InvalidName,
        /// The password is not acceptable.
        InvalidPassword,
    }
}

/// The login that a person without one asks for.
#[derive(InputObject)]
pub struct NewMemberAccountInput {
    /// The person's name; 1 to 100 characters.
    pub name: String,
    /// The password; what it has to be is told by the ISP's password policy.
    #[graphql(secret)]
    pub password: String,
}

/// The answer to an invitation.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// The token of the mail.
    #[graphql(secret)]
    pub token: String,
    /// The login to make; absent where the caller is signed in and becomes a member itself.
    pub new_account: Option<NewMemberAccountInput>,
}

/// The outcome of `acceptInvitation`.
#[derive(SimpleObject)]
pub struct AcceptInvitationPayload {
    /// The account that is a member now; a new one signs in with its portal ID next. Null when there is an error.
    account: Option<AccountNode>,
    /// Whether the account was made by this call.
    created: bool,
    /// Why nobody has become a member; empty on success.
    user_errors: Vec<AcceptInvitationUserError>,
}

/// See [`AcceptInvitationMutation::accept_invitation`].
#[derive(Default)]
pub struct AcceptInvitationMutation;

#[Object]
impl AcceptInvitationMutation {
    /// Answers an invitation by the token of its mail: the account that is signed in becomes a member of the customer, or
    /// a new account is made for it. The token works once. Public. RATE_LIMITED after 30 tries from an address in a
    /// minute. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.acceptInvitation\")")]
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer to an invitation.")] input: AcceptInvitationInput,
    ) -> Result<AcceptInvitationPayload, ApiError> {
        let request = request(ctx);
        let new = input
            .new_account
            .map(|new| NewMember { name: new.name, password: SecretString::from(new.password) });
        let (token, caller) = (SecretString::from(input.token), request.signed_in.as_ref());
        let accepted = request.identity.accept_invitation(
            &request.scope,
            &request.tenant,
            &request.client,
            caller,
            &token,
            new,
        );
        match accepted.await {
            Ok(accepted) => Ok(AcceptInvitationPayload {
                account: Some(AccountNode(accepted.account)),
                created: accepted.created,
                user_errors: Vec::new(),
            }),
            Err(AcceptError::Refused(refusal)) => Ok(AcceptInvitationPayload {
                account: None,
                created: false,
                user_errors: vec![describe(refusal)],
            }),
            Err(AcceptError::RateLimited { retry_after }) => Err(ApiError::RateLimited { retry_after }),
            Err(AcceptError::Busy) => Err(ApiError::AuthBusy),
            Err(AcceptError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: AcceptRefusal) -> AcceptInvitationUserError {
    use AcceptInvitationErrorCode as Code;
    let (code, message, field) = match refusal {
        AcceptRefusal::Token => (Code::InvalidToken, "this invitation is not open".to_owned(), Some("token")),
        AcceptRefusal::AccountNeeded => {
            (Code::AccountNeeded, "sign in first, or ask for a new account".to_owned(), Some("newAccount"))
        }
        AcceptRefusal::SignedIn => (Code::AlreadySignedIn, "sign out first".to_owned(), Some("newAccount")),
        AcceptRefusal::Own => {
            (Code::OwnInvitation, "you have sent this invitation yourself".to_owned(), None)
        }
        AcceptRefusal::AlreadyMember => (Code::AlreadyMember, "you are a member already".to_owned(), None),
        AcceptRefusal::Name => {
            (Code::InvalidName, "give a name of 1 to 100 characters".to_owned(), Some("newAccount.name"))
        }
        AcceptRefusal::Password(fault) => (Code::InvalidPassword, fault, Some("newAccount.password")),
    };
    AcceptInvitationUserError { code, message, field: field.map(str::to_owned), retryable: false }
}
