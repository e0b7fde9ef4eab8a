//! Setting a password: what every way to it has in common.

use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::{Client, Identity, credential_events};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::identity::entity::portal_account;
use crate::identity::password::{Assessment, Candidate, Problem, assess};
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::store::{factors, passwords};
use crate::kernel::fault::Fault;
use crate::mail::{EnqueueError, NewMail, Template};
use crate::ports::password::HashError;
use crate::ports::throttle::{CounterKey, RateVerdict};
use crate::tenancy::Tenant;

/// Why no password was set. `C` is what may be wrong with the credential that the caller gave for it.
#[derive(Debug)]
pub enum SetPasswordError<C> {
    /// The credential does not do.
    Credential(C),
    /// The new password does not do: everything that is wrong with it.
    Password(Vec<Problem>),
    /// Too many attempts in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// No hashing permit came free in time.
    Busy,
    /// Not the caller's doing.
    Fault(Fault),
}

impl<C, F: Into<Fault>> From<F> for SetPasswordError<C> {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// A token or challenge that opens nothing: unknown, used, ended, or overtaken by events. Which of them is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Useless;

impl<C> SetPasswordError<C> {
    fn of_hash(error: &HashError, max: u32) -> Self {
        match error {
            HashError::Busy => Self::Busy,
            HashError::TooLong => Self::Password(vec![Problem::TooLong(max)]),
            HashError::Internal(_) => Self::Fault(Fault::internal(error)),
        }
    }
}

impl Identity {
    /// Holds a password against the tenant's rules, with the names of the account if it is known whose it shall be.
    pub async fn assess_password(
        &self,
        tenant: &Tenant,
        account: Option<&portal_account::Model>,
        password: SecretString,
        has_second_factor: bool,
    ) -> Result<Assessment, Fault> {
        let (policy, blocklist) = (tenant.settings.password_policy.clone(), Arc::clone(&self.blocklist));
        let context = context(tenant, account);
        // The estimate may take milliseconds, which the other requests of the worker need not wait for.
        let assessed = tokio::task::spawn_blocking(move || {
            let password = password.expose_secret();
            assess(&policy, &blocklist, Candidate { password, context: &context, has_second_factor })
        });
        assessed.await.map_err(Fault::internal)
    }

    /// The hash of a new password that the rules allow and that the account has not had before.
    pub(super) async fn new_hash<C>(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        account: &portal_account::Model,
        password: SecretString,
    ) -> Result<String, SetPasswordError<C>> {
        let policy = &tenant.settings.password_policy;
        let has_second_factor = factors::second_factors(scope, Some(account.id)).await?.any();
        let assessed =
            self.assess_password(tenant, Some(account), password.clone(), has_second_factor).await?;
        if !assessed.problems.is_empty() {
            return Err(SetPasswordError::Password(assessed.problems));
        }
        let mut former: Vec<String> = account.password_hash.iter().cloned().collect();
        // Where the password was taken away, it is the latest of the former ones.
        let more = match account.password_hash {
            Some(_) => policy.history.saturating_sub(1),
            None => policy.history.max(1),
        };
        former.extend(passwords::former_passwords(scope, account.id, more.into()).await?);
        for hash in former {
            let verdict = self.hasher.verify(password.clone(), Some(&hash)).await;
            let verdict = verdict.map_err(|error| SetPasswordError::of_hash(&error, policy.max_length))?;
            if verdict.matches {
                return Err(SetPasswordError::Password(vec![Problem::Reused]));
            }
        }
        let hash = self.hasher.hash(password).await;
        hash.map_err(|error| SetPasswordError::of_hash(&error, policy.max_length))
    }

    /// Puts a new hash in the place of the one that `account` was read with, which is remembered; tells the owner by
    /// mail. False: somebody else was faster, and nothing was changed.
    pub(super) async fn replace_password(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        account: &portal_account::Model,
        hash: String,
    ) -> Result<bool, Fault> {
        if !passwords::replace_password(tx, account, hash).await? {
            return Ok(false);
        }
        if let Some(old) = &account.password_hash {
            let keep = u64::from(tenant.settings.password_policy.history.saturating_sub(1));
            passwords::remember_password(tx, account.id, old.clone(), keep).await?;
        }
        // A link that is still in some mailbox must not undo what was just done.
        passwords::withdraw_tokens(tx, account.id).await?;
        tx.record(Record::new("account.password.change", account.id).by(account.id)).await?;
        let template = Template::PasswordChanged {
            name: account.display_name.clone(),
            portal_id: printed(tenant, account),
            at: tx.scope().real_now(),
        };
        self.mail_to(tx, account, template).await?;
        credential_events::changed(tx, account.id, EventType::PasswordChanged).await?;
        Ok(true)
    }

    /// Queues a mail to an account's owner, if there is an address. Whether there was.
    pub(super) async fn mail_to(
        &self,
        tx: &Tx,
        account: &portal_account::Model,
        template: Template,
    ) -> Result<bool, Fault> {
        let Some(to) = account.email.clone() else { return Ok(false) };
        let mail = NewMail { template, to, locale: account.locale.clone() };
        match crate::mail::enqueue(tx, &self.keyring, mail).await {
            Ok(_) => Ok(true),
            Err(EnqueueError::Address) => {
                tracing::warn!(account = %account.id, "the account's mail address is none");
                Ok(false)
            }
            Err(EnqueueError::Fault(fault)) => Err(fault),
        }
    }

    /// Counts a call against an address; tokens and challenges cannot be guessed, but trying costs us work.
    pub(super) async fn limit_address<C>(
        &self,
        scope: &Scope,
        client: &Client,
        purpose: &'static str,
    ) -> Result<(), SetPasswordError<C>> {
        let key = CounterKey::of_address(&self.counter_key, scope.tenant().id, purpose, client.ip);
        match self.throttle.hit(key, self.limits.per_address, scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => {
                Err(SetPasswordError::RateLimited { retry_after: super::sign_in::whole_seconds(retry_after) })
            }
        }
    }
}

/// The names that an attacker would try first.
fn context(tenant: &Tenant, account: Option<&portal_account::Model>) -> Vec<String> {
    let mut words = vec![tenant.name.clone(), tenant.slug.clone()];
    words.extend(tenant.hosts.iter().cloned());
    if let Some(account) = account {
        words.extend([account.portal_id.clone(), account.display_name.clone()]);
        words.extend(account.email.clone());
    }
    words
}

/// The portal ID as it is printed; one from before the tenant changed its format, as it is stored.
pub(super) fn printed(tenant: &Tenant, account: &portal_account::Model) -> String {
    let format = PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length));
    let shown = format.ok().and_then(|format| PortalId::normalise(&account.portal_id, &format).ok());
    shown.map_or_else(|| account.portal_id.clone(), |id| id.to_string())
}
