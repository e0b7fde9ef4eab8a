//! Administering accounts: finding them, and moving them from state to state.
//!
//! Invariant: an account that may not sign in has no session either. Whoever administers does so with an account that is
//! active at that moment, and never does it to itself: so a tenant keeps at least one administrator.

use sea_orm::Set;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::sessions::Ending;
use super::{Identity, credential_events};
use crate::db::audit::Record;
use crate::db::{Look, LookDepth, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::identity::account::SignedIn;
use crate::identity::entity::account_status_change;
use crate::identity::entity::one_time_token::TokenPurpose;
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::policy;
use crate::identity::status::AccountAction;
use crate::identity::store::{admin, challenges, devices, passwords};
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;

/// Which accounts of a list are wanted. Absent fields do not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// Only those in this state.
    pub status: Option<AccountStatus>,
    /// Only logins of this kind.
    pub kind: Option<AccountKind>,
    /// Only those with this text in name, portal ID or mail address.
    pub search: Option<String>,
}

/// The position of an account in a list: they are ordered by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountKey(pub String, pub Uuid);

/// The longest text searched for.
const MAX_SEARCH: usize = 100;
/// The longest reason, in characters.
const MAX_REASON: usize = 500;

impl AccountFilter {
    /// Checks the search text.
    pub fn check(&self) -> Result<(), Invalid> {
        match &self.search {
            Some(text) if text.trim().is_empty() => Err(Invalid::new("search", "must not be empty")),
            Some(text) if text.chars().count() > MAX_SEARCH => {
                Err(Invalid::new("search", format!("must be at most {MAX_SEARCH} characters")))
            }
            Some(text) if text.contains('\0') => Err(Invalid::new("search", "must not contain NUL")),
            _ => Ok(()),
        }
    }
}

/// One page of the tenant's accounts, which is noted as a look at each of them.
pub async fn accounts(
    scope: &Scope,
    filter: &AccountFilter,
    request: &PageRequest<AccountKey>,
) -> Result<Page<portal_account::Model>, Fault> {
    let page = admin::page(scope, filter, request).await?;
    note(scope, &page.rows, LookDepth::Listed);
    Ok(page)
}

/// How many accounts pass the filter.
pub async fn count_accounts(scope: &Scope, filter: &AccountFilter) -> Result<u64, Fault> {
    Ok(admin::count(scope, filter).await?)
}

/// One account, which is noted as a look at it.
pub async fn account(scope: &Scope, id: AccountId) -> Result<Option<portal_account::Model>, Fault> {
    let found = admin::accounts(scope, &[id]).await?;
    note(scope, &found, LookDepth::Opened);
    Ok(found.into_iter().next())
}

fn note(scope: &Scope, shown: &[portal_account::Model], depth: LookDepth) {
    let own = scope.actor().account().map(|account| account.id);
    let others = shown.iter().filter(|account| Some(account.id) != own);
    scope.note_looks(others.map(|account| Look::at_account(account.id, depth)));
}

/// What to do to an account.
#[derive(Debug, Clone)]
pub struct ChangeAccount {
    /// To which.
    pub account: AccountId,
    /// What.
    pub action: AccountAction,
    /// Why, for the history and the audit log.
    pub reason: String,
    /// The version that was seen, if the caller wants to be sure.
    pub expected_version: Option<i32>,
    /// Only tells what would come of it.
    pub dry_run: bool,
}

/// Why an account is as it was: told to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// No such account in this tenant.
    NotFound,
    /// It is the caller's own.
    OwnAccount,
    /// The reason is empty or longer than 500 characters.
    Reason,
    /// The state does not lead there.
    InvalidTransition {
        /// The state.
        from: AccountStatus,
        /// Where it leads.
        allowed: Vec<AccountStatus>,
    },
    /// There is no password that another one could be asked for in the place of.
    NoPassword {
        /// The state.
        from: AccountStatus,
        /// Where it leads.
        allowed: Vec<AccountStatus>,
    },
    /// It is not the version that was seen.
    Conflict,
}

/// Why an account is as it was.
#[derive(Debug)]
pub enum ChangeAccountError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(ChangeRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for ChangeAccountError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(refusal: ChangeRefusal) -> Result<T, ChangeAccountError> {
    Err(ChangeAccountError::Refused(refusal))
}

impl Identity {
    /// Moves an account to another state, or asks for another password; the account as it is then. Sessions of one that
    /// may no longer sign in as it did end before this returns, and a change of its mail address that waits is over: who
    /// acts here may have a stranger in mind.
    pub async fn change_account(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        change: &ChangeAccount,
    ) -> Result<portal_account::Model, ChangeAccountError> {
        if !scope.actor().kinds().any(policy::may_change_accounts) {
            return Err(ChangeAccountError::Forbidden);
        }
        let reason = change.reason.trim();
        if !is_reason(reason) {
            return refused(ChangeRefusal::Reason);
        }
        if change.account == caller.account.id {
            return refused(ChangeRefusal::OwnAccount);
        }
        let tx = scope.begin().await?;
        // The own row too: two administrators who close each other's accounts come one after the other.
        let mut held = admin::hold(&tx, &[caller.account.id, change.account]).await?;
        if held.get(&caller.account.id).is_none_or(|own| own.status != AccountStatus::Active) {
            return Err(ChangeAccountError::Forbidden);
        }
        let Some(seen) = held.remove(&change.account) else { return refused(ChangeRefusal::NotFound) };
        if change.expected_version.is_some_and(|version| version != seen.version) {
            return refused(ChangeRefusal::Conflict);
        }
        let (action, from) = (change.action, seen.status);
        let (to, allowed) = (action.leads_to(from), from.next_by_administrator());
        let asks = action == AccountAction::RequirePasswordChange;
        if asks && !from.has_password() {
            return refused(ChangeRefusal::NoPassword { from, allowed });
        }
        if !asks && !allowed.contains(&to) {
            return refused(ChangeRefusal::InvalidTransition { from, allowed });
        }
        let must_change_password = seen.must_change_password || asks;
        let version = seen.version + 1;
        let mut after = portal_account::Model { status: to, must_change_password, version, ..seen.clone() };
        if change.dry_run {
            return Ok(after);
        }
        let done = if asks {
            admin::require_change(&tx, &seen).await?
        } else {
            admin::set_status(&tx, &seen, to).await?
        };
        if !done {
            return refused(ChangeRefusal::Conflict);
        }
        if to == AccountStatus::Disabled {
            devices::forget_others(&tx, seen.id, None).await?;
        }
        keep(&tx, caller, &seen, action, reason).await?;
        passwords::withdraw_tokens_for(&tx, seen.id, TokenPurpose::EmailChange).await?;
        if asks {
            // Whoever is about to prove a second factor begins again, and is asked then.
            challenges::drop_all(&tx, seen.id).await?;
            credential_events::changed(&tx, seen.id, EventType::PasswordChangeRequired).await?;
        }
        if asks || to != AccountStatus::Active {
            self.take_back_tokens(&tx, seen.id, None).await?;
            after.session_epoch = self.end_sessions(&tx, seen.id, Ending::All).await?.epoch;
        }
        tx.commit().await?;
        Ok(after)
    }
}

/// Whether a text does for a reason.
pub(super) fn is_reason(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MAX_REASON && !text.contains('\0')
}

/// Writes down what was done, in the account's history and in the audit log.
async fn keep(
    tx: &Tx,
    caller: &SignedIn,
    seen: &portal_account::Model,
    action: AccountAction,
    reason: &str,
) -> Result<(), Fault> {
    let scope = tx.scope();
    let to = action.leads_to(seen.status);
    let changed = account_status_change::ActiveModel {
        id: Set(scope.new_id()),
        account_id: Set(seen.id),
        from_status: Set(seen.status),
        to_status: Set(to),
        action: Set(Some(action)),
        reason: Set(reason.to_owned()),
        actor_account_id: Set(Some(caller.account.id)),
        at: Set(scope.real_now()),
        ..Default::default()
    };
    admin::insert_status_change(tx, changed).await?;
    let record = Record::new(action.audited_as(), seen.id).reason(reason);
    let (before, after) = if action == AccountAction::RequirePasswordChange {
        let shown = |must: bool| json!({ "mustChangePassword": must });
        (shown(seen.must_change_password), shown(true))
    } else {
        let shown = |status: AccountStatus| json!({ "status": status });
        (shown(seen.status), shown(to))
    };
    Ok(tx.record(record.change(before, after)).await?)
}
