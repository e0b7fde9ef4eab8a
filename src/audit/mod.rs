//! Accountability: the sealed chain of the audit log, who has read whose data, and what a customer is told of both.
//!
//! Invariants:
//! - Entries are written where the change is (`db::audit`); here they get their place in the tenant's chain, one after
//!   the other without a gap, whatever order their transactions commit in.
//! - The chain covers a salted commitment to the values and not the values, so that erasing a value and its salt keeps
//!   it whole, and says nothing of what was erased.
//! - Nobody is shown a customer's data, other than the customer itself, before that is written down ([`keep_looks`]).

mod activity;
mod chain;
pub mod entity;
mod erase;
pub mod graphql;
mod list;
mod looks;
pub mod policy;
mod seal;
mod store;
mod verify;

pub use activity::{Activity, ActivityKey, ActivityKind, ActivityOf, activity, count_activity};
pub use erase::{EraseError, erase};
pub use list::{EntryFilter, EntryKey, count, entries, entry};
pub use looks::{RecentLooks, keep_looks};
pub use seal::{seal, seal_batch};
pub(crate) use store::OLD_LOOKS;
pub use verify::{Fault, FaultKind, Verification, verify};

#[cfg(test)]
mod tests;
