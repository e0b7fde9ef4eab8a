//! Sign-ins that wait for more than the password.
//!
//! A challenge is an id and a secret of 256 bits, of which the hash is kept. It is worth something to who began it only
//! (tenant, account, network and browser), for a few minutes, for a few tries, and once: of several that meet it at the
//! same time, one wins. A password changed meanwhile ends it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::Client;
use crate::db::{DbError, Reads as _, Scope, Tx};
use crate::identity::account::AccountWithRoles;
use crate::identity::entity::portal_account::{self, AccountStatus};
pub(super) use crate::identity::entity::sign_in_challenge::Model as Pending;
use crate::identity::entity::sign_in_challenge::{ActiveModel, ChallengePurpose, Model};
use crate::identity::network;
use crate::identity::store::{self, challenges};
use crate::kernel::clock::Instant;
use crate::kernel::entropy;
use crate::kernel::ids::{ChallengeId, KnownDeviceId, LoginAttemptId, TypedId as _};

/// Wrong proofs that a challenge bears.
pub(super) const MAX_TRIES: i16 = 5;

/// A challenge as its holder gets it.
#[derive(Debug)]
pub struct IssuedChallenge {
    /// To be sent with the proof.
    pub value: SecretString,
    /// When it ends.
    pub expires_at: Instant,
}

/// A challenge to be.
pub(super) struct NewChallenge<'a> {
    pub purpose: ChallengePurpose,
    /// Whose it is.
    pub account: &'a portal_account::Model,
    /// The recorded attempt that it completes.
    pub attempt: Option<LoginAttemptId>,
    /// Whether the session is to be remembered.
    pub remember: bool,
    /// The known device that the sign-in began on.
    pub device: Option<KnownDeviceId>,
}

/// How long a challenge lives: as long as the proof takes to be found, typed or set up.
fn life(purpose: ChallengePurpose) -> TimeDelta {
    match purpose {
        ChallengePurpose::SecondFactor => TimeDelta::minutes(5),
        ChallengePurpose::PasswordChange => TimeDelta::minutes(10),
        ChallengePurpose::Enrolment => TimeDelta::minutes(15),
    }
}

/// Begins to wait.
pub(super) async fn issue(
    tx: &Tx,
    client: &Client,
    new: NewChallenge<'_>,
) -> Result<IssuedChallenge, DbError> {
    let scope = tx.scope();
    let id: ChallengeId = scope.new_id();
    let secret = URL_SAFE_NO_PAD.encode(entropy::bytes::<32>(&**scope.entropy()));
    let expires_at = scope.real_now() + life(new.purpose);
    let row = ActiveModel {
        id: Set(id),
        account_id: Set(new.account.id),
        login_attempt_id: Set(new.attempt),
        purpose: Set(new.purpose),
        secret_hash: Set(hash(&[&secret])),
        origin_hash: Set(origin(client)),
        password_tag: Set(password_tag(new.account)),
        remember: Set(new.remember),
        device_id: Set(new.device),
        tries: Set(0),
        created_at: Set(scope.real_now()),
        expires_at: Set(expires_at),
        consumed_at: Set(None),
        ..Default::default()
    };
    challenges::insert(tx, row).await?;
    Ok(IssuedChallenge { value: format!("{id}.{secret}").into(), expires_at })
}

/// The challenge of a value, if it still waits for that and belongs to this client.
pub(super) async fn find(
    scope: &Scope,
    client: &Client,
    value: &str,
    purpose: ChallengePurpose,
) -> Result<Option<Model>, DbError> {
    let Some((id, secret)) = value.split_once('.') else { return Ok(None) };
    let Ok(id) = ChallengeId::parse(id) else { return Ok(None) };
    let Some(found) = challenges::find(scope, id).await? else { return Ok(None) };
    let same = |left: &[u8], right: &[u8]| bool::from(left.ct_eq(right));
    let valid = same(&found.secret_hash, &hash(&[secret]))
        && same(&found.origin_hash, &origin(client))
        && found.consumed_at.is_none()
        && scope.real_now() < found.expires_at
        && found.purpose == purpose;
    Ok(valid.then_some(found))
}

/// Takes one of the tries, before the proof is looked at: fifty proofs at once are five tries.
pub(super) async fn take_try(scope: &Scope, id: ChallengeId) -> Result<bool, DbError> {
    let tx = scope.begin().await?;
    let taken = challenges::take_try(&tx, id, MAX_TRIES).await?;
    tx.commit().await?;
    Ok(taken)
}

/// The account of a challenge, if it may still sign in by what was proved when the challenge was given.
pub(super) async fn account_of(
    scope: &Scope,
    challenge: &Model,
) -> Result<Option<AccountWithRoles>, DbError> {
    let found = store::account(scope, challenge.account_id).await?;
    Ok(found.filter(|found| {
        found.account.status == AccountStatus::Active
            && challenge.password_tag == password_tag(&found.account)
    }))
}

/// Changes with the password.
fn password_tag(account: &portal_account::Model) -> Vec<u8> {
    hash(&[account.password_hash.as_deref().unwrap_or_default()])
}

/// Network and browser.
pub(super) fn origin(client: &Client) -> Vec<u8> {
    hash(&[&network::of(client.ip), &client.user_agent])
}

/// SHA-256 over parts that hold no NUL.
pub(super) fn hash(parts: &[&str]) -> Vec<u8> {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update(b"\0");
    }
    digest.finalize().to_vec()
}
