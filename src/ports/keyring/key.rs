//! A master key, and the name it goes by.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::kernel::entropy::Entropy;

/// Names a master key: the first four bytes of SHA-256 over a label and the key. Derived, so that nobody has to number
/// keys, and the same key has the same id wherever it is configured.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId([u8; Self::LENGTH]);

impl KeyId {
    pub(super) const LENGTH: usize = 4;

    pub(super) fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    pub(super) fn to_bytes(self) -> [u8; Self::LENGTH] {
        self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not a master key. Says nothing of the text: it may be most of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 64 hexadecimal digits, as `openssl rand -hex 32` prints them")]
pub struct KeyFormatError;

/// 256 random bits from which the keys of all purposes are derived. Wiped when it is dropped.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl MasterKey {
    /// The key of 64 hexadecimal digits.
    pub fn parse(text: &SecretString) -> Result<Self, KeyFormatError> {
        let digits = text.expose_secret().trim().as_bytes();
        let mut key = Zeroizing::new([0; 32]);
        if digits.len() != 64 {
            return Err(KeyFormatError);
        }
        for (byte, pair) in key.iter_mut().zip(digits.as_chunks::<2>().0) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(key))
    }

    /// The key of these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyFormatError> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| KeyFormatError)?;
        Ok(Self(Zeroizing::new(*bytes)))
    }

    /// A new key.
    pub fn generate(random: &dyn Entropy) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        random.fill(&mut *key);
        Self(key)
    }

    /// As [`MasterKey::parse`] reads it: for where keys are stored, and for nothing else.
    pub fn expose(&self) -> SecretString {
        use std::fmt::Write as _;
        let mut text = String::with_capacity(64);
        for byte in self.0.iter() {
            let _ = write!(text, "{byte:02x}");
        }
        text.into()
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        let digest = Sha256::new().chain_update(b"portico master key id\0").chain_update(*self.0).finalize();
        let mut id = [0; KeyId::LENGTH];
        id.copy_from_slice(&digest[..KeyId::LENGTH]);
        KeyId(id)
    }

    /// The key of one use: HMAC-SHA-256 under the master key over the use's name (NIST SP 800-108r1, one block).
    pub(in crate::ports) fn derive(&self, label: &str) -> Zeroizing<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.0).expect("HMAC takes keys of any length");
        mac.update(b"portico keyring 1\0");
        mac.update(label.as_bytes());
        Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.id())
    }
}

fn digit(digit: u8) -> Result<u8, KeyFormatError> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(KeyFormatError)
}
