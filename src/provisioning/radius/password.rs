//! Passwords of services: made here, shown once, kept as FreeRADIUS verifies them.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha512};

use crate::kernel::entropy::{self, Entropy};
use crate::tenancy::PasswordForm;

/// Symbols that are not taken for each other.
const SYMBOLS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Symbols of a password: 100 bits.
const LENGTH: usize = 20;

/// A new password.
pub(in crate::provisioning) fn new_password(random: &dyn Entropy) -> String {
    let octets: [u8; LENGTH] = entropy::bytes(random);
    octets.iter().map(|octet| char::from(SYMBOLS[usize::from(octet % 32)])).collect()
}

/// The attribute by which FreeRADIUS verifies a password, and its value.
pub(in crate::provisioning) fn verifier_of(
    password: &str,
    form: PasswordForm,
    random: &dyn Entropy,
) -> (&'static str, String) {
    match form {
        PasswordForm::Cleartext => ("Cleartext-Password", password.to_owned()),
        PasswordForm::Salted => {
            // 100 random bits are not guessed, however quick the digest is.
            let salt: [u8; 16] = entropy::bytes(random);
            let digest = Sha512::new().chain_update(password).chain_update(salt).finalize();
            let octets = digest.iter().chain(&salt);
            let mut value = "0x".to_owned();
            for octet in octets {
                let _ = write!(value, "{octet:02x}");
            }
            ("SSHA2-512-Password", value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::entropy::SeededEntropy;

    #[test]
    fn a_password_is_long_and_another_each_time() {
        let random = SeededEntropy::new(1);
        let (one, other) = (new_password(&random), new_password(&random));
        assert_ne!(one, other);
        assert!(one.len() == LENGTH && one.bytes().all(|symbol| SYMBOLS.contains(&symbol)), "{one}");
    }

    #[test]
    fn what_is_kept_is_the_digest_and_its_salt_or_the_password_where_it_must_be() {
        let random = SeededEntropy::new(1);
        let (attribute, value) = verifier_of("secret", PasswordForm::Salted, &random);
        assert_eq!((attribute, value.len()), ("SSHA2-512-Password", 2 + (64 + 16) * 2));
        assert!(!value.contains("secret"));
        assert_ne!(verifier_of("secret", PasswordForm::Salted, &random).1, value);
        let clear = verifier_of("secret", PasswordForm::Cleartext, &random);
        assert_eq!(clear, ("Cleartext-Password", "secret".to_owned()));
    }
}
