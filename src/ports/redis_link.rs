//! One connection to Redis, made on first use, given up and made anew when it breaks; every call has a deadline.
//!
//! - **Give each worker its own link.** The connection is driven on the runtime of the first call; used from
//!   another worker's runtime every answer would be a wake-up across threads. Clones share the connection.
//! - **The deadline covers everything**, connecting included, so a Redis that hangs costs a request at most that
//!   long (threats.md row 21). Nothing is ever answered from memory: without Redis there is a [`Fault`].
//! - **One attempt to connect at a time.** Requests that arrive meanwhile wait for its outcome, each within its
//!   own deadline, instead of queueing up attempts; after a failed one, those of the next
//!   [`PAUSE_AFTER_FAILURE`] are refused at once.
//! - **A broken connection is replaced and the call made once more** within the same deadline, because a server
//!   that closed an idle connection is no reason for a 503. So a call may run twice: run again, a script leaves the
//!   same state (a revocation then counts none) or errs towards refusing (a guess counts twice). What would err
//!   the other way goes through [`RedisLink::call_once`].

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, Cmd, ErrorKind, FromRedisValue, RedisError, RedisResult, Script, ScriptInvocation,
    ServerErrorKind,
};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::kernel::fault::Fault;

/// The deadline of one call unless configured: below the 500 ms that threats.md row 21 allows.
pub const DEFAULT_DEADLINE: Duration = Duration::from_millis(400);

/// How long after a failed attempt to connect no further one is made.
pub const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(100);

/// Commands waiting to be written; more wait for room, within their deadline.
const PIPELINE_BUFFER: usize = 1_000;

/// The URL is not `redis://[user:password@]host[:port][/db]`. It is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a Redis URL: expected redis://[user:password@]host[:port][/db]")]
pub struct RedisUrlError;

/// A connection to Redis, lazily made. Cheap to create and to clone.
#[derive(Clone)]
pub struct RedisLink(Arc<Inner>);

struct Inner {
    client: redis::Client,
    config: AsyncConnectionConfig,
    deadline: Duration,
    phase: watch::Sender<Phase>,
}

enum Phase {
    Down { retry_at: Instant, cause: Arc<str> },
    Connecting { since: Instant },
    Up(Connected),
}

#[derive(Clone)]
struct Connected {
    /// Tells this connection from its successors, so that a late failure does not take down a newer one.
    number: u64,
    connection: MultiplexedConnection,
}

/// What can be sent over a link.
pub(super) trait Request<T>: Sync {
    /// Sends it and waits for the answer.
    fn send(&self, connection: &mut MultiplexedConnection) -> impl Future<Output = RedisResult<T>> + Send;
}

impl<T: FromRedisValue> Request<T> for Cmd {
    async fn send(&self, connection: &mut MultiplexedConnection) -> RedisResult<T> {
        self.query_async(connection).await
    }
}

/// By its hash, which is one round trip; loaded first where the server does not know it yet.
impl<T: FromRedisValue + Send> Request<T> for ScriptInvocation<'_> {
    async fn send(&self, connection: &mut MultiplexedConnection) -> RedisResult<T> {
        self.invoke_async(connection).await
    }
}

/// One script run for several keys in one round trip. Not one run over all keys: on Redis Cluster a script may
/// only touch keys of one slot.
pub(super) struct Batch<'a> {
    /// The script.
    pub(super) script: &'a Script,
    /// `EVALSHA` of that script, once for each key.
    pub(super) calls: redis::Pipeline,
}

impl<T: FromRedisValue + Send> Request<Vec<T>> for Batch<'_> {
    async fn send(&self, connection: &mut MultiplexedConnection) -> RedisResult<Vec<T>> {
        match self.calls.query_async(connection).await {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                self.script.load_async(connection).await?;
                self.calls.query_async(connection).await
            }
            answered => answered,
        }
    }
}

impl RedisLink {
    /// A link to the server at `url`, each of whose calls takes at most `deadline`. Connects on first use.
    pub fn new(url: &SecretString, deadline: Duration) -> Result<Self, RedisUrlError> {
        let client = redis::Client::open(url.expose_secret()).map_err(|_| RedisUrlError)?;
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(deadline))
            // The deadline is kept here; a second timer in each command would only cost.
            .set_response_timeout(None)
            .set_pipeline_buffer_size(PIPELINE_BUFFER);
        let phase =
            watch::Sender::new(Phase::Down { retry_at: Instant::now(), cause: "not connected yet".into() });
        Ok(Self(Arc::new(Inner { client, config, deadline, phase })))
    }

    /// Makes a call that may be repeated: see the module's documentation.
    pub(super) async fn call<T>(&self, request: &impl Request<T>) -> Result<T, Fault> {
        self.within_deadline(request, true).await
    }

    /// Makes a call that must not run twice, at the price of failing once after a lost connection.
    pub(super) async fn call_once<T>(&self, request: &impl Request<T>) -> Result<T, Fault> {
        self.within_deadline(request, false).await
    }

    async fn within_deadline<T>(&self, request: &impl Request<T>, repeatable: bool) -> Result<T, Fault> {
        let mut used = None;
        let answered =
            tokio::time::timeout(self.0.deadline, self.attempt(request, repeatable, &mut used)).await;
        answered.unwrap_or_else(|_| {
            let cause = format!("no answer within {} ms", self.0.deadline.as_millis());
            if let Some(number) = used {
                self.0.give_up(number, &cause);
            }
            Err(Fault::SessionStoreUnavailable(cause))
        })
    }

    async fn attempt<T>(
        &self,
        request: &impl Request<T>,
        mut repeatable: bool,
        used: &mut Option<u64>,
    ) -> Result<T, Fault> {
        loop {
            let Connected { number, mut connection } =
                self.connected().await.map_err(|cause| Fault::SessionStoreUnavailable(cause.to_string()))?;
            *used = Some(number);
            let error = match request.send(&mut connection).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            if !needs_another_connection(&error) {
                return Err(fault(&error));
            }
            self.0.give_up(number, &error.to_string());
            if !repeatable {
                return Err(fault(&error));
            }
            repeatable = false;
        }
    }

    /// The connection, waiting for it if it is being made.
    async fn connected(&self) -> Result<Connected, Arc<str>> {
        if let Phase::Up(connected) = &*self.0.phase.borrow() {
            return Ok(connected.clone());
        }
        if self.0.may_connect() {
            tokio::spawn(Arc::clone(&self.0).connect());
        }
        let mut changes = self.0.phase.subscribe();
        let settled = changes.wait_for(|phase| !matches!(phase, Phase::Connecting { .. })).await;
        match settled.as_deref() {
            Ok(Phase::Up(connected)) => Ok(connected.clone()),
            Ok(Phase::Down { cause, .. }) => Err(Arc::clone(cause)),
            Ok(Phase::Connecting { .. }) | Err(_) => Err("the link was closed".into()),
        }
    }
}

impl Inner {
    /// Whether the caller is the one to connect now.
    fn may_connect(&self) -> bool {
        self.phase.send_if_modified(|phase| {
            let now = Instant::now();
            let due = match phase {
                Phase::Up(_) => false,
                Phase::Down { retry_at, .. } => *retry_at <= now,
                // Its runtime was shut down with the attempt in it: nobody else will end this phase.
                Phase::Connecting { since } => now.duration_since(*since) > self.deadline * 2,
            };
            if due {
                *phase = Phase::Connecting { since: now };
            }
            due
        })
    }

    /// Runs as a task of its own, so that the attempt does not end with the request that began it.
    async fn connect(self: Arc<Self>) {
        static CONNECTIONS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        let attempt = self.client.get_multiplexed_async_connection_with_config(&self.config);
        let made = tokio::time::timeout(self.deadline, attempt).await;
        let failed = |cause: Arc<str>| Phase::Down { retry_at: Instant::now() + PAUSE_AFTER_FAILURE, cause };
        self.phase.send_replace(match made {
            Ok(Ok(connection)) => {
                let number = CONNECTIONS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                Phase::Up(Connected { number, connection })
            }
            Ok(Err(error)) => failed(error.to_string().into()),
            Err(_) => failed(format!("no connection within {} ms", self.deadline.as_millis()).into()),
        });
    }

    /// Forgets connection `number`; its other users keep it until their own deadlines.
    fn give_up(&self, number: u64, cause: &str) {
        self.phase.send_if_modified(|phase| {
            let current = matches!(phase, Phase::Up(connected) if connected.number == number);
            if current {
                *phase = Phase::Down { retry_at: Instant::now(), cause: cause.into() };
            }
            current
        });
    }
}

/// Lost, or speaking to a server that is no longer the one to speak to (a failover).
fn needs_another_connection(error: &RedisError) -> bool {
    let demoted =
        matches!(error.kind(), ErrorKind::Server(ServerErrorKind::ReadOnly | ServerErrorKind::MasterDown));
    demoted || error.is_unrecoverable_error()
}

/// Whatever the server says, the store cannot be used; an answer of another shape is a bug of ours.
fn fault(error: &RedisError) -> Fault {
    match error.kind() {
        ErrorKind::UnexpectedReturnType | ErrorKind::Client | ErrorKind::InvalidClientConfig => {
            Fault::internal(error)
        }
        _ => Fault::SessionStoreUnavailable(error.to_string()),
    }
}
