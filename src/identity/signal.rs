//! What a mutation wants done to the cookies. The HTTP layer reads it after execution.

use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

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

/// What becomes of the cookies.
#[derive(Debug, Default)]
pub struct Changes {
    /// Of the session's.
    pub session: Option<SessionChange>,
    /// The new value of the one that the browser is known by.
    pub device: Option<SecretString>,
}

/// Carries the changes from a resolver to the answer.
#[derive(Debug, Default)]
pub struct Signal(Mutex<Changes>);

impl Signal {
    fn changes(&self) -> MutexGuard<'_, Changes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a change of the session; the last one counts.
    pub fn set(&self, change: SessionChange) {
        self.changes().session = Some(change);
    }

    /// Notes by what the browser is known from now on.
    pub fn set_device(&self, value: SecretString) {
        self.changes().device = Some(value);
    }

    /// Takes the changes.
    pub fn take(&self) -> Changes {
        std::mem::take(&mut *self.changes())
    }
}
