//! Using a one-time token: activating an account, or setting a new password for it.
//!
//! The token is spent in the transaction that sets the password, by a statement that only one caller can win; a
//! password that the rules refuse does not spend it.

use secrecy::SecretString;

use super::passwords::{SetPasswordError, Useless};
use super::sessions::Ending;
use super::{Client, Identity, one_time};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::AccountWithRoles;
use crate::identity::entity::one_time_token::TokenPurpose;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::store::{self, devices, passwords};
use crate::tenancy::Tenant;

impl Identity {
    /// Sets the first password of an invited account, which is active from then on.
    pub async fn activate(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        token: &str,
        password: SecretString,
    ) -> Result<AccountWithRoles, SetPasswordError<Useless>> {
        self.redeem(scope, tenant, client, TokenPurpose::Activation, token, password).await
    }

    /// Sets a new password; every session of the account ends, its known devices are forgotten, and a lock of its portal ID
    /// is lifted.
    pub async fn reset_password(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        token: &str,
        password: SecretString,
    ) -> Result<AccountWithRoles, SetPasswordError<Useless>> {
        self.redeem(scope, tenant, client, TokenPurpose::PasswordReset, token, password).await
    }

    async fn redeem(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        purpose: TokenPurpose,
        token: &str,
        password: SecretString,
    ) -> Result<AccountWithRoles, SetPasswordError<Useless>> {
        self.limit_address(scope, client, "one-time-token").await?;
        let useless = || SetPasswordError::Credential(Useless);
        let digest = one_time::digest_of(token).ok_or_else(useless)?;
        let token = passwords::live_token(scope, purpose, digest).await?.ok_or_else(useless)?;
        let found = store::account(scope, token.account_id).await?.ok_or_else(useless)?;
        let expected = match purpose {
            TokenPurpose::Activation => AccountStatus::PendingActivation,
            TokenPurpose::PasswordReset => AccountStatus::Active,
            // It sets no password: `confirm_email`.
            TokenPurpose::EmailChange => return Err(useless()),
        };
        if found.account.status != expected {
            return Err(useless());
        }
        let hash = self.new_hash(scope, tenant, &found.account, password).await?;
        let tx = scope.begin().await?;
        // Before the token: see identity::store.
        store::hold_account(&tx, found.account.id).await?;
        if !passwords::spend_token(&tx, token.id).await? {
            return Err(useless());
        }
        let done = match purpose {
            TokenPurpose::Activation => {
                tx.record(Record::new("account.activate", found.account.id).by(found.account.id)).await?;
                passwords::withdraw_tokens(&tx, found.account.id).await?;
                passwords::activate(&tx, found.account.id, hash, found.account.email.is_some()).await?
            }
            TokenPurpose::PasswordReset => self.replace_password(&tx, tenant, &found.account, hash).await?,
            TokenPurpose::EmailChange => false,
        };
        if !done {
            return Err(useless());
        }
        self.take_back_tokens(&tx, found.account.id, None).await?;
        devices::forget_others(&tx, found.account.id, None).await?;
        self.end_sessions(&tx, found.account.id, Ending::All).await?;
        self.pardon(scope, &found.account).await?;
        tx.commit().await?;
        Ok(store::account(scope, found.account.id).await?.unwrap_or(found))
    }
}
