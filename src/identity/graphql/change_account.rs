//! `suspendAccount`, `reactivateAccount`, `expireAccount`, `disableAccount`, `requirePasswordChange`: the same for five
//! actions.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::account::AccountNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::identity::{AccountAction, ChangeAccount, ChangeAccountError, ChangeRefusal};

/// Which account to change, and why.
#[derive(Debug, InputObject)]
#[graphql(name = "ChangeAccountItemInput")]
pub struct ItemInput {
    /// The account.
    pub account_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// What an account's change was refused for, in the words of the API.
pub(super) struct Told {
    pub message: String,
    pub field: &'static str,
    pub retryable: bool,
    pub allowed: Option<Vec<AccountStatus>>,
}

pub(super) fn tell(refusal: &ChangeRefusal) -> Told {
    let told = |message: &str, field| Told {
        message: message.to_owned(),
        field,
        retryable: *refusal == ChangeRefusal::Conflict,
        allowed: None,
    };
    let name = |status: &AccountStatus| {
        serde_json::to_value(status).ok().and_then(|name| name.as_str().map(str::to_owned))
    };
    match refusal {
        ChangeRefusal::NotFound => told("there is no such account", "accountId"),
        ChangeRefusal::OwnAccount => told("nobody changes the own account", "accountId"),
        ChangeRefusal::Reason => told("give a reason of 1 to 500 characters", "reason"),
        ChangeRefusal::Conflict => told("the account has changed; look again", "expectedVersion"),
        ChangeRefusal::InvalidTransition { from, allowed } => {
            let targets: Vec<String> = allowed.iter().filter_map(name).collect();
            let targets = if targets.is_empty() { "nothing".to_owned() } else { targets.join(" or ") };
            let from = name(from).unwrap_or_default();
            let message = format!("the account is {from}; from there it may become {targets}");
            Told { message, allowed: Some(allowed.clone()), ..told("", "accountId") }
        }
        ChangeRefusal::NoPassword { from, allowed } => {
            let from = name(from).unwrap_or_default();
            let message = format!("the account is {from} and has no password to be changed");
            Told { message, allowed: Some(allowed.clone()), ..told("", "accountId") }
        }
    }
}

pub(super) async fn change(
    request: &RequestContext,
    change: &ChangeAccount,
) -> Result<Result<portal_account::Model, ChangeRefusal>, ApiError> {
    let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
    match request.identity.change_account(&request.scope, caller, change).await {
        Ok(account) => Ok(Ok(account)),
        Err(ChangeAccountError::Refused(refusal)) => Ok(Err(refusal)),
        Err(ChangeAccountError::Forbidden) => Err(ApiError::Forbidden),
        Err(ChangeAccountError::Fault(fault)) => Err(fault.into()),
    }
}

/// Declares the mutation of one action.
macro_rules! change_account_mutation {
    (
        $mutation:ident, $method:ident, $action:ident, $guard:literal,
        $input:ident ($input_doc:literal), $payload:ident ($payload_doc:literal),
        $codes:ident, $error:ident, $error_doc:literal,
        $(#[doc = $doc:literal])+
    ) => {
        #[doc = $error_doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
        pub enum $codes {
            /// There is no such account.
            NotFound,
            /// The account is the caller's own.
            OwnAccount,
            /// The reason is empty or longer than 500 characters.
            InvalidReason,
            /// The account's state does not allow it; `allowed` says where it leads.
            InvalidTransition,
            /// The account is not the version that was seen.
            Conflict,
        }

        impl From<&ChangeRefusal> for $codes {
            fn from(refusal: &ChangeRefusal) -> Self {
                match refusal {
                    ChangeRefusal::NotFound => Self::NotFound,
                    ChangeRefusal::OwnAccount => Self::OwnAccount,
                    ChangeRefusal::Reason => Self::InvalidReason,
                    ChangeRefusal::InvalidTransition { .. } | ChangeRefusal::NoPassword { .. } => {
                        Self::InvalidTransition
                    }
                    ChangeRefusal::Conflict => Self::Conflict,
                }
            }
        }

        #[doc = $error_doc]
        #[derive(Debug, Clone, SimpleObject)]
        pub struct $error {
            /// The outcome, for the program.
            code: $codes,
            /// The outcome, for the person.
            message: String,
            /// The path of the input field it is about.
            field: Option<String>,
            /// Whether the same call may succeed later.
            retryable: bool,
            /// The states that the account may have next; null unless the code is INVALID_TRANSITION.
            allowed: Option<Vec<AccountStatus>>,
        }

        impl From<&ChangeRefusal> for $error {
            fn from(refusal: &ChangeRefusal) -> Self {
                let Told { message, field, retryable, allowed } = tell(refusal);
                Self { code: refusal.into(), message, field: Some(field.to_owned()), retryable, allowed }
            }
        }

        #[doc = $input_doc]
        #[derive(InputObject)]
        pub struct $input {
            /// The account.
            pub account_id: ID,
            /// Why, for the account's history and the audit log; 1 to 500 characters.
            pub reason: String,
            /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
            pub expected_version: Option<i32>,
        }

        #[doc = $payload_doc]
        #[derive(SimpleObject)]
        pub struct $payload {
            /// The account as it is after the change; null when there is an error.
            account: Option<AccountNode>,
            /// Why nothing has changed; empty on success.
            user_errors: Vec<$error>,
        }

        #[doc = $payload_doc]
        #[derive(Default)]
        pub struct $mutation;

        #[Object]
        impl $mutation {
            $(#[doc = $doc])+
            #[graphql(guard = $guard)]
            async fn $method(
                &self,
                ctx: &Context<'_>,
                #[graphql(desc = "Which account to change, and why.")] input: $input,
            ) -> Result<$payload, ApiError> {
                let asked = ChangeAccount {
                    account: read(&input.account_id, "input.accountId")?,
                    action: AccountAction::$action,
                    reason: input.reason,
                    expected_version: input.expected_version,
                    dry_run: false,
                };
                Ok(match change(request(ctx), &asked).await? {
                    Ok(account) => {
                        $payload { account: Some(AccountNode(account)), user_errors: Vec::new() }
                    }
                    Err(refusal) => $payload { account: None, user_errors: vec![(&refusal).into()] },
                })
            }
        }
    };
}

change_account_mutation! {
    SuspendAccountMutation, suspend_account, Suspend, "crate::graphql::access::at(\"Mutation.suspendAccount\")",
    SuspendAccountInput ("Which account to suspend, and why."),
    SuspendAccountPayload ("The outcome of `suspendAccount`."),
    SuspendAccountErrorCode, SuspendAccountUserError, "Why an account was not suspended.",
    /// Bars an active account until it is reactivated; its sessions end at once. For tenant administrators: FORBIDDEN.
    /// Audited.
}
change_account_mutation! {
    ReactivateAccountMutation, reactivate_account, Reactivate,
    "crate::graphql::access::at(\"Mutation.reactivateAccount\")",
    ReactivateAccountInput ("Which account to reactivate, and why."),
    ReactivateAccountPayload ("The outcome of `reactivateAccount`."),
    ReactivateAccountErrorCode, ReactivateAccountUserError, "Why an account was not reactivated.",
    /// Lets a suspended or expired account sign in again. For tenant administrators: FORBIDDEN. Audited.
}
change_account_mutation! {
    ExpireAccountMutation, expire_account, Expire, "crate::graphql::access::at(\"Mutation.expireAccount\")",
    ExpireAccountInput ("Which account to expire, and why."),
    ExpireAccountPayload ("The outcome of `expireAccount`."),
    ExpireAccountErrorCode, ExpireAccountUserError, "Why an account was not expired.",
    /// Ends an active account whose time has run out; its sessions end at once, and it may be reactivated. For tenant
    /// administrators: FORBIDDEN. Audited.
}
change_account_mutation! {
    DisableAccountMutation, disable_account, Disable, "crate::graphql::access::at(\"Mutation.disableAccount\")",
    DisableAccountInput ("Which account to disable, and why."),
    DisableAccountPayload ("The outcome of `disableAccount`."),
    DisableAccountErrorCode, DisableAccountUserError, "Why an account was not disabled.",
    /// Closes an account for good; its sessions end at once. For tenant administrators: FORBIDDEN. Audited.
}
change_account_mutation! {
    RequirePasswordChangeMutation, require_password_change, RequirePasswordChange,
    "crate::graphql::access::at(\"Mutation.requirePasswordChange\")",
    RequirePasswordChangeInput ("Whose password must be changed, and why."),
    RequirePasswordChangePayload ("The outcome of `requirePasswordChange`."),
    RequirePasswordChangeErrorCode, RequirePasswordChangeUserError, "Why no other password is asked for.",
    /// Asks for another password: the next sign-in of the account answers `PasswordChangeRequired`. Its sessions and sign-ins
    /// on their way end at once, its tokens are taken back, a change of its mail address that waits is over, and its owner
    /// is told. Not for an account that waits for its activation or is disabled. For tenant administrators: FORBIDDEN.
    /// Audited.
}
