//! How a service is for its customer, why, and since when; how much of a month it was there; and telling the customer when that
//! changes.
//!
//! Invariants: what is not known is never shown as OK; nothing here asks a device, it goes by what was asked before; customers
//! are told when the state is another one, and not when it has another reason.

mod announced;
pub mod derive;
mod facts;
mod listener;
pub mod loader;
mod quiet;
mod store;
mod tell;
pub mod uptime;
pub mod wording;

pub use announced::tell_announced;
pub use derive::{Health, NextStep};
pub use facts::health_of;
pub use listener::ServiceHealthListener;
pub use quiet::tell_quiet;
pub use store::announced::tenants_with_announced_work;
pub use store::quiet::{Quiet, quiet};
pub(in crate::network) use tell::after_poll;
