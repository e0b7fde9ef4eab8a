//! Customers in the graph.

pub mod billing_terms;
pub mod customer;
pub mod inputs;
pub mod reseller;

pub use billing_terms::BillingTermsMutation;
pub use customer::{AddressNode, CustomerConnection, CustomerNode};
pub use inputs::{CustomerFilterInput, page_of};
pub use reseller::ResellerNode;
