//! Customers in the graph.

mod customer;
mod inputs;
mod reseller;

pub use customer::{AddressNode, CustomerConnection, CustomerNode};
pub use inputs::{CustomerFilterInput, page_of};
pub use reseller::ResellerNode;
