//! The one schema: what its fields share. The fields themselves live with their features.

pub mod connection;
pub mod document_guard;
pub mod error;
pub mod ids;
pub mod loaders;
pub mod money;
pub mod scalars;
mod user_error;
