//! The tables of this feature.

pub mod account_link;
pub mod login_attempt;
pub mod portal_account;
pub mod recovery_code;
pub mod sign_in_challenge;
pub mod totp_factor;
