//! The tables of this feature.

pub mod account_link;
pub mod login_attempt;
pub mod portal_account;
