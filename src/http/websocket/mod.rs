//! `GET /graphql`, upgraded to a WebSocket that speaks `graphql-transport-ws`.
//!
//! The handshake takes the connection out of the HTTP server, whose buffers and state are then freed: what an idle
//! connection keeps is its own task. One task does everything for a connection, and does it only as fast as the client
//! reads: `inbox` makes messages of bytes, `protocol` says what they ask for and whether it is their time, `operation`
//! runs them, `outbox` holds what waits to be sent. `live::Presence` ends the connection with the session.

mod close;
mod connection;
mod handshake;
mod inbox;
mod operation;
mod outbox;
mod protocol;

pub(super) use self::handshake::serve;
