//! What the cookie holds: `<tag>.<secret>`.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use super::SessionOwner;
use crate::kernel::entropy::{self, Entropy};

/// Names an account in keys: 16 hex digits of SHA-256 over tenant and account. It is the Redis Cluster hash tag
/// of all the account's keys, and stands in the cookie, so that a session is found without knowing its account.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccountTag([u8; 8]);

impl AccountTag {
    /// The tag of an account.
    pub fn of(owner: SessionOwner) -> Self {
        let mut digest = Sha256::new();
        digest.update(owner.tenant.0.as_bytes());
        digest.update(b"|");
        digest.update(owner.account.0.as_bytes());
        let mut tag = [0; 8];
        tag.copy_from_slice(&digest.finalize()[..8]);
        Self(tag)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut tag = [0; 8];
        let pairs = text.as_bytes().chunks(2);
        for (byte, pair) in tag.iter_mut().zip(pairs) {
            let [high, low] = pair else { return None };
            *byte = hex_digit(*high)? << 4 | hex_digit(*low)?;
        }
        Some(Self(tag))
    }
}

impl fmt::Display for AccountTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for AccountTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Lower case only: one session has one spelling.
fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// SHA-256 of a token's secret: all that is stored of it.
pub(super) type SecretDigest = [u8; 32];

/// The value of a session cookie. Whoever has it is signed in.
#[derive(Debug, Clone)]
pub struct SessionToken {
    tag: AccountTag,
    secret: SecretString,
}

const TAG_LENGTH: usize = 16;
/// 32 bytes in base64 without padding.
const SECRET_LENGTH: usize = 43;

impl SessionToken {
    /// A new value for a session of the account with that tag: 256 random bits.
    pub(super) fn generate(tag: AccountTag, random: &dyn Entropy) -> Self {
        let secret: [u8; 32] = entropy::bytes(random);
        Self { tag, secret: URL_SAFE_NO_PAD.encode(secret).into() }
    }

    /// Reads a cookie's value. Anything but 16 hex digits, a dot and 43 base64url symbols is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (tag, secret) = text.split_once('.')?;
        let is_symbol = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        let well_formed =
            tag.len() == TAG_LENGTH && secret.len() == SECRET_LENGTH && secret.bytes().all(is_symbol);
        let tag = well_formed.then(|| AccountTag::parse(tag))??;
        Some(Self { tag, secret: secret.into() })
    }

    /// The text for the cookie, and for nothing else.
    pub fn expose(&self) -> SecretString {
        format!("{}.{}", self.tag, self.secret.expose_secret()).into()
    }

    pub(super) fn tag(&self) -> AccountTag {
        self.tag
    }

    pub(super) fn digest(&self) -> SecretDigest {
        Sha256::digest(self.secret.expose_secret()).into()
    }
}
