//! Changing the password of one's own account while signed in.

use secrecy::SecretString;

use super::passwords::SetPasswordError;
use super::{Client, Identity};
use crate::db::Scope;
use crate::identity::account::SignedIn;
use crate::identity::store;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::ports::password::HashError;
use crate::ports::session_store::IssuedSession;
use crate::ports::throttle::Attempt;
use crate::tenancy::Tenant;

/// What may be wrong with the current password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentPassword {
    /// It is another one.
    Wrong {
        /// Attempts left before the lock.
        attempts_remaining: u32,
    },
    /// Too many failures: a stolen session is no place to guess from. Signing in is not locked by this.
    Locked {
        /// When it ends; `None`: not before the password is reset.
        until: Option<Instant>,
    },
}

impl Identity {
    /// Sets a new password for the caller's account. Its other sessions end, the caller's gets a new value, and of its known
    /// devices only the one that the session began on stays. `None`: that
    /// session has ended meanwhile; where it ended first, the password is as it was.
    pub async fn change_password(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: &SignedIn,
        current: SecretString,
        password: SecretString,
    ) -> Result<Option<IssuedSession>, SetPasswordError<CurrentPassword>> {
        self.limit_address(scope, client, "change-password").await?;
        let account = &caller.account;
        let attempts_remaining = self.confirm(scope, caller, current).await?;
        let hash = self.new_hash(scope, tenant, account, password).await?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, account.id).await?;
        if !self.replace_password(&tx, tenant, account, hash).await? {
            // It was changed meanwhile: what was confirmed is the current one no longer.
            return Err(SetPasswordError::Credential(CurrentPassword::Wrong { attempts_remaining }));
        }
        Ok(self.credentials_changed(tx, caller).await?)
    }

    /// Compares the current password; every failure counts.
    async fn confirm(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        current: SecretString,
    ) -> Result<u32, SetPasswordError<CurrentPassword>> {
        let account = &caller.account;
        let (key, now) = (self.change_failures_of(scope, account.id), scope.real_now());
        let remaining = match self.throttle.begin_attempt(key, &self.limits.lockout, now).await? {
            Attempt::Allowed { remaining } => remaining,
            Attempt::Locked { until } => {
                return Err(SetPasswordError::Credential(CurrentPassword::Locked { until }));
            }
        };
        match self.hasher.verify(current, account.password_hash.as_deref()).await {
            Ok(verdict) if verdict.matches => {
                self.throttle.succeeded(key).await?;
                Ok(remaining)
            }
            Ok(_) => {
                Err(SetPasswordError::Credential(CurrentPassword::Wrong { attempts_remaining: remaining }))
            }
            Err(error) => {
                self.throttle.refund(key).await?;
                Err(match error {
                    HashError::Busy => SetPasswordError::Busy,
                    HashError::Internal(_) | HashError::TooLong => Fault::internal(error).into(),
                })
            }
        }
    }
}
