//! The sessions of an account: list and end them.
//!
//! Whatever ends a session raises the account's epoch in the database first, so that a session store that loses its
//! latest writes cannot bring it back (threats.md row 21).

use super::{Identity, session_events};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::identity::account::SignedIn;
use crate::identity::store::{self, challenges, devices};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SessionId};
use crate::ports::session_store::{IssuedSession, SessionOwner, SessionRecord};

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
        if self.sessions(scope, caller).await?.iter().all(|live| live.id != session) {
            return Ok(false);
        }
        let tx = scope.begin().await?;
        let ended = self.end_sessions(&tx, caller.account.id, Ending::One(session)).await?.count > 0;
        if ended {
            tx.record(Record::new("session.revoke", session)).await?;
        }
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends every session of the caller's account but the caller's own. How many there were.
    pub async fn revoke_other_sessions(&self, scope: &Scope, caller: &SignedIn) -> Result<u32, Fault> {
        let tx = scope.begin().await?;
        let ending = Ending::Others(caller.session.id);
        let ended = self.end_sessions(&tx, caller.account.id, ending).await?.count;
        let record = Record::new("session.revoke_others", caller.account.id);
        tx.record(record.after(serde_json::json!({ "ended": ended }))).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends sessions of an account in a transaction that its caller commits next: raises the epoch, which holds the
    /// account, tells of every session that was live, and revokes them. Whatever else the transaction changes comes
    /// before, for what the session store was told is not taken back.
    pub(super) async fn end_sessions(
        &self,
        tx: &Tx,
        account: AccountId,
        which: Ending,
    ) -> Result<Ended, Fault> {
        let (owner, now) = (SessionOwner { tenant: tx.scope().tenant().id, account }, tx.scope().real_now());
        let epoch = store::raise_epoch(tx, account).await?;
        // What was current before the epoch rose; nobody begins or ends a session while the account is held.
        let mut ending = self.sessions.list(owner, now).await?;
        ending.retain(|session| session.is_current(epoch - 1) && which.ends(session.id));
        session_events::ended(tx, &ending).await?;
        let count = match which {
            Ending::All => self.sessions.revoke_all(owner, now).await?,
            Ending::Others(kept) => self.sessions.revoke_others(owner, kept, epoch, now).await?,
            Ending::One(session) => u32::from(self.sessions.revoke(owner, session, epoch, now).await?),
        };
        Ok(Ended { epoch, count })
    }

    /// Commits `tx`, which has changed what the caller's account proves itself by: everything that was begun with the
    /// old proofs ends, sessions elsewhere and sign-ins on their way, and the caller's own session gets a new value.
    /// `None`: the caller's session has ended meanwhile, and if that was before the change, nothing was changed.
    pub(super) async fn credentials_changed(
        &self,
        tx: Tx,
        caller: &SignedIn,
    ) -> Result<Option<IssuedSession>, Fault> {
        let (owner, own, now) = (caller.session.owner(), caller.session.id, tx.scope().real_now());
        let held = store::hold_account(&tx, caller.account.id).await?;
        let session = self.sessions.peek_id(owner, own, now).await?;
        if !held.zip(session).is_some_and(|(held, session)| session.is_current(held.session_epoch)) {
            return Ok(None);
        }
        challenges::drop_all(&tx, caller.account.id).await?;
        // Whoever knew the old proofs may have made devices known by them.
        devices::forget_others(&tx, caller.account.id, caller.session.device).await?;
        self.take_back_tokens(&tx, caller.account.id, Some(own)).await?;
        self.end_sessions(&tx, caller.account.id, Ending::Others(own)).await?;
        tx.commit().await?;
        self.sessions.reissue(owner, own, &|_| {}, now).await
    }
}

/// Which sessions of an account end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ending {
    /// All of them.
    All,
    /// All but this one.
    Others(SessionId),
    /// This one.
    One(SessionId),
}

impl Ending {
    fn ends(self, session: SessionId) -> bool {
        match self {
            Self::All => true,
            Self::Others(kept) => session != kept,
            Self::One(one) => session == one,
        }
    }
}

/// What has come of it.
pub(super) struct Ended {
    /// The account's epoch from now on.
    pub epoch: i64,
    /// How many sessions the store has ended.
    pub count: u32,
}
