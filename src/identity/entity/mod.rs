//! The tables of this feature.

pub mod account_link;
pub mod login_attempt;
pub mod personal_token;
pub mod portal_account;
pub mod signing_key;
pub mod token_family;
