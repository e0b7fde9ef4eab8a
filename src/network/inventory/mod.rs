//! What there is of the network: sites, devices and what they are reached through, where they may be asked, and what services
//! hang on.
//!
//! Invariants: a device is reached through at most one other, never through itself, and no more than [`MAX_DEPTH`] deep; what
//! it is reached through is in service. A device that is asked has an address within a declared network, and a row of state;
//! one that is not has none. Changes wait for each other (`store::topology::hold`), so that this holds whatever comes
//! together. What a device is asked with is a path in the secret store below the tenant's own place there, and no answer of
//! the API repeats it. Customers see nothing of any of this.

pub mod address;
pub mod graphql;
pub mod loader;
pub mod policy;
mod service;
mod store;
mod terms;
mod topology;

pub use service::{
    DeviceChange, DeviceFilter, Entries, Instruments, MAX_NETWORKS, Place, SnmpChange, Stock,
    check_site_search, count_devices, count_interfaces, count_links, count_sites, create_device, create_site,
    declare_network, devices, discover, enter, keep_discovered, link_service, networks, new_device, new_link,
    new_site, open_devices, open_interfaces, open_networks, open_sites, remove_network, remove_site,
    retire_device, sees_devices, sites, stock, unlink_service, update_device, update_site,
};
pub use store::NameKey;
pub use terms::{DeviceTerms, POLL_INTERVAL, Rules, SNMP_PORT, SnmpTerms, Sound, is_monitored, is_passive};
pub use topology::{address_allowed, below, links_below, links_of};

/// Devices in a row, each reached through the one before, at most.
pub const MAX_DEPTH: i64 = 32;
