//! The tables of this feature.

pub mod account_link;
pub mod account_status_change;
pub mod login_attempt;
pub mod member_invitation;
pub mod portal_account;
