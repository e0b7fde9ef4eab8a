//! Wrapping master keys by Vault's transit engine: the key that wraps never leaves Vault.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use vaultrs::api::transit::requests::DataKeyType;
use vaultrs::api::transit::responses::ReadKeyData;
use vaultrs::transit::{data, generate, key};
use zeroize::Zeroizing;

use super::super::{Finding, SecretsError};
use super::VaultStore;
use crate::ports::keyring::MasterKey;

/// The key that wraps.
#[derive(Debug, Clone)]
pub struct Transit {
    /// Where the engine is mounted.
    pub mount: String,
    /// The name of the key, e.g. `portico`.
    pub key: String,
}

/// Whether a stored key is wrapped: Vault's ciphertexts begin with `vault:v<version>:`.
pub(super) fn is_wrapped(stored: &SecretString) -> bool {
    stored.expose_secret().starts_with("vault:v")
}

impl VaultStore {
    /// A new master key made by Vault, with its wrapped form.
    pub(super) async fn wrapped_key(
        &self,
        transit: &Transit,
    ) -> Result<(MasterKey, SecretString), SecretsError> {
        let (mount, name) = (&*transit.mount, &*transit.key);
        let made = self
            .call(|session| async move {
                generate::data_key(&session.client, mount, name, DataKeyType::Plaintext, None).await
            })
            .await
            .map_err(|error| self.explain(&error))?;
        let plaintext = Zeroizing::new(made.plaintext.unwrap_or_default());
        Ok((read(&plaintext)?, made.ciphertext.into()))
    }

    /// The master key of a wrapped form. Vault opens with any version of its key that it still has.
    pub(super) async fn unwrap_key(&self, wrapped: &SecretString) -> Result<MasterKey, SecretsError> {
        let transit = self.settings.transit.as_ref().ok_or_else(|| {
            SecretsError::Invalid("secrets.vault.transit_key: is needed, a stored key is wrapped".to_owned())
        })?;
        let (mount, name) = (&*transit.mount, &*transit.key);
        let opened = self
            .call(|session| async move {
                data::decrypt(&session.client, mount, name, wrapped.expose_secret(), None).await
            })
            .await
            .map_err(|error| self.explain(&error))?;
        read(&Zeroizing::new(opened.plaintext))
    }

    /// The state of the key that wraps.
    pub(super) async fn report_transit(&self, transit: &Transit) -> Finding {
        let (mount, name) = (&*transit.mount, &*transit.key);
        let found = self.call(|session| async move { key::read(&session.client, mount, name).await }).await;
        match found {
            Ok(key) => {
                let versions = match key.keys {
                    ReadKeyData::Symmetric(keys) => keys.len(),
                    ReadKeyData::Asymmetric(keys) => keys.len(),
                };
                Finding::good("transit", format!("{mount}/{name}, {versions} version(s)"))
            }
            Err(error) => Finding::bad("transit", self.explain(&error)),
        }
    }
}

fn read(base64: &str) -> Result<MasterKey, SecretsError> {
    let damaged = |why: &str| SecretsError::Damaged("a wrapped key".to_owned(), why.to_owned());
    let bytes = Zeroizing::new(STANDARD.decode(base64).map_err(|_| damaged("it is not base64"))?);
    MasterKey::from_bytes(&bytes).map_err(|_| damaged("it has not 256 bits"))
}
