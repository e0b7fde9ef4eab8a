//! The tables of the network.

pub mod incident;
pub mod incident_follower;
pub mod incident_impact;
pub mod incident_update;
