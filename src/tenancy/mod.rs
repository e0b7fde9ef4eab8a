//! Tenants: which ISP a host names, its looks and its settings.
//!
//! Public face: [`TenantDirectory`] (host → tenant), [`create`] and [`find_by_slug`] for the operator, [`find_by_id`] for jobs.

mod directory;
pub mod entity;
pub mod graphql;
mod origin;
mod service;
mod settings;
mod store;
mod tenant;

pub use directory::TenantDirectory;
pub use origin::is_local;
pub use service::{CreateTenantError, NewTenant, create, find_by_id, find_by_slug};
pub use settings::{
    AccountingSettings, Branding, PasswordPolicy, PortalSettings, RoleName, SecondFactorPolicy, Settings,
};
pub use tenant::Tenant;
