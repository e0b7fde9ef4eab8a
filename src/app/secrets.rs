//! From the configuration to the place where secrets are kept, and the keyring on it.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};
use tokio_util::sync::CancellationToken;

use super::StartError;
use crate::config::{SecretsProvider, SecretsSection};
use crate::db::Db;
use crate::jobs::reseal::ResealJob;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::ports::keyring::{KeySet, Keyring, MasterKey};
use crate::ports::secrets::{
    FileStore, KvVersion, Login, SecretStore, Secrets, SecretsError, StoredKeys, Transit, VaultSettings,
    VaultStore,
};

/// A server that is refused its keys says so within this time (threats.md row 23).
const START_PATIENCE: Duration = Duration::from_secs(4);

/// How often the refresher looks whether something is to be renewed or read again.
const ROUND: Duration = Duration::from_secs(5);

/// Secrets and the keyring, with what keeps both fresh.
#[derive(Clone)]
pub struct SecretsParts {
    /// The secrets.
    pub secrets: Secrets,
    /// The keyring on them.
    pub keyring: Keyring,
    keys: Arc<StoredKeys>,
    /// The current key of the configuration, if it has one.
    pub configured: Option<MasterKey>,
    required: bool,
}

impl SecretsParts {
    /// The secrets that `section` describes. Nothing is asked of Vault yet.
    pub fn of(
        section: &SecretsSection,
        clock: &SharedClock,
        entropy: &SharedEntropy,
    ) -> Result<Self, StartError> {
        let refuse = |error: &dyn std::fmt::Display| StartError::Secrets(error.to_string());
        let named = Some(&section.master_key).filter(|key| !key.expose_secret().is_empty());
        let configured = named
            .into_iter()
            .chain(&section.retired_master_keys)
            .map(|key| MasterKey::parse(key).map_err(|error| refuse(&error)))
            .collect::<Result<Vec<MasterKey>, _>>()?;
        let current = named.and(configured.first().cloned());
        let store: Arc<dyn SecretStore> = match section.provider {
            SecretsProvider::Vault => Arc::new(
                VaultStore::new(vault_settings(section), clock.clone()).map_err(|error| refuse(&error))?,
            ),
            SecretsProvider::File => {
                let (first, rest) =
                    configured.split_first().ok_or_else(|| refuse(&"secrets.master_key: is needed"))?;
                let keys =
                    KeySet::new(first.clone(), rest.iter().cloned()).map_err(|error| refuse(&error))?;
                Arc::new(FileStore::new(section.file.clone(), Keyring::fixed(keys, entropy.clone())))
            }
        };
        let ttl = TimeDelta::seconds(i64::from(section.cache_seconds));
        let secrets = Secrets::new(store, clock.clone(), ttl);
        let keys = Arc::new(StoredKeys::new(secrets.clone(), configured));
        let keyring = Keyring::from_source(keys.clone(), entropy.clone());
        Ok(Self { secrets, keyring, keys, configured: current, required: section.required })
    }

    /// The keys as they are now.
    pub async fn keys(&self) -> Result<KeySet, SecretsError> {
        self.keys.current().await
    }

    /// Fetches the keys for the first time. Without them the server does not start, unless it was told that it may.
    pub async fn fetch(&self) -> Result<(), StartError> {
        let keys = tokio::time::timeout(START_PATIENCE, self.keys.fresh()).await;
        let error = match keys {
            Ok(Ok(keys)) => {
                self.keyring.replace(keys);
                return Ok(());
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the secret store did not answer in time".to_owned(),
        };
        if self.required {
            return Err(StartError::Secrets(error));
        }
        tracing::warn!(cause = error, "the keys cannot be had yet; what needs them fails until then");
        Ok(())
    }

    /// Seals anew what is under retired keys.
    pub fn reseal_job(&self, db: Db, clock: SharedClock, entropy: SharedEntropy) -> ResealJob {
        ResealJob { db, clock, entropy, keyring: self.keyring.clone(), secrets: self.secrets.clone() }
    }

    /// Keeps access and keys fresh until `stop` is cancelled.
    pub async fn keep_fresh(self, stop: CancellationToken) {
        // A store that stays down is told of once.
        let mut well = true;
        loop {
            tokio::select! {
                () = tokio::time::sleep(ROUND) => {}
                () = stop.cancelled() => return,
            }
            let renewed = self.secrets.store().renew().await;
            let keys = self.keys.current().await;
            let outcome = match (renewed, keys) {
                (renewed, Ok(keys)) => {
                    self.keyring.replace(keys);
                    renewed
                }
                (_, Err(error)) => Err(error),
            };
            match &outcome {
                Err(error) if well => {
                    tracing::warn!(cause = %error, "the secrets cannot be kept fresh; what is known serves on");
                }
                Ok(()) if !well => tracing::info!("the secrets are fresh again"),
                _ => {}
            }
            well = outcome.is_ok();
        }
    }
}

fn vault_settings(section: &SecretsSection) -> VaultSettings {
    let vault = &section.vault;
    let given = |text: &SecretString| !text.expose_secret().is_empty();
    let login = if given(&vault.token) {
        Login::Token(vault.token.clone())
    } else {
        Login::AppRole {
            mount: vault.approle_mount.clone(),
            role_id: vault.role_id.clone(),
            secret_id: vault.secret_id.clone(),
        }
    };
    let transit = Transit { mount: vault.transit_mount.clone(), key: vault.transit_key.clone() };
    VaultSettings {
        address: vault.address.clone(),
        namespace: vault.namespace.clone(),
        ca_file: vault.ca_file.clone(),
        login,
        kv_mount: vault.kv_mount.clone(),
        kv_version: if vault.kv_version == 1 { KvVersion::V1 } else { KvVersion::V2 },
        prefix: vault.prefix.clone(),
        transit: (!vault.transit_key.is_empty()).then_some(transit),
        timeout: Duration::from_millis(vault.timeout_ms),
    }
}
