//! Sign-in by portal ID and password.
//!
//! Unknown portal ID and wrong password take the same path: the same statements, the same hash, the same answer.

use secrecy::SecretString;

use super::{Client, Identity};
use crate::db::Scope;
use crate::identity::account::{AccountWithRoles, SignedIn};
use crate::identity::device;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::portal_id::{PortalId, PortalIdError, PortalIdFormat};
use crate::identity::store::{self, Attempt};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::ports::password::{HashError, Verdict};
use crate::ports::session_store::{NewSession, SessionOwner, SessionToken};
use crate::ports::throttle::{self, CounterKey, RateVerdict};
use crate::tenancy::Tenant;

/// The purpose of the counter of failures; `unlock` clears the same.
pub(super) const FAILURES: &str = "sign-in-failures";

/// What a person typed.
#[derive(Debug)]
pub struct SignInRequest {
    /// The portal ID, in any case and with any separators.
    pub portal_id: String,
    /// The password.
    pub password: SecretString,
    /// Whether the session should outlive the browser.
    pub remember_me: bool,
}

/// Why nobody was signed in: told to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInRefusal {
    /// Not a portal ID of this tenant; it was not counted as an attempt.
    MalformedPortalId(PortalIdError),
    /// Unknown portal ID or wrong password.
    InvalidCredentials {
        /// Attempts left before the lock.
        attempts_remaining: u32,
    },
    /// Too many failures.
    Locked {
        /// When it ends.
        until: Instant,
    },
    /// The password was right, but the account is suspended, expired, disabled or not activated.
    NotActive(AccountStatus),
}

/// Why there was no verdict.
#[derive(Debug)]
pub enum SignInError {
    /// Refused, for the person to know.
    Refused(SignInRefusal),
    /// Too many attempts in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// No hashing permit came free in time; the attempt was not counted.
    Busy,
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for SignInError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Signs a person in: the new session and its secret value.
    pub async fn sign_in(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        request: SignInRequest,
    ) -> Result<(SignedIn, SessionToken), SignInError> {
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        // A typing error is caught before it counts towards a lockout (domain.md §1).
        let portal_id = PortalId::normalise(&request.portal_id, &format)
            .map_err(|error| SignInError::Refused(SignInRefusal::MalformedPortalId(error)))?;
        let key = CounterKey::new(&self.counter_key, scope.tenant().id, FAILURES, portal_id.as_str());
        self.check_rate(scope, client, portal_id.as_str()).await?;
        // Looked up before the attempt is reserved: where the data cannot be read there is nothing to give back.
        let found = store::account_by_portal_id(scope, portal_id.as_str()).await?;
        let stored = found.as_ref().and_then(|found| found.account.password_hash.as_deref());
        let attempts_remaining =
            match self.throttle.begin_attempt(key, &self.limits.lockout, scope.real_now()).await? {
                throttle::Attempt::Allowed { remaining } => remaining,
                throttle::Attempt::Locked { until } => {
                    return Err(SignInError::Refused(SignInRefusal::Locked { until }));
                }
            };
        let verdict = self.verdict(key, request.password.clone(), stored).await?;
        let outcome = judge(found, verdict);
        if verdict.matches {
            // Before the record, which can fail: who knows the password is not to be locked out by that.
            self.throttle.succeeded(key).await?;
        }
        self.record(scope, client, key, &outcome).await?;
        match outcome {
            Outcome::Right(mut found) => {
                if let (true, Some(old)) = (verdict.needs_rehash, found.account.password_hash.clone()) {
                    found.account.password_hash = self.renew(scope, &found, old, request.password).await?;
                }
                let remember = request.remember_me && tenant.settings.portal.remember_me;
                self.begin_session(scope, client, found, remember)
                    .await?
                    .ok_or(SignInError::Refused(SignInRefusal::InvalidCredentials { attempts_remaining }))
            }
            Outcome::Wrong(_) => {
                Err(SignInError::Refused(SignInRefusal::InvalidCredentials { attempts_remaining }))
            }
            Outcome::NotActive(found) => {
                Err(SignInError::Refused(SignInRefusal::NotActive(found.account.status)))
            }
        }
    }

    async fn check_rate(&self, scope: &Scope, client: &Client, portal_id: &str) -> Result<(), SignInError> {
        let tenant = scope.tenant().id;
        let limits = [
            (
                CounterKey::of_address(&self.counter_key, tenant, "sign-in", client.ip),
                self.limits.per_address,
            ),
            (CounterKey::new(&self.counter_key, tenant, "sign-in", portal_id), self.limits.per_account),
        ];
        // One after the other: an address that is over its limit uses up nobody's account and leaves no new counters.
        for (key, limit) in limits {
            if let RateVerdict::Limited { retry_after } =
                self.throttle.hit(key, limit, scope.real_now()).await?
            {
                return Err(SignInError::RateLimited { retry_after: whole_seconds(retry_after) });
            }
        }
        Ok(())
    }

    /// Judges the attempt reserved under `key`. One that could not be judged is given back: tries during a fault of
    /// ours must not lock a person out. The hits on the rates stay, for they count work and not guesses.
    async fn verdict(
        &self,
        key: CounterKey,
        password: SecretString,
        stored: Option<&str>,
    ) -> Result<Verdict, SignInError> {
        match self.hasher.verify(password, stored).await {
            Ok(verdict) => Ok(verdict),
            Err(error) => {
                self.throttle.refund(key).await?;
                Err(match error {
                    HashError::Busy => SignInError::Busy,
                    HashError::Internal(_) | HashError::TooLong => Fault::internal(error).into(),
                })
            }
        }
    }

    async fn record(
        &self,
        scope: &Scope,
        client: &Client,
        key: CounterKey,
        outcome: &Outcome,
    ) -> Result<(), Fault> {
        let tx = scope.begin().await?;
        let attempt = Attempt {
            account: outcome.account().map(|found| found.account.id),
            portal_id_hash: *key.as_bytes(),
            reason: outcome.reason(),
            ip: client.ip.to_string(),
            user_agent: &client.user_agent,
        };
        store::record_attempt(&tx, attempt, matches!(outcome, Outcome::Right(_))).await?;
        Ok(tx.commit().await?)
    }

    /// Hashes the password anew; the hash that is stored now.
    async fn renew(
        &self,
        scope: &Scope,
        found: &AccountWithRoles,
        old: String,
        password: SecretString,
    ) -> Result<Option<String>, Fault> {
        // Without a permit to spare the old hash stays; the next sign-in will try again.
        let Ok(new) = self.hasher.hash(password).await else { return Ok(Some(old)) };
        let tx = scope.begin().await?;
        store::renew_hash(&tx, found.account.id, &old, new.clone()).await?;
        tx.commit().await?;
        Ok(Some(new))
    }

    /// Begins the session of an account whose secret was proved; none if the account was changed meanwhile.
    ///
    /// The account's row is held while the session is created, as it is by everything that ends sessions: the epoch of
    /// the new session is the one in force. Read before the hash, it could be raised by a sign-out elsewhere, and the
    /// new session would be dead from its first request.
    async fn begin_session(
        &self,
        scope: &Scope,
        client: &Client,
        mut found: AccountWithRoles,
        remember: bool,
    ) -> Result<Option<(SignedIn, SessionToken)>, Fault> {
        let tx = scope.begin().await?;
        let Some(held) = store::hold_account(&tx, found.account.id).await? else { return Ok(None) };
        if held.status != AccountStatus::Active || held.password_hash != found.account.password_hash {
            return Ok(None);
        }
        found.account = held;
        let session = NewSession {
            owner: SessionOwner { tenant: scope.tenant().id, account: found.account.id },
            family: None,
            epoch: found.account.session_epoch,
            ip: Some(client.ip),
            device_label: device::label(&client.user_agent),
            user_agent: client.user_agent.clone(),
            remember,
        };
        let issued = self.sessions.create(session, &self.lifetimes, scope.real_now()).await?;
        tx.commit().await?;
        Ok(Some((SignedIn::new(found, issued.record), issued.token)))
    }
}

enum Outcome {
    Right(AccountWithRoles),
    Wrong(Option<AccountWithRoles>),
    NotActive(AccountWithRoles),
}

fn judge(found: Option<AccountWithRoles>, verdict: Verdict) -> Outcome {
    match found {
        Some(found) if verdict.matches && found.account.status == AccountStatus::Active => {
            Outcome::Right(found)
        }
        Some(found) if verdict.matches => Outcome::NotActive(found),
        found => Outcome::Wrong(found),
    }
}

impl Outcome {
    fn account(&self) -> Option<&AccountWithRoles> {
        match self {
            Self::Right(found) | Self::NotActive(found) => Some(found),
            Self::Wrong(found) => found.as_ref(),
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Right(_) => "SIGNED_IN",
            Self::Wrong(Some(_)) => "WRONG_PASSWORD",
            Self::Wrong(None) => "UNKNOWN_PORTAL_ID",
            Self::NotActive(_) => "NOT_ACTIVE",
        }
    }
}

/// Rounds up: a caller that waits this long is not too early.
fn whole_seconds(wait: chrono::TimeDelta) -> u64 {
    u64::try_from(wait.num_milliseconds().max(0)).unwrap_or_default().div_ceil(1000)
}

#[cfg(test)]
mod tests;
