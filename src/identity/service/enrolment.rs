//! Setting up an authenticator app, and taking it away.
//!
//! Whoever is signed in and has just proved who it is may do so, and whoever was told at sign-in that its role demands
//! a second factor: the challenge of that sign-in stands for the session that there is not yet.

use secrecy::{ExposeSecret as _, SecretString};

use super::forced_change::demanding;
use super::second_factor::seal_totp;
use super::sign_in::{AttemptError, Begun, Passed, Proved, SignInOutcome, needs_second_factor};
use super::{Client, Identity, challenge, credential_events};
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::identity::account::{AccountWithRoles, SignedIn};
use crate::identity::entity::portal_account;
use crate::identity::entity::sign_in_challenge::{self, ChallengePurpose};
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::recovery_code::{COUNT, RecoveryCode};
use crate::identity::store::factors::{self, SecondFactors};
use crate::identity::store::{self, challenges, devices, passwords};
use crate::identity::totp::{self, TotpSecret};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TotpFactorId;
use crate::ports::session_store::IssuedSession;
use crate::tenancy::Tenant;

/// Who sets up a second factor.
#[derive(Clone, Copy)]
pub enum Enrollee<'a> {
    /// Somebody who is signed in.
    Caller(&'a SignedIn),
    /// Somebody whose sign-in waits for it, by the challenge.
    Challenge(&'a SecretString),
    /// Somebody who is neither.
    Nobody,
}

/// What an authenticator app has to be told. Shown once.
pub struct TotpEnrolment {
    /// The secret.
    pub secret: TotpSecret,
    /// `otpauth://totp/…`, to be scanned.
    pub uri: String,
}

/// A second factor was set up.
pub struct Confirmed {
    /// The recovery codes, where there were none before. Shown once.
    pub recovery_codes: Vec<String>,
    /// What becomes of the caller's session, or of the sign-in that waited.
    pub outcome: SignInOutcome,
}

/// Why a factor was not changed: told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentRefusal {
    /// Unknown, expired, used up or somebody else's: begin the sign-in anew.
    InvalidChallenge,
    /// The session must be elevated first.
    StepUpRequired,
    /// There is no such factor, or none that waits for its confirmation.
    NotEnrolled,
    /// A wrong code.
    InvalidCode,
    /// The role demands a second factor, and this is the only one.
    Required,
    /// The question to the authenticator is unknown, expired, used up or somebody else's.
    InvalidCeremony,
    /// The authenticator's answer is not valid, or it answers for somebody already.
    InvalidPasskey,
    /// The account has as many passkeys as it may have.
    TooMany,
    /// A name that is empty or too long.
    Name,
}

/// Why a factor was not changed.
pub type EnrolmentError = AttemptError<EnrolmentRefusal>;

pub(super) fn refused(refusal: EnrolmentRefusal) -> EnrolmentError {
    EnrolmentError::Refused(refusal)
}

/// Whose factor it is to be, and the sign-in that waits for it.
pub(super) struct Enrolling {
    pub found: AccountWithRoles,
    pub pending: Option<sign_in_challenge::Model>,
}

impl Identity {
    /// Makes a secret for an authenticator app. It counts for nothing before it is confirmed, and then replaces the one
    /// that there was.
    pub async fn enrol_totp(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        who: Enrollee<'_>,
    ) -> Result<TotpEnrolment, EnrolmentError> {
        let Enrolling { found, .. } = self.enrolling(scope, client, who).await?;
        let account = &found.account;
        let secret = TotpSecret::generate(&**scope.entropy());
        let uri = secret.uri(&tenant.name, &shown(tenant, account))?;
        let id: TotpFactorId = scope.new_id();
        let sealed = seal_totp(&self.keyring, scope.tenant().id, id, &secret).await?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, account.id).await?;
        factors::insert_totp(&tx, account.id, id, sealed).await?;
        tx.commit().await?;
        Ok(TotpEnrolment { secret, uri })
    }

    /// Confirms the authenticator app by its first code. Sessions elsewhere end; the caller's gets a new value, or the
    /// sign-in that waited for the factor goes on.
    pub async fn confirm_totp(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        who: Enrollee<'_>,
        code: &SecretString,
    ) -> Result<Confirmed, EnrolmentError> {
        let Enrolling { found, pending } = self.enrolling(scope, client, who).await?;
        if let Some(pending) = &pending
            && !challenge::take_try(scope, pending.id).await?
        {
            return Err(refused(EnrolmentRefusal::InvalidChallenge));
        }
        let account = &found.account;
        let factor = factors::totp(scope, account.id, false).await?;
        let factor = factor.ok_or(refused(EnrolmentRefusal::NotEnrolled))?;
        let digits = totp::digits(code.expose_secret()).ok_or(refused(EnrolmentRefusal::InvalidCode))?;
        let step = self.open_totp(&factor).await?.step_of(&digits, scope.real_now(), factor.last_used_step);
        let step = step.ok_or(refused(EnrolmentRefusal::InvalidCode))?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, account.id).await?;
        let own = factors::second_factors(&tx, Some(account.id)).await?;
        if !factors::confirm_totp(&tx, &factor, step).await? {
            return Err(refused(EnrolmentRefusal::NotEnrolled));
        }
        tx.audit("account.totp_added", account.id.to_string(), None).await?;
        credential_events::changed(&tx, account.id, EventType::TotpAdded).await?;
        self.enrolled(tx, tenant, client, who, Enrolling { found, pending }, own).await
    }

    /// Removes the authenticator app. Sessions elsewhere end; the caller's gets a new value.
    pub async fn remove_totp(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        caller: &SignedIn,
    ) -> Result<IssuedSession, EnrolmentError> {
        demand_elevation(scope, caller)?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, caller.account.id).await?;
        if !factors::remove_totp(&tx, caller.account.id, true).await? {
            return Err(refused(EnrolmentRefusal::NotEnrolled));
        }
        tx.audit("account.totp_removed", caller.account.id.to_string(), None).await?;
        credential_events::changed(&tx, caller.account.id, EventType::TotpRemoved).await?;
        self.factor_removed(tx, tenant, caller).await
    }

    /// New recovery codes in place of all earlier ones. Shown once.
    pub async fn renew_recovery_codes(
        &self,
        scope: &Scope,
        caller: &SignedIn,
    ) -> Result<Vec<String>, EnrolmentError> {
        demand_elevation(scope, caller)?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, caller.account.id).await?;
        if !factors::second_factors(&tx, Some(caller.account.id)).await?.any() {
            return Err(refused(EnrolmentRefusal::NotEnrolled));
        }
        let codes = make_recovery_codes(&tx, &caller.account).await?;
        tx.audit("account.recovery_codes_renewed", caller.account.id.to_string(), None).await?;
        tx.commit().await?;
        Ok(codes)
    }

    /// The second factors of the caller's account.
    pub async fn second_factors(&self, scope: &Scope, caller: &SignedIn) -> Result<SecondFactors, Fault> {
        Ok(factors::second_factors(scope, Some(caller.account.id)).await?)
    }

    /// Who may set up a second factor now.
    pub(super) async fn enrolling(
        &self,
        scope: &Scope,
        client: &Client,
        who: Enrollee<'_>,
    ) -> Result<Enrolling, EnrolmentError> {
        match who {
            Enrollee::Caller(caller) => {
                demand_elevation(scope, caller)?;
                let found = caller.everything();
                Ok(Enrolling { found, pending: None })
            }
            Enrollee::Nobody => Err(refused(EnrolmentRefusal::InvalidChallenge)),
            Enrollee::Challenge(value) => {
                let invalid = || refused(EnrolmentRefusal::InvalidChallenge);
                let purpose = ChallengePurpose::Enrolment;
                let pending = challenge::find(scope, client, value.expose_secret(), purpose).await?;
                let pending = pending.ok_or_else(invalid)?;
                let found = challenge::account_of(scope, &pending).await?.ok_or_else(invalid)?;
                Ok(Enrolling { found, pending: Some(pending) })
            }
        }
    }

    /// Finishes the set-up of a factor that `tx` has stored.
    pub(super) async fn enrolled(
        &self,
        tx: Tx,
        tenant: &Tenant,
        client: &Client,
        who: Enrollee<'_>,
        enrolling: Enrolling,
        before: SecondFactors,
    ) -> Result<Confirmed, EnrolmentError> {
        let Enrolling { found, pending } = enrolling;
        let recovery_codes =
            if before.any() { Vec::new() } else { make_recovery_codes(&tx, &found.account).await? };
        let invalid = || refused(EnrolmentRefusal::InvalidChallenge);
        let outcome = match (who, pending) {
            (Enrollee::Caller(caller), _) => {
                let renewed = self.credentials_changed(tx, caller).await?;
                let IssuedSession { token, record } = renewed.ok_or_else(invalid)?;
                let caller = SignedIn::new(found, record);
                SignInOutcome::SignedIn(Box::new(Begun { caller, token, device: None }))
            }
            (Enrollee::Challenge(_), None) | (Enrollee::Nobody, _) => return Err(invalid()),
            (Enrollee::Challenge(_), Some(pending)) => {
                // The challenge was given because there was no factor. Where there is one by now, who knows the password
                // and nothing else must not replace it.
                if before.any() || !challenges::consume(&tx, pending.id).await? {
                    return Err(invalid());
                }
                // What else was begun without a factor ends.
                challenges::drop_all(&tx, found.account.id).await?;
                devices::forget_others(&tx, found.account.id, pending.device_id).await?;
                if let Some(attempt) = pending.login_attempt_id {
                    store::complete_attempt(&tx, attempt, found.account.id, "SIGNED_IN").await?;
                }
                let scope = tx.scope().clone();
                tx.commit().await?;
                let (remember, device) = (pending.remember, pending.device_id);
                let passed = Passed { remember, proved: Proved::SecondFactor, device };
                let found = demanding(found, tenant, scope.real_now());
                let begun = self.proceed(&scope, client, found, passed).await?;
                begun.ok_or_else(invalid)?
            }
        };
        Ok(Confirmed { recovery_codes, outcome })
    }

    /// Finishes the removal of a factor that `tx` has removed, unless it was the last of somebody who needs one.
    pub(super) async fn factor_removed(
        &self,
        tx: Tx,
        tenant: &Tenant,
        caller: &SignedIn,
    ) -> Result<IssuedSession, EnrolmentError> {
        let left = factors::second_factors(&tx, Some(caller.account.id)).await?;
        if !left.any() {
            let found = caller.everything();
            if needs_second_factor(tenant, &found) {
                return Err(refused(EnrolmentRefusal::Required));
            }
            // They stood in for what is no more.
            factors::replace_recovery_codes(&tx, caller.account.id, Vec::new()).await?;
            if tenant.settings.password_policy.asks_more_alone() {
                // It was chosen when it did not stand alone. What it is, nobody knows: another must be set.
                passwords::demand_change(&tx, caller.account.id).await?;
            }
        }
        let renewed = self.credentials_changed(tx, caller).await?;
        renewed.ok_or(refused(EnrolmentRefusal::InvalidChallenge))
    }
}

/// Refuses unless the caller has just proved who it is.
pub(super) fn demand_elevation(scope: &Scope, caller: &SignedIn) -> Result<(), EnrolmentError> {
    let elevated = caller.session.is_elevated(scope.real_now());
    if elevated { Ok(()) } else { Err(refused(EnrolmentRefusal::StepUpRequired)) }
}

async fn make_recovery_codes(tx: &Tx, account: &portal_account::Model) -> Result<Vec<String>, Fault> {
    let random = tx.scope().entropy().clone();
    let codes: Vec<RecoveryCode> = (0..COUNT).map(|_| RecoveryCode::generate(&*random)).collect();
    let hashes = codes.iter().map(|code| code.hash(account.id)).collect();
    factors::replace_recovery_codes(tx, account.id, hashes).await?;
    Ok(codes.iter().map(RecoveryCode::shown).collect())
}

/// The portal ID as it is printed, for the list of an app.
fn shown(tenant: &Tenant, account: &portal_account::Model) -> String {
    let format = PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length));
    let printed = format.ok().and_then(|format| PortalId::normalise(&account.portal_id, &format).ok());
    printed.map_or_else(|| account.portal_id.clone(), |id| id.to_string())
}
