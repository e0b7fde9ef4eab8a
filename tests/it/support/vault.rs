//! A Vault that a test may seal, stop and rob of its tokens: the shapes of its answers are those that Vault's HTTP API
//! documents (<https://developer.hashicorp.com/vault/api-docs>) for KV v1 and v2, transit, AppRole and tokens.
//!
//! It wraps by remembering: a ciphertext is a name for what was encrypted, so nothing but this server can open it.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portico::kernel::entropy::{self, SystemEntropy};
use serde_json::{Value, json};

/// The role and its secret.
pub(crate) const ROLE_ID: &str = "a-role-of-the-tests";
pub(crate) const SECRET_ID: &str = "canary-of-a-secret-id";
/// A token that never ends.
pub(crate) const ROOT_TOKEN: &str = "hvs.canary-of-a-root-token";
/// Seconds that a login is good.
pub(crate) const LEASE: u64 = 600;

/// The server; it stops answering with its value.
pub(crate) struct Vault {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    sealed: bool,
    silent: bool,
    closed: bool,
    tokens: Vec<String>,
    kv1: HashMap<String, Value>,
    kv2: HashMap<String, Vec<Value>>,
    transit_versions: u64,
    wrapped: HashMap<String, String>,
    /// Method and path of every request that was read.
    requests: Vec<String>,
}

/// Status and body.
type Answer = (u16, Value);

impl Vault {
    /// A server on a free port with a transit key `portico`.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let state = State { transit_versions: 1, tokens: vec![ROOT_TOKEN.to_owned()], ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if lock(&shared).closed {
                    return;
                }
                let (Ok(stream), shared) = (stream, shared.clone()) else { continue };
                std::thread::spawn(move || serve(&stream, &shared));
            }
        });
        Self { port, state }
    }

    /// For `secrets.vault.address`.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Seals or unseals it: sealed, it answers 503.
    pub(crate) fn seal(&self, sealed: bool) {
        self.state().sealed = sealed;
    }

    /// Lets it take connections and say nothing.
    pub(crate) fn silence(&self, silent: bool) {
        self.state().silent = silent;
    }

    /// Ends the lease of every token that a login gave.
    pub(crate) fn expire_tokens(&self) {
        self.state().tokens.retain(|token| token == ROOT_TOKEN);
    }

    /// Adds a version to the transit key; earlier ciphertexts still open.
    pub(crate) fn rotate_transit(&self) {
        self.state().transit_versions += 1;
    }

    /// How many requests went to a path.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.state().requests.iter().filter(|request| request.ends_with(path)).count()
    }

    /// Everything that is stored, as text: what a copy of the storage would show.
    pub(crate) fn storage(&self) -> String {
        let state = self.state();
        format!("{:?} {:?}", state.kv1, state.kv2)
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.state().closed = true;
        // The accepting thread wakes up and sees it.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let Some((method, path, token, body)) = read(stream) else { return };
    if lock(state).silent {
        // Until the client gives up.
        let _ = BufReader::new(stream).read(&mut [0]);
        return;
    }
    let (status, body) = lock(state).answer(&method, &path, &token, &body);
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let head = format!(
        "HTTP/1.1 {status} Vault\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = stream;
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

fn read(stream: &TcpStream) -> Option<(String, String, String, Value)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let path = target.split('?').next()?.to_owned();
    let (mut token, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "x-vault-token" => value.clone_into(&mut token),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((method, path, token, serde_json::from_slice(&body).unwrap_or_default()))
}

/// What Vault wraps an answer in.
fn enclosed(data: &Value, auth: &Value) -> Answer {
    (
        200,
        json!({ "request_id": "0e8f7e6a-1a2b-4c3d-8e4f-000000000000", "lease_id": "", "renewable": false,
                "lease_duration": 2_764_800, "data": data, "wrap_info": null, "warnings": null, "auth": auth }),
    )
}

fn error(status: u16, text: &str) -> Answer {
    (status, json!({ "errors": if text.is_empty() { vec![] } else { vec![text] } }))
}

impl State {
    fn answer(&mut self, method: &str, path: &str, token: &str, body: &Value) -> Answer {
        self.requests.push(format!("{method} {path}"));
        let Some(path) = path.strip_prefix("/v1/") else { return error(404, "") };
        if path == "sys/health" {
            return self.health();
        }
        if self.sealed {
            return error(503, "Vault is sealed");
        }
        if path == "auth/approle/login" {
            return self.log_in(body);
        }
        if !self.tokens.iter().any(|known| known == token) {
            return error(403, "permission denied");
        }
        match (method, path.split('/').collect::<Vec<_>>().as_slice()) {
            ("GET", ["auth", "token", "lookup-self"]) => lookup(token),
            ("POST" | "PUT", ["auth", "token", "renew-self"]) => enclosed(&Value::Null, &auth(token)),
            ("GET", ["secret", "data", rest @ ..]) => self.read_v2(&rest.join("/")),
            ("POST" | "PUT", ["secret", "data", rest @ ..]) => self.write_v2(&rest.join("/"), body),
            ("GET", ["kv", rest @ ..]) => match self.kv1.get(&rest.join("/")) {
                Some(data) => enclosed(data, &Value::Null),
                None => error(404, ""),
            },
            ("POST" | "PUT", ["kv", rest @ ..]) => {
                self.kv1.insert(rest.join("/"), body.clone());
                (204, Value::Null)
            }
            ("POST" | "PUT", ["transit", "datakey", "plaintext", "portico"]) => self.data_key(),
            ("POST" | "PUT", ["transit", "decrypt", "portico"]) => {
                match body["ciphertext"].as_str().and_then(|text| self.wrapped.get(text)) {
                    Some(plaintext) => enclosed(&json!({ "plaintext": plaintext }), &Value::Null),
                    None => error(400, "invalid ciphertext: could not decrypt"),
                }
            }
            ("GET", ["transit", "keys", "portico"]) => self.transit_key(),
            (_, ["transit", _, .., _]) => error(400, "encryption key not found"),
            _ => error(404, "no handler for route"),
        }
    }

    fn health(&self) -> Answer {
        let body = json!({ "initialized": true, "sealed": self.sealed, "standby": false,
            "performance_standby": false, "replication_performance_mode": "disabled",
            "replication_dr_mode": "disabled", "server_time_utc": 1_795_341_600, "version": "1.18.3",
            "enterprise": false, "cluster_name": "vault-cluster", "cluster_id": "c" });
        (if self.sealed { 503 } else { 200 }, body)
    }

    fn log_in(&mut self, body: &Value) -> Answer {
        if body["role_id"] != ROLE_ID || body["secret_id"] != SECRET_ID {
            return error(400, "invalid role or secret ID");
        }
        let token = format!("hvs.{:032x}", u128::from_le_bytes(entropy::bytes(&SystemEntropy)));
        self.tokens.push(token.clone());
        enclosed(&Value::Null, &auth(&token))
    }

    fn read_v2(&self, path: &str) -> Answer {
        match self.kv2.get(path).and_then(|versions| Some((versions.last()?, versions.len()))) {
            Some((data, version)) => {
                enclosed(&json!({ "data": data, "metadata": metadata(version) }), &Value::Null)
            }
            None => error(404, ""),
        }
    }

    fn write_v2(&mut self, path: &str, body: &Value) -> Answer {
        let versions = self.kv2.entry(path.to_owned()).or_default();
        if let Some(cas) = body["options"]["cas"].as_u64()
            && cas != versions.len() as u64
        {
            return error(400, "check-and-set parameter did not match the current version");
        }
        versions.push(body["data"].clone());
        enclosed(&metadata(versions.len()), &Value::Null)
    }

    fn data_key(&mut self) -> Answer {
        let (key, name): ([u8; 32], [u8; 24]) =
            (entropy::bytes(&SystemEntropy), entropy::bytes(&SystemEntropy));
        let ciphertext = format!("vault:v{}:{}", self.transit_versions, STANDARD.encode(name));
        self.wrapped.insert(ciphertext.clone(), STANDARD.encode(key));
        let data = json!({ "plaintext": STANDARD.encode(key), "ciphertext": ciphertext,
                           "key_version": self.transit_versions });
        enclosed(&data, &Value::Null)
    }

    fn transit_key(&self) -> Answer {
        let keys: HashMap<String, u64> =
            (1..=self.transit_versions).map(|version| (version.to_string(), 1_795_341_600)).collect();
        let data = json!({ "type": "aes256-gcm96", "deletion_allowed": false, "derived": false,
            "exportable": false, "allow_plaintext_backup": false, "keys": keys, "min_decryption_version": 1,
            "min_encryption_version": 0, "name": "portico", "supports_encryption": true,
            "supports_decryption": true, "supports_derivation": true, "supports_signing": false,
            "latest_version": self.transit_versions, "imported_key": false });
        enclosed(&data, &Value::Null)
    }
}

fn metadata(version: usize) -> Value {
    json!({ "created_time": "2026-11-22T10:00:00.000000000Z", "custom_metadata": null, "deletion_time": "",
            "destroyed": false, "version": version })
}

fn auth(token: &str) -> Value {
    json!({ "client_token": token, "accessor": "a", "policies": ["default", "portico"],
            "token_policies": ["default", "portico"], "metadata": { "role_name": "portico" },
            "lease_duration": LEASE, "renewable": true, "entity_id": "e", "token_type": "service",
            "orphan": true, "mfa_requirement": null, "num_uses": 0 })
}

fn lookup(token: &str) -> Answer {
    let ttl = if token == ROOT_TOKEN { 0 } else { LEASE };
    let data = json!({ "accessor": "a", "creation_time": 1_795_341_600, "creation_ttl": ttl,
        "display_name": "token", "entity_id": "", "expire_time": null, "explicit_max_ttl": 0, "id": token,
        "issue_time": "2026-11-22T10:00:00Z", "meta": null, "num_uses": 0, "orphan": true,
        "path": "auth/token/create", "policies": ["default"], "renewable": ttl > 0, "ttl": ttl, "type": "service" });
    enclosed(&data, &Value::Null)
}
