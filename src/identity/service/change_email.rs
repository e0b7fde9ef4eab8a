//! Changing the mail address of one's own account.
//!
//! Invariants: an address counts when its owner, signed in, has used the token that was mailed to it, and not before.
//! At most one change waits, the latest. Whatever takes a password away from a stranger – a reset, a report, a demand
//! of the staff – takes a waiting change away too, for it may be the stranger's. What is answered does not depend on
//! whether other accounts have the address: several may.

use chrono::TimeDelta;
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::passwords::{Useless, printed};
use super::{Client, Identity, credential_events, one_time};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::identity::account::SignedIn;
use crate::identity::entity::one_time_token::{self, TokenPurpose};
use crate::identity::entity::portal_account;
use crate::identity::store::{self, email, passwords};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TypedId as _;
use crate::mail::{EnqueueError, NewMail, Template, enqueue};
use crate::ports::throttle::{CounterKey, RateLimit, RateVerdict};
use crate::tenancy::Tenant;

/// Changes that an account may ask for: each is a mail to an address that it chooses.
const CHANGES: RateLimit = RateLimit { max: 5, window: TimeDelta::hours(1) };

/// A change of the address that waits for its confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingEmail {
    /// The new address, so far as its owner knows it again.
    pub masked: String,
    /// When it was asked for.
    pub requested_at: Instant,
    /// When it is none any more.
    pub expires_at: Instant,
}

/// Why an address is not on its way to be changed: told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeEmailRefusal {
    /// No mail can go to it.
    Email,
    /// It is the account's already, and confirmed.
    Unchanged,
    /// The session must be elevated first.
    StepUpRequired,
}

/// Why an address was not changed. `R` is what may be told to the person.
#[derive(Debug)]
pub enum ChangeEmailError<R> {
    /// The caller's session has ended meanwhile.
    SessionEnded,
    /// Refused, for the person to know.
    Refused(R),
    /// Too many changes in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Not the caller's doing.
    Fault(Fault),
}

impl<R, F: Into<Fault>> From<F> for ChangeEmailError<R> {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Mails a token to the address that shall be the account's, and a word of it to the one that is.
    pub async fn change_email(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: &SignedIn,
        new: &str,
    ) -> Result<PendingEmail, ChangeEmailError<ChangeEmailRefusal>> {
        let refused = |refusal| Err(ChangeEmailError::Refused(refusal));
        let (new, account) = (new.trim(), caller.account.id);
        if !crate::ports::mail::is_address(new) {
            return refused(ChangeEmailRefusal::Email);
        }
        if !caller.session.is_elevated(scope.real_now()) {
            return refused(ChangeEmailRefusal::StepUpRequired);
        }
        let key = CounterKey::new(&self.counter_key, scope.tenant().id, "change-email", &account.external());
        self.limit_changes(scope, &[(key, CHANGES), self.per_address(scope, client, "change-email")]).await?;
        let tx = scope.begin().await?;
        let Some(held) = self.still_signed_in(&tx, caller).await? else {
            return Err(ChangeEmailError::SessionEnded);
        };
        let same = |old: &str| old.eq_ignore_ascii_case(new);
        if held.email_verified && held.email.as_deref().is_some_and(same) {
            return refused(ChangeEmailRefusal::Unchanged);
        }
        passwords::withdraw_tokens_for(&tx, account, TokenPurpose::EmailChange).await?;
        let token = one_time::issue_for_address(&tx, account, new).await?;
        let confirmation = Template::EmailConfirmation {
            name: held.display_name.clone(),
            token: token.text.expose_secret().to_owned(),
            expires_at: token.expires_at,
        };
        let mail = NewMail { template: confirmation, to: new.to_owned(), locale: held.locale.clone() };
        match enqueue(&tx, &self.keyring, mail).await {
            Ok(_) => {}
            Err(EnqueueError::Address) => return refused(ChangeEmailRefusal::Email),
            Err(EnqueueError::Fault(fault)) => return Err(fault.into()),
        }
        let pending = PendingEmail {
            masked: masked(new),
            requested_at: scope.real_now(),
            expires_at: token.expires_at,
        };
        let notice = Template::EmailChangeRequested {
            name: held.display_name.clone(),
            portal_id: printed(tenant, &held),
            email: pending.masked.clone(),
            at: pending.requested_at,
        };
        self.mail_to(&tx, &held, notice).await?;
        tx.record(Record::new("account.email.request", account).after(json!({ "email": new }))).await?;
        credential_events::email_changed(&tx, account, EventType::EmailChangeRequested, &pending.masked)
            .await?;
        tx.commit().await?;
        Ok(pending)
    }

    /// Changes the address by the token that was mailed to it. The token alone is not enough: a mistyped address has an
    /// owner too. Other tokens that wait in the old address's mailbox are worth nothing from then on.
    pub async fn confirm_email(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: &SignedIn,
        token: &str,
    ) -> Result<portal_account::Model, ChangeEmailError<Useless>> {
        let useless = || ChangeEmailError::Refused(Useless);
        self.limit_changes(scope, &[self.per_address(scope, client, "one-time-token")]).await?;
        let digest = one_time::digest_of(token).ok_or_else(useless)?;
        let found = passwords::live_token(scope, TokenPurpose::EmailChange, digest).await?;
        let token = found.filter(|token| token.account_id == caller.account.id).ok_or_else(useless)?;
        let one_time_token::Model { id, email: Some(new), .. } = token else { return Err(useless()) };
        let tx = scope.begin().await?;
        // Before the token: see identity::store.
        let Some(held) = self.still_signed_in(&tx, caller).await? else {
            return Err(ChangeEmailError::SessionEnded);
        };
        if !passwords::spend_token(&tx, id).await? || !email::set_email(&tx, &held, &new).await? {
            return Err(useless());
        }
        email::note_former(&tx, id, held.email.as_deref().unwrap_or_default()).await?;
        passwords::withdraw_tokens(&tx, held.id).await?;
        let shown = |email: Option<&str>| json!({ "email": email });
        let record = Record::new("account.email.change", held.id);
        tx.record(record.change(shown(held.email.as_deref()), shown(Some(&new)))).await?;
        let at = scope.real_now();
        let (name, portal_id) = (held.display_name.clone(), printed(tenant, &held));
        let masked = masked(&new);
        let notice = Template::EmailChanged { name, portal_id, email: masked.clone(), at };
        self.mail_to(&tx, &held, notice).await?;
        credential_events::email_changed(&tx, held.id, EventType::EmailChanged, &masked).await?;
        tx.commit().await?;
        let version = held.version + 1;
        Ok(portal_account::Model { email: Some(new), email_verified: true, version, ..held })
    }

    /// Takes back a change that waits. Whether there was one.
    pub async fn cancel_email_change(&self, scope: &Scope, caller: &SignedIn) -> Result<bool, Fault> {
        let account = caller.account.id;
        let tx = scope.begin().await?;
        store::hold_account(&tx, account).await?;
        let Some(pending) = email::pending(&tx, account).await? else { return Ok(false) };
        passwords::withdraw_tokens_for(&tx, account, TokenPurpose::EmailChange).await?;
        let record = Record::new("account.email.cancel", account);
        tx.record(record.before(json!({ "email": pending.email }))).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The change of the caller's address that waits for its confirmation.
    pub async fn pending_email(
        &self,
        scope: &Scope,
        caller: &SignedIn,
    ) -> Result<Option<PendingEmail>, Fault> {
        let pending = email::pending(scope, caller.account.id).await?;
        Ok(pending.and_then(|token| {
            let masked = masked(&token.email?);
            Some(PendingEmail { masked, requested_at: token.created_at, expires_at: token.expires_at })
        }))
    }

    /// The caller's account, held until `tx` ends; none if the session has ended: whoever ends sessions holds the account
    /// too, so that what a stolen session has begun does not come after its end.
    async fn still_signed_in(
        &self,
        tx: &Tx,
        caller: &SignedIn,
    ) -> Result<Option<portal_account::Model>, Fault> {
        let held = store::hold_account(tx, caller.account.id).await?;
        let (owner, now) = (caller.session.owner(), tx.scope().real_now());
        let session = self.sessions.peek_id(owner, caller.session.id, now).await?;
        let lives = |held: &portal_account::Model| {
            session.as_ref().is_some_and(|session| session.is_current(held.session_epoch))
        };
        Ok(held.filter(lives))
    }

    fn per_address(&self, scope: &Scope, client: &Client, purpose: &'static str) -> (CounterKey, RateLimit) {
        let key = CounterKey::of_address(&self.counter_key, scope.tenant().id, purpose, client.ip);
        (key, self.limits.per_address)
    }

    async fn limit_changes<R>(
        &self,
        scope: &Scope,
        limits: &[(CounterKey, RateLimit)],
    ) -> Result<(), ChangeEmailError<R>> {
        match self.throttle.hit_all(limits, scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => {
                Err(ChangeEmailError::RateLimited { retry_after: super::sign_in::whole_seconds(retry_after) })
            }
        }
    }
}

/// An address that its owner knows again and that is of no use to anybody else: `k…@example.org`.
fn masked(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}…@{domain}")
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_masked_address_shows_where_and_not_who() {
        for (address, shown) in [
            ("kim.example@example.org", "k…@example.org"),
            ("a@b.example", "a…@b.example"),
            ("\"odd@local\"@example.org", "\"…@example.org"),
            ("ünï@example.org", "ü…@example.org"),
        ] {
            assert_eq!(masked(address), shown);
        }
    }
}
