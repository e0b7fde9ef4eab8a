//! The tables of the network.

pub mod device;
pub mod device_interface;
pub mod device_state;
pub mod incident;
pub mod incident_follower;
pub mod incident_impact;
pub mod incident_update;
pub mod management_network;
pub mod service_link;
pub mod simulated_fault;
pub mod site;
