//! The sessions of an account: list and end them.
//!
//! Whatever ends a session raises the account's epoch in the database first, so that a session store that loses its
//! latest writes cannot bring it back (threats.md row 21).

use super::Identity;
use crate::db::Scope;
use crate::identity::account::SignedIn;
use crate::identity::store;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SessionId;
use crate::ports::session_store::SessionRecord;

impl Identity {
    /// The live sessions of the caller's account, the newest first.
    pub async fn sessions(&self, scope: &Scope, caller: &SignedIn) -> Result<Vec<SessionRecord>, Fault> {
        let mut sessions = self.sessions.list(caller.session.owner(), scope.real_now()).await?;
        sessions.retain(|session| session.is_current(caller.account.session_epoch));
        Ok(sessions)
    }

    /// Ends a session of the caller's account. Whether there was one: for an id that names none nothing is raised, or
    /// whoever holds one session could keep everybody else of the account busy.
    pub async fn revoke_session(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        session: SessionId,
    ) -> Result<bool, Fault> {
        if !self.sessions(scope, caller).await?.iter().any(|live| live.id == session) {
            return Ok(false);
        }
        let tx = scope.begin().await?;
        let epoch = store::raise_epoch(&tx, caller.account.id).await?;
        let ended = self.sessions.revoke(caller.session.owner(), session, epoch, scope.real_now()).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends every session of the caller's account but the caller's own. How many there were.
    pub async fn revoke_other_sessions(&self, scope: &Scope, caller: &SignedIn) -> Result<u32, Fault> {
        let tx = scope.begin().await?;
        let epoch = store::raise_epoch(&tx, caller.account.id).await?;
        let ended = self
            .sessions
            .revoke_others(caller.session.owner(), caller.session.id, epoch, scope.real_now())
            .await?;
        tx.commit().await?;
        Ok(ended)
    }
}
