//! From a silent device to an incident, and back.
//!
//! A device that goes DOWN is watched. If it is still silent after the tenant's settle time it is put down to the device
//! nearest to the core that is down above it, and the services below become one incident; a device that answers again is
//! watched for as long before the incident is over, as of the moment at which it answered. What falls silent again meanwhile
//! falls back into the same incident, so that flapping opens no second one.
//!
//! Waiting is done by the world's clock, like polling; what customers read and are credited for is told by the tenant's.
//!
//! Invariants: a device has one watch at most; a service is in one incident of the correlator at a time; the watches that are
//! due of a tenant are locked before anything is decided, so that any number of workers decides it once.

mod judge;
mod listener;
mod settle;
mod store;
mod wording;

pub use judge::{CERTAIN, CREDITED, Cause, PUBLIC};
pub use listener::OutageListener;
pub use settle::settle;
pub use store::tenants_due;
