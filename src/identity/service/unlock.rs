//! Lifting the lock of a portal ID before its time.

use super::Identity;
use crate::db::Scope;
use crate::identity::account::AccountWithRoles;
use crate::identity::policy;
use crate::identity::store;
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;

/// Why a lock was not lifted: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlockRefusal {
    /// No such account in this tenant.
    NotFound,
    /// The reason is empty or longer than 500 characters.
    Reason,
}

/// Why a lock was not lifted.
#[derive(Debug)]
pub enum UnlockError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(UnlockRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for UnlockError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

impl Identity {
    /// Lifts the lock of an account's portal ID; who did it and why goes to the audit log.
    pub async fn unlock(
        &self,
        scope: &Scope,
        id: AccountId,
        reason: &str,
    ) -> Result<AccountWithRoles, UnlockError> {
        let is_operator = matches!(scope.actor(), Actor::System);
        if !is_operator && !scope.actor().kinds().any(policy::may_unlock) {
            return Err(UnlockError::Forbidden);
        }
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > MAX_REASON || reason.contains('\0') {
            return Err(UnlockError::Refused(UnlockRefusal::Reason));
        }
        let found = store::account(scope, id).await?.ok_or(UnlockError::Refused(UnlockRefusal::NotFound))?;
        let tx = scope.begin().await?;
        tx.audit("account.unlock", id.to_string(), Some(reason.to_owned())).await?;
        // Before the commit: a lock that stays must not be recorded as lifted.
        self.pardon(scope, &found.account).await?;
        tx.commit().await?;
        Ok(found)
    }
}
