//! `bulkChangeAccounts`.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use super::account::AccountNode;
use super::change_account::{ItemInput, Told, change, tell};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::{AccountAction, ChangeAccount, ChangeRefusal};
use crate::kernel::ids::AccountId;

/// Accounts that one call changes at most.
const MAX_ITEMS: usize = 100;

/// What happened to one account of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum BulkChangeAccountsOutcome {
    /// Changed, or, in a dry run, would be.
    Changed,
    /// There is no such account.
    NotFound,
    /// The account is the caller's own.
    OwnAccount,
    /// The account's state does not allow it; `allowed` says where it leads.
    InvalidTransition,
    /// The account is not the version that was seen.
    Conflict,
}

/// What happened to one account of several.
#[derive(SimpleObject)]
pub struct BulkChangeAccountsResult {
    /// The account's id, as it was given.
    account_id: ID,
    /// What happened.
    outcome: BulkChangeAccountsOutcome,
    /// The account in its new state, or, in a dry run, as it would be; null where it was not changed.
    account: Option<AccountNode>,
    /// Why it was not changed, for the person; null where it was.
    message: Option<String>,
    /// The states that the account may have next; null unless the outcome is INVALID_TRANSITION.
    allowed: Option<Vec<AccountStatus>>,
}

crate::user_errors! {
    /// Why nothing was tried.
    BulkChangeAccountsErrorCode, BulkChangeAccountsUserError ("BulkChangeAccountsUserError"), "Why nothing was tried." {
        /// The reason is empty or longer than 500 characters.
        InvalidReason,
        /// There are no accounts, or more than 100.
        InvalidItems,
    }
}

/// What to do to which accounts.
#[derive(InputObject)]
pub struct BulkChangeAccountsInput {
    /// What to do.
    pub action: AccountAction,
    /// To which accounts; 1 to 100. Each is changed or not by itself.
    pub items: Vec<ItemInput>,
    /// Why, for the accounts' histories and the audit log; 1 to 500 characters.
    pub reason: String,
    /// Whether to tell only what would come of it.
    #[graphql(default)]
    pub dry_run: bool,
}

/// The outcome of `bulkChangeAccounts`.
#[derive(SimpleObject)]
pub struct BulkChangeAccountsPayload {
    /// One result an account, in the order they were given.
    results: Vec<BulkChangeAccountsResult>,
    /// How many accounts were changed, or, in a dry run, would be.
    changed_count: i32,
    /// Whether nothing was really changed.
    dry_run: bool,
    /// Why nothing was tried; empty where each account has its result.
    user_errors: Vec<BulkChangeAccountsUserError>,
}

/// See [`BulkChangeAccountsMutation::bulk_change_accounts`].
#[derive(Default)]
pub struct BulkChangeAccountsMutation;

#[Object]
impl BulkChangeAccountsMutation {
    /// Suspends, reactivates, expires or disables up to 100 accounts, or asks for other passwords, each by itself and with a result of its own; with
    /// `dryRun` it only tells what would come of it. For tenant administrators: FORBIDDEN. Each change is audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.bulkChangeAccounts\")")]
    async fn bulk_change_accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do to which accounts.")] input: BulkChangeAccountsInput,
    ) -> Result<BulkChangeAccountsPayload, ApiError> {
        let BulkChangeAccountsInput { action, items, reason, dry_run } = input;
        if items.is_empty() || items.len() > MAX_ITEMS {
            return Ok(nothing(dry_run, BulkChangeAccountsErrorCode::InvalidItems));
        }
        let ids: Vec<AccountId> = items
            .iter()
            .map(|item| read(&item.account_id, "input.items.accountId"))
            .collect::<Result<_, _>>()?;
        let mut results = Vec::with_capacity(items.len());
        for (item, account) in items.iter().zip(ids) {
            let reason = reason.clone();
            let asked =
                ChangeAccount { account, action, reason, expected_version: item.expected_version, dry_run };
            let outcome = change(request(ctx), &asked).await?;
            if matches!(outcome, Err(ChangeRefusal::Reason)) {
                return Ok(nothing(dry_run, BulkChangeAccountsErrorCode::InvalidReason));
            }
            results.push(match outcome {
                Ok(changed) => BulkChangeAccountsResult {
                    account_id: write(account),
                    outcome: BulkChangeAccountsOutcome::Changed,
                    account: Some(AccountNode(changed)),
                    message: None,
                    allowed: None,
                },
                Err(refusal) => unchanged(account, &refusal),
            });
        }
        let changed = results.iter().filter(|result| result.account.is_some()).count();
        let changed_count = i32::try_from(changed).unwrap_or(i32::MAX);
        Ok(BulkChangeAccountsPayload { results, changed_count, dry_run, user_errors: Vec::new() })
    }
}

fn unchanged(account: AccountId, refusal: &ChangeRefusal) -> BulkChangeAccountsResult {
    let Told { message, allowed, .. } = tell(refusal);
    let outcome = match refusal {
        ChangeRefusal::NotFound | ChangeRefusal::Reason => BulkChangeAccountsOutcome::NotFound,
        ChangeRefusal::OwnAccount => BulkChangeAccountsOutcome::OwnAccount,
        ChangeRefusal::InvalidTransition { .. } | ChangeRefusal::NoPassword { .. } => {
            BulkChangeAccountsOutcome::InvalidTransition
        }
        ChangeRefusal::Conflict => BulkChangeAccountsOutcome::Conflict,
    };
    BulkChangeAccountsResult {
        account_id: write(account),
        outcome,
        account: None,
        message: Some(message),
        allowed,
    }
}

fn nothing(dry_run: bool, code: BulkChangeAccountsErrorCode) -> BulkChangeAccountsPayload {
    let (message, field) = match code {
        BulkChangeAccountsErrorCode::InvalidReason => ("give a reason of 1 to 500 characters", "reason"),
        BulkChangeAccountsErrorCode::InvalidItems => ("give 1 to 100 accounts", "items"),
    };
    let error = BulkChangeAccountsUserError {
        code,
        message: message.to_owned(),
        field: Some(field.to_owned()),
        retryable: false,
    };
    BulkChangeAccountsPayload { results: Vec::new(), changed_count: 0, dry_run, user_errors: vec![error] }
}
