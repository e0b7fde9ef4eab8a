//! Sessions in Redis 7, shared by all replicas.
//!
//! Keys of one account share the hash tag that the cookie carries, so each script stays within one slot of Redis
//! Cluster:
//! - `portico:{tag}:s:<sha256 of the secret>`: hash `r` (the record as JSON), `id`, and what changes or is judged
//!   by the scripts: `seen`, `idle`, `abs` (milliseconds) and `epoch`. It expires with the session.
//! - `portico:{tag}:index`: sorted set of `<session id>:<sha256>` by absolute end; pruned when touched.
//! - `portico:sessions`: the channel on which the scripts that end a session announce it.
//!
//! Judged by the caller's `now`; Redis's own clock only clears away, by relative times to live, what nobody asks
//! for again. Run Redis without eviction (`maxmemory-policy noeviction`): an evicted session is a person signed
//! out, an evicted counter a lockout lifted.

use std::sync::LazyLock;

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound as _};
use redis::Script;

use super::token::SecretDigest;
use super::{
    AccountTag, IssuedSession, MAX_SESSIONS_PER_ACCOUNT, NewSession, RecordChange, SessionEnds,
    SessionLifetimes, SessionOwner, SessionRecord, SessionStore, SessionToken,
};
use crate::kernel::clock::Instant;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SessionId;
use crate::ports::redis_link::RedisLink;

static CREATE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/create.lua")));
static RESOLVE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/resolve.lua")));
static RESOLVE_ID: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/resolve_id.lua")));
static FIND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/find.lua")));
static REISSUE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/reissue.lua")));
static LIST: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/list.lua")));
static REVOKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/revoke.lua")));

/// What the scripts answer of a session: record, last seen, epoch.
type Stored = (String, i64, i64);

/// What the scripts answer of a session that is looked for by its id: digest, then as [`Stored`].
type Located = (String, String, i64, i64);

/// Times a record is read anew because somebody else has changed it meanwhile.
const TRIES: usize = 4;

/// Sessions in Redis. Cheap to create: one for each worker, with the worker's own link.
pub struct RedisSessionStore {
    link: RedisLink,
    random: SharedEntropy,
    ends: SessionEnds,
}

impl RedisSessionStore {
    /// A store behind `link` that takes its secrets from `random`. Who watches sessions does so at `ends`, which
    /// [`listen`](super::listen) tells of every end.
    pub fn new(link: RedisLink, random: SharedEntropy, ends: SessionEnds) -> Self {
        Self { link, random, ends }
    }

    async fn end(
        &self,
        owner: SessionOwner,
        which: &str,
        session: Option<SessionId>,
        epoch: Option<i64>,
        now: Instant,
    ) -> Result<u32, Fault> {
        let tag = AccountTag::of(owner);
        let mut call = REVOKE.key(index_key(tag));
        call.arg(session_prefix(tag)).arg(now.timestamp_millis()).arg(which);
        call.arg(session.map(hex_id)).arg(epoch);
        self.link.call(&call).await
    }

    async fn by_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
        how: Option<&str>,
    ) -> Result<Option<SessionRecord>, Fault> {
        let tag = AccountTag::of(owner);
        let mut call = RESOLVE_ID.key(index_key(tag));
        call.arg(session_prefix(tag)).arg(now.timestamp_millis()).arg(hex_id(session)).arg(how);
        let stored: Option<Stored> = self.link.call(&call).await?;
        Ok(stored.and_then(read))
    }
}

#[async_trait]
impl SessionStore for RedisSessionStore {
    async fn create(
        &self,
        session: NewSession,
        lifetimes: &SessionLifetimes,
        now: Instant,
    ) -> Result<IssuedSession, Fault> {
        let record = SessionRecord::begin(session, lifetimes, now, &*self.random);
        let tag = AccountTag::of(record.owner());
        let token = SessionToken::generate(tag, &*self.random);
        let digest = hex_digest(token.digest());
        let mut call = CREATE.key(session_key(tag, &digest));
        call.key(index_key(tag)).arg(session_prefix(tag)).arg(record.created_at.timestamp_millis());
        call.arg(serde_json::to_string(&record).map_err(Fault::internal)?);
        call.arg(hex_id(record.id)).arg(digest);
        call.arg(record.idle_ms).arg(record.absolute_expires_at.timestamp_millis()).arg(record.epoch);
        call.arg(MAX_SESSIONS_PER_ACCOUNT);
        let () = self.link.call(&call).await?;
        Ok(IssuedSession { token, record })
    }

    async fn resolve(&self, token: &SessionToken, now: Instant) -> Result<Option<SessionRecord>, Fault> {
        let mut call = RESOLVE.key(session_key(token.tag(), &hex_digest(token.digest())));
        call.arg(now.timestamp_millis());
        let stored: Option<Stored> = self.link.call(&call).await?;
        Ok(stored.and_then(read))
    }

    async fn resolve_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
    ) -> Result<Option<SessionRecord>, Fault> {
        self.by_id(owner, session, now, None).await
    }

    async fn peek(&self, token: &SessionToken, now: Instant) -> Result<Option<SessionRecord>, Fault> {
        let mut call = RESOLVE.key(session_key(token.tag(), &hex_digest(token.digest())));
        call.arg(now.timestamp_millis()).arg("peek");
        let stored: Option<Stored> = self.link.call(&call).await?;
        Ok(stored.and_then(read))
    }

    async fn peek_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
    ) -> Result<Option<SessionRecord>, Fault> {
        self.by_id(owner, session, now, Some("peek")).await
    }

    async fn reissue(
        &self,
        owner: SessionOwner,
        session: SessionId,
        change: &RecordChange<'_>,
        now: Instant,
    ) -> Result<Option<IssuedSession>, Fault> {
        let tag = AccountTag::of(owner);
        let (prefix, millis) = (session_prefix(tag), now.trunc_subsecs(3).timestamp_millis());
        for _ in 0..TRIES {
            let mut call = FIND.key(index_key(tag));
            call.arg(&prefix).arg(millis).arg(hex_id(session));
            let found: Option<Located> = self.link.call(&call).await?;
            let Some((old, before, seen, epoch)) = found else { return Ok(None) };
            let Some(record) = read((before.clone(), seen, epoch)) else { return Ok(None) };
            let record = record.changed(change, now);
            let token = SessionToken::generate(tag, &*self.random);
            let new = hex_digest(token.digest());
            let mut call = REISSUE.key(session_key(tag, &old));
            call.key(session_key(tag, &new)).key(index_key(tag)).arg(millis).arg(old).arg(new).arg(before);
            call.arg(serde_json::to_string(&record).map_err(Fault::internal)?);
            let done: i64 = self.link.call(&call).await?;
            if done == 1 {
                return Ok(Some(IssuedSession { token, record }));
            }
        }
        Err(Fault::SessionStoreUnavailable("a session was changed again and again".to_owned()))
    }

    async fn list(&self, owner: SessionOwner, now: Instant) -> Result<Vec<SessionRecord>, Fault> {
        let tag = AccountTag::of(owner);
        let mut call = LIST.key(index_key(tag));
        call.arg(session_prefix(tag)).arg(now.timestamp_millis());
        let stored: Vec<Stored> = self.link.call(&call).await?;
        let mut records: Vec<_> = stored.into_iter().filter_map(read).collect();
        records.sort_by_key(|record| std::cmp::Reverse(record.id));
        Ok(records)
    }

    async fn revoke(
        &self,
        owner: SessionOwner,
        session: SessionId,
        epoch: i64,
        now: Instant,
    ) -> Result<bool, Fault> {
        Ok(self.end(owner, "one", Some(session), Some(epoch), now).await? > 0)
    }

    async fn revoke_others(
        &self,
        owner: SessionOwner,
        keep: SessionId,
        epoch: i64,
        now: Instant,
    ) -> Result<u32, Fault> {
        self.end(owner, "others", Some(keep), Some(epoch), now).await
    }

    async fn revoke_all(&self, owner: SessionOwner, now: Instant) -> Result<u32, Fault> {
        self.end(owner, "all", None, None, now).await
    }

    fn ends(&self) -> &SessionEnds {
        &self.ends
    }

    async fn ping(&self) -> Result<(), Fault> {
        self.link.call(&redis::cmd("PING")).await
    }
}

/// A record that this version cannot read is a session of nobody: the person signs in again.
fn read((json, seen, epoch): Stored) -> Option<SessionRecord> {
    let record: Result<SessionRecord, _> = serde_json::from_str(&json);
    let readable = record.inspect_err(|error| tracing::warn!(%error, "unreadable session record")).ok()?;
    Some(SessionRecord { last_seen_at: DateTime::from_timestamp_millis(seen)?, epoch, ..readable })
}

fn session_prefix(tag: AccountTag) -> String {
    format!("portico:{{{tag}}}:s:")
}

fn session_key(tag: AccountTag, digest: &str) -> String {
    format!("portico:{{{tag}}}:s:{digest}")
}

fn index_key(tag: AccountTag) -> String {
    format!("portico:{{{tag}}}:index")
}

fn hex_id(id: SessionId) -> String {
    id.0.simple().to_string()
}

fn hex_digest(digest: SecretDigest) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
