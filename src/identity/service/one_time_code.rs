//! A way in for whoever has no mail address: a one-time code that the staff reads out, once it knows whom it speaks to,
//! or a link that the operator hands over.
//!
//! Invariants: nobody gives a code to their own account, nor for one that has an address – mails go there – nor, unless a
//! tenant's administrator, for an employee's: a code would lift whoever reads it out to the employee's rights. One code of
//! an account is good at a time, once, for an hour; second factors stay what they are.

use chrono::TimeDelta;
use secrecy::SecretString;
use serde_json::json;

use super::admin::is_reason;
use super::one_time::{self, OneTimeToken};
use super::sign_in::whole_seconds;
use super::{Identity, credential_events};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::events::EventType;
use crate::identity::account::{AccountWithRoles, SignedIn};
use crate::identity::entity::one_time_token::TokenPurpose;
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::policy;
use crate::identity::store::{self, admin, passwords};
use crate::kernel::actor::Role;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, TypedId as _};
use crate::ports::throttle::{CounterKey, RateLimit, RateVerdict};
use crate::tenancy::Tenant;

/// Codes that an employee may read out.
const CODES: RateLimit = RateLimit { max: 20, window: TimeDelta::hours(1) };

/// What a code is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum OneTimeCodeUse {
    /// The account is active: `resetPassword`.
    ResetPassword,
    /// The account waits for its first password: `activateAccount`.
    ActivateAccount,
}

/// A code, to be read out.
#[derive(Debug)]
pub struct OneTimeCode {
    /// Whose.
    pub account: portal_account::Model,
    /// The code itself; it is not to be had again.
    pub code: SecretString,
    /// What it is given to.
    pub good_for: OneTimeCodeUse,
    /// When it ends.
    pub expires_at: Instant,
}

/// Why there is no code: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeRefusal {
    /// No such account in this tenant.
    NotFound,
    /// It is the caller's own.
    OwnAccount,
    /// It is an employee's, and the caller is no administrator.
    EmployeeAccount,
    /// It has an address, where mails with tokens go.
    HasMailAddress,
    /// It is suspended, expired or disabled.
    NotActive,
    /// The reason is empty or longer than 500 characters.
    Reason,
    /// The session must be elevated first.
    StepUpRequired,
}

/// Why there is no code.
#[derive(Debug)]
pub enum CodeError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(CodeRefusal),
    /// Too many codes in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for CodeError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(refusal: CodeRefusal) -> Result<T, CodeError> {
    Err(CodeError::Refused(refusal))
}

/// What an operator has to hand over.
#[derive(Debug)]
pub enum HandedOver {
    /// Nothing: a mail is on its way.
    Mailed,
    /// A token for a page of the portal, good for an hour.
    Token {
        /// The token.
        token: SecretString,
        /// What it is given to.
        good_for: OneTimeCodeUse,
        /// When it ends.
        expires_at: Instant,
    },
}

/// Why an operator has nothing to hand over.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// It is suspended, expired or disabled.
    #[error("the account is neither active nor waiting for its activation")]
    NotActive,
    /// The reason is empty or longer than 500 characters.
    #[error("reason: must be 1 to 500 characters")]
    Reason,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for HandOverError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// What an account in this state may be given a token for.
fn purpose_of(status: AccountStatus) -> Option<(TokenPurpose, OneTimeCodeUse)> {
    match status {
        AccountStatus::Active => Some((TokenPurpose::PasswordReset, OneTimeCodeUse::ResetPassword)),
        AccountStatus::PendingActivation => Some((TokenPurpose::Activation, OneTimeCodeUse::ActivateAccount)),
        AccountStatus::Suspended | AccountStatus::Expired | AccountStatus::Disabled => None,
    }
}

/// Whether the account gives more than what a household has.
fn is_employees(found: &AccountWithRoles) -> bool {
    found.account.kind != AccountKind::Customer
        || found.roles().any(|role| !matches!(role, Role::Customer(..)))
}

impl Identity {
    /// Makes a code for an account without a mail address. Its owner finds a word of it in the inbox.
    pub async fn issue_one_time_code(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        id: AccountId,
        reason: &str,
    ) -> Result<OneTimeCode, CodeError> {
        if !scope.actor().kinds().any(policy::may_issue_codes) {
            return Err(CodeError::Forbidden);
        }
        let reason = reason.trim();
        if !is_reason(reason) {
            return refused(CodeRefusal::Reason);
        }
        if id == caller.account.id {
            return refused(CodeRefusal::OwnAccount);
        }
        if !caller.session.is_elevated(scope.real_now()) {
            return refused(CodeRefusal::StepUpRequired);
        }
        self.limit_codes(scope, caller).await?;
        let tx = scope.begin().await?;
        let held = admin::hold(&tx, &[caller.account.id, id]).await?;
        // The caller's may have been closed meanwhile.
        if held.get(&caller.account.id).is_none_or(|own| own.status != AccountStatus::Active) {
            return Err(CodeError::Forbidden);
        }
        let Some(found) = store::account(&tx, id).await? else { return refused(CodeRefusal::NotFound) };
        if is_employees(&found) && !scope.actor().kinds().any(policy::may_issue_codes_to_employees) {
            return refused(CodeRefusal::EmployeeAccount);
        }
        if found.account.email.is_some() {
            return refused(CodeRefusal::HasMailAddress);
        }
        let Some((purpose, good_for)) = purpose_of(found.account.status) else {
            return refused(CodeRefusal::NotActive);
        };
        passwords::withdraw_tokens_for(&tx, id, purpose).await?;
        let OneTimeToken { text, expires_at } = one_time::issue_code(&tx, id, purpose).await?;
        let record = Record::new("account.one_time_code", id).reason(reason);
        tx.record(record.after(json!({ "expiresAt": expires_at }))).await?;
        credential_events::changed(&tx, id, EventType::OneTimeCodeIssued).await?;
        tx.commit().await?;
        Ok(OneTimeCode { account: found.account, code: text, good_for, expires_at })
    }

    /// For the operator: mails a token to set a password by, or, where there is no address, makes one to hand over.
    pub async fn hand_over(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: AccountId,
        reason: &str,
    ) -> Result<HandedOver, HandOverError> {
        let reason = reason.trim();
        if !is_reason(reason) {
            return Err(HandOverError::Reason);
        }
        let tx = scope.begin().await?;
        let held = store::hold_account(&tx, id).await?;
        let held = held.ok_or_else(|| Fault::internal("the account was just read"))?;
        let (purpose, good_for) = purpose_of(held.status).ok_or(HandOverError::NotActive)?;
        let handed = if held.email.is_some() {
            self.mail_way_in(&tx, tenant, &held, purpose).await?;
            HandedOver::Mailed
        } else {
            passwords::withdraw_tokens_for(&tx, id, purpose).await?;
            let OneTimeToken { text, expires_at } = one_time::issue_by_hand(&tx, id, purpose).await?;
            credential_events::changed(&tx, id, EventType::OneTimeCodeIssued).await?;
            HandedOver::Token { token: text, good_for, expires_at }
        };
        tx.record(Record::new("account.one_time_code", id).reason(reason)).await?;
        tx.commit().await?;
        Ok(handed)
    }

    async fn mail_way_in(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        account: &portal_account::Model,
        purpose: TokenPurpose,
    ) -> Result<(), Fault> {
        if purpose == TokenPurpose::Activation {
            self.invite(tx, tenant, account).await?;
        } else {
            self.mail_reset(tx, tenant, account).await?;
        }
        Ok(())
    }

    async fn limit_codes(&self, scope: &Scope, caller: &SignedIn) -> Result<(), CodeError> {
        let account = caller.account.id.external();
        let key = CounterKey::new(&self.counter_key, scope.tenant().id, "one-time-codes", &account);
        match self.throttle.hit(key, CODES, scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => {
                Err(CodeError::RateLimited { retry_after: whole_seconds(retry_after) })
            }
        }
    }
}
