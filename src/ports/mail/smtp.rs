//! SMTP through lettre: a connection for each mail, TLS by rustls.

use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};

use super::{MailTransport, Outgoing, SendError, message};
use crate::ports::secrets::Secrets;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain at first, then TLS; without it nothing is sent (RFC 3207).
    StartTls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Plain: for a relay on the same machine.
    None,
}

/// Where the mail server is.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name, which its certificate must carry.
    pub host: String,
    /// Its port: 587 for STARTTLS, 465 for TLS.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// Who we are to it, if it wants to know.
    pub credentials: Option<SmtpCredentials>,
    /// The certificate of a private authority that is trusted beside the public ones, in PEM form.
    pub authority: Option<Vec<u8>>,
    /// How we call ourselves in EHLO.
    pub hello: String,
    /// Time for one mail, connecting included.
    pub timeout: Duration,
}

/// Who we are to the mail server.
#[derive(Clone)]
pub struct SmtpCredentials {
    /// The name.
    pub user: String,
    /// The password.
    pub password: SmtpPassword,
}

/// Where the password is.
#[derive(Clone)]
pub enum SmtpPassword {
    /// Here.
    Fixed(SecretString),
    /// In the field `password` of this secret: one that is rotated there is used from then on.
    Stored(Secrets, String),
}

/// Why there is no way to the mail server.
#[derive(Debug, thiserror::Error)]
#[error("mail: {0}")]
pub struct SmtpSettingsError(String);

/// Sends through one mail server.
pub struct SmtpTransport {
    connection: AsyncSmtpTransportBuilder,
    credentials: Option<SmtpCredentials>,
    timeout: Duration,
}

impl SmtpTransport {
    /// A transport; it connects when there is something to send.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SmtpSettingsError> {
        if settings.credentials.is_some() && settings.security == SmtpSecurity::None {
            return Err(SmtpSettingsError("a password is not sent without TLS".to_owned()));
        }
        let connection = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(tls(settings)?)
            .hello_name(ClientId::Domain(settings.hello.clone()))
            .timeout(Some(settings.timeout));
        Ok(Self { connection, credentials: settings.credentials.clone(), timeout: settings.timeout })
    }

    async fn open(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, SendError> {
        let connection = self.connection.clone();
        let Some(SmtpCredentials { user, password }) = &self.credentials else {
            return Ok(connection.build());
        };
        let password = match password {
            SmtpPassword::Fixed(password) => password.clone(),
            SmtpPassword::Stored(secrets, path) => {
                let stored = secrets.get(path, "password").await;
                let stored = stored.map_err(|error| SendError::Transient(format!("password: {error}")))?;
                stored.ok_or_else(|| SendError::Transient(format!("password: {path} is not stored")))?
            }
        };
        let credentials = Credentials::new(user.clone(), password.expose_secret().to_owned());
        Ok(connection.credentials(credentials).build())
    }
}

fn tls(settings: &SmtpSettings) -> Result<Tls, SmtpSettingsError> {
    let parameters = || {
        let mut builder = TlsParameters::builder(settings.host.clone());
        if let Some(pem) = &settings.authority {
            builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(unusable)?);
        }
        builder.build().map_err(unusable)
    };
    Ok(match settings.security {
        SmtpSecurity::StartTls => Tls::Required(parameters()?),
        SmtpSecurity::Tls => Tls::Wrapper(parameters()?),
        SmtpSecurity::None => Tls::None,
    })
}

fn unusable(cause: impl std::fmt::Display) -> SmtpSettingsError {
    SmtpSettingsError(cause.to_string())
}

/// Answers that speak of this mail or its recipient and not of us (RFC 5321 §4.2.3). The other 5xx (530, 535 and their
/// like) are faults of our credentials or of the server's setup, which an operator mends: no mail is lost to them.
const REFUSED_FOR_GOOD: [&str; 6] = ["550", "551", "552", "553", "554", "556"];

#[async_trait]
impl MailTransport for SmtpTransport {
    async fn send(&self, mail: &Outgoing) -> Result<(), SendError> {
        let message = message::build(mail)?;
        let smtp = self.open().await?;
        match tokio::time::timeout(self.timeout, smtp.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classify(&error)),
            Err(_) => Err(SendError::Transient("timeout".to_owned())),
        }
    }
}

fn classify(error: &lettre::transport::smtp::Error) -> SendError {
    if let Some(code) = error.status() {
        let code = code.to_string();
        let what = format!("SMTP {code}");
        return if REFUSED_FOR_GOOD.contains(&code.as_str()) {
            SendError::Permanent(what)
        } else {
            SendError::Transient(what)
        };
    }
    SendError::Transient(
        if error.is_timeout() {
            "timeout"
        } else if error.is_tls() {
            "TLS"
        } else if error.is_response() {
            "not SMTP"
        } else if error.is_client() {
            "refused by the client"
        } else {
            "connection"
        }
        .to_owned(),
    )
}
