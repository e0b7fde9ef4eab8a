//! Secrets in an encrypted file: the embedded default, for a single machine.
//!
//! The file holds `portico-secrets-1`, a line break, and JSON sealed by the master key of the configuration
//! (XChaCha20-Poly1305, ports/keyring). It is written whole beside itself and renamed, so that a crash leaves the old
//! one or the new one; others may read it neither (mode 0600) nor, without the key, understand it. Writers on one machine
//! take turns.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Finding, Secret, SecretStore, SecretsError, check_path};
use crate::kernel::entropy::Entropy;
use crate::ports::keyring::{Keyring, MasterKey, Purpose};

const MAGIC: &[u8] = b"portico-secrets-1\n";

/// Secrets in an encrypted file.
pub struct FileStore {
    /// None: nothing is stored, the configuration's own keys are all there is.
    path: Option<PathBuf>,
    /// The keys of the configuration: the file's keys cannot lie in the file.
    keys: Keyring,
}

#[derive(Default, Serialize, Deserialize)]
struct Contents {
    /// Counts the writes.
    version: u64,
    secrets: BTreeMap<String, BTreeMap<String, String>>,
}

impl FileStore {
    /// The file at `path`, which need not be there yet, opened by `keys`.
    pub fn new(path: Option<PathBuf>, keys: Keyring) -> Self {
        Self { path, keys }
    }

    fn name(&self) -> String {
        self.path.as_deref().unwrap_or(Path::new("secrets.file")).display().to_string()
    }

    /// The sealed bytes; none where there is no file yet.
    fn sealed(&self) -> Result<Option<Vec<u8>>, SecretsError> {
        let Some(path) = &self.path else { return Ok(None) };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(SecretsError::Unreachable(self.name(), error.to_string())),
        };
        let sealed = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| SecretsError::Damaged(self.name(), "it is not a file of secrets".to_owned()))?;
        Ok(Some(sealed.to_vec()))
    }

    /// Whether the file is under the key that seals; none where there is no file yet.
    async fn sealed_under_current(&self) -> Result<Option<bool>, SecretsError> {
        let Some(sealed) = self.sealed()? else { return Ok(None) };
        let current = self.keys.is_current(&sealed).await;
        current.map(Some).map_err(|error| SecretsError::Damaged(self.name(), error.to_string()))
    }

    /// Waits until nobody else on this machine writes: what is read from here on is what will be replaced. The lock is
    /// beside the file, which is another one after each write.
    fn alone(&self, path: &Path) -> Result<fs::File, SecretsError> {
        let held = || {
            let lock = fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(path.with_extension("lock"))?;
            lock.lock()?;
            Ok::<_, io::Error>(lock)
        };
        held().map_err(|error| SecretsError::Unreachable(self.name(), error.to_string()))
    }

    async fn contents(&self) -> Result<Option<Contents>, SecretsError> {
        let Some(sealed) = self.sealed()? else { return Ok(None) };
        let damaged = |why: String| SecretsError::Damaged(self.name(), why);
        let opened = self
            .keys
            .open(Purpose::Store, MAGIC, &sealed)
            .await
            .map_err(|error| damaged(format!("{error}; is secrets.master_key the right one?")))?;
        serde_json::from_slice(opened.expose_secret()).map(Some).map_err(|error| damaged(error.to_string()))
    }

    async fn replace(&self, contents: &Contents) -> Result<(), SecretsError> {
        let Some(path) = &self.path else {
            return Err(SecretsError::Invalid("secrets.file: is needed to store anything".to_owned()));
        };
        let text = Zeroizing::new(
            serde_json::to_vec(contents)
                .map_err(|error| SecretsError::Damaged(self.name(), error.to_string()))?,
        );
        let sealed = self
            .keys
            .seal(Purpose::Store, MAGIC, &text)
            .await
            .map_err(|error| SecretsError::Damaged(self.name(), error.to_string()))?;
        write_whole(path, &[MAGIC, &sealed].concat())
            .map_err(|error| SecretsError::Unreachable(self.name(), error.to_string()))
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

#[async_trait]
impl SecretStore for FileStore {
    async fn read(&self, path: &str) -> Result<Option<Secret>, SecretsError> {
        check_path(path)?;
        let Some(contents) = self.contents().await? else { return Ok(None) };
        Ok(contents.secrets.get(path).map(|fields| Secret {
            fields: fields.iter().map(|(name, text)| (name.clone(), text.clone().into())).collect(),
            version: Some(contents.version),
        }))
    }

    async fn write(&self, path: &str, secret: &Secret) -> Result<(), SecretsError> {
        check_path(path)?;
        let _alone = self.path.as_deref().map(|path| self.alone(path)).transpose()?;
        let mut contents = self.contents().await?.unwrap_or_default();
        // Zero speaks of the path, any other number of the file.
        let expected = match secret.version {
            Some(0) => !contents.secrets.contains_key(path),
            Some(version) => version == contents.version,
            None => true,
        };
        if !expected {
            return Err(SecretsError::Conflict(path.to_owned()));
        }
        contents.version += 1;
        let fields = &secret.fields;
        let texts = fields.iter().map(|(name, text)| (name.clone(), text.expose_secret().to_owned()));
        contents.secrets.insert(path.to_owned(), texts.collect());
        self.replace(&contents).await
    }

    async fn new_key(&self, random: &dyn Entropy) -> Result<(MasterKey, SecretString), SecretsError> {
        let key = MasterKey::generate(random);
        let stored = key.expose();
        Ok((key, stored))
    }

    async fn read_key(&self, stored: &SecretString) -> Result<MasterKey, SecretsError> {
        MasterKey::parse(stored)
            .map_err(|error| SecretsError::Damaged("a stored key".to_owned(), error.to_string()))
    }

    async fn reseal(&self) -> Result<bool, SecretsError> {
        let Some(path) = &self.path else { return Ok(false) };
        let _alone = self.alone(path)?;
        if self.sealed_under_current().await?.is_none_or(|current| current) {
            return Ok(false);
        }
        let Some(contents) = self.contents().await? else { return Ok(false) };
        self.replace(&contents).await?;
        Ok(true)
    }

    async fn renew(&self) -> Result<(), SecretsError> {
        Ok(())
    }

    async fn report(&self) -> Vec<Finding> {
        let Some(path) = &self.path else {
            return vec![Finding::good("file", "none: the keys are those of the configuration")];
        };
        match self.contents().await {
            Ok(None) => vec![Finding::good("file", format!("{} is not there yet", path.display()))],
            Ok(Some(contents)) => {
                let retired = matches!(self.sealed_under_current().await, Ok(Some(false)));
                vec![Finding::good(
                    "file",
                    format!(
                        "{} opens{}; {} secret(s), written {} time(s)",
                        path.display(),
                        if retired { ", under a retired key: `portico secrets reseal`" } else { "" },
                        contents.secrets.len(),
                        contents.version
                    ),
                )]
            }
            Err(error) => vec![Finding::bad("file", error)],
        }
    }
}
