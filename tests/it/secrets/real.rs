//! The same over a real Vault-compatible server, `rvault` (the crate `rusty_vault`): init, unseal, KV v1, AppRole, seal.
//! The long tier installs it; where it is not installed, this says so and looks at nothing.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use portico::kernel::clock::SystemClock;
use portico::kernel::entropy::SystemEntropy;
use portico::ports::keyring::{Keyring, Purpose, sealed_under};
use portico::ports::secrets::{
    KvVersion, Login, Secret, SecretStore as _, Secrets, SecretsError, StoredKeys, VaultSettings, VaultStore,
    drop_key, rotate,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::support::app::now;
use crate::support::guard::{Guarded, free_port, scratch};
use crate::support::wait;

/// The server, if it is installed.
fn installed() -> Option<String> {
    let named = std::env::var("RVAULT").unwrap_or_else(|_| "rvault".to_owned());
    Command::new(&named)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
        .then_some(named)
}

struct RealVault {
    address: String,
    root: String,
    key: String,
    http: reqwest::Client,
    _process: Guarded,
}

impl RealVault {
    async fn start(program: &str) -> Self {
        portico::ports::tls::install();
        let (dir, port) = (scratch("rvault"), free_port());
        let config = dir.join("config.hcl");
        let text = format!(
            "storage \"file\" {{\n  path = \"{}\"\n}}\n\nlistener \"tcp\" {{\n  address = \"127.0.0.1:{port}\"\n  tls_disable = \"true\"\n}}\n\napi_addr = \"http://127.0.0.1:{port}\"\n",
            dir.join("data").display()
        );
        std::fs::write(&config, text).expect("the scratch directory can be written to");
        let mut command = Command::new(program);
        command.args(["server", "--config"]).arg(&config);
        let process = Guarded::start(&command, "KILL", &dir.join("log"));
        let mut vault = Self {
            address: format!("http://127.0.0.1:{port}"),
            root: String::new(),
            key: String::new(),
            http: crate::support::http_client(),
            _process: process,
        };
        let initialised = json!({ "secret_shares": 1, "secret_threshold": 1 });
        let mut answer = Value::Null;
        wait::until("the real Vault answers", async || {
            match vault.http.put(vault.url("sys/init")).json(&initialised).send().await {
                Ok(response) => {
                    answer = response.json().await.expect("JSON");
                    true
                }
                Err(_) => false,
            }
        })
        .await;
        vault.root = answer["root_token"].as_str().expect("a token").to_owned();
        vault.key = answer["keys"][0].as_str().expect("a key").to_owned();
        vault.unseal().await;
        vault.post("sys/mounts/kv", &json!({ "type": "kv" })).await;
        vault.post("sys/auth/approle", &json!({ "type": "approle" })).await;
        let role = json!({ "token_policies": "portico", "token_ttl": "10m", "token_max_ttl": "1h" });
        vault.post("auth/approle/role/portico", &role).await;
        vault
    }

    fn url(&self, path: &str) -> String {
        format!("{}/v1/{path}", self.address)
    }

    async fn unseal(&self) {
        let unseal = self.http.put(self.url("sys/unseal")).json(&json!({ "key": self.key }));
        assert!(unseal.send().await.expect("an answer").status().is_success());
    }

    async fn seal(&self) {
        let seal = self.http.put(self.url("sys/seal")).header("x-vault-token", &self.root);
        assert!(seal.send().await.expect("an answer").status().is_success());
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(self.url(path)).header("x-vault-token", &self.root).json(body);
        let response = request.send().await.expect("an answer");
        let status = response.status();
        let text = response.text().await.expect("text");
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn role(&self) -> Login {
        let request = self.http.get(self.url("auth/approle/role/portico/role-id"));
        let request = request.header("x-vault-token", &self.root);
        let role: Value = request.send().await.expect("an answer").json().await.expect("JSON");
        let secret = self.post("auth/approle/role/portico/secret-id", &json!({})).await;
        let text = |value: &Value| value.as_str().expect("text").to_owned().into();
        Login::AppRole {
            mount: "approle".to_owned(),
            role_id: text(&role["data"]["role_id"]),
            secret_id: text(&secret["data"]["secret_id"]),
        }
    }

    fn store(&self, login: Login) -> VaultStore {
        let settings = VaultSettings {
            address: self.address.clone(),
            namespace: None,
            ca_file: None,
            login,
            kv_mount: "kv".to_owned(),
            kv_version: KvVersion::V1,
            prefix: "portico".to_owned(),
            transit: None,
            timeout: Duration::from_secs(10),
        };
        VaultStore::new(settings, Arc::new(SystemClock)).expect("the address is one")
    }
}

#[tokio::test]
async fn keys_in_a_real_vault_rotate_seal_anew_and_go() {
    let Some(program) = installed() else {
        eprintln!("skipped: rvault is not installed (cargo install rusty_vault --locked)");
        return;
    };
    let vault = RealVault::start(&program).await;
    let store = Arc::new(vault.store(Login::Token(vault.root.as_str().into())));
    let first = rotate(&*store, None, &SystemEntropy, now()).await.expect("the first key");
    let secrets = Secrets::new(store.clone(), Arc::new(SystemClock), TimeDelta::minutes(1));
    let keys = Arc::new(StoredKeys::new(secrets, Vec::new()));
    let ring = Keyring::from_source(keys.clone(), Arc::new(SystemEntropy));
    let old = ring.seal(Purpose::Mail, b"row", b"what it tells").await.expect("sealed");
    let second = rotate(&*store, None, &SystemEntropy, now()).await.expect("another key");
    ring.replace(keys.fresh().await.expect("readable"));
    let new = ring.reseal(Purpose::Mail, b"row", &old).await.expect("opens").expect("sealed anew");
    assert_eq!(sealed_under(&new), Ok(second));
    drop_key(&*store, &first.to_string(), now() + TimeDelta::hours(1)).await.expect("not needed any more");
    ring.replace(keys.fresh().await.expect("readable"));
    assert!(ring.retired().await.expect("known").is_empty());
    let opened = ring.open(Purpose::Mail, b"row", &new).await.expect("opens");
    assert_eq!(opened.expose_secret(), b"what it tells");
    assert!(ring.open(Purpose::Mail, b"row", &old).await.is_err());

    // A running server keeps what it has.
    vault.seal().await;
    assert!(ring.open(Purpose::Mail, b"row", &new).await.is_ok());
}

#[tokio::test]
async fn a_real_vault_keeps_our_secrets() {
    let Some(program) = installed() else {
        eprintln!("skipped: rvault is not installed (cargo install rusty_vault --locked)");
        return;
    };
    let vault = RealVault::start(&program).await;
    let store = vault.store(Login::Token(vault.root.as_str().into()));
    assert!(store.read("never/there").await.expect("readable").is_none());
    let fields = BTreeMap::from([("community".to_owned(), "one".into())]);
    store.write("snmp/core", &Secret { fields, version: None }).await.expect("written");
    let found = store.read("snmp/core").await.expect("readable").expect("there");
    assert_eq!(found.fields["community"].expose_secret(), "one");
    rotate(&store, None, &SystemEntropy, now()).await.expect("a key is made and stored");
    assert!(store.report().await.iter().all(|finding| finding.ok), "{:?}", store.report().await);

    // A role logs in and reads the same.
    let by_role = vault.store(vault.role().await);
    let report = by_role.report().await;
    assert!(
        report.iter().any(|finding| finding.ok && finding.detail.starts_with("by AppRole")),
        "{report:?}"
    );
    let found = by_role.read("snmp/core").await.expect("readable").expect("there");
    assert_eq!(found.fields["community"].expose_secret(), "one");
    let wrong = Login::AppRole { mount: "approle".to_owned(), role_id: "no".into(), secret_id: "no".into() };
    let denied = vault.store(wrong).read("snmp/core").await.expect_err("nobody it knows");
    assert!(matches!(denied, SecretsError::Denied(..)), "{denied}");

    vault.seal().await;
    let sealed = store.read("snmp/core").await.expect_err("sealed");
    assert!(matches!(sealed, SecretsError::Sealed(_)), "{sealed}");
    vault.unseal().await;
    assert!(store.read("snmp/core").await.expect("readable again").is_some());
}
