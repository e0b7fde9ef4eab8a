//! billing.

pub mod entity;
