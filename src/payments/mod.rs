//! payments.

pub mod entity;
