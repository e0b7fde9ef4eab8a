//! The sections of the configuration, with their defaults.

use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use secrecy::SecretString;
use serde::Deserialize;

/// The whole configuration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Listening and limits of requests.
    pub server: Server,
    /// The database.
    pub database: Database,
    /// Sessions and counters.
    pub sessions: Sessions,
    /// Sign-in.
    pub auth: Auth,
    /// What documents may ask for.
    pub graphql: Graphql,
    /// Logging.
    pub log: Log,
}

/// Listening and limits of requests.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Where the API is served.
    pub listen: SocketAddr,
    /// Where `/healthz` and `/readyz` are served; never to be reached from outside.
    pub internal_listen: SocketAddr,
    /// Threads that serve requests; 0 means one a core.
    pub workers: usize,
    /// Networks of the proxies in front: only they may say who the client is.
    pub trusted_proxies: Vec<IpNet>,
    /// Open connections of one client address; trusted proxies have no such limit.
    pub max_connections_per_address: usize,
    /// Operations under way in the process before the next is refused with 503.
    pub max_in_flight: usize,
    /// Seconds for authentication and execution of a request.
    pub deadline_seconds: u64,
    /// Seconds that requests under way have to finish after SIGTERM.
    pub drain_seconds: u64,
    /// Directory of the built playground; absent: `/playground` is 404.
    pub playground: Option<PathBuf>,
    /// Adds `Server-Timing` and `extensions.trace` to answers, and opens introspection. Not for production.
    pub development: bool,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            internal_listen: SocketAddr::from(([127, 0, 0, 1], 9090)),
            workers: 0,
            trusted_proxies: Vec::new(),
            max_connections_per_address: 256,
            max_in_flight: 512,
            deadline_seconds: 10,
            drain_seconds: 15,
            playground: None,
            development: false,
        }
    }
}

/// The database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `postgres://user:password@host:port/name`.
    pub url: SecretString,
    /// Connections of each worker.
    pub max_connections: u32,
    /// Milliseconds that a request waits for a connection.
    pub acquire_timeout_ms: u64,
    /// Milliseconds that a statement may take.
    pub statement_timeout_ms: u64,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: SecretString::default(),
            max_connections: 8,
            acquire_timeout_ms: 1_500,
            statement_timeout_ms: 5_000,
        }
    }
}

/// Where sessions live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionStoreKind {
    /// Shared by all replicas.
    Redis,
    /// In this process alone: lost when it ends, unknown to other replicas.
    Memory,
}

/// Sessions and counters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// Where they live.
    pub store: SessionStoreKind,
    /// `redis://user:password@host:port/database`.
    pub redis_url: SecretString,
    /// Milliseconds that a call to Redis may take, connecting included. Below half a second, so that a caller is told
    /// in time that sessions cannot be checked (threats.md row 21).
    pub redis_timeout_ms: u64,
    /// Minutes without a request that end a session.
    pub idle_minutes: u32,
    /// Minutes after which a session ends in any case.
    pub absolute_minutes: u32,
    /// Days without a request that end a remembered session.
    pub remember_idle_days: u32,
    /// Days after which a remembered session ends in any case.
    pub remember_absolute_days: u32,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            store: SessionStoreKind::Redis,
            redis_url: SecretString::default(),
            redis_timeout_ms: 400,
            idle_minutes: 30,
            absolute_minutes: 12 * 60,
            remember_idle_days: 14,
            remember_absolute_days: 30,
        }
    }
}

/// Sign-in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Auth {
    /// Key of the counters of failed sign-ins, at least 32 characters, the same on all replicas.
    pub counter_key: SecretString,
    /// Passwords hashed at once; 0 means the cores less one.
    pub hash_permits: usize,
    /// Failures in a row that lock a portal ID.
    pub max_failures: u32,
    /// Minutes that a lock lasts.
    pub lock_minutes: u32,
    /// Sign-ins a minute on one portal ID.
    pub per_account_per_minute: u32,
    /// Sign-ins a minute from one address.
    pub per_address_per_minute: u32,
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            counter_key: SecretString::default(),
            hash_permits: 0,
            max_failures: 5,
            lock_minutes: 30,
            per_account_per_minute: 10,
            per_address_per_minute: 10,
        }
    }
}

/// What documents may ask for (api.md §7).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Graphql {
    /// Whether anybody may read the schema from the server. On in development.
    pub introspection: bool,
    /// Nested fields.
    pub max_depth: u64,
    /// Tokens of a document.
    pub max_tokens: usize,
    /// Aliases in a selection.
    pub max_aliases: u64,
    /// Directives in a document.
    pub max_directives: u64,
    /// Estimated cost for a caller who is signed in.
    pub max_cost_signed_in: u64,
    /// Estimated cost for an anonymous caller.
    pub max_cost_anonymous: u64,
    /// Bytes of an answer, before compression. Past them the answer is an error instead; a mutation has happened.
    pub max_answer_bytes: usize,
}

impl Default for Graphql {
    fn default() -> Self {
        Self {
            introspection: false,
            max_depth: 12,
            max_tokens: 1_000,
            max_aliases: 15,
            max_directives: 50,
            max_cost_signed_in: 5_000,
            max_cost_anonymous: 500,
            max_answer_bytes: 4 << 20,
        }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

/// Logging.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// How lines look.
    pub format: LogFormat,
    /// What is logged: `tracing` directives, e.g. `info,portico::db=debug`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        // What the HTTP library reports as errors are the faults of whoever sends garbage: a line each, at the
        // sender's pace, without a request id.
        Self { format: LogFormat::Json, filter: "info,actix_http=off".to_owned() }
    }
}
