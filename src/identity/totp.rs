//! Time-based one-time passwords (RFC 6238): six digits, 30 seconds, SHA-1, one step to either side. What authenticator
//! apps understand without being told.

use secrecy::{ExposeSecret as _, SecretSlice};
use subtle::ConstantTimeEq as _;
use totp_rs::{Builder, Secret, Totp};

use crate::kernel::clock::Instant;
use crate::kernel::entropy::{self, Entropy};
use crate::kernel::fault::Fault;

/// Seconds that a code lives.
const STEP: i64 = 30;

/// Steps before and after the current one whose codes are accepted too (RFC 6238 §5.2 recommends at most one).
const SKEW: i64 = 1;

/// Digits of a code.
const DIGITS: usize = 6;

/// The secret that an account shares with an authenticator app: 160 bits (RFC 4226 §4).
#[derive(Clone)]
pub struct TotpSecret(SecretSlice<u8>);

impl TotpSecret {
    /// A new secret.
    pub fn generate(random: &dyn Entropy) -> Self {
        Self(entropy::bytes::<20>(random).to_vec().into())
    }

    /// The bytes, to be sealed and for nothing else.
    pub(super) fn bytes(&self) -> &[u8] {
        self.0.expose_secret()
    }

    /// The bytes that were sealed.
    pub(super) fn from_bytes(bytes: SecretSlice<u8>) -> Self {
        Self(bytes)
    }

    /// Base32 without padding, as it is typed into an app that cannot scan.
    pub fn base32(&self) -> String {
        Secret::from(self.bytes()).to_base32()
    }

    /// The address that an app scans, `otpauth://totp/…`. Colons would separate the parts, so names lose theirs.
    pub fn uri(&self, issuer: &str, account: &str) -> Result<String, Fault> {
        let plain = |text: &str| text.replace(':', " ");
        let totp = self.builder().with_issuer(Some(plain(issuer))).with_account_name(plain(account));
        totp.build().and_then(|totp| totp.to_url()).map_err(Fault::internal)
    }

    /// The code of the step at `at`.
    pub fn code_at(&self, at: Instant) -> String {
        self.code(at.timestamp() / STEP)
    }

    /// The step of `code`, if it is one of those accepted at `now` and later than `last_used`. All candidates are
    /// computed and compared, so that the time tells nothing.
    pub(super) fn step_of(&self, code: &str, now: Instant, last_used: i64) -> Option<i64> {
        let current = now.timestamp() / STEP;
        let mut found = None;
        for step in current - SKEW..=current + SKEW {
            let equal = bool::from(self.code(step).as_bytes().ct_eq(code.as_bytes()));
            if equal && step > last_used {
                found = Some(step);
            }
        }
        found
    }

    fn code(&self, step: i64) -> String {
        self.totp().generate(u64::try_from(step * STEP).unwrap_or_default()).to_string()
    }

    fn totp(&self) -> Totp {
        self.builder().build_noncompliant()
    }

    fn builder(&self) -> Builder {
        Builder::new().with_secret(self.0.expose_secret().to_vec())
    }
}

/// The digits of a code as a person types it; none where it is no such code.
pub(super) fn digits(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(DIGITS + 1).collect();
    (plain.len() == DIGITS && plain.bytes().all(|byte| byte.is_ascii_digit())).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret(b"12345678901234567890".to_vec().into())
    }

    fn at(seconds: i64) -> Instant {
        Instant::from_timestamp(seconds, 0).expect("within the calendar")
    }

    /// RFC 6238, appendix B, the SHA-1 column; the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code_at(at(seconds)), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_accepted_one_step_early_or_late_and_once() {
        let now = at(1_234_567_890);
        let step = 1_234_567_890 / 30;
        for (offset, accepted) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = secret().code(step + offset);
            let found = secret().step_of(&code, now, 0);
            assert_eq!(found, accepted.then_some(step + offset), "{offset}");
        }
        let code = secret().code(step);
        assert_eq!(secret().step_of(&code, now, step), None, "played again");
        assert_eq!(secret().step_of(&code, now, step + 1), None, "a later one was used");
        assert_eq!(secret().step_of("000000", now, 0), None);
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for (typed, read) in [
            ("123456", Some("123456")),
            (" 123 456 ", Some("123456")),
            ("123-456", Some("123456")),
            ("12345", None),
            ("1234567", None),
            ("12345a", None),
            ("\u{661}23456", None),
            ("", None),
        ] {
            assert_eq!(digits(typed).as_deref(), read, "{typed:?}");
        }
    }

    #[test]
    fn the_address_names_issuer_and_account() {
        let uri = secret().uri("Havelnetz: GmbH", "HN-7K3M-QX9A-5").expect("valid");
        assert!(uri.starts_with("otpauth://totp/Havelnetz"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{uri}");
        assert!(uri.contains("HN-7K3M-QX9A-5") && uri.contains("issuer=Havelnetz"), "{uri}");
    }
}
