//! The network: what is read from its devices, outages and maintenance, which services they affect, and who follows them; in
//! [`inventory`], the devices and what services hang on; in [`poll`], how they are asked, and in [`alerts`], what is alarmed; in
//! [`samples`], what is measured of them; and in [`health`], what that says of services.
//!
//! Invariants: what an employee wrote for colleagues never leaves through anything that a customer may ask for; an incident
//! reaches members and resellers only through a service of theirs that it affects or has affected. Once it is over, nothing is
//! affected by it any more.

pub mod alerts;
pub mod correlator;
pub mod entity;
mod events;
pub mod feed;
mod gaps;
pub mod graphql;
pub mod health;
pub mod inventory;
pub mod loader;
pub mod mib;
pub mod notices;
pub mod policy;
pub mod poll;
mod public;
mod reach;
pub mod samples;
mod service;
mod simulation;
pub mod status;
mod store;
mod suffered;

pub use entity::device::{DeviceKind, Model as Device};
pub use entity::device_state::DeviceStatus;
pub use entity::incident::Model as Incident;
pub use entity::service_health::{HealthReason, HealthState};
pub use health::ServiceHealthListener;
pub use public::{NetworkState, PublicIncident, PublicStatus, StatusPages};
pub use reach::{affects, open_incidents, sees_all};
pub use service::{
    Announced, IncidentFilter, Opened, Rescheduled, Update, affecting, any_outage, change_services,
    count_incidents, follow, followed, followers, incidents, open, reschedule, schedule, unfollow, update,
};
pub use simulation::{SimulatedDevice, break_device, device_named, simulated_secret};
pub use store::IncidentKey;
pub use suffered::{Affected, Suffered, affected_by, suffered};

/// Updates of an incident, services of one, and incidents of a service that are listed without pages.
pub const MAX_LISTED: u64 = 20;
