//! What an authenticator was asked, from the question to the answer.
//!
//! A ceremony is worth something to who began it only (tenant, network and browser; session or sign-in where there is
//! one), for five minutes, and once: the first answer ends it, right or wrong.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

use super::challenge::{hash, origin};
use super::{Client, challenge};
use crate::db::{DbError, Reads as _, Scope, Tx};
use crate::identity::entity::passkey_ceremony::{ActiveModel, CeremonyPurpose, Model};
use crate::identity::passkey::Asked;
use crate::identity::store::{challenges, passkeys};
use crate::kernel::clock::Instant;
use crate::kernel::entropy;
use crate::kernel::ids::{AccountId, ChallengeId, PasskeyCeremonyId, SessionId, TypedId as _};

/// How long an authenticator may take.
const LIFE: TimeDelta = TimeDelta::minutes(5);

/// What the browser has to ask of an authenticator.
#[derive(Debug)]
pub struct IssuedCeremony {
    /// To be sent with the answer.
    pub value: SecretString,
    /// What to ask, as JSON.
    pub options: String,
    /// When it ends.
    pub expires_at: Instant,
}

/// An answer of an authenticator.
#[derive(Debug)]
pub struct PasskeyAnswer {
    /// The ceremony that it answers.
    pub ceremony: SecretString,
    /// What the browser got, as JSON.
    pub credential: String,
}

/// Who begins a ceremony, and what for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bound {
    pub purpose: CeremonyPurpose,
    pub account: Option<AccountId>,
    /// The sign-in that waits for it.
    pub challenge: Option<ChallengeId>,
    pub session: Option<SessionId>,
}

impl Bound {
    pub(super) fn of(ceremony: &Model) -> Self {
        Self {
            purpose: ceremony.purpose,
            account: ceremony.account_id,
            challenge: ceremony.challenge_id,
            session: ceremony.session_id,
        }
    }
}

/// Begins to wait for an answer.
pub(super) async fn begin(
    tx: &Tx,
    client: &Client,
    bound: Bound,
    asked: Asked,
) -> Result<IssuedCeremony, DbError> {
    let scope = tx.scope();
    let id: PasskeyCeremonyId = scope.new_id();
    let secret = URL_SAFE_NO_PAD.encode(entropy::bytes::<32>(&**scope.entropy()));
    let expires_at = scope.real_now() + LIFE;
    let row = ActiveModel {
        id: Set(id),
        account_id: Set(bound.account),
        challenge_id: Set(bound.challenge),
        session_id: Set(bound.session),
        purpose: Set(bound.purpose),
        secret_hash: Set(hash(&[&secret])),
        origin_hash: Set(origin(client)),
        state: Set(asked.state),
        created_at: Set(scope.real_now()),
        expires_at: Set(expires_at),
        ..Default::default()
    };
    passkeys::begin(tx, row).await?;
    Ok(IssuedCeremony { value: format!("{id}.{secret}").into(), options: asked.options, expires_at })
}

/// The ceremony of a value, which ends by that, if it still waited and belongs to this client.
pub(super) async fn take(
    scope: &Scope,
    client: &Client,
    value: &SecretString,
) -> Result<Option<Model>, DbError> {
    let Some((id, secret)) = value.expose_secret().split_once('.') else { return Ok(None) };
    let Ok(id) = PasskeyCeremonyId::parse(id) else { return Ok(None) };
    let Some(found) = passkeys::ceremony(scope, id).await? else { return Ok(None) };
    let same = |left: &[u8], right: &[u8]| bool::from(left.ct_eq(right));
    // Whoever does not hold the secret cannot end it for its owner.
    if !same(&found.secret_hash, &hash(&[secret])) || !same(&found.origin_hash, &origin(client)) {
        return Ok(None);
    }
    let tx = scope.begin().await?;
    let waited = passkeys::end(&tx, id).await?;
    tx.commit().await?;
    Ok(waited.then_some(found))
}

/// The sign-in that a ceremony belongs to, if it still waits for a second factor.
pub(super) async fn sign_in_of(
    scope: &Scope,
    ceremony: &Model,
) -> Result<Option<challenge::Pending>, DbError> {
    let Some(id) = ceremony.challenge_id else { return Ok(None) };
    let found = challenges::find(scope, id).await?;
    Ok(found.filter(|found| found.consumed_at.is_none() && scope.real_now() < found.expires_at))
}
