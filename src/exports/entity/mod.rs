//! The tables of this feature.

pub mod data_export;
