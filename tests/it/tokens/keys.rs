//! The keys of access tokens: published, sealed at rest, replaced without a failed request.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::signing_key;
use portico::kernel::entropy::SystemEntropy;
use portico::kernel::ids::TypedId as _;
use portico::ports::keyring::{KeySet, Keyring, MasterKey, Purpose};
use portico::ports::tokens::VerifyingKeys;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::{is_accepted, refreshed, sign_in};
use crate::support::app::{MASTER_KEY, TestApp};
use crate::support::caller::Caller;

/// The published keys by their ids, as a stranger reads them.
pub(super) async fn published(caller: &Caller) -> HashMap<String, String> {
    let reply = caller.send(caller.get("/.well-known/jwks.json")).await;
    assert_eq!(reply.status.as_u16(), 200, "{}", reply.text);
    assert_eq!(reply.headers["content-type"], "application/jwk-set+json");
    assert_eq!(reply.headers["cache-control"], "public, max-age=300");
    let keys = reply.body["keys"].as_array().expect("a list");
    let key = |key: &Value| {
        let mut plain = key.clone();
        let mut take = |name: &str| plain.as_object_mut().expect("an object").remove(name).expect(name);
        let (id, x) = (take("kid"), take("x"));
        assert_eq!(plain, json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig" }));
        (id.as_str().expect("text").to_owned(), x.as_str().expect("text").to_owned())
    };
    keys.iter().map(key).collect()
}

/// The keyring of the server under test.
pub(super) fn keyring() -> Keyring {
    let key = MasterKey::parse(&MASTER_KEY.into()).expect("64 digits");
    Keyring::fixed(KeySet::new(key, []).expect("one key"), Arc::new(SystemEntropy))
}

/// The private key of a row, opened with the server's master key.
pub(super) async fn private(t: &TestApp, key: &signing_key::Model) -> [u8; 32] {
    let row = [t.facts().reference.id.uuid().as_bytes().as_slice(), key.id.uuid().as_bytes()].concat();
    let seed = keyring().open(Purpose::SigningKey, &row, &key.sealed_key).await.expect("it opens");
    seed.expose_secret().try_into().expect("32 bytes")
}

pub(super) async fn rows(t: &TestApp) -> Vec<signing_key::Model> {
    t.scope().select::<signing_key::Entity>().all().await.expect("the database answers")
}

both!(anybody_can_check_a_token_with_the_published_keys, async |t: TestApp| {
    use base64::Engine as _;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let tokens = sign_in(&t.anonymous(), &login, false).await;
    let keys: VerifyingKeys = published(&t.anonymous())
        .await
        .into_iter()
        .map(|(id, x)| {
            let x = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(x).expect("base64url");
            (id, x.try_into().expect("32 bytes"))
        })
        .collect();
    assert_eq!(keys.len(), 1);
    let tenant = t.facts().reference.id.external();
    let claims = portico::ports::tokens::verify(&tokens.access, &keys, "portico", &tenant, t.now());
    let claims = claims.expect("a good token");
    assert_eq!((claims.sub, claims.sid), (login.id.external(), tokens.session));
    // Another tenant has keys of its own.
    let other = published(&t.tenant().await.anonymous()).await;
    assert!(other.keys().all(|id| !keys.contains_key(id)), "{other:?}");
});

both!(private_keys_are_sealed_for_their_row, async |t: TestApp| {
    published(&t.anonymous()).await;
    let stored = rows(&t).await;
    let [key] = &stored[..] else { panic!("one key: {stored:?}") };
    let seed = private(&t, key).await;
    assert!(!key.sealed_key.windows(32).any(|window| window == seed));
    assert_eq!(portico::ports::tokens::SigningKey::public_of(&seed).as_slice(), key.public_key);
    let elsewhere = keyring().open(Purpose::SigningKey, b"another row", &key.sealed_key).await;
    assert!(elsewhere.is_err());
});

both!(keys_take_turns_and_no_request_fails, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let kid = |token: &str| portico::ports::tokens::key_id(token).expect("a header of ours");
    let mut tokens = sign_in(&caller, &login, true).await;
    let first = kid(&tokens.access);

    t.advance(TimeDelta::days(30));
    let caller = t.anonymous();
    let login_again = t.account().staff(LinkRole::Support).insert().await;
    let mut seen = Vec::new();
    let mut overlapped = false;
    let mut previous: Option<String> = None;
    // Every minute for half an hour: a token is always good for its ten minutes, whatever key signed it.
    for minute in 0..30 {
        tokens = if minute == 0 {
            sign_in(&caller, &login_again, true).await
        } else {
            refreshed(&caller, &tokens.refresh).await
        };
        assert!(is_accepted(&t, &tokens.access).await, "minute {minute}");
        if let Some(previous) = &previous {
            assert!(is_accepted(&t, previous).await, "minute {minute}: the token of a minute ago");
        }
        let keys = published(&caller).await;
        assert!(keys.contains_key(&kid(&tokens.access)), "minute {minute}: what signs is published");
        overlapped |= keys.len() > 1;
        seen.push(kid(&tokens.access));
        previous = Some(tokens.access.clone());
        t.advance(TimeDelta::minutes(1));
    }
    seen.dedup();
    assert_eq!(seen.len(), 2, "one key after the other: {seen:?}");
    assert_eq!(seen[0], first);
    assert!(overlapped, "both are published for a while");
    let keys = published(&caller).await;
    assert!(!keys.contains_key(&first) && keys.contains_key(&seen[1]), "{keys:?}");
});

#[test]
fn an_operator_replaces_a_key_before_its_time() {
    use crate::support::app::{Backing, on_own_server};
    use crate::support::program::{command, run};
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let first = published(&t.anonymous()).await;
            let arguments = ["secrets", "rotate-signing", "--tenant", &t.facts().slug];
            let output = run(&mut command(t.config(), &arguments));
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(printed.lines().filter(|line| line.ends_with("  new")).count(), 1, "{printed}");
            // The server meets it when it looks again.
            t.advance(TimeDelta::minutes(2));
            let both = published(&t.anonymous()).await;
            assert_eq!(both.len(), 2);
            for id in both.keys() {
                assert!(printed.contains(id.as_str()), "{id}: {printed}");
            }
            assert!(first.keys().all(|id| both.contains_key(id)));
        },
    );
}
