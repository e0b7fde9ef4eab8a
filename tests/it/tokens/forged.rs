//! Forged access tokens, sent to the real server (threats.md row 15): none is accepted. The forger here even has the
//! tenant's private key, which shows that each check counts by itself; one token made by it is good.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{SessionId, TypedId as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::keys::{private, rows};
use super::{is_accepted, sign_in};
use crate::support::app::TestApp;

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// The two parts that are signed.
fn message(header: &Value, claims: &Value) -> String {
    format!("{}.{}", part(header), part(claims))
}

fn signed(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let message = message(header, claims);
    let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()).to_bytes());
    format!("{message}.{signature}")
}

fn with(value: &Value, name: &str, to: &Value) -> Value {
    let mut changed = value.clone();
    changed[name] = to.clone();
    changed
}

both!(no_forged_token_is_accepted, async |t: TestApp| {
    let other = t.tenant().await;
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let tokens = sign_in(&t.anonymous(), &login, false).await;
    let stored = rows(&t).await;
    let key = SigningKey::from_bytes(&private(&t, &stored[0]).await);
    let parts: Vec<Value> = tokens
        .access
        .split('.')
        .take(2)
        .map(|part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON"))
        .collect();
    let [header, claims] = &parts[..] else { panic!("three parts: {}", tokens.access) };
    assert_eq!(header, &json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": stored[0].id.external() }));
    assert!(is_accepted(&t, &signed(&key, header, claims)).await, "the forger can make good ones");

    let mut forged = Vec::new();
    // Another key: the forger's own under our id, and the one of another tenant under its own.
    let own = SigningKey::from_bytes(&[7; 32]);
    forged.push(signed(&own, header, claims));
    sign_in(&other.anonymous(), &other.account().insert().await, false).await;
    let theirs = rows(&other).await;
    let their_key = SigningKey::from_bytes(&private(&other, &theirs[0]).await);
    forged.push(signed(&their_key, &with(header, "kid", &json!(theirs[0].id.external())), claims));
    // No signature, and the public key as a shared secret.
    for none in ["none", "None", "NONE", "nOnE"] {
        let header = with(header, "alg", &json!(none));
        forged.push(format!("{}.", message(&header, claims)));
        forged.push(message(&header, claims));
        forged.push(signed(&key, &header, claims));
    }
    forged.push(format!("{}.", message(header, claims)));
    let x = URL_SAFE_NO_PAD.encode(&stored[0].public_key);
    for secret in [stored[0].public_key.as_slice(), x.as_bytes()] {
        let message = message(&with(header, "alg", &json!("HS256")), claims);
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length");
        mac.update(message.as_bytes());
        forged.push(format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())));
    }
    // Headers that want something from us.
    let evil = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "evil",
                       "x": URL_SAFE_NO_PAD.encode(own.verifying_key().to_bytes()) });
    for (name, value) in [
        ("kid", json!("../../../../dev/null")),
        ("kid", json!("' UNION SELECT 1 --")),
        ("kid", json!(stored[0].id.external().to_uppercase())),
        ("kid", Value::Null),
        ("typ", json!("JWT")),
        ("typ", json!("dpop+jwt")),
        ("typ", Value::Null),
        ("jku", json!("http://127.0.0.1:9/jwks.json")),
        ("x5u", json!("http://127.0.0.1:9/cert.pem")),
        ("jwk", evil),
        ("crit", json!(["b64"])),
        ("alg", json!("RS256")),
        ("alg", json!("ES256")),
    ] {
        forged.push(signed(&key, &with(header, name, &value), claims));
        forged.push(signed(&own, &with(header, name, &value), claims));
    }
    // Claims of somebody else, properly signed.
    let nobody: SessionId = t.scope().new_id();
    let at = t.now().timestamp();
    let colleague = t.account().staff(LinkRole::Support).insert().await;
    for (name, value) in [
        ("aud", json!(other.facts().reference.id.external())),
        ("aud", json!([claims["aud"]])),
        ("aud", json!("*")),
        ("iss", json!("https://evil.example")),
        ("iss", Value::Null),
        ("sid", json!(nobody.external())),
        ("sid", json!("")),
        ("sid", claims["sub"].clone()),
        // The session is not this account's.
        ("sub", json!(colleague.id.external())),
        ("exp", json!(at)),
        ("exp", json!(at - 600)),
        ("nbf", json!(at + 120)),
        ("iat", json!(at + 120)),
        ("exp", json!("tomorrow")),
    ] {
        forged.push(signed(&key, header, &with(claims, name, &value)));
    }
    for name in ["aud", "iss", "sid", "sub", "exp", "nbf", "iat", "jti"] {
        let mut short = claims.clone();
        short.as_object_mut().expect("an object").remove(name);
        forged.push(signed(&key, header, &short));
    }
    // A good token, changed or cut.
    let good = &tokens.access;
    let end = good.len() - 1;
    for index in [0, 10, good.find('.').expect("dots") + 5, end] {
        let other = if good.as_bytes()[index] == b'A' { "B" } else { "A" };
        forged.push(format!("{}{other}{}", &good[..index], &good[index + 1..]));
    }
    forged.push(good[..end].to_owned());
    forged.push(format!("{good}="));
    forged.push(format!("{good}.{good}"));
    for token in &forged {
        assert!(!is_accepted(&t, token).await, "{token}");
    }
    assert!(is_accepted(&t, good).await, "and the good one still is");
});
