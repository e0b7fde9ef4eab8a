//! The one schema: what its fields share. The fields themselves live with their features.

pub mod access;
pub mod ahead;
pub mod audited;
pub mod coercion;
pub mod connection;
pub mod context;
pub mod docs;
pub mod document_guard;
pub mod engine;
pub mod error;
pub mod idempotency;
pub mod ids;
pub mod loaders;
pub mod money;
pub mod read_only;
pub mod scalars;
pub mod schema;
pub mod subscription;
mod user_error;
