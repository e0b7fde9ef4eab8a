//! Tenants: which ISP a host names, its looks and its settings.
//!
//! Public face: [`TenantDirectory`] (host → tenant), [`create`], [`list`], [`find_by_slug`] and what changes a tenant for the
//! operator, [`update_settings`] for its administrator too, [`find_by_id`] for jobs.

mod administer;
mod calendar;
mod check;
mod directory;
pub mod entity;
pub mod graphql;
mod origin;
pub mod policy;
mod sandbox;
mod service;
mod settings;
mod sheet;
mod store;
mod tenant;

pub use administer::{ChangeTenantError, ChangedTenant, add_host, current, remove_host, update_settings};
pub use calendar::{Calendar, DailyWork, OnceADay};
pub use directory::TenantDirectory;
pub use origin::is_local;
pub use sandbox::{Advanced, ClockError, ClockRefusal, advance_time};
pub use service::{
    CreateTenantError, NewTenant, active, billing_settings, create, find_by_id, find_by_slug, ids, list,
    network_settings, provisioning_settings, set_payments,
};
pub use settings::{
    AccountingSettings, AnsibleSettings, ArrangementSettings, BillingSettings, Branding, DriverKind,
    DunningAction, DunningMinimum, DunningSettings, DunningStep, LateFee, LateFeeStage, NetworkSettings,
    PasswordForm, PasswordPolicy, PauseSettings, PaymentSettings, PortalSettings, ProvisioningSettings,
    RadiusAttribute, RadiusSettings, RoleName, SecondFactorPolicy, ServiceSettings, Settings,
    SupportSettings, WebhookSettings,
};
pub use sheet::{Changed, Edit, SettingFault, Sheet};
pub use tenant::Tenant;
