//! The bus over Redis Streams: one stream a tenant, whose entries have the cursor as their id, and one for nudges.
//!
//! - **`XADD` with the cursor as id** is refused by Redis where that cursor or a later one is there already: a
//!   dispatcher that was stalled between giving cursors and publishing them cannot publish twice or out of order.
//! - A stream keeps the latest [`KEPT`] entries and vanishes a day after its last one.
//! - **Waiting has connections of its own** (`XREAD BLOCK` holds up everything behind it), one for entries and one for
//!   nudges. A change of what is waited for ends the wait with `CLIENT UNBLOCK`.
//! - Words go over one channel of Pub/Sub for all tenants: they are few, short, and nobody keeps them.
//! - All keys share a hash tag: `XREAD` over several streams wants one slot of a Redis Cluster.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt as _;
use redis::aio::{MultiplexedConnection, PubSub};
use redis::streams::{StreamReadOptions, StreamReadReply};
use redis::{AsyncCommands as _, AsyncConnectionConfig, RedisError, Script};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;

use super::{Entry, EventBus, KEPT, MAX_WORD, Position, Word};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TenantId, TypedId as _};
use crate::ports::redis_link::{RedisLink, RedisUrlError};

const NUDGES: &str = "portico:{events}:nudges";

/// The channel of words. Each is the tenant's id, a blank, and what is said.
const WORDS: &str = "portico:words";

/// How many entries one read takes.
const BATCH: usize = 500;

/// Seconds after which the stream of a quiet tenant is dropped.
const LIFE: u32 = 24 * 60 * 60;

/// Adds the entries whose cursors are beyond the last one: the second key of each pair is the body.
const PUBLISH: &str = r"
local last = 0
local info = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if info[1] then last = tonumber(string.match(info[1][1], '^(%d+)')) end
for i = 3, #ARGV, 2 do
  if tonumber(ARGV[i]) > last then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], ARGV[i] .. '-0', 'e', ARGV[i + 1])
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1";

/// The bus over Redis Streams.
pub struct RedisEventBus {
    link: RedisLink,
    client: redis::Client,
    connect_within: Duration,
    publish: Script,
    reader: Mutex<Option<MultiplexedConnection>>,
    /// The client id of the reader's connection; 0 while there is none.
    reader_id: AtomicI64,
    waiter: Mutex<Waiter>,
    listener: Mutex<Option<PubSub>>,
}

#[derive(Default)]
struct Waiter {
    connection: Option<MultiplexedConnection>,
    last: Option<String>,
}

impl RedisEventBus {
    /// A bus over the server at `url`, whose connections are made within `connect_within` when they are first used.
    pub fn new(url: &SecretString, connect_within: Duration) -> Result<Self, RedisUrlError> {
        Ok(Self {
            link: RedisLink::new(url, connect_within)?,
            client: redis::Client::open(url.expose_secret()).map_err(|_| RedisUrlError)?,
            connect_within,
            publish: Script::new(PUBLISH),
            reader: Mutex::default(),
            reader_id: AtomicI64::new(0),
            waiter: Mutex::default(),
            listener: Mutex::default(),
        })
    }

    /// A connection for waiting: its answers come when they come.
    async fn connect(&self) -> Result<MultiplexedConnection, Fault> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.connect_within))
            .set_response_timeout(None);
        let made = self.client.get_multiplexed_async_connection_with_config(&config);
        let made = tokio::time::timeout(self.connect_within, made).await;
        made.map_err(|_| Fault::EventBusUnavailable("no connection in time".to_owned()))?
            .map_err(|error| fault(&error))
    }

    /// A connection that hears words.
    async fn listen(&self) -> Result<PubSub, Fault> {
        let begun = async {
            let mut listener = self.client.get_async_pubsub().await?;
            listener.subscribe(WORDS).await?;
            Ok(listener)
        };
        let begun = tokio::time::timeout(self.connect_within, begun).await;
        begun
            .map_err(|_| Fault::EventBusUnavailable("no connection in time".to_owned()))?
            .map_err(|error: RedisError| fault(&error))
    }

    async fn read_over(
        connection: &mut MultiplexedConnection,
        positions: &[Position],
        wait: Duration,
    ) -> Result<Vec<(TenantId, Entry)>, Fault> {
        let keys: Vec<String> = positions.iter().map(|position| key(position.tenant)).collect();
        let ids: Vec<String> = positions.iter().map(|position| format!("{}-0", position.after)).collect();
        let reply = blocking(connection, &keys, &ids, wait).await?;
        let mut found = Vec::new();
        for stream in reply.keys {
            let Some(position) =
                keys.iter().position(|key| *key == stream.key).and_then(|at| positions.get(at))
            else {
                continue;
            };
            for entry in stream.ids {
                let cursor = entry.id.split('-').next().and_then(|cursor| cursor.parse().ok());
                if let (Some(cursor), Some(body)) = (cursor, entry.get::<String>("e")) {
                    found.push((position.tenant, Entry { cursor, body: body.into() }));
                }
            }
        }
        Ok(found)
    }
}

/// `XREAD BLOCK`, given up some time after it should have returned: a server that hangs does not hold the reader.
async fn blocking(
    connection: &mut MultiplexedConnection,
    keys: &[String],
    ids: &[String],
    wait: Duration,
) -> Result<StreamReadReply, Fault> {
    let milliseconds = usize::try_from(wait.as_millis()).unwrap_or(1_000).max(1);
    let options = StreamReadOptions::default().block(milliseconds).count(BATCH);
    let read = connection.xread_options(keys, ids, &options);
    let reply: Option<StreamReadReply> = tokio::time::timeout(wait + Duration::from_secs(1), read)
        .await
        .map_err(|_| Fault::EventBusUnavailable("no answer in time".to_owned()))?
        .map_err(|error| fault(&error))?;
    Ok(reply.unwrap_or_default())
}

#[async_trait]
impl EventBus for RedisEventBus {
    async fn publish(&self, tenant: TenantId, entries: &[Entry]) -> Result<(), Fault> {
        let mut call = self.publish.key(key(tenant));
        call.arg(KEPT).arg(LIFE);
        for entry in entries {
            call.arg(entry.cursor).arg(&*entry.body);
        }
        self.link.call::<i64>(&call).await.map(drop).map_err(of_the_bus)
    }

    async fn read(&self, positions: &[Position], wait: Duration) -> Result<Vec<(TenantId, Entry)>, Fault> {
        let mut reader = self.reader.lock().await;
        let mut connection = if let Some(connection) = reader.take() {
            connection
        } else {
            let mut connection = self.connect().await?;
            let id = redis::cmd("CLIENT").arg("ID").query_async(&mut connection).await;
            self.reader_id.store(id.map_err(|error| fault(&error))?, Ordering::Relaxed);
            connection
        };
        if positions.is_empty() {
            // There is nothing to wait for yet, and nobody but an interruption would end the wait.
            let nothing = [Position { tenant: TenantId(uuid::Uuid::nil()), after: 0 }];
            let found = Self::read_over(&mut connection, &nothing, wait).await?;
            *reader = Some(connection);
            return Ok(found);
        }
        // After a fault the connection is not put back.
        let found = Self::read_over(&mut connection, positions, wait).await?;
        *reader = Some(connection);
        Ok(found)
    }

    async fn interrupt(&self) {
        let mut unblock = redis::cmd("CLIENT");
        unblock.arg("UNBLOCK").arg(self.reader_id.load(Ordering::Relaxed));
        if let Err(fault) = self.link.call::<i64>(&unblock).await {
            // The wait ends by itself soon.
            tracing::debug!(cause = %fault, "interrupting the reader of the bus");
        }
    }

    async fn nudge(&self) -> Result<(), Fault> {
        let mut add = redis::cmd("XADD");
        add.arg(NUDGES).arg("MAXLEN").arg("~").arg(16).arg("*").arg("n").arg(1);
        self.link.call::<String>(&add).await.map(drop).map_err(of_the_bus)
    }

    async fn say(&self, word: &Word) -> Result<(), Fault> {
        let mut publish = redis::cmd("PUBLISH");
        publish.arg(WORDS).arg(format!("{} {}", word.tenant, word.body));
        self.link.call::<i64>(&publish).await.map(drop).map_err(of_the_bus)
    }

    async fn hear(&self, wait: Duration) -> Result<Option<Word>, Fault> {
        let mut listener = self.listener.lock().await;
        // After a fault the connection is not put back; nor when it was silent, for it may be dead without anybody knowing.
        let mut connection = match listener.take() {
            Some(connection) => connection,
            None => self.listen().await?,
        };
        let heard = {
            let mut messages = std::pin::pin!(connection.on_message());
            tokio::time::timeout(wait, messages.next()).await
        };
        let Ok(message) = heard else { return Ok(None) };
        let closed = || Fault::EventBusUnavailable("the connection was closed".to_owned());
        let text = message.ok_or_else(closed)?.get_payload::<String>();
        *listener = Some(connection);
        Ok(text.ok().and_then(|text| word(&text)))
    }

    async fn nudged(&self, wait: Duration) -> Result<(), Fault> {
        let mut waiter = self.waiter.lock().await;
        let mut connection = match waiter.connection.take() {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        // The first wait ends at once where there ever was a nudge; what it was for is found by the look that follows.
        let last = waiter.last.clone().unwrap_or_else(|| "0".to_owned());
        let reply = blocking(&mut connection, &[NUDGES.to_owned()], &[last], wait).await?;
        let newest = reply.keys.into_iter().flat_map(|stream| stream.ids).last();
        if let Some(newest) = newest {
            waiter.last = Some(newest.id);
        }
        waiter.connection = Some(connection);
        Ok(())
    }
}

/// What was said, if it is one of our words.
fn word(text: &str) -> Option<Word> {
    let (tenant, body) = text.split_once(' ')?;
    let tenant = TenantId::parse(tenant).ok()?;
    (body.len() <= MAX_WORD).then(|| Word { tenant, body: body.into() })
}

fn key(tenant: TenantId) -> String {
    format!("portico:{{events}}:{tenant}")
}

fn fault(error: &RedisError) -> Fault {
    Fault::EventBusUnavailable(error.to_string())
}

/// The link speaks of sessions, which it was made for.
fn of_the_bus(fault: Fault) -> Fault {
    match fault {
        Fault::SessionStoreUnavailable(cause) => Fault::EventBusUnavailable(cause),
        other => other,
    }
}
