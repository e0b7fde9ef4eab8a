//! Personal access tokens: what a person gives to a program of its own, instead of the password.
//!
//! A token is shown once; its SHA-256 is kept (it has 256 random bits, so a slow hash would protect nothing). It reads
//! within its scopes and changes nothing, ends on its day, and lives apart from sessions: signing out does not end it,
//! taking it back does, so does a new password, and an account that may not sign in has none.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::Identity;
use super::authenticate::Look;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::{AccountWithRoles, Grant, SignedIn, Subject};
use crate::identity::entity::personal_token;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::store;
use crate::identity::store::tokens;
use crate::identity::token_scope::{TokenScope, narrowed};
use crate::kernel::entropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PersonalTokenId, SessionId, TypedId as _};
use crate::ports::session_store::{NewSession, SessionOwner, SessionRecord};

/// The most tokens that an account has at a time.
pub const MAX_PERSONAL_TOKENS: usize = 50;
/// The longest life, in days.
const MAX_DAYS: u32 = 365;
/// The longest name, in characters.
const MAX_NAME: usize = 100;
/// Scanners for leaked secrets look for a prefix like this.
const PREFIX: &str = "portico_pat_";
/// How old the note of the last use grows before it is written again.
const NOTE_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Whether a bearer token has the form of a personal one.
pub(super) fn is_one(text: &str) -> bool {
    text.starts_with(PREFIX)
}

/// A token to make.
#[derive(Debug)]
pub struct NewPersonalToken {
    /// What its owner calls it, 1 to 100 characters.
    pub name: String,
    /// What it may be used for; at least one.
    pub scopes: Vec<TokenScope>,
    /// Days until it ends, 1 to 365.
    pub days: u32,
}

/// Why there is no new token: told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalTokenRefusal {
    /// The name is empty or too long.
    Name,
    /// There is no scope.
    Scopes,
    /// The number of days is out of bounds.
    Days,
    /// The account has too many already.
    TooMany,
    /// The session must be elevated first.
    StepUpRequired,
}

/// Why a token was not made.
#[derive(Debug)]
pub enum PersonalTokenError {
    /// The caller may not.
    Forbidden,
    /// The caller's session has ended meanwhile.
    SessionEnded,
    /// Refused, for the person to know.
    Refused(PersonalTokenRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for PersonalTokenError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Makes a token for the caller's account; its text is not to be had again.
    pub async fn create_personal_token(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        new: NewPersonalToken,
    ) -> Result<(personal_token::Model, SecretString), PersonalTokenError> {
        // What lasts longer than the session is not given to one that only looks, or is shown by another token.
        if !caller.grant.is_session() || caller.session.view_as.is_some() {
            return Err(PersonalTokenError::Forbidden);
        }
        let NewPersonalToken { name, mut scopes, days } = new;
        let name = name.trim().to_owned();
        scopes.sort_unstable_by_key(|scope| *scope as u8);
        scopes.dedup();
        let refusal = if name.is_empty() || name.chars().count() > MAX_NAME || name.contains('\0') {
            Some(PersonalTokenRefusal::Name)
        } else if scopes.is_empty() {
            Some(PersonalTokenRefusal::Scopes)
        } else if !(1..=MAX_DAYS).contains(&days) {
            Some(PersonalTokenRefusal::Days)
        } else if !caller.session.is_elevated(scope.real_now()) {
            Some(PersonalTokenRefusal::StepUpRequired)
        } else {
            None
        };
        if let Some(refusal) = refusal {
            return Err(PersonalTokenError::Refused(refusal));
        }
        let (account, now) = (caller.account.id, scope.real_now());
        let secret: [u8; 32] = entropy::bytes(&**scope.entropy());
        let text = SecretString::from(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret)));
        let hint = text.expose_secret();
        let row = personal_token::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            account_id: account,
            name,
            digest: digest(&text).to_vec(),
            hint: hint[hint.len() - 4..].to_owned(),
            scopes: serde_json::to_value(&scopes).map_err(Fault::internal)?,
            created_at: now,
            expires_at: now + TimeDelta::days(i64::from(days)),
            last_used_at: None,
            revoked_at: None,
        };
        let tx = scope.begin().await?;
        // Two calls at once count one after the other. And whoever ends sessions holds the account too: a token that the
        // call of a stolen session asks for must not be made after the session has ended.
        let held = store::hold_account(&tx, account).await?;
        let owner = caller.session.owner();
        let session = self.sessions.peek_id(owner, caller.session.id, now).await?;
        let lives = held.zip(session).is_some_and(|(held, session)| session.is_current(held.session_epoch));
        if !lives {
            return Err(PersonalTokenError::SessionEnded);
        }
        if tokens::personal_tokens(&tx, account, now).await?.len() >= MAX_PERSONAL_TOKENS {
            return Err(PersonalTokenError::Refused(PersonalTokenRefusal::TooMany));
        }
        tokens::insert_personal_token(&tx, active(row.clone())).await?;
        let kept = json!({ "name": row.name, "scopes": row.scopes, "expiresAt": row.expires_at });
        tx.record(Record::new("personal_token.create", row.id).after(kept)).await?;
        tx.commit().await?;
        Ok((row, text))
    }

    /// The tokens of the caller's account that may be used, the newest first.
    pub async fn personal_tokens(
        &self,
        scope: &Scope,
        caller: &SignedIn,
    ) -> Result<Vec<personal_token::Model>, Fault> {
        Ok(tokens::personal_tokens(scope, caller.account.id, scope.real_now()).await?)
    }

    /// Takes back a token of the caller's account. Whether there was one.
    pub async fn revoke_personal_token(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        id: PersonalTokenId,
    ) -> Result<bool, Fault> {
        let (account, now) = (caller.account.id, scope.real_now());
        // For an id that names none nothing is raised.
        if tokens::personal_tokens(scope, account, now).await?.iter().all(|token| token.id != id) {
            return Ok(false);
        }
        let tx = scope.begin().await?;
        let epoch = store::raise_epoch(&tx, account).await?;
        let revoked = tokens::revoke_personal_token(&tx, account, id, now).await?;
        if revoked {
            tx.record(Record::new("personal_token.revoke", id)).await?;
            // Connections watch over the token as over a session.
            let owner = caller.session.owner();
            self.sessions.revoke(owner, SessionId::from_uuid(id.uuid()), epoch, now).await?;
        }
        tx.commit().await?;
        Ok(revoked)
    }

    /// The caller of a personal access token. Who acts by it leaves a note of the use.
    pub(super) async fn authenticate_personal(
        &self,
        scope: &Scope,
        text: &str,
        look: Look,
    ) -> Result<Option<SignedIn>, Fault> {
        let now = scope.real_now();
        let found = tokens::personal_token(scope, digest(&SecretString::from(text))).await?;
        let Some(token) = found.filter(|token| token.revoked_at.is_none() && now < token.expires_at) else {
            return Ok(None);
        };
        let scopes: Vec<TokenScope> = serde_json::from_value(token.scopes).map_err(Fault::internal)?;
        let found = store::account(scope, token.account_id).await?;
        let Some(found) = found.filter(|found| found.account.status == AccountStatus::Active) else {
            return Ok(None);
        };
        if look == Look::Acts && token.last_used_at.is_none_or(|at| now >= at + NOTE_EVERY) {
            let tx = scope.begin().await?;
            tokens::note_use(&tx, token.id, now).await?;
            tx.commit().await?;
        }
        let stands = NewSession {
            owner: SessionOwner { tenant: token.tenant_id, account: token.account_id },
            family: None,
            epoch: found.account.session_epoch,
            ip: None,
            user_agent: String::new(),
            device_label: token.name,
            remember: false,
            device: None,
        };
        let id = SessionId::from_uuid(token.id.uuid());
        let session = SessionRecord::standing_in(id, stands, token.created_at, token.expires_at);
        let subjects = found
            .subjects
            .iter()
            .filter_map(|subject| narrowed(subject.role, &scopes).map(|role| Subject { role, ..*subject }));
        let found = AccountWithRoles { subjects: subjects.collect(), ..found };
        Ok(Some(SignedIn { grant: Grant::PersonalToken, ..SignedIn::new(found, session) }))
    }
}

fn digest(text: &SecretString) -> [u8; 32] {
    Sha256::digest(text.expose_secret()).into()
}

fn active(row: personal_token::Model) -> personal_token::ActiveModel {
    personal_token::ActiveModel {
        id: Set(row.id),
        account_id: Set(row.account_id),
        name: Set(row.name),
        digest: Set(row.digest),
        hint: Set(row.hint),
        scopes: Set(row.scopes),
        created_at: Set(row.created_at),
        expires_at: Set(row.expires_at),
        last_used_at: Set(None),
        revoked_at: Set(None),
        ..Default::default()
    }
}
