//! The store over HTTP: both KV engines, both logins, leases, transit, and what each state of Vault means.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use portico::kernel::clock::ManualClock;
use portico::kernel::entropy::SystemEntropy;
use portico::ports::keyring::{KeyId, Keyring, KeyringError, MasterKey, Purpose, sealed_under};
use portico::ports::secrets::{
    KvVersion, Login, Secret, SecretStore as _, Secrets, SecretsError, StoredKeys, Transit, VaultSettings,
    VaultStore, drop_key, rotate,
};
use secrecy::ExposeSecret as _;

use crate::support::app::now;
use crate::support::vault::{LEASE, ROLE_ID, ROOT_TOKEN, SECRET_ID, Vault};

fn settings(vault: &Vault) -> VaultSettings {
    VaultSettings {
        address: vault.address(),
        namespace: None,
        ca_file: None,
        login: Login::AppRole {
            mount: "approle".to_owned(),
            role_id: ROLE_ID.into(),
            secret_id: SECRET_ID.into(),
        },
        kv_mount: "secret".to_owned(),
        kv_version: KvVersion::V2,
        prefix: "portico".to_owned(),
        transit: Some(Transit { mount: "transit".to_owned(), key: "portico".to_owned() }),
        timeout: Duration::from_secs(10),
    }
}

fn store(settings: VaultSettings) -> (Arc<VaultStore>, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::at(now()));
    (Arc::new(VaultStore::new(settings, clock.clone()).expect("the address is one")), clock)
}

fn secret(text: &str, version: Option<u64>) -> Secret {
    Secret { fields: BTreeMap::from([("community".to_owned(), text.into())]), version }
}

fn text(secret: &Secret) -> &str {
    secret.fields["community"].expose_secret()
}

#[tokio::test]
async fn the_second_kv_engine_counts_versions_and_holds_writers_to_them() {
    let vault = Vault::start();
    let (store, _) = store(settings(&vault));
    assert!(store.read("snmp/core").await.expect("readable").is_none());
    store.write("snmp/core", &secret("one", Some(0))).await.expect("nothing was there");
    let found = store.read("snmp/core").await.expect("readable").expect("there");
    assert_eq!((text(&found), found.version), ("one", Some(1)));
    assert!(vault.storage().contains("portico/snmp/core"), "below the prefix: {}", vault.storage());
    store.write("snmp/core", &secret("two", Some(1))).await.expect("the version that was read");
    let late = store.write("snmp/core", &secret("three", Some(1))).await;
    assert_eq!(late, Err(SecretsError::Conflict("portico/snmp/core".to_owned())));
    store.write("snmp/core", &secret("four", None)).await.expect("whatever is there");
    assert_eq!(text(&store.read("snmp/core").await.expect("readable").expect("there")), "four");
    assert_eq!(vault.asked("auth/approle/login"), 1, "one login serves all");
}

#[tokio::test]
async fn the_first_kv_engine_and_a_token_do_as_well() {
    let vault = Vault::start();
    let (store, _) = store(VaultSettings {
        login: Login::Token(ROOT_TOKEN.into()),
        kv_mount: "kv".to_owned(),
        kv_version: KvVersion::V1,
        ..settings(&vault)
    });
    assert!(store.read("snmp/core").await.expect("readable").is_none());
    store.write("snmp/core", &secret("one", Some(0))).await.expect("written");
    let found = store.read("snmp/core").await.expect("readable").expect("there");
    assert_eq!((text(&found), found.version), ("one", None));
    assert!(store.report().await.iter().all(|finding| finding.ok), "{:?}", store.report().await);
}

#[tokio::test]
async fn a_lease_is_renewed_in_time_and_replaced_when_it_is_lost() {
    let vault = Vault::start();
    let (store, clock) = store(settings(&vault));
    store.write("a", &secret("x", None)).await.expect("written");
    let (renewals, logins) = (|| vault.asked("auth/token/renew-self"), || vault.asked("auth/approle/login"));
    store.renew().await.expect("nothing to do");
    assert_eq!((renewals(), logins()), (0, 1));
    let lease = i64::try_from(LEASE).expect("small");
    clock.advance(TimeDelta::seconds(lease * 2 / 3));
    store.renew().await.expect("renewed");
    store.renew().await.expect("nothing to do");
    assert_eq!((renewals(), logins()), (1, 1));

    // Vault has forgotten the token: the call that finds out succeeds all the same.
    vault.expire_tokens();
    assert!(store.read("a").await.expect("readable").is_some());
    assert_eq!(logins(), 2);
    // So does the renewal.
    vault.expire_tokens();
    clock.advance(TimeDelta::seconds(lease * 2 / 3));
    store.renew().await.expect("a new login");
    assert_eq!(logins(), 3);
    // A lease that ran out while nobody looked is not even tried.
    clock.advance(TimeDelta::seconds(lease));
    assert!(store.read("a").await.expect("readable").is_some());
    assert_eq!(logins(), 4);
}

#[tokio::test]
async fn each_state_has_its_own_error_and_none_a_secret() {
    let vault = Vault::start();
    let short = Duration::from_millis(500);
    let (store, _) = store(VaultSettings { timeout: short, ..settings(&vault) });
    vault.seal(true);
    assert!(matches!(store.read("a").await, Err(SecretsError::Sealed(_))));
    let report = store.report().await;
    assert!(!report[0].ok && report[0].detail.contains("sealed"), "{report:?}");
    vault.seal(false);
    vault.silence(true);
    let silent = store.read("a").await.expect_err("no answer");
    assert!(matches!(&silent, SecretsError::Unreachable(..)), "{silent}");
    vault.silence(false);
    assert!(store.read("a").await.is_ok(), "and all is well again");

    let wrong =
        Login::AppRole { mount: "approle".to_owned(), role_id: ROLE_ID.into(), secret_id: "no".into() };
    for login in [wrong, Login::Token("hvs.canary-of-a-wrong-token".into())] {
        let (store, _) = self::store(VaultSettings { login, ..settings(&vault) });
        let denied = store.read("a").await.expect_err("nobody we know");
        assert!(matches!(&denied, SecretsError::Denied(..)), "{denied}");
        assert!(!format!("{denied} {denied:?}").contains("canary"), "{denied:?}");
    }
    let address = vault.address();
    drop(vault);
    let gone = VaultSettings { address, ..settings(&Vault::start()) };
    let (store, _) = self::store(gone);
    assert!(matches!(store.read("a").await, Err(SecretsError::Unreachable(..))));
}

#[tokio::test]
async fn master_keys_are_wrapped_by_transit_and_outlive_a_sealed_vault() {
    let vault = Vault::start();
    let (store, clock) = store(settings(&vault));
    let first = rotate(&*store, None, &SystemEntropy, now()).await.expect("the first key");
    assert!(vault.storage().contains("vault:v1:"), "{}", vault.storage());
    let secrets = Secrets::new(store.clone(), clock.clone(), TimeDelta::minutes(1));
    let keys = Arc::new(StoredKeys::new(secrets, Vec::new()));
    let ring = Keyring::from_source(keys.clone(), Arc::new(SystemEntropy));
    let sealed = ring.seal(Purpose::Totp, b"row", b"secret").await.expect("sealed");

    // The key that wraps rotates in Vault, the one that seals rotates here: both earlier ones still open.
    vault.rotate_transit();
    let second = rotate(&*store, None, &SystemEntropy, now()).await.expect("another key");
    assert!(vault.storage().contains("vault:v2:"), "{}", vault.storage());
    let set = keys.fresh().await.expect("readable");
    assert_eq!((set.current().0, set.ids().len()), (second, 2));
    assert!(set.get(first).is_some());
    ring.replace(set);

    vault.seal(true);
    clock.advance(TimeDelta::hours(1));
    let opened = ring.open(Purpose::Totp, b"row", &sealed).await.expect("the key is in memory");
    assert_eq!(opened.expose_secret(), b"secret");
    ring.seal(Purpose::Totp, b"row", b"more").await.expect("sealed");
    assert_eq!(keys.current().await.expect("what was unwrapped is known").ids().len(), 2);
    assert_eq!(vault.asked("transit/decrypt/portico"), 2 + 1, "each is unwrapped once, and once to rotate");
    let secrets = Secrets::new(store, clock, TimeDelta::minutes(1));
    let stranger = StoredKeys::new(secrets, Vec::new());
    let stranger = Keyring::from_source(Arc::new(stranger), Arc::new(SystemEntropy));
    assert!(stranger.seal(Purpose::Totp, b"", b"x").await.is_err(), "and a new process has nothing");
}

#[tokio::test]
async fn a_key_of_the_configuration_moves_into_vault_with_what_it_has_sealed() {
    let vault = Vault::start();
    let (store, clock) = store(settings(&vault));
    let configured = MasterKey::generate(&SystemEntropy);
    let before = portico::ports::keyring::KeySet::new(configured.clone(), []).expect("one key");
    let sealed = Keyring::fixed(before, Arc::new(SystemEntropy)).seal(Purpose::Mail, b"", b"old").await;
    let sealed = sealed.expect("sealed");
    rotate(&*store, Some(&configured), &SystemEntropy, now()).await.expect("rotated");
    // From now on the configuration has no key.
    let secrets = Secrets::new(store, clock, TimeDelta::minutes(1));
    let ring = Keyring::from_source(Arc::new(StoredKeys::new(secrets, Vec::new())), Arc::new(SystemEntropy));
    assert_eq!(ring.open(Purpose::Mail, b"", &sealed).await.expect("opens").expose_secret(), b"old");
    assert!(!ring.is_current(&sealed).await.expect("readable"));
}

#[tokio::test]
async fn what_is_under_a_retired_key_is_sealed_anew_and_the_key_dropped() {
    for transit in [true, false] {
        let vault = Vault::start();
        let plain = VaultSettings { transit: None, ..settings(&vault) };
        let (store, clock) = store(if transit { settings(&vault) } else { plain });
        let first = rotate(&*store, None, &SystemEntropy, now()).await.expect("the first key");
        let keys = Secrets::new(store.clone(), clock.clone(), TimeDelta::minutes(1));
        let keys = Arc::new(StoredKeys::new(keys, Vec::new()));
        let ring = Keyring::from_source(keys.clone(), Arc::new(SystemEntropy));
        let old = ring.seal(Purpose::Totp, b"row", b"secret").await.expect("sealed");
        assert_eq!(ring.reseal(Purpose::Totp, b"row", &old).await, Ok(None), "it is under the current one");

        let second = rotate(&*store, None, &SystemEntropy, now()).await.expect("another key");
        ring.replace(keys.fresh().await.expect("readable"));
        assert_eq!(ring.retired().await.expect("known"), [first]);
        let new = ring.reseal(Purpose::Totp, b"row", &old).await.expect("opens").expect("sealed anew");
        assert_eq!(sealed_under(&new), Ok(second));
        assert!(ring.reseal(Purpose::Totp, b"another row", &old).await.is_err(), "bound as before");

        let drop =
            async |key: KeyId, after: TimeDelta| drop_key(&*store, &key.to_string(), now() + after).await;
        let hour = TimeDelta::hours(1);
        assert!(drop(second, hour).await.expect_err("in use").to_string().contains("is the current key"));
        let early = drop(first, hour - TimeDelta::seconds(1)).await.expect_err("too early").to_string();
        assert!(early.contains("less than an hour ago"), "{early}");
        drop(first, hour).await.expect("nothing is under it any more");
        assert!(drop(first, hour).await.expect_err("gone").to_string().contains("no key"));
        ring.replace(keys.fresh().await.expect("readable"));
        assert_eq!(ring.open(Purpose::Totp, b"row", &old).await.err(), Some(KeyringError::UnknownKey(first)));
        let opened = ring.open(Purpose::Totp, b"row", &new).await.expect("opens");
        assert_eq!(opened.expose_secret(), b"secret");
        assert!(!store.reseal().await.expect("nothing of its own"));
    }
}
