//! The sessions of an account: list and end them.
//!
//! Whatever ends a session raises the account's epoch in the database first, so that a session store that loses its
//! latest writes cannot bring it back (threats.md row 21).

use super::{Identity, session_events};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::identity::account::SignedIn;
use crate::identity::store::{self, challenges};
use crate::kernel::fault::Fault;
use crate::kernel::ids::SessionId;
use crate::ports::session_store::{IssuedSession, SessionRecord};

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
        let ending = self.ending(scope, caller, |live| live.id == session).await?;
        if ending.is_empty() {
            return Ok(false);
        }
        let tx = scope.begin().await?;
        let epoch = store::raise_epoch(&tx, caller.account.id).await?;
        let ended = self.sessions.revoke(caller.session.owner(), session, epoch, scope.real_now()).await?;
        if ended {
            session_events::ended(&tx, &ending).await?;
            tx.record(Record::new("session.revoke", session)).await?;
        }
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends every session of the caller's account but the caller's own. How many there were.
    pub async fn revoke_other_sessions(&self, scope: &Scope, caller: &SignedIn) -> Result<u32, Fault> {
        let ending = self.ending(scope, caller, |live| live.id != caller.session.id).await?;
        let tx = scope.begin().await?;
        let epoch = store::raise_epoch(&tx, caller.account.id).await?;
        let ended = self
            .sessions
            .revoke_others(caller.session.owner(), caller.session.id, epoch, scope.real_now())
            .await?;
        session_events::ended(&tx, &ending).await?;
        let record = Record::new("session.revoke_others", caller.account.id);
        tx.record(record.after(serde_json::json!({ "ended": ended }))).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// The live sessions of the caller that are about to be ended, to be told of.
    async fn ending(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        ends: impl Fn(&SessionRecord) -> bool,
    ) -> Result<Vec<SessionRecord>, Fault> {
        let mut sessions = self.sessions(scope, caller).await?;
        sessions.retain(ends);
        Ok(sessions)
    }

    /// Commits `tx`, which has changed what the caller's account proves itself by: everything that was begun with the
    /// old proofs ends, sessions elsewhere and sign-ins on their way, and the caller's own session gets a new value.
    /// `None`: the caller's session has ended meanwhile.
    pub(super) async fn credentials_changed(
        &self,
        tx: Tx,
        caller: &SignedIn,
    ) -> Result<Option<IssuedSession>, Fault> {
        let (owner, own, now) = (caller.session.owner(), caller.session.id, tx.scope().real_now());
        let ending = self.ending(tx.scope(), caller, |record| record.id != own).await?;
        challenges::drop_all(&tx, caller.account.id).await?;
        let epoch = store::raise_epoch(&tx, caller.account.id).await?;
        self.sessions.revoke_others(owner, own, epoch, now).await?;
        session_events::ended(&tx, &ending).await?;
        tx.commit().await?;
        self.sessions.reissue(owner, own, &|_| {}, now).await
    }
}
