//! From the cookie to the caller: one round trip to the session store, one statement.

use super::{Identity, personal_tokens};
use crate::db::Scope;
use crate::identity::account::SignedIn;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::store;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SessionId};
use crate::ports::session_store::{SessionOwner, SessionRecord, SessionToken};

/// Why it is asked who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Somebody asks for something: a sign of life.
    Acts,
    /// A connection that was left open is looked after.
    Listens,
}

impl Identity {
    /// The caller of a bearer token: an access token, a personal access token, or the value of a session for a client
    /// that keeps no cookies. Each has a form of its own.
    pub async fn authenticate_bearer(&self, scope: &Scope, text: &str) -> Result<Option<SignedIn>, Fault> {
        self.bearer(scope, text, Look::Acts).await
    }

    /// The same without a sign of life: for a connection that stays open, whose owner may have gone.
    pub async fn look_again_bearer(&self, scope: &Scope, text: &str) -> Result<Option<SignedIn>, Fault> {
        self.bearer(scope, text, Look::Listens).await
    }

    async fn bearer(&self, scope: &Scope, text: &str, look: Look) -> Result<Option<SignedIn>, Fault> {
        if let Some(token) = SessionToken::parse(text) {
            return match look {
                Look::Acts => self.authenticate(scope, &token).await,
                Look::Listens => self.look_again(scope, &token).await,
            };
        }
        if personal_tokens::is_one(text) {
            return self.authenticate_personal(scope, text, look).await;
        }
        self.authenticate_access(scope, text, look).await
    }

    /// The caller of a live session that is known by its id.
    pub(super) async fn caller_of(
        &self,
        scope: &Scope,
        account: AccountId,
        session: SessionId,
        look: Look,
    ) -> Result<Option<SignedIn>, Fault> {
        let (owner, now) = (SessionOwner { tenant: scope.tenant().id, account }, scope.real_now());
        let found = match look {
            Look::Acts => self.sessions.resolve_id(owner, session, now).await?,
            Look::Listens => self.sessions.peek_id(owner, session, now).await?,
        };
        // Keys of the store are names and no proof: a session of somebody else's is none.
        self.caller(scope, found.filter(|session| session.owner() == owner)).await
    }

    /// The caller of a live session of this tenant; none for everything else: an unknown, expired or revoked session,
    /// one of another tenant, one of an account that is not active, and one older than the account's epoch.
    pub async fn authenticate(&self, scope: &Scope, token: &SessionToken) -> Result<Option<SignedIn>, Fault> {
        let session = self.sessions.resolve(token, scope.real_now()).await?;
        self.caller(scope, session).await
    }

    /// The same without a sign of life: for a connection that stays open, whose owner may have gone.
    pub async fn look_again(&self, scope: &Scope, token: &SessionToken) -> Result<Option<SignedIn>, Fault> {
        let session = self.sessions.peek(token, scope.real_now()).await?;
        self.caller(scope, session).await
    }

    async fn caller(&self, scope: &Scope, session: Option<SessionRecord>) -> Result<Option<SignedIn>, Fault> {
        let Some(session) = session else { return Ok(None) };
        if session.tenant != scope.tenant().id {
            return Ok(None);
        }
        let Some(found) = store::account(scope, session.account).await? else { return Ok(None) };
        let live =
            found.account.status == AccountStatus::Active && session.is_current(found.account.session_epoch);
        if !live {
            return Ok(None);
        }
        let mut caller = SignedIn::new(found, session);
        self.check_view(scope, &mut caller).await?;
        Ok(Some(caller))
    }
}
