//! Customers in the graph.

pub mod billing_terms;
pub mod customer;
pub mod inputs;
pub mod reseller;
pub mod set_tax_exemption;

pub use billing_terms::BillingTermsMutation;
pub use customer::{AddressNode, CustomerConnection, CustomerNode};
pub use inputs::{CustomerFilterInput, page_of};
pub use reseller::ResellerNode;
pub use set_tax_exemption::SetTaxExemptionMutation;
