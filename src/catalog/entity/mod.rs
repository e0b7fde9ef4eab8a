//! The tables of this feature.

pub mod plan;
pub mod subscription;
