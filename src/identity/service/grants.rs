//! What an account has given out besides the values of sessions: refresh tokens and personal access tokens. They end with
//! what they were given out for.

use serde_json::json;

use super::Identity;
use crate::db::audit::Record;
use crate::db::{Reads as _, Tx};
use crate::identity::entity::token_family::RevokedReason;
use crate::identity::store::tokens;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SessionId};

impl Identity {
    /// Takes back, in a transaction that changes by what an account signs in or whether it may, every personal access
    /// token of the account and the refresh tokens of all its sessions but `kept`. Call it when `tx` holds the account's
    /// row, and before the session store is told: what that announces closes the connections of these tokens too.
    pub(super) async fn take_back_tokens(
        &self,
        tx: &Tx,
        account: AccountId,
        kept: Option<SessionId>,
    ) -> Result<(), Fault> {
        let now = tx.scope().real_now();
        tokens::revoke_families(tx, account, kept, RevokedReason::TakenBack, now).await?;
        let ended = tokens::revoke_personal_tokens(tx, account, now).await?;
        if ended > 0 {
            let record = Record::new("personal_token.revoke_all", account).after(json!({ "ended": ended }));
            // Whoever resets a password is nobody yet.
            let nobody = tx.scope().actor().account().is_none();
            tx.record(if nobody { record.by(account) } else { record }).await?;
        }
        Ok(())
    }
}
