//! Who signs in, and how: portal IDs.

pub mod portal_id;
