//! identity.

pub mod entity;
