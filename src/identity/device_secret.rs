//! By what a device is known again: a secret of 256 bits for each account that was signed in to from it.
//!
//! A browser keeps the secrets of several accounts in one cookie, beside one another. Each was made here, for one account,
//! at the end of a complete sign-in, and is worth something for that account only: a value that somebody has planted in the
//! browser before is kept beside them and is never taken as the secret of anybody who signs in there.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::kernel::entropy::{self, Entropy};

/// How long a device is known without a sign-in from it.
pub const DEVICE_LIFE: TimeDelta = TimeDelta::days(365);

/// Secrets that one client keeps: as many accounts as share a browser. The oldest goes first.
const MOST: usize = 8;

/// The secret of one account on one device.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceSecret(Zeroizing<[u8; 32]>);

impl DeviceSecret {
    /// A new one.
    pub(super) fn generate(random: &dyn Entropy) -> Self {
        Self(Zeroizing::new(entropy::bytes(random)))
    }

    fn read(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// As its client keeps it: 43 letters, digits, `-` and `_`.
    pub fn expose(&self) -> SecretString {
        URL_SAFE_NO_PAD.encode(*self.0).into()
    }

    /// What is kept of it. The portal ID in its normal form is part of it: the same secret says nothing of another.
    pub(super) fn digest(&self, portal_id: &str) -> Vec<u8> {
        let mut digest = Sha256::new();
        digest.update(*self.0);
        digest.update(portal_id.as_bytes());
        digest.finalize().to_vec()
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSecret")
    }
}

/// What a client has sent to be known by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeviceSecrets(Vec<DeviceSecret>);

impl DeviceSecrets {
    /// Reads a cookie, or the token of a client without cookies. What is no secret of ours is left out.
    pub fn read(text: &str) -> Self {
        Self(text.split('.').filter_map(DeviceSecret::read).take(MOST).collect())
    }

    /// What may be kept of them for a portal ID.
    pub(super) fn digests(&self, portal_id: &str) -> Vec<Vec<u8>> {
        self.0.iter().map(|secret| secret.digest(portal_id)).collect()
    }

    /// These and one more, the newest last.
    #[must_use]
    pub fn and(&self, new: &DeviceSecret) -> Self {
        let kept = self.0.len().saturating_sub(MOST - 1);
        Self(self.0.iter().skip(kept).chain([new]).cloned().collect())
    }

    /// As a cookie holds them: joined by points, 351 symbols at most.
    pub fn expose(&self) -> SecretString {
        let each: Vec<String> = self.0.iter().map(|secret| URL_SAFE_NO_PAD.encode(*secret.0)).collect();
        each.join(".").into()
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::kernel::entropy::SeededEntropy;

    #[test]
    fn several_are_kept_and_the_oldest_goes() {
        let random = SeededEntropy::new(1);
        let made: Vec<DeviceSecret> = (0..=MOST).map(|_| DeviceSecret::generate(&random)).collect();
        let mut kept = DeviceSecrets::default();
        for secret in &made {
            kept = kept.and(secret);
        }
        assert_eq!(kept.0, made[1..]);
        let text = kept.expose();
        assert_eq!(text.expose_secret().len(), MOST * 44 - 1);
        assert_eq!(DeviceSecrets::read(text.expose_secret()), kept);
        assert_eq!(DeviceSecrets::read(made[0].expose().expose_secret()).0, made[..1]);
    }

    #[test]
    fn what_is_none_is_left_out() {
        let random = SeededEntropy::new(1);
        let good = DeviceSecret::generate(&random);
        let text = good.expose();
        let text = text.expose_secret();
        for (cookie, expected) in [
            (String::new(), 0),
            (".".to_owned(), 0),
            ("abc".to_owned(), 0),
            (format!("{text}="), 0),
            (format!("{text}a"), 0),
            (format!("abc.{text}."), 1),
            (vec![text; 100].join("."), MOST),
        ] {
            assert_eq!(DeviceSecrets::read(&cookie).0, vec![good.clone(); expected], "{cookie}");
        }
    }

    #[test]
    fn what_is_kept_depends_on_both_parts_and_neither_is_printed() {
        let random = SeededEntropy::new(1);
        let (one, other) = (DeviceSecret::generate(&random), DeviceSecret::generate(&random));
        assert_eq!(one.digest("HNAAAABBBBC"), one.digest("HNAAAABBBBC"));
        assert_ne!(one.digest("HNAAAABBBBC"), one.digest("HNAAAABBBBD"));
        assert_ne!(one.digest("HNAAAABBBBC"), other.digest("HNAAAABBBBC"));
        let secrets = DeviceSecrets::default().and(&one);
        assert_eq!(format!("{secrets:?}"), "DeviceSecrets([DeviceSecret])");
    }
}
