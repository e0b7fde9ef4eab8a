//! Acting by one of several subjects: one login may belong to households, a reseller and the staff at once.

use super::Identity;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::SignedIn;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountLinkId;
use crate::ports::session_store::IssuedSession;

/// Why the session acts as it did.
#[derive(Debug)]
pub enum SwitchError {
    /// The account has no such subject, or none any more.
    NotFound,
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for SwitchError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Lets the caller's session act by one subject alone, or by all of them again. The session gets a new value.
    pub async fn switch_subject(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        subject: Option<AccountLinkId>,
    ) -> Result<(SignedIn, IssuedSession), SwitchError> {
        if subject.is_some_and(|id| caller.subjects.iter().all(|own| own.id != id)) {
            return Err(SwitchError::NotFound);
        }
        let tx = scope.begin().await?;
        let shown = |id: Option<AccountLinkId>| serde_json::json!({ "subject": id.map(|id| id.to_string()) });
        let record = Record::new("session.switch_subject", caller.session.id);
        tx.record(record.change(shown(caller.session.subject), shown(subject))).await?;
        let change = move |record: &mut crate::ports::session_store::SessionRecord| record.subject = subject;
        let owner = caller.session.owner();
        // The commit first: an entry of what did not happen is safer than none of what did.
        tx.commit().await?;
        let issued = self.sessions.reissue(owner, caller.session.id, &change, scope.real_now()).await?;
        let issued = issued.ok_or(SwitchError::NotFound)?;
        Ok((caller.in_session(issued.record.clone()), issued))
    }
}
