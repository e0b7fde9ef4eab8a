//! The second step of a sign-in: a code of the authenticator app, or a recovery code.
//!
//! Guessing is limited three times: by the challenge (five tries), by the counter of failures that the password has
//! too (five in a row lock the portal ID, or are the last of a known device), and by the rates of account and address.

use secrecy::{ExposeSecret as _, SecretSlice, SecretString};

use super::forced_change::demanding;
use super::lane::{Lock, Mark};
use super::sign_in::{AttemptError, Passed, Proved, SignInOutcome};
use super::{Client, Identity, challenge};
use crate::db::{Scope, Tx};
use crate::identity::account::AccountWithRoles;
use crate::identity::entity::sign_in_challenge::{self, ChallengePurpose};
use crate::identity::entity::{portal_account, totp_factor};
use crate::identity::recovery_code::RecoveryCode;
use crate::identity::store::{self, Attempt, challenges, factors};
use crate::identity::totp::{self, TotpSecret};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TenantId, TotpFactorId};
use crate::ports::keyring::{Keyring, Purpose, place};
use crate::tenancy::Tenant;

/// By what a person may prove to be who the password says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorMethod {
    /// A code of the authenticator app.
    Totp,
    /// A passkey.
    Passkey,
    /// One of the codes that were shown when the first factor was set up.
    RecoveryCode,
}

/// Why a proof was not accepted: told to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorRefusal {
    /// Unknown, expired, used up or somebody else's: begin the sign-in anew.
    InvalidChallenge,
    /// A wrong code, or one that was used before.
    InvalidCode {
        /// Tries left before the sign-in must begin anew or the portal ID is locked.
        attempts_remaining: u32,
    },
    /// Too many failures.
    Locked {
        /// When it ends; `None`: not by waiting.
        until: Option<Instant>,
    },
}

impl From<Lock> for FactorRefusal {
    fn from(Lock { until }: Lock) -> Self {
        Self::Locked { until }
    }
}

/// Why there was no verdict on a proof.
pub type FactorError = AttemptError<FactorRefusal>;

/// A code that fits, before anybody has noted that it was used.
pub(super) enum Proof {
    /// Of the authenticator app, for a step.
    Totp(TotpFactorId, i64),
    /// A recovery code, by its hash: whether there is one, only using it tells.
    Recovery(Vec<u8>),
}

impl Identity {
    /// Signs a person in whose password was right before, by a code of the authenticator app or a recovery code.
    pub async fn verify_second_factor(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        challenge: &SecretString,
        code: &SecretString,
    ) -> Result<SignInOutcome, FactorError> {
        let invalid = || FactorError::Refused(FactorRefusal::InvalidChallenge);
        let purpose = ChallengePurpose::SecondFactor;
        let pending = challenge::find(scope, client, challenge.expose_secret(), purpose).await?;
        let pending = pending.ok_or_else(invalid)?;
        let found = challenge::account_of(scope, &pending).await?.ok_or_else(invalid)?;
        let mark = Mark::Noted(found.account.id, pending.device_id);
        let lane = self.enter(scope, client, "second-factor", &found.account.portal_id, mark).await?;
        let reserved = self.reserve::<FactorRefusal>(scope, lane).await?;
        match self.judge(scope, client, &pending, &found, code).await {
            Ok(Verdict::Right) => {
                self.succeeded(&reserved).await?;
                let (proved, device) = (Proved::SecondFactor, reserved.device());
                let passed = Passed { remember: pending.remember, proved, device };
                let found = demanding(found, tenant, scope.real_now());
                let begun = self.proceed(scope, client, found, passed).await?;
                begun.ok_or_else(invalid)
            }
            Ok(Verdict::Wrong) => {
                self.failed(scope, &reserved).await?;
                let tries = u32::try_from(challenge::MAX_TRIES - pending.tries - 1).unwrap_or_default();
                let attempts_remaining = reserved.remaining.min(tries);
                Err(FactorError::Refused(FactorRefusal::InvalidCode { attempts_remaining }))
            }
            Ok(Verdict::UsedUp) => {
                self.refund(&reserved).await?;
                Err(invalid())
            }
            Err(fault) => {
                self.refund(&reserved).await?;
                Err(fault.into())
            }
        }
    }

    async fn judge(
        &self,
        scope: &Scope,
        client: &Client,
        pending: &sign_in_challenge::Model,
        found: &AccountWithRoles,
        code: &SecretString,
    ) -> Result<Verdict, Fault> {
        if !challenge::take_try(scope, pending.id).await? {
            return Ok(Verdict::UsedUp);
        }
        let account = &found.account;
        let proof = self.read_code(scope, account, code).await?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, account.id).await?;
        let accepted = match &proof {
            Some(proof) => use_up(&tx, account, proof).await?,
            None => false,
        };
        if !accepted {
            store::record_attempt(&tx, self.wrong_code(scope, client, account), false).await?;
            tx.commit().await?;
            return Ok(Verdict::Wrong);
        }
        if !challenges::consume(&tx, pending.id).await? {
            // Somebody was faster. Nothing is used up: the transaction is dropped.
            return Ok(Verdict::UsedUp);
        }
        if let Some(attempt) = pending.login_attempt_id {
            store::complete_attempt(&tx, attempt, account.id, "SIGNED_IN").await?;
        }
        if matches!(proof, Some(Proof::Recovery(_))) {
            tx.audit("account.recovery_code_used", account.id.to_string(), None).await?;
        }
        tx.commit().await?;
        Ok(Verdict::Right)
    }

    fn wrong_code<'a>(
        &self,
        scope: &Scope,
        client: &'a Client,
        account: &portal_account::Model,
    ) -> Attempt<'a> {
        Attempt {
            account: Some(account.id),
            portal_id_hash: *self.failures_of(scope, &account.portal_id).as_bytes(),
            reason: "WRONG_CODE",
            ip: client.ip,
            factor_unused: true,
            user_agent: &client.user_agent,
        }
    }

    /// What a code amounts to, if it can be one at all.
    pub(super) async fn read_code(
        &self,
        scope: &Scope,
        account: &portal_account::Model,
        code: &SecretString,
    ) -> Result<Option<Proof>, Fault> {
        if let Some(digits) = totp::digits(code.expose_secret()) {
            let Some(factor) = factors::totp(scope, account.id, true).await? else { return Ok(None) };
            let secret = self.open_totp(&factor).await?;
            let step = secret.step_of(&digits, scope.real_now(), factor.last_used_step);
            return Ok(step.map(|step| Proof::Totp(factor.id, step)));
        }
        let code = RecoveryCode::parse(code.expose_secret());
        Ok(code.map(|code| Proof::Recovery(code.hash(account.id))))
    }

    /// The secret of an authenticator app.
    pub(super) async fn open_totp(&self, factor: &totp_factor::Model) -> Result<TotpSecret, Fault> {
        let bound = place(factor.tenant_id, factor.id.0);
        let bytes: SecretSlice<u8> = self.keyring.open(Purpose::Totp, &bound, &factor.secret).await?;
        Ok(TotpSecret::from_bytes(bytes))
    }
}

/// What is made of a code.
enum Verdict {
    Right,
    Wrong,
    /// The challenge has no tries left, or somebody else has met it.
    UsedUp,
}

/// Notes that a code was used. Whether it could be: a code is accepted once, however many send it at a time.
pub(super) async fn use_up(tx: &Tx, account: &portal_account::Model, proof: &Proof) -> Result<bool, Fault> {
    Ok(match proof {
        Proof::Totp(id, step) => factors::accept_totp(tx, *id, *step).await?,
        Proof::Recovery(hash) => factors::use_recovery_code(tx, account.id, hash.clone()).await?,
    })
}

/// Seals the secret of an authenticator app for its row.
pub async fn seal_totp(
    keyring: &Keyring,
    tenant: TenantId,
    factor: TotpFactorId,
    secret: &TotpSecret,
) -> Result<Vec<u8>, Fault> {
    Ok(keyring.seal(Purpose::Totp, &place(tenant, factor.0), secret.bytes()).await?)
}
