//! Failures that are not the caller's doing. They are masked on the wire and logged once, with their cause.

/// Our fault or a peer's: what the caller may know of it is a code and the request id.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fault {
    /// The database cannot be reached or has no connection to spare.
    #[error("database unavailable: {0}")]
    DatabaseUnavailable(String),
    /// A statement or the whole request ran out of time.
    #[error("deadline exceeded: {0}")]
    DeadlineExceeded(String),
    /// The session store cannot be reached.
    #[error("session store unavailable: {0}")]
    SessionStoreUnavailable(String),
    /// The event bus cannot be reached: what it carries comes later, by way of the database.
    #[error("event bus unavailable: {0}")]
    EventBusUnavailable(String),
    /// Two writers collided and the database refused one; the caller may try again.
    #[error("write conflict: {0}")]
    Contention(String),
    /// Everything else: a broken invariant or a bug.
    #[error("internal: {0}")]
    Internal(String),
}

impl Fault {
    /// A bug or a broken invariant, with what is known of it for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}
