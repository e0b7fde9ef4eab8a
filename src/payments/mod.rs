//! Payments.

pub mod entity;
pub mod graphql;
pub mod ledger;
pub mod loader;
pub mod policy;
mod service;
mod store;
mod unapplied;

pub use service::{count_payments, open_payments, payments};
pub use unapplied::PaymentsOnAccount;
