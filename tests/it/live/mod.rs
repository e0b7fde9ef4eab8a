//! WebSockets and event streams of the real schema.

mod operations;
mod revocation;
