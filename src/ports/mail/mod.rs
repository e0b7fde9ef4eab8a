//! The way out for mails: SMTP, or a box that keeps them.

mod kept;
mod message;
mod smtp;

use std::fmt;
use std::str::FromStr as _;
use std::sync::Arc;

use async_trait::async_trait;

pub use self::kept::{KeptMail, KeptMails};
pub use self::smtp::{
    SmtpCredentials, SmtpPassword, SmtpSecurity, SmtpSettings, SmtpSettingsError, SmtpTransport,
};
use crate::kernel::clock::Instant;

/// Somebody who sends or gets a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name that is shown; it may be empty.
    pub name: String,
    /// The address.
    pub address: String,
}

/// A file that goes with a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name it is saved under: letters, digits, `-` and `.`.
    pub name: String,
    /// E.g. `application/pdf`.
    pub media_type: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attachment({}, {}, {} bytes)", self.name, self.media_type, self.bytes.len())
    }
}

/// A mail that is ready to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Left of the `@` of the `Message-ID`: the same at each attempt.
    pub id: String,
    /// The sender.
    pub from: Mailbox,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// What it belongs to: mails with the same are shown as one conversation. Like `id` left of the `@`; the subject should be
    /// the same too.
    pub thread: Option<String>,
    /// The one recipient.
    pub to: Mailbox,
    /// One line.
    pub subject: String,
    /// For readers without HTML.
    pub text: String,
    /// For the others.
    pub html: String,
    /// `Date`.
    pub date: Instant,
    /// The file that goes with it.
    pub attachment: Option<Attachment>,
}

/// Why a mail did not leave. Holds no text of the server, which may repeat the address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// May be better later: no connection, no time, 4xx, or a fault of our own credentials.
    #[error("{0}")]
    Transient(String),
    /// Will be no better later: the server refuses the mail or its recipient.
    #[error("{0}")]
    Permanent(String),
}

/// Where mails go.
#[async_trait]
pub trait MailTransport: Send + Sync {
    /// Hands a mail over. `Ok`: the other side has taken it.
    async fn send(&self, mail: &Outgoing) -> Result<(), SendError>;
}

/// The header that our own mails carry, with their id: what comes back with it has gone round in a circle.
pub const OWN_MARK: &str = "X-Portico-Mail";

/// The longest address, in bytes (RFC 5321 §4.5.3.1.3, without the angle brackets).
const MAX_ADDRESS: usize = 254;

/// Whether `text` is one plain address: no name, no list, no quoting, no line break. Everything that reaches a header
/// or a command of SMTP passes here first.
pub fn is_address(text: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || "\"(),:;<>[\\]".contains(c);
    text.len() <= MAX_ADDRESS && !text.contains(odd) && lettre::Address::from_str(text).is_ok()
}

#[cfg(test)]
mod tests;
