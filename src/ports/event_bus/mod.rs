//! Carries events from the dispatcher to every replica, and the word that there is something to dispatch to it.
//!
//! It also carries words: what is worth knowing for a moment and kept nowhere (somebody is typing). Who does not listen just
//! then has missed it for good, and nothing may rest on it.
//!
//! The bus makes readers quick, never right: the database holds every event under a cursor without gaps, so a reader
//! sees what the bus has lost, doubled or turned round, and reads it there. So a bus keeps only the latest entries, may
//! lose all of them, and refuses nothing.

mod memory;
mod redis;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

pub use self::memory::MemoryEventBus;
pub use self::redis::RedisEventBus;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// The latest entries of a tenant that are kept; who is further behind reads the database.
pub const KEPT: usize = 1_000;

/// One event on the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the tenant's stream.
    pub cursor: i64,
    /// The event as JSON.
    pub body: Arc<str>,
}

/// Words that wait for their listener at most; more are lost.
const WORDS: usize = 256;

/// The longest word, in bytes.
pub const MAX_WORD: usize = 1_024;

/// Something that is worth knowing for a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Whose.
    pub tenant: TenantId,
    /// What, as JSON of at most [`MAX_WORD`] bytes.
    pub body: Arc<str>,
}

/// How far a reader has read a tenant's entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The tenant.
    pub tenant: TenantId,
    /// The last cursor it knows.
    pub after: i64,
}

/// The bus. Failing is a [`Fault::EventBusUnavailable`]: nothing is lost by it but time.
#[async_trait]
pub trait EventBus: Send + Sync {
    /// Publishes entries of a tenant, in order. Those that are there already are left out.
    async fn publish(&self, tenant: TenantId, entries: &[Entry]) -> Result<(), Fault>;

    /// Entries after the given positions, waiting for the first for at most `wait`; possibly none, possibly with gaps.
    /// One reader a bus: it has a connection of its own.
    async fn read(&self, positions: &[Position], wait: Duration) -> Result<Vec<(TenantId, Entry)>, Fault>;

    /// Lets a waiting [`EventBus::read`] return, because the positions to wait for have changed.
    async fn interrupt(&self);

    /// Tells the dispatchers that events have been committed.
    async fn nudge(&self) -> Result<(), Fault>;

    /// Says a word to whoever listens now. It may be lost.
    async fn say(&self, word: &Word) -> Result<(), Fault>;

    /// The next word that somebody says, on any replica, waiting for at most `wait`. One listener a bus: it has a connection
    /// of its own.
    async fn hear(&self, wait: Duration) -> Result<Option<Word>, Fault>;

    /// Waits for a nudge since the last return of this method, at most for `wait`. One waiter a bus.
    async fn nudged(&self, wait: Duration) -> Result<(), Fault>;
}

#[cfg(test)]
mod tests;
