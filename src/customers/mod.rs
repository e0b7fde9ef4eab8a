//! Customers, resellers and who serves whom.
//!
//! Invariant: a customer reaches a caller only as [`Seen`], together with what the caller is to it. What the caller
//! may not see is missing, in the same way as what does not exist.

mod address;
mod directory;
pub mod entity;
pub mod graphql;
pub mod loader;
pub mod policy;
mod reach;
mod service;
mod store;

pub use address::Address;
pub use directory::Directory;
pub use reach::{OwnReseller, Reach, Seen, own_kinds, own_resellers, seen, seen_of};
pub use service::{
    BillAddress, CustomerFilter, List, Names, bill_addresses, find_by_number, find_reseller, names, own,
};
pub use store::CustomerKey;
