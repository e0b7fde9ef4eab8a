//! The session check: the same cookie, the same key, one round trip.

use chrono::Utc;
use redis::aio::MultiplexedConnection;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::database::Failed;

/// A live session.
pub(crate) struct Session {
    pub(crate) tenant: Uuid,
    pub(crate) account: Uuid,
    pub(crate) epoch: i64,
}

#[derive(Deserialize)]
struct Record {
    tenant: Uuid,
    account: Uuid,
}

/// Record, last use, epoch, idle time and absolute end, as Portico stores them.
type Stored = (Option<String>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

/// The session store, one connection a worker.
pub(crate) struct Sessions(MultiplexedConnection);

impl Sessions {
    pub(crate) async fn open(url: &str) -> Result<Self, Failed> {
        Ok(Self(redis::Client::open(url)?.get_multiplexed_async_connection().await?))
    }

    /// The session of a cookie header, if it is live. Its last use is not written, which Portico does once a minute.
    pub(crate) async fn find(&self, cookies: &str) -> Result<Option<Session>, Failed> {
        let Some(key) = key(cookies) else { return Ok(None) };
        let mut call = redis::cmd("HMGET");
        call.arg(key).arg(&["r", "seen", "epoch", "idle", "abs"]);
        let stored: Stored = call.query_async(&mut self.0.clone()).await?;
        let (Some(record), Some(seen), Some(epoch), Some(idle), Some(end)) = stored else { return Ok(None) };
        let now = Utc::now().timestamp_millis();
        let Record { tenant, account } = serde_json::from_str(&record)?;
        Ok((now < seen + idle && now < end).then_some(Session { tenant, account, epoch }))
    }
}

/// `portico:{tag}:s:<SHA-256 of the secret>` of `__Host-portico=<tag>.<secret>`.
fn key(cookies: &str) -> Option<String> {
    use std::fmt::Write as _;
    let token = cookies.split(';').find_map(|pair| pair.trim().strip_prefix("__Host-portico="))?;
    let (tag, secret) = token.split_once('.')?;
    let mut key = format!("portico:{{{tag}}}:s:");
    for byte in Sha256::digest(secret) {
        write!(key, "{byte:02x}").ok()?;
    }
    Some(key)
}
