//! How a service is for its customer, why, and since when; how much of a month it was there; and telling the customer when that
//! changes.
//!
//! Invariants: what is not known is never shown as OK; nothing here asks a device, it is told by what was asked before; nobody
//! is told twice of the same state.

pub mod derive;
mod facts;
mod listener;
pub mod loader;
mod store;
pub mod uptime;
pub mod wording;

pub use derive::{Health, NextStep};
pub use facts::health_of;
pub use listener::ServiceHealthListener;
