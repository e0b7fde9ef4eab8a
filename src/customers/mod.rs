//! Customers, resellers and who serves whom.

mod address;
pub mod entity;

pub use address::Address;
