//! Where secrets are kept: Vault (or OpenBao), or an encrypted file beside the program.
//!
//! - A secret is a path with a few named texts, as in Vault's KV engines. [`Secrets`] reads them through a cache: for
//!   the time to live nobody is asked, and when the store is sealed or down later on, what was read stays in use and is
//!   said to be stale. Only what was never read fails.
//! - The master keys of the [`Keyring`](super::keyring) are the secret at [`KEYRING`]. With transit they are stored
//!   wrapped and Vault unwraps them when they are fetched (envelope encryption): whoever copies the KV store cannot
//!   open anything. Rotation adds a key and makes it the current one; running servers meet it within the time to live,
//!   or as soon as something sealed under it comes along. A retired key can be dropped when nothing is under it any
//!   more, and when no server can be left that still seals under it.
//! - Nothing here prints a value: texts are [`SecretString`]s, and errors say where and why, never what.

mod cache;
mod file;
mod keys;
mod vault;

use std::collections::BTreeMap;
use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;

pub use self::cache::{Freshness, Secrets};
pub use self::file::FileStore;
pub use self::keys::{StoredKeys, drop_key, rotate};
pub use self::vault::{KvVersion, Login, Transit, VaultSettings, VaultStore};
use super::keyring::MasterKey;
use crate::kernel::clock::Instant;
use crate::kernel::entropy::Entropy;

/// The path of the master keys.
pub const KEYRING: &str = "keyring";

/// A secret: a few named texts at one path.
#[derive(Debug, Clone, Default)]
pub struct Secret {
    /// The texts.
    pub fields: BTreeMap<String, SecretString>,
    /// Which version it is, where the store counts them; a write can insist on it.
    pub version: Option<u64>,
}

/// Why a secret could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    /// Nobody answers, or too late.
    #[error("{0} does not answer: {1}")]
    Unreachable(String, String),
    /// The store is sealed (Vault's status 503).
    #[error("{0} is sealed")]
    Sealed(String),
    /// The store knows us not, or not any more, or does not let us.
    #[error("{0} denies access: {1}")]
    Denied(String, String),
    /// Somebody else has written meanwhile.
    #[error("{0} was changed meanwhile")]
    Conflict(String),
    /// A path, field or value that cannot be.
    #[error("{0}")]
    Invalid(String),
    /// What is stored cannot be read.
    #[error("{0} cannot be read: {1}")]
    Damaged(String, String),
}

impl SecretsError {
    /// Whether the same call may succeed later without anybody changing anything here.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable(..) | Self::Sealed(_) | Self::Denied(..) => true,
            Self::Conflict(_) | Self::Invalid(_) | Self::Damaged(..) => false,
        }
    }
}

/// A place that keeps secrets.
#[async_trait]
pub trait SecretStore: Send + Sync {
    /// What is at a path, asked anew.
    async fn read(&self, path: &str) -> Result<Option<Secret>, SecretsError>;

    /// Replaces what is at a path. Where `secret.version` is given, only if that is still the stored one; 0 means that
    /// nothing may be there yet.
    async fn write(&self, path: &str, secret: &Secret) -> Result<(), SecretsError>;

    /// A new master key, and the text to store for it: wrapped, where the store can wrap.
    async fn new_key(&self, random: &dyn Entropy) -> Result<(MasterKey, SecretString), SecretsError>;

    /// The master key of a stored text.
    async fn read_key(&self, stored: &SecretString) -> Result<MasterKey, SecretsError>;

    /// Writes anew what the store itself has sealed under a key that seals no more. Whether there was anything. A store
    /// whose sealing is its own affair has nothing.
    async fn reseal(&self) -> Result<bool, SecretsError>;

    /// Renews what gives us access, if it is time to. Called regularly by the refresher.
    async fn renew(&self) -> Result<(), SecretsError>;

    /// What an operator may know of the store's state.
    async fn report(&self) -> Vec<Finding>;
}

/// One line of `portico secrets doctor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub subject: String,
    /// Whether it is as it should be.
    pub ok: bool,
    /// More; never a value.
    pub detail: String,
}

impl Finding {
    /// Something as it should be.
    pub fn good(subject: impl Into<String>, detail: impl fmt::Display) -> Self {
        Self { subject: subject.into(), ok: true, detail: detail.to_string() }
    }

    /// Something that is not.
    pub fn bad(subject: impl Into<String>, detail: impl fmt::Display) -> Self {
        Self { subject: subject.into(), ok: false, detail: detail.to_string() }
    }
}

/// Refuses paths and field names that a store could read in two ways: segments of letters, digits, `-` and `_`.
pub fn check_path(path: &str) -> Result<(), SecretsError> {
    let segment = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    if path.len() <= 200 && path.split('/').all(segment) {
        Ok(())
    } else {
        Err(SecretsError::Invalid("a path has segments of letters, digits, - and _, joined by /".to_owned()))
    }
}

/// How long ago something was, for people.
fn age(since: Instant, now: Instant) -> String {
    let seconds = (now - since).num_seconds().max(0);
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds / 60),
        7_200..=172_799 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests;
