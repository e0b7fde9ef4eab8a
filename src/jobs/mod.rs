//! What happens without a request.

pub mod mail;
pub mod seal;
