//! Tenants: which ISP a host names, its looks and its settings.
//!
//! Public face: [`TenantDirectory`] (host → tenant), [`create`], [`list`], [`find_by_slug`] and what changes a tenant for the
//! operator, [`update_settings`] for its administrator too, [`find_by_id`] for jobs.

mod administer;
mod check;
mod directory;
pub mod entity;
pub mod graphql;
mod origin;
pub mod policy;
mod service;
mod settings;
mod sheet;
mod store;
mod tenant;

pub use administer::{ChangeTenantError, ChangedTenant, add_host, current, remove_host, update_settings};
pub use directory::TenantDirectory;
pub use origin::is_local;
pub use service::{CreateTenantError, NewTenant, create, find_by_id, find_by_slug, ids, list};
pub use settings::{Branding, PasswordPolicy, PortalSettings, RoleName, SecondFactorPolicy, Settings};
pub use sheet::{Changed, Edit, SettingFault, Sheet};
pub use tenant::Tenant;
