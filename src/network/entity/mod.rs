//! The tables of the network.

pub mod alert;
pub mod alert_rule;
pub mod device;
pub mod device_hour;
pub mod device_interface;
pub mod device_poll;
pub mod device_state;
pub mod incident;
pub mod incident_follower;
pub mod incident_impact;
pub mod incident_notice;
pub mod incident_update;
pub mod interface_five_minutes;
pub mod interface_hour;
pub mod interface_sample;
pub mod management_network;
pub mod network_topology;
pub mod outage_watch;
pub mod sample_work;
pub mod service_health;
pub mod service_link;
pub mod simulated_fault;
pub mod site;
