//! The tables of this feature.

pub mod customer;
pub mod reseller;
pub mod reseller_customer;
