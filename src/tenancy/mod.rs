//! Tenants: which ISP a host names, its looks and its settings.

pub mod entity;
mod settings;

pub use settings::{Branding, PasswordPolicy, PortalSettings, Settings};
