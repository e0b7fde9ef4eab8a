//! WebSockets and event streams of the real schema.

mod killed;
mod operations;
mod outage;
mod revocation;
