//! What a mutation wants done to the session cookie. The HTTP layer reads it after execution.

use std::sync::Mutex;

use crate::ports::session_store::{SessionRecord, SessionToken};

/// A change of the caller's session.
#[derive(Debug)]
pub enum SessionChange {
    /// A new value.
    Issued {
        /// The secret.
        token: SessionToken,
        /// What is kept of it.
        record: Box<SessionRecord>,
    },
    /// The session is over.
    Ended,
}

/// Carries the change from a resolver to the answer.
#[derive(Debug, Default)]
pub struct Signal(Mutex<Option<SessionChange>>);

impl Signal {
    /// Notes a change; the last one counts.
    pub fn set(&self, change: SessionChange) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(change);
    }

    /// Takes the change.
    pub fn take(&self) -> Option<SessionChange> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }
}
