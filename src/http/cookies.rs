//! The cookies, of the session and of the known device: their names, their flags, and reading them strictly (RFC 6265bis;
//! api.md §1).

use std::time::Duration;

use actix_web::http::header::{HeaderValue, InvalidHeaderValue};
use secrecy::ExposeSecret as _;

use super::backend::CookieChange;

/// The `__Host-` prefix makes browsers refuse the cookie unless it is `Secure`, has `Path=/` and no `Domain`: no
/// other host of the same site can plant one.
const SECURE_NAMES: [&str; 2] = ["__Host-portico", "__Host-portico-device"];
/// For a demo over plain `http://localhost`.
const INSECURE_NAMES: [&str; 2] = ["portico-dev", "portico-device-dev"];
/// Longer than any value of ours.
const MAX_VALUE: usize = 512;

/// What a cookie is for.
#[derive(Clone, Copy)]
pub(super) enum Jar {
    /// The session.
    Session,
    /// What a device is known by, after the session too.
    Device,
}

/// The value of a cookie, if the request has exactly one and it is well formed. Of two, one was planted by
/// somebody else, and nobody can tell which.
pub(super) fn read<'a>(jar: Jar, headers: impl Iterator<Item = &'a str>, insecure: bool) -> Option<&'a str> {
    let name = name(jar, insecure);
    let mut values = headers.flat_map(|header| header.split(';')).filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key.trim_ascii() == name).then_some(value.trim_ascii())
    });
    let value = values.next()?;
    (values.next().is_none() && is_token(value, MAX_VALUE)).then_some(value)
}

/// The value of `Set-Cookie` for a change. Fails only where a new value is not of the form it must
/// have: a bug, which must not become an attribute of the cookie.
pub(super) fn set(jar: Jar, change: &CookieChange, insecure: bool) -> Result<HeaderValue, InvalidCookie> {
    let (value, max_age) = match change {
        CookieChange::Set { value, max_age } if is_token(value.expose_secret(), MAX_VALUE) => {
            (value.expose_secret(), *max_age)
        }
        CookieChange::Set { .. } => return Err(InvalidCookie),
        CookieChange::Clear => ("", Some(Duration::ZERO)),
    };
    let name = name(jar, insecure);
    let secure = if insecure { "" } else { "; Secure" };
    let age = max_age.map(|age| format!("; Max-Age={}", age.as_secs())).unwrap_or_default();
    let mut header =
        HeaderValue::try_from(format!("{name}={value}; Path=/{secure}; HttpOnly; SameSite=Lax{age}"))?;
    header.set_sensitive(true);
    Ok(header)
}

/// A value that does not fit into a cookie.
#[derive(Debug, thiserror::Error)]
#[error("the value does not fit into a cookie")]
pub(super) struct InvalidCookie;

impl From<InvalidHeaderValue> for InvalidCookie {
    fn from(_: InvalidHeaderValue) -> Self {
        Self
    }
}

fn name(jar: Jar, insecure: bool) -> &'static str {
    let [session, device] = if insecure { INSECURE_NAMES } else { SECURE_NAMES };
    match jar {
        Jar::Session => session,
        Jar::Device => device,
    }
}

/// Letters, digits and the punctuation of RFC 6750's `b64token`: what tokens of ours and JWTs are made of.
pub(super) fn is_token(value: &str, max: usize) -> bool {
    (1..=max).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_well_formed_cookie_is_read() {
        let long = format!("__Host-portico={}", "a".repeat(MAX_VALUE + 1));
        for (headers, expected) in [
            (&["__Host-portico=abc"][..], Some("abc")),
            (&["theme=dark; __Host-portico=a-b_c=; x=1"], Some("a-b_c=")),
            (&["a=1", "__Host-portico=abc"], Some("abc")),
            (&[], None),
            (&["portico=abc; __Host-portico2=abc; x__Host-portico=abc"], None),
            (&["__host-portico=abc"], None),
            (&["__Host-portico="], None),
            (&["__Host-portico"], None),
            (&["__Host-portico=abc; __Host-portico=def"], None),
            (&["__Host-portico=abc", "__Host-portico=abc"], None),
            (&["__Host-portico=\"abc\""], None),
            (&["__Host-portico=a b"], None),
            (&["__Host-portico=a,b"], None),
            (&["__Host-portico=ü"], None),
            (&[&long], None),
        ] {
            assert_eq!(read(Jar::Session, headers.iter().copied(), false), expected, "{headers:?}");
        }
        let all = "__Host-portico=a; portico-dev=b; __Host-portico-device=c; portico-device-dev=d";
        for (jar, insecure, expected) in [
            (Jar::Session, false, "a"),
            (Jar::Session, true, "b"),
            (Jar::Device, false, "c"),
            (Jar::Device, true, "d"),
        ] {
            assert_eq!(read(jar, [all].into_iter(), insecure), Some(expected));
        }
    }

    #[test]
    fn every_flag_stands_on_every_cookie() {
        let new = |max_age| CookieChange::Set { value: "abc".into(), max_age };
        let text = |change: &CookieChange, insecure| {
            set(Jar::Session, change, insecure).expect("valid").to_str().expect("valid").to_owned()
        };
        assert_eq!(text(&new(None), false), "__Host-portico=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
        assert_eq!(
            text(&new(Some(Duration::from_mins(1))), false),
            "__Host-portico=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60"
        );
        assert_eq!(
            text(&CookieChange::Clear, false),
            "__Host-portico=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
        );
        assert_eq!(text(&new(None), true), "portico-dev=abc; Path=/; HttpOnly; SameSite=Lax");
        let device = set(Jar::Device, &new(Some(Duration::from_mins(1))), false).expect("valid");
        assert_eq!(
            device.to_str().expect("valid"),
            "__Host-portico-device=abc; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60"
        );
    }

    #[test]
    fn a_value_cannot_add_attributes() {
        for value in ["", "a; Domain=evil.example", "a\r\nSet-Cookie: b=c", "a b", "ü"] {
            let change = CookieChange::Set { value: value.into(), max_age: None };
            assert!(set(Jar::Session, &change, false).is_err(), "{value:?}");
        }
    }

    #[test]
    fn a_change_does_not_print_its_value() {
        let change = CookieChange::Set { value: "canary".into(), max_age: None };
        assert!(!format!("{change:?}").contains("canary"));
    }
}
