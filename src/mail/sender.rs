//! Empties the queue: claims what is due, hands it to the mail server, records what came of it.
//!
//! A claim is a lease: it counts the attempt and moves the mail's time to the lease's end, both only if nobody else has
//! meanwhile. So any number of senders share the work, and what a dying one has claimed is due again by itself.

use std::sync::Arc;

use chrono::TimeDelta;
use futures_util::{StreamExt as _, stream};
use secrecy::ExposeSecret as _;
use tokio_util::sync::CancellationToken;

use super::attachments::Attachments;
use super::entity::mail_message;
use super::render::{Portal, Renderer};
use super::store::{self, Outcome};
use super::template::Template;
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TenantId, TypedId as _};
use crate::ports::keyring::{Keyring, Purpose, place};
use crate::ports::mail::{MailTransport, Mailbox, Outgoing, SendError, is_address};
use crate::tenancy::{self, Tenant};

/// Longer than an attempt may take (`mail.timeout_seconds` is at most 240): what is claimed for longer has lost its
/// sender.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// Attempts before a mail is given up; by [`backoff`] the last comes after some five hours.
const MAX_ATTEMPTS: i32 = 12;

/// Mails handed over at once.
const AT_ONCE: usize = 4;

/// Mails taken into hand together.
const BATCH: u64 = 50;

/// What the sender has to know beside its ports.
#[derive(Debug, Clone)]
pub struct SenderSettings {
    /// The address that mails come from; the name beside it is the tenant's.
    pub from: String,
    /// Where portals are: `{host}` stands for the tenant's first host.
    pub portal_url: String,
}

/// Sends what is queued.
pub struct Sender {
    /// The queue.
    pub db: Db,
    /// What is due.
    pub clock: SharedClock,
    /// For the ids of requests.
    pub entropy: SharedEntropy,
    /// Opens what mails speak of.
    pub keyring: Keyring,
    /// The texts.
    pub renderer: Arc<Renderer>,
    /// Files that go with mails.
    pub attachments: Arc<dyn Attachments>,
    /// The way out.
    pub transport: Arc<dyn MailTransport>,
    /// Addresses.
    pub settings: SenderSettings,
}

impl Sender {
    /// Sends what is due, of all tenants in turn, a batch each, until `stop` is cancelled: attempts under way are
    /// finished, no other is begun. How many were made.
    pub async fn deliver_due(&self, stop: &CancellationToken) -> Result<usize, Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let mut attempts = 0;
        for tenant in store::tenants_with_due(&platform, self.clock.now()).await? {
            // One tenant's fault must not keep the others waiting.
            match self.deliver_to(&platform, tenant, stop).await {
                Ok(made) => attempts += made,
                Err(fault) => {
                    tracing::error!(%tenant, cause = %fault, "mails of a tenant wait for the next look");
                }
            }
        }
        Ok(attempts)
    }

    async fn deliver_to(
        &self,
        platform: &PlatformScope,
        tenant: TenantId,
        stop: &CancellationToken,
    ) -> Result<usize, Fault> {
        match tenancy::find_by_id(platform, tenant).await? {
            Some(tenant) => self.deliver_due_of(&tenant, stop).await,
            None => Ok(0),
        }
    }

    /// Sends what is due of one tenant, until `stop` is cancelled; how many attempts were made.
    pub async fn deliver_due_of(&self, tenant: &Tenant, stop: &CancellationToken) -> Result<usize, Fault> {
        if stop.is_cancelled() {
            return Ok(0);
        }
        let scope = self.scope(tenant);
        let mails = store::due(&scope, scope.real_now(), BATCH).await?;
        let attempts = stream::iter(mails)
            .map(|mail| async move {
                if stop.is_cancelled() { Ok(false) } else { self.attempt(tenant, mail).await }
            })
            .buffer_unordered(AT_ONCE)
            .collect::<Vec<Result<bool, Fault>>>()
            .await;
        let attempts = attempts.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(attempts.into_iter().filter(|made| *made).count())
    }

    /// The time is read anew for each mail: those before it may have taken long.
    fn scope(&self, tenant: &Tenant) -> Scope {
        Scope::new(
            self.db.clone(),
            tenant.reference.clone(),
            Actor::System,
            &self.clock,
            self.entropy.clone(),
            "mail".into(),
        )
    }

    /// One attempt at one mail. Whether it was ours to make.
    async fn attempt(&self, tenant: &Tenant, mail: mail_message::Model) -> Result<bool, Fault> {
        let scope = self.scope(tenant);
        let now = scope.real_now();
        let tx = scope.begin().await?;
        let claimed = store::claim(&tx, &mail, now + LEASE).await?;
        tx.commit().await?;
        let Some(attempt) = claimed else { return Ok(false) };
        let outcome = if mail.expires_at.is_some_and(|end| end <= now) {
            Outcome::Dead("expired".to_owned())
        } else if attempt > MAX_ATTEMPTS {
            // Nobody has lived to record what came of the last one: it may be this mail that they died of.
            Outcome::Dead("no sender came back".to_owned())
        } else {
            judge(self.send(tenant, &mail).await, attempt)
        };
        let scope = self.scope(tenant);
        let tx = scope.begin().await?;
        store::record(&tx, mail.id, attempt, &outcome).await?;
        tx.commit().await?;
        // Neither the address nor what the mail speaks of: both are personal.
        let (mail, template) = (mail.id, &mail.template);
        match &outcome {
            Outcome::Sent => tracing::info!(%mail, template, attempt, "mail sent"),
            Outcome::Retry { cause, .. } => {
                tracing::warn!(%mail, template, attempt, cause, "mail not sent yet");
            }
            Outcome::Dead(cause) => tracing::error!(%mail, template, attempt, cause, "mail given up"),
        }
        Ok(true)
    }

    async fn send(&self, tenant: &Tenant, mail: &mail_message::Model) -> Result<(), SendError> {
        let sealed = mail.sealed_args.as_deref().unwrap_or_default();
        let opened = self.keyring.open(Purpose::Mail, &place(mail.tenant_id, mail.id.uuid()), sealed).await;
        let plain = opened.map_err(|error| SendError::Transient(format!("keyring: {error}")))?;
        let template: Template = serde_json::from_slice(plain.expose_secret())
            .map_err(|_| SendError::Permanent("arguments of another release".to_owned()))?;
        let host = tenant.hosts.first().map(String::as_str).unwrap_or_default();
        let reply_to = template
            .reply_token()
            .and_then(|token| tenant.settings.support.reply_address(token))
            .filter(|address| is_address(address));
        let portal = Portal {
            takes_answers: reply_to.is_some(),
            slug: tenant.slug.clone(),
            name: tenant.name.clone(),
            branding: tenant.branding.clone(),
            zone: tenant.reference.zone,
            url: self.settings.portal_url.replace("{host}", host),
        };
        let text = self
            .renderer
            .render(&portal, &mail.locale, &template)
            .map_err(|error| SendError::Permanent(error.to_string()))?;
        let attachment = match template.attachment() {
            Some(name) => {
                let made = self.attachments.attachment(&self.scope(tenant), tenant, name, &mail.locale).await;
                made.map_err(|fault| SendError::Transient(format!("attachment: {fault}")))?
            }
            None => None,
        };
        let outgoing = Outgoing {
            id: mail.id.external(),
            from: Mailbox { name: tenant.name.clone(), address: self.settings.from.clone() },
            reply_to: reply_to
                .or_else(|| tenant.branding.support_email.clone().filter(|address| is_address(address))),
            thread: template.thread().map(str::to_owned),
            to: Mailbox { name: String::new(), address: mail.recipient.clone() },
            subject: text.subject,
            text: text.text,
            html: text.html,
            date: mail.created_at,
            attachment,
        };
        self.transport.send(&outgoing).await
    }
}

fn judge(result: Result<(), SendError>, attempt: i32) -> Outcome {
    match result {
        Ok(()) => Outcome::Sent,
        Err(SendError::Permanent(cause)) => Outcome::Dead(cause),
        Err(SendError::Transient(cause)) if attempt >= MAX_ATTEMPTS => Outcome::Dead(cause),
        Err(SendError::Transient(cause)) => Outcome::Retry { after: backoff(attempt), cause },
    }
}

/// Half a minute, doubled with each attempt, at most 64 minutes (RFC 5321 §4.5.4.1 asks for half an hour in the long run).
fn backoff(attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt - 1).unwrap_or_default().min(7);
    TimeDelta::seconds(30 << doublings)
}
