//! The signature of messages: `t=<seconds>,v1=<hex>`, HMAC-SHA-256 over `<seconds>.<body>`, as Stripe has it
//! (https://docs.stripe.com/webhooks#verify-manually). The sandbox gateway signs in the same way. Pure.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use super::MessageError;
use crate::kernel::clock::Instant;

/// How far the time of a signature may be from ours: whoever has recorded a message cannot send it again later.
pub const TOLERANCE_SECONDS: i64 = 300;

/// The signature of a body.
pub fn sign(secret: &SecretString, at: Instant, body: &[u8]) -> String {
    let seconds = at.timestamp();
    format!("t={seconds},v1={}", digest(secret, &seconds.to_string(), body))
}

/// Whether one of the signatures in `header` is by one of `secrets` over the body, and of our time.
pub fn verify(secrets: &[SecretString], header: &str, body: &[u8], now: Instant) -> Result<(), MessageError> {
    let mut time = None;
    let mut given = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) => time = Some(value),
            Some(("v1", value)) => given.push(value),
            _ => {}
        }
    }
    let time = time.ok_or(MessageError::Signature)?;
    let seconds: i64 = time.parse().map_err(|_| MessageError::Signature)?;
    if seconds.abs_diff(now.timestamp()) > TOLERANCE_SECONDS.unsigned_abs() {
        return Err(MessageError::Signature);
    }
    let holds = secrets.iter().any(|secret| {
        let wanted = digest(secret, time, body);
        given.iter().any(|given| bool::from(given.as_bytes().ct_eq(wanted.as_bytes())))
    });
    if holds { Ok(()) } else { Err(MessageError::Signature) }
}

fn digest(secret: &SecretString, time: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .expect("HMAC takes a key of any length");
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.finalize().into_bytes().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn signatures_hold_for_the_bytes_the_secret_and_the_time_they_are_of() {
        let (secret, other) = (SecretString::from("whsec_1"), SecretString::from("whsec_2"));
        let now: Instant = "2026-11-22T10:00:00Z".parse().expect("valid");
        let header = sign(&secret, now, b"{}");
        let later = |seconds| now + TimeDelta::seconds(seconds);
        let holds = |secrets: &[SecretString], header: &str, body: &[u8], at| {
            verify(secrets, header, body, at).is_ok()
        };
        assert!(holds(std::slice::from_ref(&secret), &header, b"{}", later(300)));
        assert!(holds(&[other.clone(), secret.clone()], &header, b"{}", now), "while one replaces another");
        let two = format!("{header},v1=00");
        assert!(holds(std::slice::from_ref(&secret), &two, b"{}", now));
        for (secrets, header, body, at) in [
            (vec![other], header.as_str(), b"{}".as_slice(), now),
            (vec![secret.clone()], &header, b"{ }", now),
            (vec![secret.clone()], &header, b"{}", later(301)),
            (vec![secret.clone()], &header, b"{}", later(-301)),
            (vec![secret.clone()], "", b"{}", now),
            (vec![secret.clone()], "t=1", b"{}", now),
            (vec![secret.clone()], "v1=00", b"{}", now),
            (vec![secret.clone()], "t=x,v1=00", b"{}", now),
            (Vec::new(), &header, b"{}", now),
        ] {
            assert!(!holds(&secrets, header, body, at), "{header} {at}");
        }
    }

    #[test]
    fn the_form_is_that_of_the_documentation() {
        // Computed with Python's hmac module.
        let at: Instant = "1970-01-01T00:00:12Z".parse().expect("valid");
        assert_eq!(sign(&"secret".into(), at, b"body"), format!("t=12,v1={EXPECTED}"));
    }

    const EXPECTED: &str = "6a383d3d42b6206ba2f6b83b0416474e0d21c78d90463ec24d8e15aac8e8eb44";
}
