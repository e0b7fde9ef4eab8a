//! What seals opens again, for nobody else and nothing else.

use std::sync::Mutex;

use secrecy::{ExposeSecret as _, SecretString};

use super::*;
use crate::kernel::entropy::SeededEntropy;

fn random() -> SharedEntropy {
    Arc::new(SeededEntropy::new(7))
}

fn key(digit: char) -> MasterKey {
    MasterKey::parse(&SecretString::from(digit.to_string().repeat(64))).expect("64 digits")
}

fn ring(current: char, retired: &str) -> Keyring {
    Keyring::fixed(KeySet::new(key(current), retired.chars().map(key)).expect("distinct"), random())
}

#[tokio::test]
async fn what_is_sealed_opens_for_its_purpose_and_its_row_alone() {
    let ring = ring('a', "");
    let sealed = ring.seal(Purpose::Totp, b"row 1", b"secret").await.expect("sealed");
    let opened = ring.open(Purpose::Totp, b"row 1", &sealed).await.expect("opens");
    assert_eq!(opened.expose_secret(), b"secret");
    assert!(!sealed.windows(6).any(|window| window == b"secret"));

    for purpose in [Purpose::Mail, Purpose::SigningKey, Purpose::Link, Purpose::Store] {
        let refused = ring.open(purpose, b"row 1", &sealed).await;
        assert_eq!(refused.expect_err("another purpose"), KeyringError::Forged);
    }
    let moved = ring.open(Purpose::Totp, b"row 2", &sealed).await;
    assert_eq!(moved.expect_err("another row"), KeyringError::Forged);
}

#[tokio::test]
async fn every_changed_bit_is_noticed() {
    let ring = ring('a', "");
    let sealed = ring.seal(Purpose::Link, b"", b"x").await.expect("sealed");
    for index in 0..sealed.len() {
        for bit in 0..8 {
            let mut changed = sealed.clone();
            changed[index] ^= 1 << bit;
            let refused = ring.open(Purpose::Link, b"", &changed).await.expect_err("changed");
            match index {
                0 => assert_eq!(refused, KeyringError::Malformed),
                1..=4 => assert!(matches!(refused, KeyringError::UnknownKey(_)), "{refused}"),
                _ => assert_eq!(refused, KeyringError::Forged),
            }
        }
    }
    for length in 0..sealed.len() {
        assert!(ring.open(Purpose::Link, b"", &sealed[..length]).await.is_err(), "cut to {length}");
    }
}

#[tokio::test]
async fn the_same_value_is_sealed_differently_each_time() {
    let ring = ring('a', "");
    let first = ring.seal(Purpose::Mail, b"", b"same").await.expect("sealed");
    let second = ring.seal(Purpose::Mail, b"", b"same").await.expect("sealed");
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_retired_key_opens_and_the_current_one_seals() {
    let old = ring('a', "");
    let sealed = old.seal(Purpose::Totp, b"", b"kept").await.expect("sealed");
    let rotated = ring('b', "a");
    assert_eq!(rotated.open(Purpose::Totp, b"", &sealed).await.expect("opens").expose_secret(), b"kept");
    assert!(!rotated.is_current(&sealed).await.expect("readable"));
    let renewed = rotated.seal(Purpose::Totp, b"", b"kept").await.expect("sealed");
    assert!(rotated.is_current(&renewed).await.expect("readable"));
    assert!(matches!(
        old.open(Purpose::Totp, b"", &renewed).await.expect_err("from the future"),
        KeyringError::UnknownKey(_)
    ));
}

/// A source whose keys a test changes.
struct Changing(Mutex<Result<KeySet, KeyringError>>);

#[async_trait]
impl KeySource for Changing {
    async fn load(&self) -> Result<KeySet, KeyringError> {
        self.0.lock().expect("no test panics here").clone()
    }
}

#[tokio::test]
async fn a_key_that_another_replica_uses_is_fetched_when_it_is_met() {
    let source = Arc::new(Changing(Mutex::new(Ok(KeySet::new(key('a'), []).expect("one")))));
    let ours = Keyring::from_source(source.clone(), random());
    let before = ours.seal(Purpose::Totp, b"", b"before").await.expect("sealed");

    let rotated = KeySet::new(key('b'), [key('a')]).expect("distinct");
    *source.0.lock().expect("free") = Ok(rotated.clone());
    let theirs = Keyring::fixed(rotated, random());
    let after = theirs.seal(Purpose::Totp, b"", b"after").await.expect("sealed");
    assert_eq!(ours.open(Purpose::Totp, b"", &after).await.expect("fetched").expose_secret(), b"after");

    // From now on the source is dead; what is known stays known.
    *source.0.lock().expect("free") = Err(KeyringError::Unavailable("sealed".to_owned()));
    assert_eq!(ours.open(Purpose::Totp, b"", &before).await.expect("kept").expose_secret(), b"before");
    ours.seal(Purpose::Totp, b"", b"still").await.expect("sealed");
    let stranger = ring('c', "").seal(Purpose::Totp, b"", b"x").await.expect("sealed");
    assert!(ours.open(Purpose::Totp, b"", &stranger).await.is_err());
}

#[tokio::test]
async fn without_keys_nothing_is_sealed() {
    let source = Arc::new(Changing(Mutex::new(Err(KeyringError::Unavailable("down".to_owned())))));
    let refused = Keyring::from_source(source, random()).seal(Purpose::Totp, b"", b"x").await;
    assert_eq!(refused.expect_err("no keys"), KeyringError::Unavailable("down".to_owned()));
}

#[test]
fn keys_are_64_digits_and_do_not_print() {
    for bad in ["", "a", &"g".repeat(64), &"a".repeat(63), &"a".repeat(65), &"ä".repeat(32)] {
        assert!(MasterKey::parse(&SecretString::from(bad)).is_err(), "{bad}");
    }
    let key = key('a');
    assert_eq!(MasterKey::parse(&key.expose()).expect("round trip").id(), key.id());
    assert!(!format!("{key:?}").contains("aaaa"), "{key:?}");
    let same = KeySet::new(key.clone(), [key.clone(), key]).expect("the same key twice is one");
    assert_eq!(same.ids().len(), 1);
}

#[tokio::test]
async fn a_mark_holds_for_its_purpose_its_content_and_the_keys_that_are_kept() {
    let mark = ring('a', "").mark(Purpose::ReplyAddress, b"ticket").await.expect("marked");
    for kept in [ring('a', ""), ring('b', "a")] {
        let holds = async |purpose, content: &[u8], mark: &[u8]| {
            kept.is_marked(purpose, content, mark).await.expect("there are keys")
        };
        assert!(holds(Purpose::ReplyAddress, b"ticket", &mark).await);
        assert!(holds(Purpose::ReplyAddress, b"ticket", &mark[..10]).await, "a beginning of it");
        assert!(!holds(Purpose::ReplyAddress, b"ticket", &mark[..9]).await, "too short");
        assert!(!holds(Purpose::ReplyAddress, b"ticket", &[]).await, "nothing at all");
        assert!(!holds(Purpose::ReplyAddress, b"ticket", &mark[1..]).await, "not the beginning");
        assert!(!holds(Purpose::ReplyAddress, b"another", &mark).await, "other content");
        assert!(!holds(Purpose::Link, b"ticket", &mark).await, "another purpose");
    }
    let gone = ring('b', "").is_marked(Purpose::ReplyAddress, b"ticket", &mark).await;
    assert!(!gone.expect("there are keys"), "the key was let go");
}
