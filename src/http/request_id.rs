//! The id that ties an answer to its log lines.

use std::sync::Arc;

use actix_web::http::header::{HeaderName, HeaderValue};

use crate::kernel::entropy::{self, Entropy};

/// The header, in both directions.
pub(super) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id that a trusted proxy gave, if it is 8–64 letters, digits and hyphens; otherwise 128 random bits. A client's
/// own id is not taken: it could collide with another's on purpose, or carry text into the logs.
pub(super) fn choose(given: Option<&HeaderValue>, trusted: bool, random: &dyn Entropy) -> Arc<str> {
    given
        .filter(|_| trusted)
        .and_then(|value| value.to_str().ok())
        .filter(|id| is_acceptable(id))
        .map_or_else(|| generate(random), Arc::from)
}

fn is_acceptable(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn generate(random: &dyn Entropy) -> Arc<str> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bytes: [u8; 16] = entropy::bytes(random);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| HEX[usize::from(digit)]);
    digits.map(char::from).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::entropy::SeededEntropy;

    #[test]
    fn only_a_trusted_and_well_formed_id_is_kept() {
        let random = SeededEntropy::new(7);
        let long = "a".repeat(65);
        for (given, trusted, kept) in [
            (Some("0123-abcd-XYZ"), true, true),
            (Some("0123-abcd-XYZ"), false, false),
            (Some("short"), true, false),
            (Some(long.as_str()), true, false),
            (Some("0123 abcd"), true, false),
            (Some("0123456789\"}"), true, false),
            (None, true, false),
        ] {
            let value = given.map(|text| HeaderValue::from_str(text).expect("valid"));
            let id = choose(value.as_ref(), trusted, &random);
            assert_eq!(given == Some(&*id), kept, "{given:?}");
            assert!(is_acceptable(&id));
        }
        assert_ne!(generate(&random), generate(&random));
    }
}
