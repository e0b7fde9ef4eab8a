//! Factories: builders that insert through the program's own scopes and entities, with names made up from the test's
//! seed. What moves money keeps the books as the program would: balances, allocations, gapless numbers.

pub(crate) mod account;
pub(crate) mod catalog;
pub(crate) mod credit_note;
pub(crate) mod customer;
pub(crate) mod invoice;
mod ledger;
pub(crate) mod network;
pub(crate) mod payment;
pub(crate) mod reseller;
pub(super) mod tenant;
pub(crate) mod ticket;
