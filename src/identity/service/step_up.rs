//! Proving once more who one is, for what a stolen session must not be enough for.

use chrono::{SubsecRound as _, TimeDelta};
use secrecy::SecretString;

use super::lane::{Lock, Mark, Reserved};
use super::second_factor::use_up;
use super::sign_in::AttemptError;
use super::{AccessToken, Client, Identity, PasskeyAnswer};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::{Grant, SignedIn};
use crate::identity::store::{self, Attempt};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::ports::session_store::{IssuedSession, SessionRecord};
use crate::tenancy::Tenant;

/// How long a proof counts.
const ELEVATION: TimeDelta = TimeDelta::minutes(10);

/// By what a person proves once more who it is.
#[derive(Debug)]
pub enum StepUpProof {
    /// The password.
    Password(SecretString),
    /// A code of the authenticator app, or a recovery code.
    Code(SecretString),
    /// A passkey's answer to the question of `start_passkey_step_up`.
    Passkey(PasskeyAnswer),
}

/// Why a proof was not accepted: told to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepUpRefusal {
    /// Wrong password, wrong code, or a code that was used before.
    InvalidCredentials {
        /// Attempts left before the lock.
        attempts_remaining: u32,
    },
    /// Too many failures.
    Locked {
        /// When it ends; `None`: not by waiting.
        until: Option<Instant>,
    },
    /// The session has ended meanwhile.
    SessionEnded,
}

impl From<Lock> for StepUpRefusal {
    fn from(Lock { until }: Lock) -> Self {
        Self::Locked { until }
    }
}

/// Why a session was not elevated.
pub type StepUpError = AttemptError<StepUpRefusal>;

/// What a proof has given.
#[derive(Debug)]
pub struct SteppedUp {
    /// The session under its new value.
    pub issued: IssuedSession,
    /// The access token that is elevated, where tokens hold the session.
    pub access: Option<AccessToken>,
}

impl Identity {
    /// Elevates the caller's session for a while and gives it a new value. A session that is held by tokens is elevated
    /// for a new access token alone, so that no copy of an earlier one rises with it. Failures count as those of a
    /// sign-in do.
    pub async fn step_up(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: &SignedIn,
        proof: StepUpProof,
    ) -> Result<SteppedUp, StepUpError> {
        let portal_id = caller.account.portal_id.as_str();
        let mark = Mark::Noted(caller.account.id, caller.session.device);
        let lane = self.enter(scope, client, "step-up", portal_id, mark).await?;
        let reserved = self.reserve::<StepUpRefusal>(scope, lane).await?;
        let attempts_remaining = reserved.remaining;
        let right = match proof {
            // Gives the attempt back by itself where there was no verdict.
            StepUpProof::Password(password) => {
                self.verdict(&reserved, password, caller.account.password_hash.as_deref()).await?.matches
            }
            StepUpProof::Code(code) => {
                self.or_refund(&reserved, self.try_code(scope, caller, &code).await).await?
            }
            StepUpProof::Passkey(answer) => {
                let verdict = self.try_passkey(scope, tenant, client, caller, &answer).await;
                self.or_refund(&reserved, verdict).await?
            }
        };
        if !right {
            let attempt = Attempt {
                account: Some(caller.account.id),
                portal_id_hash: *self.failures_of(scope, portal_id).as_bytes(),
                reason: "STEP_UP_REFUSED",
                ip: client.ip,
                factor_unused: false,
                user_agent: &client.user_agent,
            };
            let tx = scope.begin().await?;
            store::record_attempt(&tx, attempt, false).await?;
            tx.commit().await?;
            self.failed(scope, &reserved).await?;
            return Err(StepUpError::Refused(StepUpRefusal::InvalidCredentials { attempts_remaining }));
        }
        self.succeeded(&reserved).await?;
        let until = scope.real_now().trunc_subsecs(3) + ELEVATION;
        let (owner, session) = (caller.session.owner(), caller.session.id);
        let access = match caller.grant {
            Grant::AccessToken => Some(self.access_token(scope, caller).await?),
            Grant::Session | Grant::PersonalToken => None,
        };
        let elevate = |record: &mut SessionRecord| {
            record.elevated_until = Some(until);
            record.elevated_token = access.as_ref().map(|access| access.name.clone());
        };
        let tx = scope.begin().await?;
        tx.record(Record::new("session.step_up", session)).await?;
        // An entry of what did not happen is safer than none of what did.
        tx.commit().await?;
        let issued = self.sessions.reissue(owner, session, &elevate, scope.real_now()).await?;
        let issued = issued.ok_or(StepUpError::Refused(StepUpRefusal::SessionEnded))?;
        Ok(SteppedUp { issued, access })
    }

    /// Gives the attempt back where there was no verdict.
    async fn or_refund(&self, attempt: &Reserved, verdict: Result<bool, Fault>) -> Result<bool, Fault> {
        if verdict.is_err() {
            self.refund(attempt).await?;
        }
        verdict
    }

    async fn try_code(&self, scope: &Scope, caller: &SignedIn, code: &SecretString) -> Result<bool, Fault> {
        let Some(proof) = self.read_code(scope, &caller.account, code).await? else { return Ok(false) };
        let tx = scope.begin().await?;
        store::hold_account(&tx, caller.account.id).await?;
        let used = use_up(&tx, &caller.account, &proof).await?;
        tx.commit().await?;
        Ok(used)
    }
}
