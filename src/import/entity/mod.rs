//! The tables of this feature.

pub mod external_ref;
