//! Customers, resellers and who serves whom.
//!
//! Invariant: a customer reaches a caller only as [`Seen`], together with what the caller is to it. What the caller
//! may not see is missing, in the same way as what does not exist.

mod address;
mod billing_terms;
mod directory;
pub mod entity;
mod exemption;
pub mod graphql;
pub mod loader;
mod payer;
pub mod policy;
mod reach;
mod service;
mod store;

pub use address::Address;
pub use billing_terms::{
    BillingTerms, TermsChange, TermsError, billing_terms, billing_terms_of, change_billing_terms,
};
pub use directory::Directory;
pub use exemption::{ExemptionError, ExemptionRefusal, set_tax_exemption};
pub use payer::{Payer, TaxExemption, payers};
pub use reach::{OwnReseller, Reach, Seen, own_kinds, own_resellers, seen, seen_of, within_reach};
pub use service::{
    BillAddress, CustomerFilter, List, Names, bill_addresses, find_by_number, find_reseller, handles, names,
    own,
};
pub use store::CustomerKey;
