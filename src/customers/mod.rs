//! Customers, resellers and who serves whom.
//!
//! Invariant: a customer reaches a caller only as [`Seen`], together with what the caller is to it. What the caller
//! may not see is missing, in the same way as what does not exist.

mod address;
pub mod entity;
pub mod graphql;
pub mod loader;
pub mod policy;
mod reach;
mod service;
mod store;

pub use address::Address;
pub use reach::{OwnReseller, Reach, Seen, own_kinds, own_resellers, seen, seen_of};
pub use service::{CustomerFilter, List, find_by_number, find_reseller, own};
pub use store::CustomerKey;
