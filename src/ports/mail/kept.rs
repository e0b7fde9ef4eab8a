//! A box that keeps mails instead of sending them: for the demo and for tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use super::{MailTransport, Outgoing, SendError, message};

/// Mails kept at most; the oldest goes first.
const CAPACITY: usize = 200;

/// A mail as it would have left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMail {
    /// The mail.
    pub mail: Outgoing,
    /// Its bytes, headers and MIME parts.
    pub raw: String,
}

/// The box. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct KeptMails(Arc<Mutex<VecDeque<KeptMail>>>);

impl KeptMails {
    /// What is in it, the newest first.
    pub fn all(&self) -> Vec<KeptMail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }
}

#[async_trait]
impl MailTransport for KeptMails {
    async fn send(&self, mail: &Outgoing) -> Result<(), SendError> {
        // Built as for SMTP, so that what could not leave is not kept either.
        let raw = String::from_utf8_lossy(&message::build(mail)?.formatted()).into_owned();
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if mails.len() == CAPACITY {
            mails.pop_front();
        }
        mails.push_back(KeptMail { mail: mail.clone(), raw });
        Ok(())
    }
}
