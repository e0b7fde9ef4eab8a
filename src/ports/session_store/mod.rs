//! Who is signed in: sessions, found by what the cookie holds.
//!
//! - The cookie holds an opaque 256-bit value; only its SHA-256 is kept, so a copy of the store signs nobody in.
//! - A session ends when it was idle for too long, at its absolute end, when it is revoked, or when its value is
//!   replaced (at each change of privilege).
//! - **Losing the store's data never revives a revoked session** (threats.md row 21). Every session carries the
//!   account's epoch. Who revokes raises the epoch in the database and hands the new one to the store, which
//!   stamps it onto the sessions that stay. A store that falls back to an older state brings back the revoked
//!   session only with its old epoch, and [`SessionRecord::is_current`] refuses it.
//!   The order is: in one transaction raise the epoch (which locks the account's row, so that revocations of one
//!   account come one after another), call the store, commit. A request of a session that stays is then served at
//!   every moment: its epoch is the account's or already the next.
//! - Time is the caller's: every method takes `now`, in milliseconds here. Periods are half-open: at its end a
//!   session has ended.

mod ends;
mod lifetimes;
mod listen;
mod memory;
mod record;
mod redis;
mod token;

use async_trait::async_trait;

pub use self::ends::{Announcement, SessionEnds, SessionNews, SessionWatch};
pub use self::lifetimes::SessionLifetimes;
pub use self::listen::listen;
pub use self::memory::MemorySessionStore;
pub use self::record::{NewSession, SessionRecord, ViewAs};
pub use self::redis::RedisSessionStore;
pub use self::token::{AccountTag, SessionToken};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SessionId, TenantId};

/// The most sessions an account has; one more ends the oldest.
pub const MAX_SESSIONS_PER_ACCOUNT: usize = 50;

/// Whose sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionOwner {
    /// The tenant.
    pub tenant: TenantId,
    /// The account.
    pub account: AccountId,
}

/// A session with the value that only its owner gets to know.
#[derive(Debug)]
pub struct IssuedSession {
    /// For the cookie.
    pub token: SessionToken,
    /// What is kept.
    pub record: SessionRecord,
}

/// What [`SessionStore::reissue`] does to a record. May run more than once.
pub type RecordChange<'a> = dyn Fn(&mut SessionRecord) + Send + Sync + 'a;

/// Where sessions live. Failing to reach it is [`Fault::SessionStoreUnavailable`], never a guess.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Begins a session.
    async fn create(
        &self,
        session: NewSession,
        lifetimes: &SessionLifetimes,
        now: Instant,
    ) -> Result<IssuedSession, Fault>;

    /// The live session of `token`, which counts as a sign of life: one round trip. The caller still compares its
    /// tenant with the host's and its epoch with the account's.
    async fn resolve(&self, token: &SessionToken, now: Instant) -> Result<Option<SessionRecord>, Fault>;

    /// The live session of an account with this id, for access tokens, which name it: as [`SessionStore::resolve`], a
    /// sign of life in one round trip.
    async fn resolve_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
    ) -> Result<Option<SessionRecord>, Fault>;

    /// The live session of `token` without a sign of life: for whoever watches over a connection that its owner may
    /// have left open and gone.
    async fn peek(&self, token: &SessionToken, now: Instant) -> Result<Option<SessionRecord>, Fault>;

    /// As [`SessionStore::peek`], by the session's id.
    async fn peek_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
    ) -> Result<Option<SessionRecord>, Fault>;

    /// Changes what a live session may do and gives it a new value, at a change of privilege; the old value is dead in
    /// the same instant. Its id, its epoch and its end stay, whatever `change` does to them. `None`: the account has no
    /// such session. Needs no value, so that it works for a session that is named by a signed token.
    async fn reissue(
        &self,
        owner: SessionOwner,
        session: SessionId,
        change: &RecordChange<'_>,
        now: Instant,
    ) -> Result<Option<IssuedSession>, Fault>;

    /// The live sessions of an account, the newest first, stale epochs included.
    async fn list(&self, owner: SessionOwner, now: Instant) -> Result<Vec<SessionRecord>, Fault>;

    /// Ends one session of the account; `epoch` is the account's, already raised. Whether there was one.
    async fn revoke(
        &self,
        owner: SessionOwner,
        session: SessionId,
        epoch: i64,
        now: Instant,
    ) -> Result<bool, Fault>;

    /// Ends all sessions of the account but one; `epoch` is the account's, already raised. How many there were.
    async fn revoke_others(
        &self,
        owner: SessionOwner,
        keep: SessionId,
        epoch: i64,
        now: Instant,
    ) -> Result<u32, Fault>;

    /// Ends all sessions of the account, whose epoch the caller has raised. How many there were.
    async fn revoke_all(&self, owner: SessionOwner, now: Instant) -> Result<u32, Fault>;

    /// Where the ends of sessions are announced, in this process.
    fn ends(&self) -> &SessionEnds;

    /// Whether the store answers.
    async fn ping(&self) -> Result<(), Fault>;
}

#[cfg(test)]
mod tests;
