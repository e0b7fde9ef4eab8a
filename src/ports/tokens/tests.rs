//! Tokens of ours are accepted; everything that only looks like one is not (threats.md rows 15 and 27).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::*;
use crate::kernel::entropy::SeededEntropy;

const NOW: &str = "2026-11-22T10:00:00Z";

fn now() -> Instant {
    NOW.parse().expect("an instant")
}

fn claims() -> Claims {
    let at = now().timestamp();
    Claims {
        iss: "portico".to_owned(),
        sub: "acc_1".to_owned(),
        aud: "ten_1".to_owned(),
        sid: "ses_1".to_owned(),
        jti: "1".to_owned(),
        iat: at,
        nbf: at,
        exp: at + 600,
    }
}

struct House {
    key: SigningKey,
    seed: Zeroizing<[u8; 32]>,
    keys: VerifyingKeys,
}

fn house() -> House {
    let seed = SigningKey::generate(&SeededEntropy::new(3));
    let keys = VerifyingKeys::from([("k1".to_owned(), SigningKey::public_of(&seed))]);
    House { key: SigningKey::new("k1".to_owned(), seed.clone()), seed, keys }
}

impl House {
    fn verify(&self, token: &str) -> Result<Claims, TokenRefusal> {
        verify(token, &self.keys, "portico", "ten_1", now())
    }

    /// A token with any header and claims, properly signed with the real key.
    fn signed(&self, header: &Value, claims: &Value) -> String {
        use ed25519_dalek::Signer as _;
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        let key = ed25519_dalek::SigningKey::from_bytes(&self.seed);
        let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()).to_bytes());
        format!("{message}.{signature}")
    }
}

fn our_header() -> Value {
    json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": "k1" })
}

fn with(mut value: Value, name: &str, to: Value) -> Value {
    value[name] = to;
    value
}

#[test]
fn our_own_tokens_are_accepted() {
    let house = house();
    let token = house.key.sign(&claims()).expect("signed");
    assert_eq!(house.verify(token.expose_secret()), Ok(claims()));
    let by_hand = house.signed(&our_header(), &serde_json::to_value(claims()).expect("plain"));
    assert_eq!(house.verify(&by_hand), Ok(claims()), "the forger of these tests can make good ones");
}

#[test]
fn a_changed_token_is_not_accepted() {
    let house = house();
    let token = house.key.sign(&claims()).expect("signed");
    let token = token.expose_secret();
    for index in 0..token.len() {
        let mut changed = token.as_bytes().to_vec();
        changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("ASCII");
        assert!(house.verify(&changed).is_err(), "changed at {index}");
    }
    for length in 0..token.len() {
        assert!(house.verify(&token[..length]).is_err(), "cut to {length}");
    }
}

#[test]
fn headers_that_are_not_ours_are_refused_although_the_key_signed_them() {
    let house = house();
    let claims = serde_json::to_value(claims()).expect("plain");
    for (name, value) in [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("RS256")),
        ("alg", json!("ES256")),
        ("typ", json!("JWT")),
        ("typ", json!("id+jwt")),
        ("typ", Value::Null),
        ("kid", Value::Null),
        ("kid", json!("")),
        ("kid", json!("k2")),
        ("kid", json!("../../etc/passwd")),
        ("kid", json!("k1' OR '1'='1")),
        ("jku", json!("https://evil.example/jwks.json")),
        ("x5u", json!("https://evil.example/cert.pem")),
        ("x5c", json!(["MIIB"])),
        (
            "jwk",
            json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
        ),
        ("crit", json!(["exp"])),
        ("cty", json!("JWT")),
    ] {
        let token = house.signed(&with(our_header(), name, value.clone()), &claims);
        assert!(
            matches!(house.verify(&token), Err(TokenRefusal::Header | TokenRefusal::UnknownKey)),
            "{name}: {value}"
        );
    }
}

#[test]
fn claims_that_are_not_for_us_are_refused() {
    let house = house();
    let good = serde_json::to_value(claims()).expect("plain");
    let at = now().timestamp();
    for (name, value, refusal) in [
        ("iss", json!("elsewhere"), TokenRefusal::Addressee),
        ("aud", json!("ten_2"), TokenRefusal::Addressee),
        ("aud", json!(["ten_1", "ten_2"]), TokenRefusal::Forged),
        ("sid", Value::Null, TokenRefusal::Forged),
        ("exp", json!(at), TokenRefusal::Time),
        ("exp", json!(at - 1), TokenRefusal::Time),
        ("exp", json!(1e300), TokenRefusal::Forged),
        ("exp", json!("never"), TokenRefusal::Forged),
        ("nbf", json!(at + 61), TokenRefusal::Time),
        ("iat", json!(at + 61), TokenRefusal::Time),
        ("admin", json!(true), TokenRefusal::Forged),
    ] {
        let token = house.signed(&our_header(), &with(good.clone(), name, value.clone()));
        assert_eq!(house.verify(&token), Err(refusal), "{name}: {value}");
    }
    for name in ["iss", "sub", "aud", "sid", "jti", "iat", "nbf", "exp"] {
        let mut short = good.clone();
        short.as_object_mut().expect("an object").remove(name);
        assert_eq!(house.verify(&house.signed(&our_header(), &short)), Err(TokenRefusal::Forged), "{name}");
    }
}

#[test]
fn clocks_may_differ_by_a_minute_but_nothing_lives_longer_for_it() {
    let house = house();
    let good = serde_json::to_value(claims()).expect("plain");
    let at = now().timestamp();
    let early = with(with(good.clone(), "nbf", json!(at + 60)), "iat", json!(at + 60));
    assert!(house.verify(&house.signed(&our_header(), &early)).is_ok());
    let last = with(good, "exp", json!(at + 1));
    assert!(house.verify(&house.signed(&our_header(), &last)).is_ok());
}

#[test]
fn a_public_key_is_no_shared_secret() {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let house = house();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = with(our_header(), "alg", json!("HS256"));
    let message = format!("{}.{}", part(&header), part(&serde_json::to_value(claims()).expect("plain")));
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&house.keys["k1"]).expect("any length");
    mac.update(message.as_bytes());
    let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
    assert_eq!(house.verify(&token), Err(TokenRefusal::Header));
}
