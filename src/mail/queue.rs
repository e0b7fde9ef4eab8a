//! Putting a mail into the queue, in the transaction of what it tells of.

use sea_orm::Set;

use super::entity::mail_message::{self, MailStatus};
use super::store;
use super::template::Template;
use crate::db::{Reads as _, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{MailMessageId, TypedId as _};
use crate::ports::keyring::{self, Keyring, Purpose};
use crate::ports::mail::is_address;

/// A mail to be.
#[derive(Debug, Clone)]
pub struct NewMail {
    /// The text and what it speaks of.
    pub template: Template,
    /// The address.
    pub to: String,
    /// BCP 47: the reader's, else the tenant's.
    pub locale: Option<String>,
}

/// Why a mail was not queued.
#[derive(Debug, thiserror::Error)]
pub enum EnqueueError {
    /// No mail can go there: it is not an address, or one that tries to be more than one.
    #[error("not a mail address")]
    Address,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Queues a mail. It leaves after the commit, and only if there is one.
///
/// The arguments are sealed with the keyring, bound to the row, and erased when the mail is sent or given up.
pub async fn enqueue(tx: &Tx, keyring: &Keyring, mail: NewMail) -> Result<MailMessageId, EnqueueError> {
    if !is_address(&mail.to) {
        return Err(EnqueueError::Address);
    }
    let (id, row) = row(tx, keyring, mail, None).await?;
    store::insert(tx, row).await.map_err(Fault::from)?;
    Ok(id)
}

/// Queues mails that are each to be sent once, whoever asks and however often: of two with the same key the first one
/// counts, for as long as its row is kept. An address that is none is passed over. One statement for any number.
pub async fn enqueue_once(tx: &Tx, keyring: &Keyring, mails: Vec<(String, NewMail)>) -> Result<(), Fault> {
    let mut rows = Vec::with_capacity(mails.len());
    for (key, mail) in mails {
        if is_address(&mail.to) {
            rows.push(row(tx, keyring, mail, Some(key)).await?.1);
        } else {
            tracing::warn!(
                template = mail.template.name(),
                key,
                "no mail can go to the address of an account"
            );
        }
    }
    Ok(store::insert_missing(tx, rows).await?)
}

async fn row(
    tx: &Tx,
    keyring: &Keyring,
    mail: NewMail,
    once_key: Option<String>,
) -> Result<(MailMessageId, mail_message::ActiveModel), Fault> {
    let scope = tx.scope();
    let id: MailMessageId = scope.new_id();
    let plain = serde_json::to_vec(&mail.template).map_err(Fault::internal)?;
    let place = keyring::place(scope.tenant().id, id.uuid());
    let sealed = keyring.seal(Purpose::Mail, &place, &plain).await.map_err(Fault::from)?;
    let now = scope.real_now();
    let row = mail_message::ActiveModel {
        id: Set(id),
        template: Set(mail.template.name().to_owned()),
        locale: Set(mail.locale.unwrap_or_else(|| scope.tenant().locale.clone())),
        recipient: Set(mail.to),
        once_key: Set(once_key),
        sealed_args: Set(Some(sealed)),
        status: Set(MailStatus::Queued),
        attempts: Set(0),
        next_attempt_at: Set(now),
        expires_at: Set(mail.template.expires_at()),
        created_at: Set(now),
        finished_at: Set(None),
        last_error: Set(None),
        ..Default::default()
    };
    Ok((id, row))
}
