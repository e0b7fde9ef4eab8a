//! The tables of this feature.

pub mod tenant;
pub mod tenant_host;
