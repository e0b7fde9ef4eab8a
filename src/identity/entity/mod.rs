//! The tables of this feature.

pub mod account_link;
pub mod former_password;
pub mod login_attempt;
pub mod one_time_token;
pub mod passkey;
pub mod portal_account;
pub mod recovery_code;
pub mod reset_request;
pub mod sign_in_challenge;
pub mod totp_factor;
