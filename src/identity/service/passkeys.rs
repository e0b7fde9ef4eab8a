//! Making, naming and removing passkeys.

use sea_orm::Set;

use super::ceremony::{self, Bound, IssuedCeremony, PasskeyAnswer};
use super::enrolment::{
    Confirmed, Enrollee, Enrolling, EnrolmentError, EnrolmentRefusal, demand_elevation, refused,
};
use super::passwords::printed;
use super::{Client, Identity, challenge, credential_events};
use crate::db::audit::Record;
use crate::db::{DbError, Scope};
use crate::events::EventType;
use crate::identity::account::SignedIn;
use crate::identity::entity::passkey;
use crate::identity::entity::passkey_ceremony::CeremonyPurpose;
use crate::identity::passkey::RelyingParty;
use crate::identity::store::{self, factors, passkeys};
use crate::kernel::fault::Fault;
use crate::kernel::ids::PasskeyId;
use crate::ports::session_store::IssuedSession;
use crate::tenancy::Tenant;

/// Passkeys of one account at most.
const MOST: usize = 20;

/// The longest name, in characters.
const MAX_NAME: usize = 100;

impl Identity {
    /// The passkeys of the caller's account, the oldest first.
    pub async fn passkeys(&self, scope: &Scope, caller: &SignedIn) -> Result<Vec<passkey::Model>, Fault> {
        Ok(passkeys::of(scope, caller.account.id).await?)
    }

    /// Begins to make a passkey.
    pub async fn start_passkey_registration(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        who: Enrollee<'_>,
    ) -> Result<IssuedCeremony, EnrolmentError> {
        let enrolling = self.enrolling(scope, client, who).await?;
        let account = &enrolling.found.account;
        let existing = passkeys::of(scope, account.id).await?;
        if existing.len() >= MOST {
            return Err(refused(EnrolmentRefusal::TooMany));
        }
        let portal_id = printed(tenant, account);
        let relying_party = RelyingParty::of(tenant)?;
        let asked = relying_party.ask_for_new(account.id, &portal_id, &account.display_name, &existing)?;
        let tx = scope.begin().await?;
        let begun = ceremony::begin(&tx, client, registration(who, &enrolling), asked).await?;
        tx.commit().await?;
        Ok(begun)
    }

    /// Stores the passkey that was made. Sessions elsewhere end; the caller's gets a new value, or the sign-in that
    /// waited for the factor goes on.
    pub async fn finish_passkey_registration(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        who: Enrollee<'_>,
        answer: &PasskeyAnswer,
        name: &str,
    ) -> Result<(PasskeyId, Confirmed), EnrolmentError> {
        let enrolling = self.enrolling(scope, client, who).await?;
        let name = checked(name)?;
        if let Some(pending) = &enrolling.pending
            && !challenge::take_try(scope, pending.id).await?
        {
            return Err(refused(EnrolmentRefusal::InvalidChallenge));
        }
        let begun = ceremony::take(scope, client, &answer.ceremony).await?;
        let begun = begun.filter(|begun| Bound::of(begun) == registration(who, &enrolling));
        let begun = begun.ok_or(refused(EnrolmentRefusal::InvalidCeremony))?;
        let made = RelyingParty::of(tenant)?.made(&begun.state, &answer.credential)?;
        let made = made.map_err(|_| refused(EnrolmentRefusal::InvalidPasskey))?;
        let account = enrolling.found.account.id;
        let id: PasskeyId = scope.new_id();
        let row = passkey::ActiveModel {
            id: Set(id),
            account_id: Set(account),
            credential_id: Set(made.credential_id),
            credential: Set(made.credential),
            sign_count: Set(made.sign_count.into()),
            name: Set(name.to_owned()),
            created_at: Set(scope.real_now()),
            last_used_at: Set(None),
            ..Default::default()
        };
        let tx = scope.begin().await?;
        store::hold_account(&tx, account).await?;
        let before = factors::second_factors(&tx, Some(account)).await?;
        match passkeys::insert(&tx, row).await {
            Ok(()) => {}
            // WebAuthn §7.1 step 26: an authenticator may not answer for two accounts.
            Err(DbError::Unique(_)) => return Err(refused(EnrolmentRefusal::InvalidPasskey)),
            Err(error) => return Err(error.into()),
        }
        let record = Record::new("account.passkey_added", account).by(account);
        tx.record(record.after(serde_json::json!({ "passkey": id, "name": name }))).await?;
        credential_events::passkey_changed(&tx, account, EventType::PasskeyAdded, name).await?;
        Ok((id, self.enrolled(tx, tenant, client, who, enrolling, before).await?))
    }

    /// Gives a passkey of the caller another name.
    pub async fn rename_passkey(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        id: PasskeyId,
        name: &str,
    ) -> Result<passkey::Model, EnrolmentError> {
        demand_elevation(scope, caller)?;
        let name = checked(name)?;
        let unknown = || refused(EnrolmentRefusal::NotEnrolled);
        let own = self.passkeys(scope, caller).await?;
        let old = own.into_iter().find(|passkey| passkey.id == id).ok_or_else(unknown)?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, caller.account.id).await?;
        if !passkeys::rename(&tx, caller.account.id, id, name).await? {
            return Err(unknown());
        }
        let (was, is) = (serde_json::json!({ "name": old.name }), serde_json::json!({ "name": name }));
        tx.record(Record::new("account.passkey_renamed", id).change(was, is)).await?;
        tx.commit().await?;
        Ok(passkey::Model { name: name.to_owned(), ..old })
    }

    /// Removes a passkey of the caller. Sessions elsewhere end; the caller's gets a new value.
    pub async fn remove_passkey(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        caller: &SignedIn,
        id: PasskeyId,
    ) -> Result<IssuedSession, EnrolmentError> {
        demand_elevation(scope, caller)?;
        let unknown = || refused(EnrolmentRefusal::NotEnrolled);
        let own = self.passkeys(scope, caller).await?;
        let old = own.into_iter().find(|passkey| passkey.id == id).ok_or_else(unknown)?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, caller.account.id).await?;
        if !passkeys::remove(&tx, caller.account.id, id).await? {
            return Err(unknown());
        }
        let record = Record::new("account.passkey_removed", caller.account.id);
        tx.record(record.before(serde_json::json!({ "passkey": id }))).await?;
        let account = caller.account.id;
        credential_events::passkey_changed(&tx, account, EventType::PasskeyRemoved, &old.name).await?;
        self.factor_removed(tx, tenant, caller).await
    }
}

/// What a registration is bound to: the sign-in that waits for it, or the session that wants it.
fn registration(who: Enrollee<'_>, enrolling: &Enrolling) -> Bound {
    Bound {
        purpose: CeremonyPurpose::Registration,
        account: Some(enrolling.found.account.id),
        challenge: enrolling.pending.as_ref().map(|pending| pending.id),
        session: match who {
            Enrollee::Caller(caller) => Some(caller.session.id),
            Enrollee::Challenge(_) | Enrollee::Nobody => None,
        },
    }
}

fn checked(name: &str) -> Result<&str, EnrolmentError> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= MAX_NAME && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(refused(EnrolmentRefusal::Name)) }
}
