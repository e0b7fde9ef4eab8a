//! From the cookie to the caller: one round trip to the session store, one statement.

use super::Identity;
use crate::db::Scope;
use crate::identity::account::SignedIn;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::store;
use crate::kernel::fault::Fault;
use crate::ports::session_store::SessionToken;

impl Identity {
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
        if !live {
            return Ok(None);
        }
        let mut caller = SignedIn::new(found, session);
        self.check_view(scope, &mut caller).await?;
        Ok(Some(caller))
    }
}
