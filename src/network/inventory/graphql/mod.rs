//! What there is of the network, in the graph.

pub mod device;
pub mod device_interface;
pub mod device_state;
pub mod manage_devices;
pub mod manage_links;
pub mod manage_networks;
pub mod manage_sites;
pub mod management_network;
pub mod service_link;
pub mod site;

pub use device::{DeviceConnection, DeviceFilterInput, DeviceNode, devices_page};
pub use device_interface::DeviceInterfaceNode;
pub use manage_devices::DeviceMutations;
pub use manage_links::LinkMutations;
pub use manage_networks::ManagementNetworkMutations;
pub use manage_sites::SiteMutations;
pub use management_network::{ManagementNetworkNode, management_networks};
pub use service_link::{ServiceLinkNode, link_of};
pub use site::{SiteConnection, SiteNode, sites_page};
