//! The master keys as they are stored: field `current` names the key that seals, `key-<id>` holds each key, and
//! `retired-<id>` says since when a key seals no more.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use chrono::TimeDelta;
use secrecy::ExposeSecret;

use super::{KEYRING, Secret, SecretStore, Secrets, SecretsError};
use crate::kernel::clock::Instant;
use crate::kernel::entropy::Entropy;
use crate::ports::keyring::{KeyId, KeySet, KeySource, KeyringError, MasterKey};

/// The stored master keys, and those of the configuration beside them.
pub struct StoredKeys {
    secrets: Secrets,
    /// What the configuration names: the current key where none is stored, otherwise one that opens.
    configured: Vec<MasterKey>,
    /// Stored keys that were unwrapped before, by their ids: Vault is asked once for each.
    unwrapped: Mutex<HashMap<String, MasterKey>>,
}

impl StoredKeys {
    /// Keys out of `secrets`; `configured` are those of the configuration, the current one first.
    pub fn new(secrets: Secrets, configured: Vec<MasterKey>) -> Self {
        Self { secrets, configured, unwrapped: Mutex::default() }
    }

    /// The keys, through the cache.
    pub async fn current(&self) -> Result<KeySet, SecretsError> {
        self.assemble(self.secrets.secret(KEYRING).await?).await
    }

    /// The keys, asked anew.
    pub async fn fresh(&self) -> Result<KeySet, SecretsError> {
        self.assemble(self.secrets.reload(KEYRING).await?).await
    }

    async fn assemble(&self, stored: Option<Secret>) -> Result<KeySet, SecretsError> {
        let mut configured = self.configured.iter().cloned();
        let mut set = if let Some(secret) = stored {
            let known = self.unwrapped.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let (set, keys) = read(&**self.secrets.store(), &secret, known).await?;
            *self.unwrapped.lock().unwrap_or_else(PoisonError::into_inner) = keys;
            set
        } else {
            let current = configured.next().ok_or_else(|| {
                SecretsError::Invalid(format!(
                    "there is no key at `{KEYRING}`; make one with `portico secrets rotate`"
                ))
            })?;
            KeySet::new(current, []).map_err(invalid)?
        };
        for key in configured {
            set.add(key).map_err(invalid)?;
        }
        Ok(set)
    }
}

#[async_trait]
impl KeySource for StoredKeys {
    async fn load(&self) -> Result<KeySet, KeyringError> {
        self.fresh().await.map_err(|error| KeyringError::Unavailable(error.to_string()))
    }
}

fn invalid(error: impl std::fmt::Display) -> SecretsError {
    SecretsError::Damaged(KEYRING.to_owned(), error.to_string())
}

/// The stored set, and its keys by their ids. An id is derived from its key: one that is `known` is the one that is meant.
async fn read(
    store: &dyn SecretStore,
    secret: &Secret,
    mut known: HashMap<String, MasterKey>,
) -> Result<(KeySet, HashMap<String, MasterKey>), SecretsError> {
    let current = secret.fields.get("current").ok_or_else(|| invalid("it does not name the current key"))?;
    let mut keys = HashMap::new();
    for (field, stored) in &secret.fields {
        let Some(id) = field.strip_prefix("key-") else { continue };
        let key = match known.remove(id) {
            Some(key) => key,
            None => store.read_key(stored).await?,
        };
        if key.id().to_string() != id {
            return Err(invalid(format!("the key {id} is another one, {}", key.id())));
        }
        keys.insert(id.to_owned(), key);
    }
    let seals = keys.get(current.expose_secret()).cloned();
    let seals = seals.ok_or_else(|| invalid("the current key is not among the keys"))?;
    let set = KeySet::new(seals, keys.values().cloned()).map_err(invalid)?;
    Ok((set, keys))
}

/// How long a key that seals no more must have been known to do so before it can be dropped: longer than any server goes
/// without looking.
const RETIRED_FOR: TimeDelta = TimeDelta::hours(1);

/// Makes a new master key the current one; the earlier ones stay and open what was sealed under them. `configured` is
/// taken over where no key was stored before. The id of the new key.
pub async fn rotate(
    store: &dyn SecretStore,
    configured: Option<&MasterKey>,
    random: &dyn Entropy,
    now: Instant,
) -> Result<KeyId, SecretsError> {
    let known = store.read(KEYRING).await?;
    let mut secret = match known {
        Some(known) => {
            // A set that cannot be read is mended by a person, not buried under a new key.
            read(store, &known, HashMap::new()).await?;
            known
        }
        None => Secret { version: Some(0), ..Secret::default() },
    };
    if let Some(configured) = configured.filter(|_| secret.fields.is_empty()) {
        secret.fields.insert(format!("key-{}", configured.id()), configured.expose());
        secret.fields.insert(format!("retired-{}", configured.id()), now.to_rfc3339().into());
    }
    let (key, stored) = store.new_key(random).await?;
    secret.fields.insert(format!("key-{}", key.id()), stored);
    if let Some(before) = secret.fields.insert("current".to_owned(), key.id().to_string().into()) {
        let retired = format!("retired-{}", before.expose_secret());
        secret.fields.insert(retired, now.to_rfc3339().into());
    }
    store.write(KEYRING, &secret).await?;
    Ok(key.id())
}

/// Removes a stored key that seals no more. Whoever calls has seen to it that nothing is sealed under it; here it is
/// refused while a running server may not have heard yet that another key seals.
pub async fn drop_key(store: &dyn SecretStore, key: &str, now: Instant) -> Result<(), SecretsError> {
    let refuse = |why: String| Err(SecretsError::Invalid(why));
    let Some(mut secret) = store.read(KEYRING).await? else {
        return refuse("no key is stored: those of the configuration are changed there".to_owned());
    };
    if !secret.fields.contains_key(&format!("key-{key}")) {
        return refuse(format!("no key {key} is stored; see `portico secrets doctor`"));
    }
    if secret.fields.get("current").is_some_and(|current| current.expose_secret() == key) {
        return refuse(format!("{key} is the current key"));
    }
    let retired = secret.fields.get(&format!("retired-{key}")).map(ExposeSecret::expose_secret);
    let retired = retired.and_then(|at| at.parse::<Instant>().ok());
    // Keys that were retired by a release that did not note it are old enough.
    if retired.is_some_and(|at| now < at + RETIRED_FOR) {
        return refuse(format!("{key} sealed until less than an hour ago; a server may not know yet"));
    }
    secret.fields.remove(&format!("key-{key}"));
    secret.fields.remove(&format!("retired-{key}"));
    store.write(KEYRING, &secret).await
}
