//! Takes the values of an entry away: what a person has a right to have forgotten (GDPR article 17). Who did what to
//! whom, and when, stays, and so does the chain.

use super::{policy, seal, store};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AuditEntryId;

/// What the log says of an erasure; its subject is the entry.
pub(super) const ACTION: &str = "audit.erase";

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

/// Why nothing was erased.
#[derive(Debug)]
pub enum EraseError {
    /// The caller may not.
    Forbidden,
    /// No such entry in this tenant.
    NotFound,
    /// The reason is empty or longer than 500 characters.
    Reason,
    /// The values are gone already, or the entry tells of an erasure.
    NothingToErase,
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for EraseError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// Takes reason, before and after of an entry away, and the salt of their commitment with them.
pub async fn erase(scope: &Scope, id: AuditEntryId, reason: &str) -> Result<(), EraseError> {
    if !scope.actor().kinds().any(policy::may_administer_audit) {
        return Err(EraseError::Forbidden);
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > MAX_REASON || reason.contains('\0') {
        return Err(EraseError::Reason);
    }
    let entry = store::entry(scope, id).await?.ok_or(EraseError::NotFound)?;
    if entry.action == ACTION {
        return Err(EraseError::NothingToErase);
    }
    if entry.link.is_none() {
        // Only what has its place may be erased: the commitment has to be made first.
        seal(scope).await?;
    }
    let tx = scope.begin().await?;
    if !store::erase_values(&tx, id).await? {
        return Err(EraseError::NothingToErase);
    }
    tx.record(Record::new(ACTION, id).reason(reason)).await?;
    tx.commit().await?;
    Ok(())
}
