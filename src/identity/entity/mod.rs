//! The tables of this feature.

pub mod account_link;
pub mod account_status_change;
pub mod former_password;
pub mod known_device;
pub mod login_attempt;
pub mod member_invitation;
pub mod one_time_token;
pub mod passkey;
pub mod passkey_ceremony;
pub mod personal_token;
pub mod portal_account;
pub mod recovery_code;
pub mod reset_request;
pub mod sign_in_challenge;
pub mod signing_key;
pub mod token_family;
pub mod totp_factor;
