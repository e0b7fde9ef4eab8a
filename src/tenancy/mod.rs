//! Tenants: which ISP a host names, its looks and its settings.
//!
//! Public face: [`TenantDirectory`] (host → tenant), [`create`] and [`find_by_slug`] for the operator, [`find_by_id`] for jobs.

mod calendar;
mod directory;
pub mod entity;
pub mod graphql;
mod origin;
pub mod policy;
mod sandbox;
mod service;
mod settings;
mod store;
mod tenant;

pub use calendar::{Calendar, DailyWork};
pub use directory::TenantDirectory;
pub use origin::is_local;
pub use sandbox::{Advanced, ClockError, ClockRefusal, advance_time};
pub use service::{CreateTenantError, NewTenant, active, create, find_by_id, find_by_slug};
pub use settings::{
    BillingSettings, Branding, LateFee, LateFeeStage, PasswordPolicy, PortalSettings, RoleName,
    SecondFactorPolicy, Settings,
};
pub use tenant::Tenant;
