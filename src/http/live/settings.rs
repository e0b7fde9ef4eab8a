//! What live connections can be told.

use std::time::Duration;

/// The settings of WebSockets and event streams. The counts are of one process.
#[derive(Debug, Clone)]
pub struct LiveSettings {
    /// Open at once; the next is refused with 503.
    pub max_connections: usize,
    /// Open at once with sessions of one account.
    pub max_per_account: usize,
    /// Open at once from one IPv4 address, or one IPv6 network of 64 bits; the next is refused with 429. Generous,
    /// because a whole village may share an address.
    pub max_per_address: usize,
    /// Operations at once on one WebSocket.
    pub max_operations: usize,
    /// Time from the handshake of a WebSocket to its `connection_init`.
    pub init: Duration,
    /// Time between two pings; a client that was silent for twice as long is gone.
    pub ping: Duration,
    /// After how long the session of an open connection is looked up again, in case the signal of its end was lost.
    pub recheck: Duration,
    /// After how long the look-up is tried again where it failed; a second failure closes the connection.
    pub recheck_retry: Duration,
    /// How long a client may take none of what is sent to it.
    pub stall: Duration,
    /// Bytes that wait for the client of a WebSocket before its operations are not polled any more. One more answer
    /// may be added to them.
    pub backlog: usize,
    /// How long a WebSocket that was told to close has to answer.
    pub farewell: Duration,
}

impl Default for LiveSettings {
    fn default() -> Self {
        Self {
            max_connections: 20_000,
            max_per_account: 50,
            max_per_address: 500,
            max_operations: 32,
            init: Duration::from_secs(10),
            ping: Duration::from_secs(25),
            recheck: Duration::from_mins(1),
            recheck_retry: Duration::from_secs(5),
            stall: Duration::from_secs(10),
            backlog: 64 * 1024,
            farewell: Duration::from_secs(1),
        }
    }
}
