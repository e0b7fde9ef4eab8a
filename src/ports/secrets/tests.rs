//! The file, the cache and rotation; Vault is tested over HTTP in tests/it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use secrecy::ExposeSecret as _;

use super::*;
use crate::kernel::clock::{Clock as _, ManualClock};
use crate::kernel::entropy::{SeededEntropy, SharedEntropy};
use crate::ports::keyring::{KeySet, Keyring, Purpose};

fn random() -> SharedEntropy {
    Arc::new(SeededEntropy::new(11))
}

fn key(digit: char) -> MasterKey {
    MasterKey::parse(&digit.to_string().repeat(64).into()).expect("64 digits")
}

fn opened_by(path: PathBuf, current: char, retired: &str) -> FileStore {
    let keys = KeySet::new(key(current), retired.chars().map(key)).expect("distinct");
    FileStore::new(Some(path), Keyring::fixed(keys, random()))
}

fn secret(field: &str, text: &str, version: Option<u64>) -> Secret {
    Secret { fields: BTreeMap::from([(field.to_owned(), text.into())]), version }
}

#[tokio::test]
async fn a_file_keeps_what_was_written_and_shows_it_to_its_key_alone() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("secrets");
    let store = opened_by(path.clone(), 'a', "");
    assert!(store.read("snmp/core").await.expect("an absent file is empty").is_none());
    store.write("snmp/core", &secret("community", "canary", Some(0))).await.expect("written");
    let found = store.read("snmp/core").await.expect("readable").expect("there");
    assert_eq!(found.fields["community"].expose_secret(), "canary");
    let bytes = std::fs::read(&path).expect("there");
    assert!(!bytes.windows(6).any(|window| window == b"canary"));
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).expect("there").permissions());
    assert_eq!(mode & 0o777, 0o600);

    let refused = opened_by(path.clone(), 'b', "").read("snmp/core").await.expect_err("another key");
    assert!(refused.to_string().contains("master_key"), "{refused}");
    // The configuration's key rotates: the old one opens, and the next write is under the new one.
    let rotated = opened_by(path.clone(), 'b', "a");
    rotated.write("snmp/core", &secret("community", "canary", None)).await.expect("written");
    assert!(opened_by(path.clone(), 'b', "").read("snmp/core").await.expect("readable").is_some());

    let mut damaged = std::fs::read(&path).expect("there");
    *damaged.last_mut().expect("not empty") ^= 1;
    std::fs::write(&path, damaged).expect("writable");
    assert!(matches!(rotated.read("snmp/core").await, Err(SecretsError::Damaged(..))));
}

#[tokio::test]
async fn a_write_may_insist_on_what_it_has_read() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = opened_by(dir.path().join("secrets"), 'a', "");
    store.write("a", &secret("x", "1", Some(0))).await.expect("nothing was there");
    assert!(matches!(store.write("a", &secret("x", "2", Some(0))).await, Err(SecretsError::Conflict(_))));
    let mut read = store.read("a").await.expect("readable").expect("there");
    store.write("b", &secret("x", "1", Some(0))).await.expect("another path");
    read.fields.insert("y".to_owned(), "2".into());
    assert!(matches!(store.write("a", &read).await, Err(SecretsError::Conflict(_))));
}

#[tokio::test]
async fn without_a_file_nothing_is_stored() {
    let store = FileStore::new(None, Keyring::fixed(KeySet::new(key('a'), []).expect("one"), random()));
    assert!(store.read("a").await.expect("empty").is_none());
    assert!(matches!(store.write("a", &secret("x", "1", None)).await, Err(SecretsError::Invalid(_))));
}

#[test]
fn paths_are_plain() {
    for good in ["keyring", "snmp/core", "a/b-c/d_e"] {
        assert!(check_path(good).is_ok(), "{good}");
    }
    for bad in ["", "/a", "a/", "a//b", "../a", "a/..", "a b", "a?b", "a%2f", "ä", &"a".repeat(201)] {
        assert!(check_path(bad).is_err(), "{bad}");
    }
}

#[tokio::test]
async fn rotation_loses_nothing_and_needs_no_restart() {
    let dir = tempfile::tempdir().expect("a directory");
    let store: Arc<dyn SecretStore> = Arc::new(opened_by(dir.path().join("secrets"), 'a', ""));
    let clock = Arc::new(ManualClock::at("2026-11-22T10:00:00Z".parse().expect("an instant")));
    let secrets = Secrets::new(store.clone(), clock.clone(), TimeDelta::minutes(1));
    let keys = Arc::new(StoredKeys::new(secrets, vec![key('a')]));
    let ring = Keyring::from_source(keys.clone(), random());
    let first = ring.seal(Purpose::Totp, b"", b"one").await.expect("by the configuration's key");

    let second_id = rotate(&*store, Some(&key('a')), &*random(), clock.now()).await.expect("rotated");
    // Within the time to live the old key seals; what another replica seals under the new one opens at once.
    assert_eq!(ring.seal(Purpose::Totp, b"", b"x").await.expect("sealed")[1..5], first[1..5]);
    let other = Keyring::fixed(keys.fresh().await.expect("readable"), random());
    let second = other.seal(Purpose::Totp, b"", b"two").await.expect("sealed");
    assert_eq!(ring.open(Purpose::Totp, b"", &second).await.expect("fetched").expose_secret(), b"two");
    assert!(ring.is_current(&second).await.expect("readable"));

    let third_id =
        rotate(&*store, Some(&key('a')), &SeededEntropy::new(12), clock.now()).await.expect("rotated again");
    assert_ne!(second_id, third_id);
    clock.advance(TimeDelta::minutes(1));
    let set = keys.current().await.expect("readable");
    assert_eq!((set.current().0, set.ids().len()), (third_id, 3));
    ring.replace(set);
    for (sealed, text) in [(&first, b"one"), (&second, b"two")] {
        assert_eq!(ring.open(Purpose::Totp, b"", sealed).await.expect("still opens").expose_secret(), text);
    }
}

#[tokio::test]
async fn a_file_under_a_retired_key_is_written_anew_with_all_it_holds() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("secrets");
    let before = opened_by(path.clone(), 'a', "");
    assert!(!before.reseal().await.expect("there is none"));
    before.write("snmp/core", &secret("community", "one", Some(0))).await.expect("written");
    assert!(!before.reseal().await.expect("it is under the current key"));
    let rotated = opened_by(path.clone(), 'b', "a");
    assert!(rotated.report().await[0].detail.contains("under a retired key"));
    assert!(rotated.reseal().await.expect("written"));
    assert!(!rotated.reseal().await.expect("once"));
    let after = opened_by(path.clone(), 'b', "");
    let found = after.read("snmp/core").await.expect("opens").expect("there");
    assert_eq!((found.fields["community"].expose_secret(), found.version), ("one", Some(1)));
    assert!(before.read("snmp/core").await.is_err(), "the old key has nothing to open");
}

/// A store whose state a test decides.
struct Moody {
    answer: Mutex<Result<Option<Secret>, SecretsError>>,
    asked: AtomicU32,
}

#[async_trait]
impl SecretStore for Moody {
    async fn read(&self, _: &str) -> Result<Option<Secret>, SecretsError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.answer.lock().expect("no test panics here").clone()
    }

    async fn write(&self, _: &str, _: &Secret) -> Result<(), SecretsError> {
        Err(SecretsError::Invalid("only read".to_owned()))
    }

    async fn new_key(&self, _: &dyn Entropy) -> Result<(MasterKey, SecretString), SecretsError> {
        Err(SecretsError::Invalid("only read".to_owned()))
    }

    async fn read_key(&self, _: &SecretString) -> Result<MasterKey, SecretsError> {
        Err(SecretsError::Invalid("only read".to_owned()))
    }

    async fn reseal(&self) -> Result<bool, SecretsError> {
        Ok(false)
    }

    async fn renew(&self) -> Result<(), SecretsError> {
        Ok(())
    }

    async fn report(&self) -> Vec<Finding> {
        Vec::new()
    }
}

#[tokio::test]
async fn a_dead_store_takes_nothing_away_that_was_read() {
    let store =
        Arc::new(Moody { answer: Mutex::new(Ok(Some(secret("x", "one", None)))), asked: AtomicU32::new(0) });
    let clock = Arc::new(ManualClock::at("2026-11-22T10:00:00Z".parse().expect("an instant")));
    let secrets = Secrets::new(store.clone(), clock.clone(), TimeDelta::minutes(1));
    let read =
        async || secrets.get("a", "x").await.map(|text| text.map(|text| text.expose_secret().to_owned()));
    let asked = || store.asked.load(Ordering::Relaxed);
    assert_eq!(read().await, Ok(Some("one".to_owned())));
    assert_eq!(read().await, Ok(Some("one".to_owned())));
    assert_eq!(asked(), 1, "within the time to live nobody is asked");

    *store.answer.lock().expect("free") = Err(SecretsError::Sealed("Vault".to_owned()));
    clock.advance(TimeDelta::minutes(2));
    assert_eq!(read().await, Ok(Some("one".to_owned())));
    assert_eq!(read().await, Ok(Some("one".to_owned())));
    assert_eq!(asked(), 2, "a dead store is left alone for a while");
    let freshness = secrets.freshness();
    assert_eq!(freshness.stale, Some(SecretsError::Sealed("Vault".to_owned())));
    assert_eq!(freshness.detail, "stale, read 2 min ago");
    assert!(secrets.get("never-read", "x").await.is_err(), "what was never read cannot be had");

    *store.answer.lock().expect("free") = Ok(Some(secret("x", "two", None)));
    clock.advance(TimeDelta::seconds(5));
    assert_eq!(read().await, Ok(Some("two".to_owned())));
    assert_eq!(secrets.freshness().stale, None);
}
