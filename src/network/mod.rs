//! The network: outages and maintenance, which services they affect, and who follows them.
//!
//! Invariants: what an employee wrote for colleagues never leaves through anything that a customer may ask for; an incident
//! reaches members and resellers only through a service of theirs that it affects or has affected. Once it is over, nothing is
//! affected by it any more.

pub mod entity;
mod events;
pub mod graphql;
pub mod loader;
pub mod policy;
mod reach;
mod service;
mod simulation;
pub mod status;
mod store;

pub use entity::incident::Model as Incident;
pub use reach::{affects, open_incidents, sees_all};
pub use service::{
    Announced, IncidentFilter, Opened, Update, affecting, any_outage, change_services, count_incidents,
    follow, followed, followers, incidents, open, schedule, unfollow, update,
};
pub use simulation::{SimulatedDevice, break_device, device_named, simulated_secret};
pub use store::IncidentKey;

/// Updates of an incident, services of one, and incidents of a service that are listed without pages.
pub const MAX_LISTED: u64 = 20;
