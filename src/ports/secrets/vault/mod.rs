//! Vault and OpenBao over their HTTP API (<https://developer.hashicorp.com/vault/api-docs>).

mod exchange;
mod login;
mod transit;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use vaultrs::api::kv1::requests::GetSecretRequest as ReadV1;
use vaultrs::api::kv2::requests::{ReadSecretRequest as ReadV2, SetSecretRequestOptions};
use vaultrs::api::sys::requests::ReadHealthRequest;
use vaultrs::error::ClientError;
use vaultrs::{kv1, kv2};

use self::exchange::{Envelope, exchange, reason};
pub use self::login::Login;
use self::login::{Session, Sessions};
pub use self::transit::Transit;
use super::{Finding, Secret, SecretStore, SecretsError, check_path};
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::Entropy;
use crate::ports::keyring::MasterKey;

/// Which KV engine is mounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KvVersion {
    /// Values alone; writes are not checked against each other.
    V1,
    /// Versions, and writes that insist on one.
    V2,
}

/// How to reach Vault, and what to use there.
#[derive(Debug, Clone)]
pub struct VaultSettings {
    /// `https://…` (or `http://…` within one machine).
    pub address: String,
    /// The namespace, if Vault has them.
    pub namespace: Option<String>,
    /// Certificates in PEM that sign the server's; none: the system's.
    pub ca_file: Option<PathBuf>,
    /// How we say who we are.
    pub login: Login,
    /// Where the KV engine is mounted.
    pub kv_mount: String,
    /// Which one it is.
    pub kv_version: KvVersion,
    /// Put before every path.
    pub prefix: String,
    /// The key that wraps master keys, if transit is to be used.
    pub transit: Option<Transit>,
    /// Limit of one call.
    pub timeout: Duration,
}

/// Secrets in Vault.
pub struct VaultStore {
    settings: VaultSettings,
    sessions: Sessions,
}

impl VaultStore {
    /// A store that connects when it is first used; an address or a certificate that is none is told here.
    pub fn new(settings: VaultSettings, clock: SharedClock) -> Result<Self, SecretsError> {
        let sessions = Sessions::new(&settings, clock)?;
        Ok(Self { settings, sessions })
    }

    fn path(&self, path: &str) -> Result<String, SecretsError> {
        check_path(path)?;
        Ok(if self.settings.prefix.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.settings.prefix)
        })
    }

    /// Runs a call with a session. Where Vault does not know the session any more (its lease ran out, or it was
    /// revoked), once more with a new one.
    async fn call<T, W>(&self, work: impl Fn(Arc<Session>) -> W + Send + Sync) -> Result<T, ClientError>
    where
        W: Future<Output = Result<T, ClientError>> + Send,
    {
        let session = self.sessions.get().await?;
        match work(session.clone()).await {
            Err(error) if status_of(&error) == Some(403) && self.sessions.can_renew() => {
                self.sessions.forget(&session).await;
                work(self.sessions.get().await?).await
            }
            other => other,
        }
    }

    fn explain(&self, error: &ClientError) -> SecretsError {
        explain(&self.settings.address, error)
    }

    async fn read_v2(&self, path: &str) -> Result<Option<Secret>, SecretsError> {
        let mount = &*self.settings.kv_mount;
        let found = self
            .call(|session| async move {
                let request = ReadV2::builder().mount(mount).path(path).build();
                exchange(&session.client, request.map_err(|_| ClientError::ResponseEmptyError)?).await
            })
            .await;
        match found {
            Ok(answer) => {
                let version = answer.data["metadata"]["version"].as_u64();
                let secret = texts(answer.data["data"].clone());
                let secret = secret.map_err(|why| SecretsError::Damaged(path.to_owned(), why))?;
                Ok(Some(Secret { version, ..secret }))
            }
            // Nothing was ever there, or the latest version was deleted.
            Err(error) if status_of(&error) == Some(404) => Ok(None),
            Err(error) => Err(self.explain(&error)),
        }
    }

    async fn read_v1(&self, path: &str) -> Result<Option<Secret>, SecretsError> {
        let mount = &*self.settings.kv_mount;
        let found = self
            .call(|session| async move {
                let request = ReadV1::builder().mount(mount).path(path).build();
                exchange(&session.client, request.map_err(|_| ClientError::ResponseEmptyError)?).await
            })
            .await;
        match found {
            Ok(answer) => {
                texts(answer.data).map(Some).map_err(|why| SecretsError::Damaged(path.to_owned(), why))
            }
            Err(error) if status_of(&error) == Some(404) => Ok(None),
            Err(error) => Err(self.explain(&error)),
        }
    }
}

#[async_trait]
impl SecretStore for VaultStore {
    async fn read(&self, path: &str) -> Result<Option<Secret>, SecretsError> {
        let path = self.path(path)?;
        match self.settings.kv_version {
            KvVersion::V1 => self.read_v1(&path).await,
            KvVersion::V2 => self.read_v2(&path).await,
        }
    }

    async fn write(&self, path: &str, secret: &Secret) -> Result<(), SecretsError> {
        let path = &*self.path(path)?;
        let mount = &*self.settings.kv_mount;
        let texts: &HashMap<&str, &str> =
            &secret.fields.iter().map(|(name, text)| (name.as_str(), text.expose_secret())).collect();
        let expected = secret.version.map(|version| u32::try_from(version).unwrap_or(u32::MAX));
        let written = match (self.settings.kv_version, expected) {
            (KvVersion::V1, _) => {
                self.call(|session| async move { kv1::set(&session.client, mount, path, texts).await }).await
            }
            (KvVersion::V2, None) => {
                self.call(
                    |session| async move { kv2::set(&session.client, mount, path, texts).await.map(|_| ()) },
                )
                .await
            }
            (KvVersion::V2, Some(cas)) => {
                self.call(|session| async move {
                    let options = SetSecretRequestOptions { cas };
                    let set = kv2::set_with_options(&session.client, mount, path, texts, options);
                    set.await.map(|_| ())
                })
                .await
            }
        };
        written.map_err(|error| match &error {
            ClientError::APIError { code: 400, errors }
                if errors.iter().any(|text| text.contains("check-and-set")) =>
            {
                SecretsError::Conflict(path.to_owned())
            }
            _ => self.explain(&error),
        })
    }

    async fn new_key(&self, random: &dyn Entropy) -> Result<(MasterKey, SecretString), SecretsError> {
        if let Some(transit) = &self.settings.transit {
            return self.wrapped_key(transit).await;
        }
        let key = MasterKey::generate(random);
        let stored = key.expose();
        Ok((key, stored))
    }

    async fn read_key(&self, stored: &SecretString) -> Result<MasterKey, SecretsError> {
        if transit::is_wrapped(stored) {
            return self.unwrap_key(stored).await;
        }
        MasterKey::parse(stored)
            .map_err(|error| SecretsError::Damaged("a stored key".to_owned(), error.to_string()))
    }

    async fn reseal(&self) -> Result<bool, SecretsError> {
        Ok(false)
    }

    async fn renew(&self) -> Result<(), SecretsError> {
        self.sessions.renew().await.map_err(|error| self.explain(&error))
    }

    async fn report(&self) -> Vec<Finding> {
        let address = &self.settings.address;
        let health = match self.sessions.anonymous() {
            Ok(client) => exchange(&client, ReadHealthRequest::default()).await,
            Err(error) => Err(error),
        };
        // Not every server of the protocol tells its health.
        let health = match health {
            Err(error) if status_of(&error) == Some(404) => Ok(Envelope::default()),
            other => other,
        };
        match health {
            Ok(health) => {
                let version = health.version.unwrap_or_else(|| "unknown".to_owned());
                let mut findings =
                    vec![Finding::good("vault", format!("{address} answers, version {version}"))];
                findings.push(match self.sessions.get().await {
                    Ok(session) => Finding::good("login", self.sessions.describe(&session)),
                    Err(error) => Finding::bad("login", self.explain(&error)),
                });
                if let Some(transit) = &self.settings.transit {
                    findings.push(self.report_transit(transit).await);
                }
                findings
            }
            Err(error) => vec![Finding::bad("vault", self.explain(&error))],
        }
    }
}

/// The fields of a secret that was answered as JSON.
fn texts(data: serde_json::Value) -> Result<Secret, String> {
    let serde_json::Value::Object(fields) = data else { return Err("it is no object".to_owned()) };
    let text = |(name, value): (String, serde_json::Value)| match value {
        serde_json::Value::String(text) => Ok((name, SecretString::from(text))),
        _ => Err(format!("the field {name} is no text")),
    };
    let fields = fields.into_iter().map(text).collect::<Result<_, _>>()?;
    Ok(Secret { fields, version: None })
}

/// The HTTP status that Vault answered with, if it answered.
fn status_of(error: &ClientError) -> Option<u16> {
    match error {
        ClientError::APIError { code, .. }
        | ClientError::RestClientError {
            source: rustify::errors::ClientError::ServerResponseError { code, .. },
        } => Some(*code),
        _ => None,
    }
}

/// What an error means. Vault's own words are kept: they name policies and paths, never values.
fn explain(address: &str, error: &ClientError) -> SecretsError {
    let vault = || format!("Vault at {address}");
    let words = match error {
        ClientError::APIError { errors, .. } => errors.join("; "),
        ClientError::RestClientError {
            source: rustify::errors::ClientError::ServerResponseError { code, content },
        } => content.as_deref().and_then(reason).unwrap_or_else(|| format!("status {code}")),
        other => other.to_string(),
    };
    match status_of(error) {
        Some(503) => SecretsError::Sealed(vault()),
        Some(401 | 403) => SecretsError::Denied(vault(), words),
        // A login with a wrong role or secret id is 400; so is a lease that ran out.
        Some(400) if words.contains("invalid") => SecretsError::Denied(vault(), words),
        Some(429 | 472 | 473 | 500 | 502 | 504) | None => SecretsError::Unreachable(vault(), cause(error)),
        Some(501) => SecretsError::Unreachable(vault(), "it is not initialised".to_owned()),
        Some(code) => SecretsError::Damaged(vault(), format!("status {code}: {words}")),
    }
}

/// The innermost cause, which says more than "an error occurred".
fn cause(error: &ClientError) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
