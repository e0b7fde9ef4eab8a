//! Signing in by a passkey: alone, or as the second step after the password; and proving by one once more who one is.
//!
//! A passkey cannot be guessed, so one alone is not kept out by the lock that wrong passwords bring: else whoever knows a
//! printed portal ID could lock its owner out (domain.md §4), and it opens anew what too many failures in a row have closed.
//! The rates of address and account hold. As a second step and as a step-up it counts with the other proofs.
//!
//! A passkey alone asks for no new password, however old the tenant lets one become: none was used.

use secrecy::{ExposeSecret as _, SecretString};

use super::ceremony::{self, Bound, IssuedCeremony, PasskeyAnswer};
use super::forced_change::demanding;
use super::lane::{Lock, Mark};
use super::sign_in::{AttemptError, Passed, Proved, SignInOutcome, whole_seconds};
use super::{Client, Identity, challenge};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::identity::account::{AccountWithRoles, SignedIn};
use crate::identity::entity::passkey_ceremony::{self, CeremonyPurpose};
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::entity::sign_in_challenge::ChallengePurpose;
use crate::identity::passkey::{self, Accepted, Claim, Rejected, RelyingParty};
use crate::identity::store::{self, Attempt, challenges, passkeys};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, PasskeyId};
use crate::ports::throttle::{CounterKey, RateVerdict};
use crate::tenancy::Tenant;

/// Why a passkey was not accepted: told to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasskeyRefusal {
    /// The sign-in whose second step it should be has ended: begin it anew.
    InvalidChallenge,
    /// Unknown, expired, used up or somebody else's: ask the authenticator anew.
    InvalidCeremony,
    /// The answer is not valid, or of a passkey that is none of this account, or of none any more.
    InvalidPasskey {
        /// Tries left, where they are counted.
        attempts_remaining: Option<u32>,
    },
    /// Too many failures.
    Locked {
        /// When it ends; `None`: not by waiting.
        until: Option<Instant>,
    },
    /// The passkey was right, but the account is suspended, expired, disabled or not activated.
    NotActive(AccountStatus),
    /// The passkey was right, but the password was taken away: it must be reset first.
    PasswordResetRequired,
}

impl From<Lock> for PasskeyRefusal {
    fn from(Lock { until }: Lock) -> Self {
        Self::Locked { until }
    }
}

/// Why nobody was signed in by a passkey.
pub type PasskeyError = AttemptError<PasskeyRefusal>;

fn refused(refusal: PasskeyRefusal) -> PasskeyError {
    PasskeyError::Refused(refusal)
}

fn invalid() -> PasskeyError {
    refused(PasskeyRefusal::InvalidPasskey { attempts_remaining: None })
}

/// A passkey that has proved itself, before anybody has noted that.
pub(super) struct Accepting {
    id: PasskeyId,
    accepted: Accepted,
}

impl Accepting {
    /// Notes that the passkey was accepted. Whether its counter still says so: of two answers with the same one, one does.
    pub(super) async fn use_up(self, tx: &Tx) -> Result<bool, Fault> {
        Ok(passkeys::accept(tx, self.id, self.accepted.sign_count, self.accepted.credential).await?)
    }
}

impl Identity {
    /// Asks for a passkey: any, to sign in by it alone, or one of the account whose sign-in waits for a second factor.
    pub async fn start_passkey_sign_in(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        challenge: Option<&SecretString>,
    ) -> Result<IssuedCeremony, PasskeyError> {
        self.limit_questions(scope, client).await?;
        let anybody =
            Bound { purpose: CeremonyPurpose::SignIn, account: None, challenge: None, session: None };
        let (bound, allowed) = match challenge {
            None => (anybody, Vec::new()),
            Some(value) => {
                let purpose = ChallengePurpose::SecondFactor;
                let pending = challenge::find(scope, client, value.expose_secret(), purpose).await?;
                let pending = pending.ok_or_else(|| refused(PasskeyRefusal::InvalidChallenge))?;
                let allowed = passkeys::of(scope, pending.account_id).await?;
                if allowed.is_empty() {
                    return Err(invalid());
                }
                let bound = Bound {
                    purpose: CeremonyPurpose::SecondFactor,
                    account: Some(pending.account_id),
                    challenge: Some(pending.id),
                    ..anybody
                };
                (bound, allowed)
            }
        };
        let asked = RelyingParty::of(tenant)?.ask_for(&allowed)?;
        let tx = scope.begin().await?;
        let begun = ceremony::begin(&tx, client, bound, asked).await?;
        tx.commit().await?;
        Ok(begun)
    }

    /// Asks for a passkey of the caller, to elevate the session by it. `None`: there is none.
    pub async fn start_passkey_step_up(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: &SignedIn,
    ) -> Result<Option<IssuedCeremony>, PasskeyError> {
        self.limit_questions(scope, client).await?;
        let allowed = passkeys::of(scope, caller.account.id).await?;
        if allowed.is_empty() {
            return Ok(None);
        }
        let asked = RelyingParty::of(tenant)?.ask_for(&allowed)?;
        let tx = scope.begin().await?;
        let begun = ceremony::begin(&tx, client, step_up_of(caller), asked).await?;
        tx.commit().await?;
        Ok(Some(begun))
    }

    /// Signs a person in by what the authenticator has answered.
    pub async fn sign_in_with_passkey(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        answer: &PasskeyAnswer,
        remember_me: bool,
    ) -> Result<SignInOutcome, PasskeyError> {
        // Each takes a question of its own, and those are limited.
        let begun = ceremony::take(scope, client, &answer.ceremony).await?;
        let begun = begun.ok_or_else(|| refused(PasskeyRefusal::InvalidCeremony))?;
        match begun.purpose {
            CeremonyPurpose::SignIn => {
                let remember = remember_me && tenant.settings.portal.remember_me;
                self.by_passkey_alone(scope, tenant, client, &begun, &answer.credential, remember).await
            }
            CeremonyPurpose::SecondFactor => {
                self.by_passkey_too(scope, tenant, client, &begun, &answer.credential).await
            }
            CeremonyPurpose::Registration | CeremonyPurpose::StepUp => {
                Err(refused(PasskeyRefusal::InvalidCeremony))
            }
        }
    }

    async fn by_passkey_alone(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        begun: &passkey_ceremony::Model,
        credential: &str,
        remember: bool,
    ) -> Result<SignInOutcome, PasskeyError> {
        // Who is not identified is nobody whose history could tell of it.
        let claim = passkey::claim(credential).ok_or_else(invalid)?;
        let owner = claim.account.ok_or_else(invalid)?;
        let found = store::account(scope, owner).await?.ok_or_else(invalid)?;
        let portal_id = found.account.portal_id.clone();
        let mark = Mark::Shown(client);
        let lane = self.enter(scope, client, "passkey", &portal_id, mark).await?;
        let proved = self.prove(scope, tenant, client, &found, begun, &claim).await?.ok_or_else(invalid)?;
        let refusal = match found.account.status {
            AccountStatus::Active if found.account.password_hash.is_none() => {
                Some(PasskeyRefusal::PasswordResetRequired)
            }
            AccountStatus::Active => None,
            status => Some(PasskeyRefusal::NotActive(status)),
        };
        let reason = if refusal.is_some() { "NOT_ACTIVE" } else { "SIGNED_IN" };
        let attempt = self.attempt(scope, client, &found, reason);
        let tx = scope.begin().await?;
        store::hold_account(&tx, found.account.id).await?;
        if !proved.use_up(&tx).await? {
            drop(tx);
            self.suspect(scope, client, &found).await?;
            return Err(invalid());
        }
        store::record_attempt(&tx, attempt, refusal.is_none()).await?;
        tx.commit().await?;
        if let Some(refusal) = refusal {
            return Err(refused(refusal));
        }
        self.throttle.interrupt(self.failures_of(scope, &portal_id)).await?;
        let passed = Passed { remember, proved: Proved::SecondFactor, device: lane.device() };
        let begun = self.proceed(scope, client, found, passed).await?;
        begun.ok_or_else(invalid)
    }

    async fn by_passkey_too(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        begun: &passkey_ceremony::Model,
        credential: &str,
    ) -> Result<SignInOutcome, PasskeyError> {
        let ended = || refused(PasskeyRefusal::InvalidChallenge);
        let pending = ceremony::sign_in_of(scope, begun).await?.ok_or_else(ended)?;
        let found = challenge::account_of(scope, &pending).await?.ok_or_else(ended)?;
        let mark = Mark::Noted(found.account.id, pending.device_id);
        let lane = self.enter(scope, client, "second-factor", &found.account.portal_id, mark).await?;
        let reserved = self.reserve::<PasskeyRefusal>(scope, lane).await?;
        match self.judge_passkey(scope, tenant, client, &pending, &found, begun, credential).await {
            Ok(Verdict::Right) => {
                self.succeeded(&reserved).await?;
                let (proved, device) = (Proved::SecondFactor, reserved.device());
                let passed = Passed { remember: pending.remember, proved, device };
                let found = demanding(found, tenant, scope.real_now());
                let begun = self.proceed(scope, client, found, passed).await?;
                begun.ok_or_else(ended)
            }
            Ok(Verdict::Wrong) => {
                self.failed(scope, &reserved).await?;
                let tries = u32::try_from(challenge::MAX_TRIES - pending.tries - 1).unwrap_or_default();
                let attempts_remaining = Some(reserved.remaining.min(tries));
                Err(refused(PasskeyRefusal::InvalidPasskey { attempts_remaining }))
            }
            Ok(Verdict::UsedUp) => {
                self.refund(&reserved).await?;
                Err(ended())
            }
            Err(fault) => {
                self.refund(&reserved).await?;
                Err(fault.into())
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all of them come from the one caller above")]
    async fn judge_passkey(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        pending: &challenge::Pending,
        found: &AccountWithRoles,
        begun: &passkey_ceremony::Model,
        credential: &str,
    ) -> Result<Verdict, Fault> {
        if !challenge::take_try(scope, pending.id).await? {
            return Ok(Verdict::UsedUp);
        }
        let Some(claim) = passkey::claim(credential) else { return Ok(Verdict::Wrong) };
        let Some(proved) = self.prove(scope, tenant, client, found, begun, &claim).await? else {
            return Ok(Verdict::Wrong);
        };
        let tx = scope.begin().await?;
        store::hold_account(&tx, found.account.id).await?;
        if !proved.use_up(&tx).await? {
            drop(tx);
            self.suspect(scope, client, found).await?;
            return Ok(Verdict::Wrong);
        }
        if !challenges::consume(&tx, pending.id).await? {
            // Somebody was faster. Nothing is used up: the transaction is dropped.
            return Ok(Verdict::UsedUp);
        }
        if let Some(attempt) = pending.login_attempt_id {
            store::complete_attempt(&tx, attempt, found.account.id, "SIGNED_IN").await?;
        }
        tx.commit().await?;
        Ok(Verdict::Right)
    }

    /// Whether an answer proves that the caller is still there.
    pub(super) async fn try_passkey(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: &SignedIn,
        answer: &PasskeyAnswer,
    ) -> Result<bool, Fault> {
        let begun = ceremony::take(scope, client, &answer.ceremony).await?;
        let begun = begun.filter(|begun| Bound::of(begun) == step_up_of(caller));
        let (Some(begun), Some(claim)) = (begun, passkey::claim(&answer.credential)) else {
            return Ok(false);
        };
        let found = caller.everything();
        let Some(proved) = self.prove(scope, tenant, client, &found, &begun, &claim).await? else {
            return Ok(false);
        };
        let tx = scope.begin().await?;
        store::hold_account(&tx, found.account.id).await?;
        if !proved.use_up(&tx).await? {
            drop(tx);
            self.suspect(scope, client, &found).await?;
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The passkey of the account that has signed what the ceremony asked. An answer that was not accepted is recorded.
    async fn prove(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        found: &AccountWithRoles,
        begun: &passkey_ceremony::Model,
        claim: &Claim,
    ) -> Result<Option<Accepting>, Fault> {
        let is_own = |account: AccountId| account == found.account.id;
        let known = passkeys::by_credential(scope, claim.credential_id.clone()).await?;
        let known = known.filter(|known| is_own(known.account_id) && claim.account.is_none_or(is_own));
        let verdict = match &known {
            Some(known) => RelyingParty::of(tenant)?.accepted(&begun.state, claim, known)?,
            None => Err(Rejected::Invalid),
        };
        match (verdict, known) {
            (Ok(accepted), Some(known)) => return Ok(Some(Accepting { id: known.id, accepted })),
            (Err(Rejected::Copied), _) => self.suspect(scope, client, found).await?,
            (Err(Rejected::Invalid), _) | (Ok(_), None) => {
                let tx = scope.begin().await?;
                let attempt = self.attempt(scope, client, found, "WRONG_PASSKEY");
                store::record_attempt(&tx, attempt, false).await?;
                tx.commit().await?;
            }
        }
        Ok(None)
    }

    /// Records that a passkey's counter did not rise: somebody may have a copy of it. It stays, for a faulty authenticator
    /// looks the same; its owner finds the attempt in the history.
    async fn suspect(&self, scope: &Scope, client: &Client, found: &AccountWithRoles) -> Result<(), Fault> {
        let account = found.account.id;
        tracing::warn!(account = %account, "the counter of a passkey did not rise");
        let tx = scope.begin().await?;
        store::record_attempt(&tx, self.attempt(scope, client, found, "PASSKEY_COPIED"), false).await?;
        tx.record(Record::new("account.passkey_suspected", account)).await?;
        Ok(tx.commit().await?)
    }

    fn attempt<'a>(
        &self,
        scope: &Scope,
        client: &'a Client,
        found: &AccountWithRoles,
        reason: &'static str,
    ) -> Attempt<'a> {
        Attempt {
            account: Some(found.account.id),
            portal_id_hash: *self.failures_of(scope, &found.account.portal_id).as_bytes(),
            reason,
            ip: client.ip,
            factor_unused: false,
            user_agent: &client.user_agent,
        }
    }

    async fn limit_questions(&self, scope: &Scope, client: &Client) -> Result<(), PasskeyError> {
        let key = CounterKey::of_address(&self.counter_key, scope.tenant().id, "passkey-ceremony", client.ip);
        match self.throttle.hit(key, self.limits.per_address, scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => {
                Err(PasskeyError::RateLimited { retry_after: whole_seconds(retry_after) })
            }
        }
    }
}

/// What a step-up is bound to.
fn step_up_of(caller: &SignedIn) -> Bound {
    Bound {
        purpose: CeremonyPurpose::StepUp,
        account: Some(caller.account.id),
        challenge: None,
        session: Some(caller.session.id),
    }
}

/// What is made of an answer.
enum Verdict {
    Right,
    Wrong,
    /// The challenge has no tries left, or somebody else has met it.
    UsedUp,
}
