//! Hears on Redis which sessions end, on whatever replica.
//!
//! Redis forgets a message that nobody hears, and a connection can be dead without anybody knowing. So each time that
//! listening begins anew everybody who watches a session is told to ask the store, and a silent connection is tried by
//! a ping: a lost message is a delay of seconds.

use std::time::Duration;

use futures_util::StreamExt as _;
use redis::{Client, Msg, RedisError, RedisResult, Value};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::{error::Elapsed, sleep, timeout};

use super::ends::{Announcement, SessionEnds};
use crate::ports::redis_link::RedisUrlError;

/// Where the scripts announce. One channel for all: an end is rare, and every replica wants to know it.
const CHANNEL: &str = "portico:sessions";
/// Connecting, subscribing and a ping each take at most this.
const PATIENCE: Duration = Duration::from_secs(2);
/// A connection that is silent for so long is tried.
const SILENCE: Duration = Duration::from_secs(5);
/// Between two attempts to connect.
const PAUSE: Duration = Duration::from_millis(500);

/// Listens for as long as it is polled, and passes on to `ends` what it hears.
pub async fn listen(url: &SecretString, ends: SessionEnds) -> Result<(), RedisUrlError> {
    let client = Client::open(url.expose_secret()).map_err(|_| RedisUrlError)?;
    loop {
        let lost = hear(&client, &ends).await.expect_err("listening ends by a fault only");
        tracing::warn!(cause = %lost, "ends of sessions on other replicas are not heard for a moment");
        sleep(PAUSE).await;
    }
}

#[derive(Debug, thiserror::Error)]
enum Lost {
    #[error("{0}")]
    Redis(#[from] RedisError),
    #[error("no answer in time")]
    Silent(#[from] Elapsed),
    #[error("the connection was closed")]
    Closed,
}

async fn hear(client: &Client, ends: &SessionEnds) -> Result<std::convert::Infallible, Lost> {
    let (mut sink, mut messages) = timeout(PATIENCE, client.get_async_pubsub()).await??.split();
    timeout(PATIENCE, sink.subscribe(CHANNEL)).await??;
    ends.doubt();
    loop {
        match timeout(SILENCE, messages.next()).await {
            Ok(Some(message)) => pass_on(&message, ends),
            Ok(None) => return Err(Lost::Closed),
            Err(_) => {
                let _: Value = timeout(PATIENCE, sink.ping()).await??;
            }
        }
    }
}

fn pass_on(message: &Msg, ends: &SessionEnds) {
    let text: RedisResult<String> = message.get_payload();
    match text.ok().as_deref().and_then(Announcement::parse) {
        Some((tag, announcement)) => ends.announce(tag, announcement),
        // Of a later version, perhaps.
        None => ends.doubt(),
    }
}
