//! Envelope encryption of what lies at rest: TOTP secrets, mails, signing keys, links.
//!
//! - XChaCha20-Poly1305 under a key of its own for each [`Purpose`], derived from a master key; the purpose, the
//!   header and the caller's `aad` (name the row: tenant and id) are authenticated, so that a sealed value moved to
//!   another row, or given to another use, does not open. Nonces are 192 random bits: no counter is kept.
//! - Sealed bytes: format (1 byte) · id of the master key (4) · nonce (24) · ciphertext and tag (n + 16).
//! - Master keys rotate: what is sealed names its key, new values are sealed under the current one, and the earlier
//!   ones stay in the [`KeySet`] for as long as something may be sealed under them. A job seals anew what is under an
//!   earlier one ([`Keyring::reseal`], `jobs::reseal`), so that it may be dropped.
//! - The keys come from a [`KeySource`] (ports/secrets). They are kept in memory: a secret store that is sealed or
//!   down takes nothing away from a running server. A key that another replica has begun to use is fetched when it is
//!   first met.
//!
//! What must be short enough for a person's eyes or a mail's address cannot be sealed; it carries a [`Keyring::mark`]: a keyed
//! hash, by a key of its own for each purpose, which rotates with the master keys like everything else.
//!
//! What opens is never logged, and keys are wiped from memory when they are let go.

mod key;
mod link;
mod set;

use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretSlice};
use sha2::Sha256;
use uuid::Uuid;

pub use self::key::{KeyFormatError, KeyId, MasterKey};
pub use self::link::LinkUse;
pub use self::set::{KeySet, KeySetError};
use crate::kernel::entropy::{self, SharedEntropy};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TenantId, TypedId as _};

/// The layout of sealed bytes.
const FORMAT: u8 = 1;
const HEADER: usize = 1 + KeyId::LENGTH;
const NONCE: usize = 24;

/// Bytes of a mark that are worth comparing: 80 bits are not guessed by who has to ask each time.
const SHORTEST_MARK: usize = 10;

/// What a sealed value is for. Each has keys of its own: what was sealed for one does not open for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Shared secrets of authenticator apps.
    Totp,
    /// Mails that wait to be sent: they hold links and codes.
    Mail,
    /// Private keys that sign access tokens.
    SigningKey,
    /// Links that carry what only we may read.
    Link,
    /// The file of secrets (ports/secrets).
    Store,
    /// Tokens of stored payment methods.
    PaymentMethod,
    /// Addresses that answers to mails of a ticket go to.
    ReplyAddress,
    /// What playbooks are told and nobody else.
    Automation,
}

impl Purpose {
    /// Part of what is authenticated: a change of a name makes everything sealed for it unreadable.
    fn label(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Mail => "mail",
            Self::SigningKey => "signing-key",
            Self::Link => "link",
            Self::Store => "store",
            Self::PaymentMethod => "payment-method",
            Self::ReplyAddress => "reply-address",
            Self::Automation => "automation",
        }
    }
}

/// Why a value was not sealed or opened. Never says anything about what is inside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// No key could be had.
    #[error("no key is available: {0}")]
    Unavailable(String),
    /// Sealed under a master key that is not known (any more).
    #[error("sealed under the unknown key {0}")]
    UnknownKey(KeyId),
    /// Not the form of a sealed value.
    #[error("not a sealed value")]
    Malformed,
    /// Damaged, forged, or sealed for another purpose or another row.
    #[error("does not open: damaged, forged or meant for something else")]
    Forged,
}

impl From<KeyringError> for Fault {
    fn from(error: KeyringError) -> Self {
        Self::internal(format!("keyring: {error}"))
    }
}

/// Where master keys come from.
#[async_trait]
pub trait KeySource: Send + Sync {
    /// The keys as they are now, past any cache: called when there are none yet, and when an unknown key is met. The
    /// source limits how often it really asks.
    async fn load(&self) -> Result<KeySet, KeyringError>;
}

/// Seals and opens. Cheap to clone; clones share their keys.
#[derive(Clone)]
pub struct Keyring {
    keys: Arc<RwLock<Option<Arc<KeySet>>>>,
    source: Option<Arc<dyn KeySource>>,
    random: SharedEntropy,
}

impl Keyring {
    /// A keyring of keys that do not change.
    pub fn fixed(keys: KeySet, random: SharedEntropy) -> Self {
        Self { keys: Arc::new(RwLock::new(Some(Arc::new(keys)))), source: None, random }
    }

    /// A keyring that fetches its keys from `source` when they are first needed.
    pub fn from_source(source: Arc<dyn KeySource>, random: SharedEntropy) -> Self {
        Self { keys: Arc::default(), source: Some(source), random }
    }

    /// Takes over keys that were fetched elsewhere: the refresher's way to rotate without a restart.
    pub fn replace(&self, keys: KeySet) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(keys));
    }

    /// Encrypts `plaintext` under the current key. `aad` says where it belongs (tenant and row) and must be given
    /// again to open it.
    pub async fn seal(
        &self,
        purpose: Purpose,
        aad: &[u8],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, KeyringError> {
        let keys = self.keys().await?;
        let (id, master) = keys.current();
        let mut sealed = Vec::with_capacity(HEADER + NONCE + plaintext.len() + 16);
        sealed.push(FORMAT);
        sealed.extend_from_slice(&id.to_bytes());
        let nonce: [u8; NONCE] = entropy::bytes(&*self.random);
        let bound = bound(purpose, &sealed, aad);
        sealed.extend_from_slice(&nonce);
        let ciphertext = cipher(master, purpose)
            .encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad: &bound })
            .map_err(|_| KeyringError::Malformed)?;
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    /// Decrypts what [`Keyring::seal`] made for the same purpose and `aad`.
    pub async fn open(
        &self,
        purpose: Purpose,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<SecretSlice<u8>, KeyringError> {
        let id = sealed_under(sealed)?;
        let (header, rest) = sealed.split_at(HEADER);
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>().ok_or(KeyringError::Malformed)?;
        let mut keys = self.keys().await?;
        if keys.get(id).is_none() {
            // Another replica may have begun to use a key that we have not met yet.
            keys = self.load().await.map_err(|_| KeyringError::UnknownKey(id))?;
        }
        let master = keys.get(id).ok_or(KeyringError::UnknownKey(id))?;
        cipher(master, purpose)
            .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: &bound(purpose, header, aad) })
            .map(SecretSlice::from)
            .map_err(|_| KeyringError::Forged)
    }

    /// What `sealed` holds, sealed anew under the current key; `None` where it is under that one already.
    pub async fn reseal(
        &self,
        purpose: Purpose,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, KeyringError> {
        if self.is_current(sealed).await? {
            return Ok(None);
        }
        let opened = self.open(purpose, aad, sealed).await?;
        self.seal(purpose, aad, opened.expose_secret()).await.map(Some)
    }

    /// A keyed hash of `content` under the current key: HMAC-SHA-256, of which a beginning may be used. It shows that we made
    /// what it stands on, and hides nothing.
    pub async fn mark(&self, purpose: Purpose, content: &[u8]) -> Result<[u8; 32], KeyringError> {
        let keys = self.keys().await?;
        Ok(hash(keys.current().1, purpose, content).finalize().into_bytes().into())
    }

    /// Whether `mark` is what [`Keyring::mark`] made of the same content under a key that is known, or its beginning: of ten
    /// bytes at least.
    pub async fn is_marked(
        &self,
        purpose: Purpose,
        content: &[u8],
        mark: &[u8],
    ) -> Result<bool, KeyringError> {
        let keys = self.keys().await?;
        let made = |id| {
            let key = keys.get(id)?;
            hash(key, purpose, content).verify_truncated_left(mark).ok()
        };
        Ok(mark.len() >= SHORTEST_MARK && keys.ids().into_iter().any(|id| made(id).is_some()))
    }

    /// The keys that still open and seal no more.
    pub async fn retired(&self) -> Result<Vec<KeyId>, KeyringError> {
        let keys = self.keys().await?;
        Ok(keys.ids().into_iter().filter(|id| *id != keys.current().0).collect())
    }

    /// Whether `sealed` is under the current key.
    pub async fn is_current(&self, sealed: &[u8]) -> Result<bool, KeyringError> {
        Ok(self.keys().await?.current().0 == sealed_under(sealed)?)
    }

    async fn keys(&self) -> Result<Arc<KeySet>, KeyringError> {
        let known = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some(keys) => Ok(keys),
            None => self.load().await,
        }
    }

    async fn load(&self) -> Result<Arc<KeySet>, KeyringError> {
        let Some(source) = &self.source else {
            return Err(KeyringError::Unavailable("the keys are fixed".to_owned()));
        };
        let keys = Arc::new(source.load().await?);
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Some(keys.clone());
        Ok(keys)
    }
}

/// What everything that is sealed under a key begins with, and nothing else.
pub fn header_of(key: KeyId) -> Vec<u8> {
    [&[FORMAT], key.to_bytes().as_slice()].concat()
}

/// How many bytes that is.
pub const HEADER_LENGTH: usize = HEADER;

/// What a value that lies in a row of a tenant is bound to: sealed for one row, it opens in no other.
pub fn place(tenant: TenantId, row: Uuid) -> Vec<u8> {
    [tenant.uuid().as_bytes().as_slice(), row.as_bytes()].concat()
}

/// The id of the master key that a value, or its header, is sealed under.
pub fn sealed_under(sealed: &[u8]) -> Result<KeyId, KeyringError> {
    match sealed {
        [FORMAT, id @ ..] => id.first_chunk().map(|id| KeyId::from_bytes(*id)).ok_or(KeyringError::Malformed),
        _ => Err(KeyringError::Malformed),
    }
}

fn cipher(master: &MasterKey, purpose: Purpose) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*master.derive(purpose.label())).into())
}

fn hash(master: &MasterKey, purpose: Purpose, content: &[u8]) -> Hmac<Sha256> {
    let key = master.derive(purpose.label());
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&*key).expect("HMAC takes keys of any length");
    mac.update(content);
    mac
}

/// What is authenticated beside the ciphertext. No label holds a NUL and the header has a fixed length, so two
/// different triples never read the same.
fn bound(purpose: Purpose, header: &[u8], aad: &[u8]) -> Vec<u8> {
    [b"portico\0", purpose.label().as_bytes(), b"\0", header, aad].concat()
}

#[cfg(test)]
mod tests;
