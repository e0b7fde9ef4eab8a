//! The keys that sign a tenant's access tokens: made when first needed, replaced in time, never without an overlap.
//!
//! A successor is published ([`Identity::public_keys`]) before it signs, so that whoever keeps the published keys for a
//! while knows it in time; a predecessor stays published until nothing that it has signed is valid any more. So no
//! request fails because keys rotate, on whatever replica it arrives.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::Identity;
use crate::db::audit::Record;
use crate::db::{DbError, Scope};
use crate::identity::entity::signing_key;
use crate::identity::store::tokens as store;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{SigningKeyId, TenantId, TypedId as _};
use crate::ports::keyring::{KeyringError, Purpose, place};
use crate::ports::tokens::{SigningKey, VerifyingKeys};

/// How long a key is published before it signs: longer than anybody keeps the published keys.
const PUBLISHED_AHEAD: TimeDelta = TimeDelta::minutes(10);
/// How long the keys are kept in memory.
const KEPT: TimeDelta = TimeDelta::minutes(1);
/// How often an unknown key makes us look again.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(1);
/// Clocks differ, and keys are read a little before they are used.
const SLACK: TimeDelta = TimeDelta::minutes(2);

/// The tenants' keys as this process knows them. Share one in the process.
#[derive(Default)]
pub struct KnownKeys(Mutex<HashMap<TenantId, Arc<Known>>>);

struct Known {
    keys: Vec<signing_key::Model>,
    read_at: Instant,
}

impl KnownKeys {
    fn lock(&self) -> MutexGuard<'_, HashMap<TenantId, Arc<Known>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key that signs at `now`: the latest that has begun. The first of all begins when it is made.
fn active(keys: &[signing_key::Model], now: Instant) -> Option<&signing_key::Model> {
    keys.iter().rev().find(|key| key.active_from <= now)
}

/// The keys that are published at `now`: the active one, those that will follow, and those whose tokens may be valid.
fn published(
    keys: &[signing_key::Model],
    lifetime: TimeDelta,
    now: Instant,
) -> impl Iterator<Item = &signing_key::Model> {
    let successors = keys.iter().skip(1).map(Some).chain([None]);
    keys.iter().zip(successors).filter_map(move |(key, next)| {
        next.is_none_or(|next| now < next.active_from + lifetime + SLACK).then_some(key)
    })
}

impl Identity {
    /// The key that signs this tenant's tokens now. The first call makes it, and a call that finds it old makes its
    /// successor.
    pub(super) async fn signing_key(&self, scope: &Scope) -> Result<SigningKey, Fault> {
        let now = scope.real_now();
        let mut known = self.known_keys(scope, KEPT).await?;
        let due = known.keys.last().is_none_or(|key| key.active_from + self.tokens.rotate_keys_after <= now);
        if due {
            self.add_signing_key(scope, &known.keys).await?;
            known = self.known_keys(scope, TimeDelta::zero()).await?;
        }
        let no_key = || Fault::internal("no key signs tokens");
        let opened = match self.open_key(active(&known.keys, now).ok_or_else(no_key)?).await {
            // It may have been sealed anew since it was read, and the master key of then dropped.
            Err(KeyringError::UnknownKey(_)) => {
                known = self.known_keys(scope, TimeDelta::zero()).await?;
                self.open_key(active(&known.keys, now).ok_or_else(no_key)?).await
            }
            opened => opened,
        };
        Ok(opened?)
    }

    async fn open_key(&self, key: &signing_key::Model) -> Result<SigningKey, KeyringError> {
        let bound = place(key.tenant_id, key.id.uuid());
        let seed = self.keyring.open(Purpose::SigningKey, &bound, &key.sealed_key).await?;
        let seed: [u8; 32] = seed.expose_secret().try_into().map_err(|_| KeyringError::Malformed)?;
        Ok(SigningKey::new(key.id.external(), Zeroizing::new(seed)))
    }

    /// The public keys that tokens may be signed with. `wanted` is looked up anew if it is not among those known.
    pub(super) async fn verifying_keys(&self, scope: &Scope, wanted: &str) -> Result<VerifyingKeys, Fault> {
        let mut keys = self.published(&*self.known_keys(scope, KEPT).await?, scope.real_now());
        if !keys.contains_key(wanted) {
            keys = self.published(&*self.known_keys(scope, LOOK_AGAIN).await?, scope.real_now());
        }
        Ok(keys)
    }

    /// The tenant's public keys by their ids, for everybody to know. The first call makes the first key.
    pub async fn public_keys(&self, scope: &Scope) -> Result<Vec<(String, [u8; 32])>, Fault> {
        self.signing_key(scope).await?;
        let known = self.known_keys(scope, KEPT).await?;
        let mut keys: Vec<_> = self.published(&known, scope.real_now()).into_iter().collect();
        keys.sort_unstable();
        Ok(keys)
    }

    /// Makes a successor of the key in use before its time; it signs once it has been published for long enough.
    pub async fn rotate_signing_key(&self, scope: &Scope) -> Result<(), Fault> {
        self.signing_key(scope).await?;
        let known = self.known_keys(scope, TimeDelta::zero()).await?;
        self.add_signing_key(scope, &known.keys).await?;
        self.known_keys(scope, TimeDelta::zero()).await?;
        Ok(())
    }

    fn published(&self, known: &Known, now: Instant) -> VerifyingKeys {
        let keys = published(&known.keys, self.tokens.access_lifetime, now);
        keys.filter_map(|key| Some((key.id.external(), <[u8; 32]>::try_from(&*key.public_key).ok()?)))
            .collect()
    }

    /// The tenant's keys, not read longer ago than `kept`.
    async fn known_keys(&self, scope: &Scope, kept: TimeDelta) -> Result<Arc<Known>, Fault> {
        let (tenant, now) = (scope.tenant().id, scope.real_now());
        if let Some(known) = self.tokens.known.lock().get(&tenant)
            && now - known.read_at < kept
        {
            return Ok(known.clone());
        }
        let known = Arc::new(Known { keys: store::signing_keys(scope).await?, read_at: now });
        self.tokens.known.lock().insert(tenant, known.clone());
        Ok(known)
    }

    async fn add_signing_key(&self, scope: &Scope, keys: &[signing_key::Model]) -> Result<(), Fault> {
        let now = scope.real_now();
        let id: SigningKeyId = scope.new_id();
        let seed = SigningKey::generate(&**scope.entropy());
        let bound = place(scope.tenant().id, id.uuid());
        let sealed = self.keyring.seal(Purpose::SigningKey, &bound, &*seed).await?;
        let tx = scope.begin().await?;
        let row = signing_key::ActiveModel {
            id: Set(id),
            generation: Set(keys.last().map_or(1, |key| key.generation + 1)),
            public_key: Set(SigningKey::public_of(&seed).to_vec()),
            sealed_key: Set(sealed),
            active_from: Set(if keys.is_empty() { now } else { now + PUBLISHED_AHEAD }),
            created_at: Set(now),
            ..Default::default()
        };
        match store::insert_signing_key(&tx, row).await {
            Ok(()) => {}
            // Another replica was faster: its key is as good as ours.
            Err(DbError::Unique(_)) => return Ok(()),
            Err(other) => return Err(other.into()),
        }
        if let Some(oldest) = published(keys, self.tokens.access_lifetime, now).next() {
            store::remove_signing_keys(&tx, oldest.generation).await?;
        }
        tx.record(Record::new("signing_key.create", id)).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TenantId;

    fn at(minute: i64) -> Instant {
        "2026-11-22T10:00:00Z".parse::<Instant>().expect("an instant") + TimeDelta::minutes(minute)
    }

    fn key(generation: i32, minute: i64) -> signing_key::Model {
        signing_key::Model {
            id: SigningKeyId(uuid::Uuid::from_u128(u128::from(generation.unsigned_abs()))),
            tenant_id: TenantId(uuid::Uuid::nil()),
            generation,
            public_key: vec![0; 32],
            sealed_key: Vec::new(),
            active_from: at(minute),
            created_at: at(minute),
        }
    }

    #[test]
    fn a_key_is_published_before_it_signs_and_after_it_has() {
        let keys = [key(1, 0), key(2, 100), key(3, 200)];
        let signs = |minute| active(&keys, at(minute)).map(|key| key.generation);
        assert_eq!([signs(0), signs(99), signs(100), signs(199), signs(200)], [1, 1, 2, 2, 3].map(Some));
        let shown = |minute| {
            let shown = published(&keys, TimeDelta::minutes(10), at(minute));
            shown.map(|key| key.generation).collect::<Vec<_>>()
        };
        assert_eq!(shown(0), [1, 2, 3]);
        // The last token of the first key ends at minute 110; the slack is two minutes.
        assert_eq!(shown(111), [1, 2, 3]);
        assert_eq!(shown(112), [2, 3]);
        assert_eq!(shown(212), [3]);
        assert_eq!(active(&[], at(0)), None);
    }
}
