//! From the configuration to the sender of mails, and the job that runs it.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use super::StartError;
use crate::config::{Config, MailSecurity};
use crate::db::Db;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::mail::{Renderer, Sender, SenderSettings};
use crate::ports::keyring::Keyring;
use crate::ports::mail::{
    KeptMails, MailTransport, SmtpCredentials, SmtpPassword, SmtpSecurity, SmtpSettings, SmtpTransport,
};
use crate::ports::secrets::Secrets;

/// The parts that mails are sent with.
pub(super) struct MailParts {
    pub(super) db: Db,
    pub(super) clock: SharedClock,
    pub(super) entropy: SharedEntropy,
    pub(super) keyring: Keyring,
    pub(super) secrets: Secrets,
}

/// The sender; none where the configuration names no mail server and nothing keeps mails instead.
pub(super) fn sender(
    config: &Config,
    portal_url: String,
    parts: MailParts,
    kept: Option<KeptMails>,
) -> Result<Option<Sender>, StartError> {
    let renderer = Renderer::new(config.mail.templates.as_deref())?;
    let transport: Arc<dyn MailTransport> = match kept {
        Some(kept) => Arc::new(kept),
        None if config.mail.smtp_host.is_empty() => {
            tracing::warn!("mail.smtp_host is not set: mails wait in the queue");
            return Ok(None);
        }
        None => Arc::new(SmtpTransport::new(&smtp(config, parts.secrets)?)?),
    };
    let MailParts { db, clock, entropy, keyring, .. } = parts;
    let settings = SenderSettings { from: config.mail.from.clone(), portal_url };
    Ok(Some(Sender { db, clock, entropy, keyring, renderer: Arc::new(renderer), transport, settings }))
}

fn smtp(config: &Config, secrets: Secrets) -> Result<SmtpSettings, StartError> {
    let mail = &config.mail;
    let password = match &mail.smtp_password_secret {
        Some(path) => SmtpPassword::Stored(secrets, path.clone()),
        None => SmtpPassword::Fixed(mail.smtp_password.clone()),
    };
    let authority = mail.smtp_ca_file.as_ref().map(|file| {
        fs::read(file).map_err(|cause| StartError::File {
            key: "mail.smtp_ca_file",
            file: file.clone(),
            cause,
        })
    });
    Ok(SmtpSettings {
        host: mail.smtp_host.clone(),
        port: mail.smtp_port,
        security: match mail.smtp_security {
            MailSecurity::StartTls => SmtpSecurity::StartTls,
            MailSecurity::Tls => SmtpSecurity::Tls,
            MailSecurity::None => SmtpSecurity::None,
        },
        credentials: (!mail.smtp_user.is_empty())
            .then(|| SmtpCredentials { user: mail.smtp_user.clone(), password }),
        authority: authority.transpose()?,
        hello: mail.from.rsplit('@').next().unwrap_or("localhost").to_owned(),
        timeout: Duration::from_secs(mail.timeout_seconds),
    })
}
