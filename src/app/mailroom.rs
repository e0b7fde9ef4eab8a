//! From the configuration to the sender of mails, and the job that runs it.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use super::{IdentityParts, SecretsParts, StartError};
use crate::config::{Config, MailSecurity};
use crate::db::Db;
use crate::documents::{DocumentAttachments, Documents};
use crate::jobs::mail::MailJob;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::mail::{Renderer, Sender, SenderSettings};
use crate::ports::mail::{
    KeptMails, MailTransport, SmtpCredentials, SmtpPassword, SmtpSecurity, SmtpSettings, SmtpTransport,
};
use crate::ports::secrets::Secrets;

/// What the job that sends mails works with.
pub(super) struct MailParts {
    /// A pool of the runtime that runs it.
    pub(super) db: Db,
    pub(super) clock: SharedClock,
    pub(super) entropy: SharedEntropy,
    /// Where a demo keeps mails instead of sending them.
    pub(super) kept: Option<KeptMails>,
}

/// What answers wishes and sends mails.
pub(super) fn job(
    config: &Config,
    portal_url: String,
    identity: &IdentityParts,
    secrets: &SecretsParts,
    documents: Documents,
    parts: MailParts,
) -> Result<MailJob, StartError> {
    let (db, clock, entropy) = (parts.db.clone(), parts.clock.clone(), parts.entropy.clone());
    let identity = Arc::new(identity.open(&entropy)?);
    let sender = sender(config, portal_url, secrets, documents, parts)?;
    Ok(MailJob { identity, sender, db, clock, entropy })
}

/// The sender; none where the configuration names no mail server and nothing keeps mails instead.
fn sender(
    config: &Config,
    portal_url: String,
    secrets: &SecretsParts,
    documents: Documents,
    parts: MailParts,
) -> Result<Option<Sender>, StartError> {
    let renderer = Renderer::new(config.mail.templates.as_deref())?;
    let MailParts { db, clock, entropy, kept } = parts;
    let transport: Arc<dyn MailTransport> = match kept {
        Some(kept) => Arc::new(kept),
        None if config.mail.smtp_host.is_empty() => {
            tracing::warn!("mail.smtp_host is not set: mails wait in the queue");
            return Ok(None);
        }
        None => Arc::new(SmtpTransport::new(&smtp(config, secrets.secrets.clone())?)?),
    };
    let keyring = secrets.keyring.clone();
    let settings = SenderSettings { from: config.mail.from.clone(), portal_url };
    let attachments = Arc::new(DocumentAttachments(documents));
    let renderer = Arc::new(renderer);
    Ok(Some(Sender { db, clock, entropy, keyring, renderer, attachments, transport, settings }))
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
