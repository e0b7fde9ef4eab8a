//! From the cookie to the caller: one round trip to the session store, one statement.

use super::{Identity, personal_tokens};
use crate::db::Scope;
use crate::identity::account::SignedIn;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::store;
use crate::kernel::fault::Fault;
use crate::ports::session_store::SessionToken;

impl Identity {
    /// The caller of a bearer token: an access token, a personal access token, or the value of a session for a client
    /// that keeps no cookies. Each has a form of its own.
    pub async fn authenticate_bearer(&self, scope: &Scope, text: &str) -> Result<Option<SignedIn>, Fault> {
        if let Some(token) = SessionToken::parse(text) {
            return self.authenticate(scope, &token).await;
        }
        if personal_tokens::is_one(text) {
            return self.authenticate_personal(scope, text).await;
        }
        self.authenticate_access(scope, text).await
    }

    /// The caller of a live session of this tenant; none for everything else: an unknown, expired or revoked session,
    /// one of another tenant, one of an account that is not active, and one older than the account's epoch.
    pub async fn authenticate(&self, scope: &Scope, token: &SessionToken) -> Result<Option<SignedIn>, Fault> {
        let Some(session) = self.sessions.resolve(token, scope.real_now()).await? else { return Ok(None) };
        if session.tenant != scope.tenant().id {
            return Ok(None);
        }
        let Some(found) = store::account(scope, session.account).await? else { return Ok(None) };
        let live =
            found.account.status == AccountStatus::Active && session.is_current(found.account.session_epoch);
        Ok(live.then(|| SignedIn::new(found, session)))
    }
}
