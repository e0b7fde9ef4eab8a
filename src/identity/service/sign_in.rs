//! Sign-in by portal ID and password.
//!
//! Unknown portal ID and wrong password take the same path: the same statements, the same hash, the same answer. Whose
//! password was right goes on to a second factor where the account has one, or is made to enrol where its role needs one.

use secrecy::SecretString;

use super::challenge::{self, IssuedChallenge, NewChallenge};
use super::devices::{self, DeviceMark};
use super::forced_change::demanding;
use super::lane::{Lock, Mark, Reserved};
use super::second_factor::FactorMethod;
use super::{Client, Identity, session_events};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::identity::account::{AccountWithRoles, SignedIn};
use crate::identity::device;
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::identity::entity::sign_in_challenge::ChallengePurpose;
use crate::identity::portal_id::{PortalId, PortalIdError, PortalIdFormat};
use crate::identity::store::factors::{self, SecondFactors};
use crate::identity::store::{self, Attempt};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{KnownDeviceId, LoginAttemptId};
use crate::ports::password::{HashError, Verdict};
use crate::ports::session_store::{NewSession, SessionOwner, SessionToken};
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
        /// When it ends; `None`: not by waiting.
        until: Option<Instant>,
    },
    /// The password was right, but the account is suspended, expired, disabled or not activated.
    NotActive(AccountStatus),
}

impl From<Lock> for SignInRefusal {
    fn from(Lock { until }: Lock) -> Self {
        Self::Locked { until }
    }
}

/// A session that has begun, or has a new value.
#[derive(Debug)]
pub struct Begun {
    /// Who is signed in.
    pub caller: SignedIn,
    /// The session's secret value.
    pub token: SessionToken,
    /// By what the device is known from now on; `None`: the session goes on, and so does that.
    pub device: Option<DeviceMark>,
}

/// What a right password leads to.
#[derive(Debug)]
pub enum SignInOutcome {
    /// A session has begun.
    SignedIn(Box<Begun>),
    /// A second factor is wanted too.
    SecondFactorRequired {
        /// To be sent with the proof.
        challenge: IssuedChallenge,
        /// By what it may be given.
        methods: Vec<FactorMethod>,
    },
    /// The role demands a second factor, and there is none yet: one must be set up before a session begins.
    EnrolmentRequired(IssuedChallenge),
    /// The password must be replaced before a session begins.
    PasswordChangeRequired(IssuedChallenge),
}

/// Why nobody was signed in.
pub type SignInError = AttemptError<SignInRefusal>;

/// Why an attempt came to nothing.
#[derive(Debug)]
pub enum AttemptError<R> {
    /// Refused, for the person to know.
    Refused(R),
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

impl<R, F: Into<Fault>> From<F> for AttemptError<R> {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Signs a person in, or tells what is wanted beside the password.
    pub async fn sign_in(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        request: SignInRequest,
    ) -> Result<SignInOutcome, SignInError> {
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        // A typing error is caught before it counts towards a lockout (domain.md §1).
        let portal_id = PortalId::normalise(&request.portal_id, &format)
            .map_err(|error| SignInError::Refused(SignInRefusal::MalformedPortalId(error)))?;
        let lane = self.enter(scope, client, "sign-in", portal_id.as_str(), Mark::Shown(client)).await?;
        // Looked up before the attempt is reserved: where the data cannot be read there is nothing to give back.
        let found = store::account_by_portal_id(scope, portal_id.as_str()).await?;
        let own = factors::second_factors(scope, found.as_ref().map(|found| found.account.id)).await?;
        let stored = found.as_ref().and_then(|found| found.account.password_hash.as_deref());
        let reserved = self.reserve::<SignInRefusal>(scope, lane).await?;
        let attempts_remaining = reserved.remaining;
        let verdict = self.verdict(&reserved, request.password.clone(), stored).await?;
        let found = found.map(|found| demanding(found, tenant, scope.real_now()));
        let outcome = judge(found, verdict, own, tenant);
        if verdict.matches {
            // Before the record, which can fail: who knows the password is not to be locked out by that. Where a second
            // factor is still wanted the failures stay: otherwise each right password would buy five more guesses at it.
            match outcome.step() {
                Some(Step::Verify) => self.refund(&reserved).await?,
                Some(Step::Enrol | Step::Change | Step::Begin) | None => self.succeeded(&reserved).await?,
            }
        }
        let attempt = self.record(scope, client, portal_id.as_str(), &outcome, own).await?;
        match outcome {
            Outcome::Right(mut found, step) => {
                if let (true, Some(old)) = (verdict.needs_rehash, found.account.password_hash.clone()) {
                    found.account.password_hash = self.renew(scope, &found, old, request.password).await?;
                }
                let remember = request.remember_me && tenant.settings.portal.remember_me;
                let device = reserved.device();
                let purpose = match step {
                    Step::Begin => {
                        let passed = Passed { remember, proved: Proved::PasswordAlone, device };
                        let begun = self.proceed(scope, client, found, passed).await?;
                        return begun.ok_or(SignInError::Refused(SignInRefusal::InvalidCredentials {
                            attempts_remaining,
                        }));
                    }
                    Step::Verify => ChallengePurpose::SecondFactor,
                    Step::Enrol => ChallengePurpose::Enrolment,
                    Step::Change => ChallengePurpose::PasswordChange,
                };
                let account = &found.account;
                let new = NewChallenge { purpose, account, attempt: Some(attempt), remember, device };
                let tx = scope.begin().await?;
                let proved = match step {
                    // The factor is what this challenge asks for.
                    Step::Verify => Proved::SecondFactor,
                    Step::Enrol | Step::Change | Step::Begin => Proved::PasswordAlone,
                };
                if still(&tx, account, proved).await?.is_none() {
                    return Err(SignInError::Refused(SignInRefusal::InvalidCredentials {
                        attempts_remaining,
                    }));
                }
                let challenge = challenge::issue(&tx, client, new).await?;
                tx.commit().await?;
                Ok(match step {
                    Step::Enrol => SignInOutcome::EnrolmentRequired(challenge),
                    Step::Change => SignInOutcome::PasswordChangeRequired(challenge),
                    Step::Verify | Step::Begin => {
                        SignInOutcome::SecondFactorRequired { challenge, methods: methods(own) }
                    }
                })
            }
            Outcome::Wrong(_) => {
                self.failed(scope, &reserved).await?;
                Err(SignInError::Refused(SignInRefusal::InvalidCredentials { attempts_remaining }))
            }
            Outcome::NotActive(found) => {
                Err(SignInError::Refused(SignInRefusal::NotActive(found.account.status)))
            }
        }
    }

    /// Judges a reserved attempt. One that could not be judged is given back: tries during a fault of
    /// ours must not lock a person out. The hits on the rates stay, for they count work and not guesses.
    pub(super) async fn verdict<R>(
        &self,
        attempt: &Reserved,
        password: SecretString,
        stored: Option<&str>,
    ) -> Result<Verdict, AttemptError<R>> {
        match self.hasher.verify(password, stored).await {
            Ok(verdict) => Ok(verdict),
            Err(error) => {
                self.refund(attempt).await?;
                Err(match error {
                    HashError::Busy => AttemptError::Busy,
                    HashError::Internal(_) | HashError::TooLong => Fault::internal(error).into(),
                })
            }
        }
    }

    async fn record(
        &self,
        scope: &Scope,
        client: &Client,
        portal_id: &str,
        outcome: &Outcome,
        own: SecondFactors,
    ) -> Result<LoginAttemptId, Fault> {
        let tx = scope.begin().await?;
        let attempt = Attempt {
            account: outcome.account().map(|found| found.account.id),
            portal_id_hash: *self.failures_of(scope, portal_id).as_bytes(),
            reason: outcome.reason(),
            ip: client.ip,
            factor_unused: own.any(),
            user_agent: &client.user_agent,
        };
        let succeeded = matches!(outcome, Outcome::Right(_, Step::Begin));
        let id = store::record_attempt(&tx, attempt, succeeded).await?;
        tx.commit().await?;
        Ok(id)
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

    /// What follows when everything was proved: a session, or a new password first; none if the account was changed
    /// meanwhile.
    pub(super) async fn proceed<R>(
        &self,
        scope: &Scope,
        client: &Client,
        found: AccountWithRoles,
        passed: Passed,
    ) -> Result<Option<SignInOutcome>, AttemptError<R>> {
        if found.account.must_change_password {
            let challenge = self.challenge_change(scope, client, &found.account, passed).await?;
            return Ok(challenge.map(SignInOutcome::PasswordChangeRequired));
        }
        let begun = self.begin_session(scope, client, found, passed).await?;
        Ok(begun.map(|begun| SignInOutcome::SignedIn(Box::new(begun))))
    }

    /// Begins the session of an account whose secret was proved; none if the account was changed meanwhile.
    ///
    /// The account's row is held while the session is created, as it is by everything that ends sessions: the epoch of
    /// the new session is the one in force. Read before the hash, it could be raised by a sign-out elsewhere, and the
    /// new session would be dead from its first request.
    pub(super) async fn begin_session(
        &self,
        scope: &Scope,
        client: &Client,
        mut found: AccountWithRoles,
        Passed { remember, proved, device }: Passed,
    ) -> Result<Option<Begun>, Fault> {
        let tx = scope.begin().await?;
        let Some(held) = still(&tx, &found.account, proved).await? else { return Ok(None) };
        found.account = held;
        let arrival = devices::arrive(&tx, client, &found.account, device).await?;
        let session = NewSession {
            owner: SessionOwner { tenant: scope.tenant().id, account: found.account.id },
            family: None,
            epoch: found.account.session_epoch,
            ip: Some(client.ip),
            device_label: device::label(&client.user_agent),
            user_agent: client.user_agent.clone(),
            remember,
            device: Some(arrival.id),
        };
        let issued = self.sessions.create(session, &self.lifetimes, scope.real_now()).await?;
        let known = matches!(arrival.mark, DeviceMark::Sent);
        session_events::started(&tx, &issued.record, known).await?;
        tx.record(Record::new("session.begin", found.account.id).by(found.account.id)).await?;
        tx.commit().await?;
        let (caller, token) = (SignedIn::new(found, issued.record), issued.token);
        Ok(Some(Begun { caller, token, device: Some(arrival.mark) }))
    }
}

/// What a sign-in has come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passed {
    /// Whether the session is to be remembered.
    pub remember: bool,
    /// What was proved.
    pub proved: Proved,
    /// The known device that it began on.
    pub device: Option<KnownDeviceId>,
}

/// What a person has proved itself by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proved {
    /// The password, and no second factor: there was none when it was looked for.
    PasswordAlone,
    /// A second factor, or what stands for one.
    SecondFactor,
}

/// The account, held until `tx` ends, if what was proved for it as it was `seen` is still enough. Hashing takes long
/// enough for the account to be closed meanwhile, its password to be changed or a second factor to be set up.
pub(super) async fn still(
    tx: &Tx,
    seen: &portal_account::Model,
    proved: Proved,
) -> Result<Option<portal_account::Model>, Fault> {
    let held = store::hold_account(tx, seen.id).await?;
    let same = |held: &portal_account::Model| {
        // Somebody may have asked for another password meanwhile.
        let demanded = held.must_change_password && !seen.must_change_password;
        held.status == AccountStatus::Active && held.password_hash == seen.password_hash && !demanded
    };
    let Some(held) = held.filter(same) else { return Ok(None) };
    let wanted = proved == Proved::PasswordAlone && factors::second_factors(tx, Some(held.id)).await?.any();
    Ok((!wanted).then_some(held))
}

enum Outcome {
    Right(AccountWithRoles, Step),
    Wrong(Option<AccountWithRoles>),
    NotActive(AccountWithRoles),
}

/// What follows a right password.
#[derive(Clone, Copy)]
enum Step {
    Begin,
    Verify,
    Enrol,
    Change,
}

fn judge(found: Option<AccountWithRoles>, verdict: Verdict, own: SecondFactors, tenant: &Tenant) -> Outcome {
    match found {
        Some(found) if verdict.matches && found.account.status == AccountStatus::Active => {
            let step = if own.any() {
                Step::Verify
            } else if needs_second_factor(tenant, &found) {
                Step::Enrol
            } else if found.account.must_change_password {
                Step::Change
            } else {
                Step::Begin
            };
            Outcome::Right(found, step)
        }
        Some(found) if verdict.matches => Outcome::NotActive(found),
        found => Outcome::Wrong(found),
    }
}

/// Whether one of the account's roles demands a second factor.
pub(super) fn needs_second_factor(tenant: &Tenant, found: &AccountWithRoles) -> bool {
    found.roles().any(|role| tenant.settings.second_factor.requires(role.kind()))
}

/// By what an account may prove itself.
fn methods(own: SecondFactors) -> Vec<FactorMethod> {
    let all = [
        (own.passkeys, FactorMethod::Passkey),
        (own.totp, FactorMethod::Totp),
        (own.recovery_codes, FactorMethod::RecoveryCode),
    ];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(_, method)| method).collect()
}

impl Outcome {
    fn account(&self) -> Option<&AccountWithRoles> {
        match self {
            Self::Right(found, _) | Self::NotActive(found) => Some(found),
            Self::Wrong(found) => found.as_ref(),
        }
    }

    fn step(&self) -> Option<Step> {
        match self {
            Self::Right(_, step) => Some(*step),
            Self::Wrong(_) | Self::NotActive(_) => None,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Right(_, Step::Begin) => "SIGNED_IN",
            Self::Right(_, Step::Verify) => "SECOND_FACTOR_WANTED",
            Self::Right(_, Step::Enrol) => "ENROLMENT_WANTED",
            Self::Right(_, Step::Change) => "PASSWORD_CHANGE_WANTED",
            Self::Wrong(Some(_)) => "WRONG_PASSWORD",
            Self::Wrong(None) => "UNKNOWN_PORTAL_ID",
            Self::NotActive(_) => "NOT_ACTIVE",
        }
    }
}

/// Rounds up: a caller that waits this long is not too early.
pub(super) fn whole_seconds(wait: chrono::TimeDelta) -> u64 {
    u64::try_from(wait.num_milliseconds().max(0)).unwrap_or_default().div_ceil(1000)
}

#[cfg(test)]
mod tests;
