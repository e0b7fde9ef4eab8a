//! Who we are to Vault: a token that was given, or one that an AppRole login gives; and keeping it alive.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};
use vaultrs::api::auth::approle::requests::LoginWithApproleRequest;
use vaultrs::api::token::requests::{LookupTokenSelfRequest, RenewTokenSelfRequest};
use vaultrs::client::{Client as _, VaultClient, VaultClientSettings};
use vaultrs::error::ClientError;

use super::super::SecretsError;
use super::exchange::{Auth, exchange};
use super::{VaultSettings, status_of};
use crate::kernel::clock::{Instant, SharedClock};
use crate::ports::tls;

/// How we say who we are.
#[derive(Debug, Clone)]
pub enum Login {
    /// A token.
    Token(SecretString),
    /// The AppRole method: <https://developer.hashicorp.com/vault/api-docs/auth/approle>.
    AppRole {
        /// Where the method is mounted.
        mount: String,
        /// The role.
        role_id: SecretString,
        /// Its secret.
        secret_id: SecretString,
    },
}

/// A client with a token.
pub(super) struct Session {
    pub(super) client: VaultClient,
    lease: Mutex<Option<Lease>>,
}

/// How long a token is good for; a token without a lease never ends.
#[derive(Debug, Clone, Copy)]
struct Lease {
    ends_at: Instant,
    /// Two thirds into the lease: time enough for a second try.
    renew_at: Instant,
    /// Whether Vault prolongs it; otherwise a new login takes its place.
    renewable: bool,
}

/// Logs in when needed.
pub(super) struct Sessions {
    settings: VaultClientSettings,
    login: Login,
    clock: SharedClock,
    current: tokio::sync::Mutex<Option<Arc<Session>>>,
}

impl Sessions {
    pub(super) fn new(settings: &VaultSettings, clock: SharedClock) -> Result<Self, SecretsError> {
        let bad_address = |_| SecretsError::Invalid("secrets.vault.address: is not a URL".to_owned());
        let client = VaultClientSettings {
            address: settings.address.parse().map_err(bad_address)?,
            ca_certs: settings.ca_file.iter().map(|file| file.display().to_string()).collect(),
            identity: None,
            timeout: Some(settings.timeout),
            token: String::new(),
            verify: true,
            version: 1,
            wrapping: false,
            namespace: settings.namespace.clone(),
            proxy: None,
        };
        tls::install();
        let sessions = Self {
            settings: client,
            login: settings.login.clone(),
            clock,
            current: tokio::sync::Mutex::default(),
        };
        sessions.anonymous().map_err(|error| SecretsError::Invalid(format!("secrets.vault: {error}")))?;
        Ok(sessions)
    }

    /// A client that nobody knows: for `sys/health` and for logging in.
    pub(super) fn anonymous(&self) -> Result<VaultClient, ClientError> {
        VaultClient::new(self.settings.clone())
    }

    /// The session in use, or a new one. One login at a time: the others wait for its outcome.
    pub(super) async fn get(&self) -> Result<Arc<Session>, ClientError> {
        let mut current = self.current.lock().await;
        if let Some(session) = current.as_ref().filter(|session| !self.has_ended(session)) {
            return Ok(session.clone());
        }
        *current = None;
        let session = Arc::new(self.log_in().await?);
        *current = Some(session.clone());
        Ok(session)
    }

    /// Whether a session that Vault does not know any more can be replaced by a new one.
    pub(super) fn can_renew(&self) -> bool {
        matches!(self.login, Login::AppRole { .. })
    }

    /// Lets go of a session that Vault refused, unless it was replaced meanwhile.
    pub(super) async fn forget(&self, refused: &Arc<Session>) {
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|session| Arc::ptr_eq(session, refused)) {
            *current = None;
        }
    }

    /// Renews the token if it is time to; where it cannot be renewed, logs in anew before it ends.
    pub(super) async fn renew(&self) -> Result<(), ClientError> {
        let Some(session) = self.current.lock().await.clone() else { return Ok(()) };
        let Some(lease) = session.lease().filter(|lease| lease.renew_at <= self.clock.now()) else {
            return Ok(());
        };
        if lease.renewable {
            let renewed = exchange(&session.client, RenewTokenSelfRequest { increment: None }).await;
            match renewed.and_then(|answer| answer.auth.ok_or(ClientError::ResponseEmptyError)) {
                Ok(auth) => {
                    session.set_lease(self.lease(auth.lease_duration, auth.renewable));
                    return Ok(());
                }
                // Without an answer the token may still be good: the next round tries again.
                Err(error) if status_of(&error).is_none_or(|code| code >= 500) => return Err(error),
                Err(error) if !self.can_renew() => return Err(error),
                Err(_) => {}
            }
        }
        if self.can_renew() {
            // Before the old one ends, so that no call has to wait for it; it serves until there is a new one.
            let fresh = Arc::new(self.log_in().await?);
            *self.current.lock().await = Some(fresh);
        }
        Ok(())
    }

    /// For an operator: how long the session is good for.
    pub(super) fn describe(&self, session: &Session) -> String {
        let how = match &self.login {
            Login::Token(_) => "by token",
            Login::AppRole { .. } => "by AppRole",
        };
        match session.lease() {
            None => format!("{how}, without an end"),
            Some(Lease { ends_at, renewable, .. }) => {
                let left = (ends_at - self.clock.now()).num_seconds().max(0);
                let after = if renewable { "renewable" } else { "not renewable" };
                format!("{how}, for another {left} s, {after}")
            }
        }
    }

    fn has_ended(&self, session: &Session) -> bool {
        session.lease().is_some_and(|lease| lease.ends_at <= self.clock.now())
    }

    fn lease(&self, seconds: u64, renewable: bool) -> Option<Lease> {
        let length = i64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(TimeDelta::seconds)?;
        let now = self.clock.now();
        Some(Lease { ends_at: now + length, renew_at: now + length * 2 / 3, renewable })
    }

    async fn log_in(&self) -> Result<Session, ClientError> {
        let mut client = self.anonymous()?;
        let lease = match &self.login {
            Login::Token(token) => {
                client.set_token(token.expose_secret());
                let known = exchange(&client, LookupTokenSelfRequest {}).await?.data;
                self.lease(known["ttl"].as_u64().unwrap_or(0), known["renewable"] == true)
            }
            Login::AppRole { mount, role_id, secret_id } => {
                let request = LoginWithApproleRequest::builder()
                    .mount(mount)
                    .role_id(role_id.expose_secret())
                    .secret_id(secret_id.expose_secret())
                    .build()
                    .map_err(|_| ClientError::InvalidLoginMethodError)?;
                let auth = exchange(&client, request).await?.auth.ok_or(ClientError::ResponseEmptyError)?;
                let Auth { client_token, lease_duration, renewable } = auth;
                client.set_token(&client_token);
                self.lease(lease_duration, renewable)
            }
        };
        Ok(Session { client, lease: Mutex::new(lease) })
    }
}

impl Session {
    fn lease(&self) -> Option<Lease> {
        *self.lease.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_lease(&self, lease: Option<Lease>) {
        *self.lease.lock().unwrap_or_else(PoisonError::into_inner) = lease;
    }
}
