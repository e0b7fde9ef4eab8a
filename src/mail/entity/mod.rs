//! The table of this feature.

pub mod mail_message;
