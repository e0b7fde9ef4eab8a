//! Recovery codes: what lets an owner in whose second factor is lost. Shown once, kept as hashes.
//!
//! 16 symbols of the portal IDs' alphabet are 79 bits: a copy of the hashes is of no use to anybody, so a fast hash is
//! enough.

use std::fmt::Write as _;

use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use super::portal_id::ALPHABET;
use crate::kernel::entropy::Entropy;
use crate::kernel::ids::AccountId;

/// How many an account has.
pub(super) const COUNT: usize = 10;

const LENGTH: usize = 16;

/// A recovery code: `XXXX-XXXX-XXXX-XXXX`.
pub(super) struct RecoveryCode(SecretString);

impl RecoveryCode {
    /// A new code.
    pub(super) fn generate(random: &dyn Entropy) -> Self {
        let mut symbols = String::with_capacity(LENGTH);
        while symbols.len() < LENGTH {
            let mut bytes = [0; 32];
            random.fill(&mut bytes);
            // Five bits give 0..32; the one value too many is thrown away, so none is likelier than another.
            let fair = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)));
            symbols.extend(fair.take(LENGTH - symbols.len()).map(|symbol| char::from(*symbol)));
        }
        Self(symbols.into())
    }

    /// What a person typed, in any case and with any separators; none where it is no such code.
    pub(super) fn parse(typed: &str) -> Option<Self> {
        let symbols: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(LENGTH + 1)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let known = symbols.bytes().all(|byte| ALPHABET.contains(&byte));
        (symbols.len() == LENGTH && known).then(|| Self(symbols.into()))
    }

    /// As it is shown, once.
    pub(super) fn shown(&self) -> String {
        let mut text = String::with_capacity(LENGTH + 3);
        for (index, symbol) in self.0.expose_secret().chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                text.push('-');
            }
            let _ = text.write_char(symbol);
        }
        text
    }

    /// As it is kept.
    pub(super) fn hash(&self, account: AccountId) -> Vec<u8> {
        let digest = Sha256::new()
            .chain_update(b"portico recovery code\0")
            .chain_update(account.0.as_bytes())
            .chain_update(self.0.expose_secret());
        digest.finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::kernel::entropy::SeededEntropy;

    #[test]
    fn what_is_shown_is_read_back() {
        let account = AccountId(Uuid::from_u128(1));
        let code = RecoveryCode::generate(&SeededEntropy::new(1));
        let shown = code.shown();
        assert_eq!(shown.len(), 19);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('-', "")] {
            let read = RecoveryCode::parse(&typed).expect("a code");
            assert_eq!(read.hash(account), code.hash(account));
            assert_ne!(read.hash(AccountId(Uuid::from_u128(2))), code.hash(account), "another account's");
        }
        for typed in ["", "123456", &shown[1..], &format!("{shown}A"), &format!("0{}", &shown[1..])] {
            assert!(RecoveryCode::parse(typed).is_none(), "{typed}");
        }
    }
}
