//! A sign-in that must replace its password first: the staff asked for it, or the tenant insists on its age.

use chrono::TimeDelta;
use secrecy::SecretString;

use super::challenge::{self, IssuedChallenge, NewChallenge};
use super::passwords::{SetPasswordError, Useless};
use super::sessions::Ending;
use super::sign_in::{Passed, Proved, SignInOutcome, still};
use super::{Client, Identity};
use crate::db::Scope;
use crate::identity::account::AccountWithRoles;
use crate::identity::entity::portal_account;
use crate::identity::entity::sign_in_challenge::ChallengePurpose;
use crate::identity::store::{self, challenges, devices, factors};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::tenancy::{PasswordPolicy, Tenant};

/// Whether a password is older than the tenant allows. By default none is: NIST SP 800-63B-4 §3.1.1.2 advises against it.
fn is_outworn(policy: &PasswordPolicy, account: &portal_account::Model, now: Instant) -> bool {
    let since = account.password_changed_at.unwrap_or(account.created_at);
    policy.max_age_days.is_some_and(|days| now - since >= TimeDelta::days(i64::from(days)))
}

/// The account, of which a new password is demanded where the tenant insists on its age. Asked of whoever signs in by the
/// password, with whatever beside it, and noted nowhere: a passkey alone is not kept waiting for a password that it does not
/// need. What the staff has asked for is noted, and holds for every way in.
pub(super) fn demanding(mut found: AccountWithRoles, tenant: &Tenant, now: Instant) -> AccountWithRoles {
    found.account.must_change_password |= is_outworn(&tenant.settings.password_policy, &found.account, now);
    found
}

impl Identity {
    /// The challenge of a sign-in that has proved everything else; none if the account was changed meanwhile.
    pub(super) async fn challenge_change(
        &self,
        scope: &Scope,
        client: &Client,
        account: &portal_account::Model,
        Passed { remember, proved, device }: Passed,
    ) -> Result<Option<IssuedChallenge>, Fault> {
        let purpose = ChallengePurpose::PasswordChange;
        let new = NewChallenge { purpose, account, attempt: None, remember, device };
        let tx = scope.begin().await?;
        if still(&tx, account, proved).await?.is_none() {
            return Ok(None);
        }
        let challenge = challenge::issue(&tx, client, new).await?;
        tx.commit().await?;
        Ok(Some(challenge))
    }

    /// Completes a sign-in by a new password. Every session that the account had ends, and of its known devices only the one
    /// that the sign-in began on stays.
    pub async fn complete_password_change(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        value: &str,
        password: SecretString,
    ) -> Result<SignInOutcome, SetPasswordError<Useless>> {
        self.limit_address(scope, client, "complete-password-change").await?;
        let useless = || SetPasswordError::Credential(Useless);
        let pending = challenge::find(scope, client, value, ChallengePurpose::PasswordChange).await?;
        let pending = pending.ok_or_else(useless)?;
        let found = challenge::account_of(scope, &pending).await?.ok_or_else(useless)?;
        let hash = self.new_hash(scope, tenant, &found.account, password).await?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, found.account.id).await?;
        if !challenges::consume(&tx, pending.id).await?
            || !self.replace_password(&tx, tenant, &found.account, hash).await?
        {
            return Err(useless());
        }
        self.take_back_tokens(&tx, found.account.id, None).await?;
        devices::forget_others(&tx, found.account.id, pending.device_id).await?;
        // Setting up a factor ends the challenges of that moment: what there is now was proved before this one was given.
        let own = factors::second_factors(&tx, Some(found.account.id)).await?;
        let proved = if own.any() { Proved::SecondFactor } else { Proved::PasswordAlone };
        if let Some(attempt) = pending.login_attempt_id {
            store::complete_attempt(&tx, attempt, found.account.id, "SIGNED_IN").await?;
        }
        self.end_sessions(&tx, found.account.id, Ending::All).await?;
        tx.commit().await?;
        let found = store::account(scope, found.account.id).await?.ok_or_else(useless)?;
        let passed = Passed { remember: pending.remember, proved, device: pending.device_id };
        let begun = self.begin_session(scope, client, found, passed).await?;
        Ok(SignInOutcome::SignedIn(Box::new(begun.ok_or_else(useless)?)))
    }
}
