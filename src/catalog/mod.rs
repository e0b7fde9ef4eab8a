//! catalog.

pub mod entity;
