//! Who signs in, and how: portal IDs and accounts.

pub mod entity;
pub mod portal_id;
