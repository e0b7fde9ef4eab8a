//! The one schema: what its fields share. The fields themselves live with their features.

pub mod access;
pub mod ahead;
mod apart;
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
pub(crate) mod outcome;
pub mod read_only;
pub mod scalars;
pub mod schema;
pub mod subscription;
pub mod upload;
mod user_error;
mod wrapped;
