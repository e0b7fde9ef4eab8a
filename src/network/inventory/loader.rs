//! The access paths of devices and of what hangs on them. They start from devices that have been seen, and give nothing to
//! who sees none.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::store::{self, NameKey};
use super::{service, topology};
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, ServiceLinkId, SiteId, SubscriptionId};
use crate::network::entity::{device, device_interface, device_state, service_link, site};
use crate::network::loader::NetworkLoader;

/// A device by its id; missing where the caller sees none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceById(pub DeviceId);

impl Loader<DeviceById> for NetworkLoader {
    type Value = device::Model;
    type Error = Fault;

    async fn load(&self, keys: &[DeviceById]) -> Result<HashMap<DeviceById, Self::Value>, Fault> {
        let ids: Vec<DeviceId> = keys.iter().map(|key| key.0).collect();
        let rows = service::open_devices(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (DeviceById(row.id), row)).collect())
    }
}

/// An interface by its id; missing where the caller sees none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InterfaceById(pub DeviceInterfaceId);

impl Loader<InterfaceById> for NetworkLoader {
    type Value = device_interface::Model;
    type Error = Fault;

    async fn load(&self, keys: &[InterfaceById]) -> Result<HashMap<InterfaceById, Self::Value>, Fault> {
        let ids: Vec<DeviceInterfaceId> = keys.iter().map(|key| key.0).collect();
        let rows = service::open_interfaces(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (InterfaceById(row.id), row)).collect())
    }
}

/// A site by its id; missing where the caller sees none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SiteById(pub SiteId);

impl Loader<SiteById> for NetworkLoader {
    type Value = site::Model;
    type Error = Fault;

    async fn load(&self, keys: &[SiteById]) -> Result<HashMap<SiteById, Self::Value>, Fault> {
        let ids: Vec<SiteId> = keys.iter().map(|key| key.0).collect();
        let rows = service::open_sites(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (SiteById(row.id), row)).collect())
    }
}

/// What is known of a device; missing where it is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateOf(pub DeviceId);

impl Loader<StateOf> for NetworkLoader {
    type Value = device_state::Model;
    type Error = Fault;

    async fn load(&self, keys: &[StateOf]) -> Result<HashMap<StateOf, Self::Value>, Fault> {
        let ids: Vec<DeviceId> = keys.iter().map(|key| key.0).collect();
        let rows = store::states::of_devices(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (StateOf(row.device_id), row)).collect())
    }
}

/// Some interfaces of a device: those after an `ifIndex`, `size` and one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InterfacesOf {
    /// The device.
    pub device: DeviceId,
    /// Interfaces after this `ifIndex`; none: from the start.
    pub after: Option<i32>,
    /// Interfaces wanted.
    pub size: u32,
}

impl Loader<InterfacesOf> for NetworkLoader {
    type Value = Vec<device_interface::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[InterfacesOf]) -> Result<HashMap<InterfacesOf, Self::Value>, Fault> {
        // One statement per distinct page; a document asks for one or two.
        let mut pages: HashMap<(Option<i32>, u32), Vec<DeviceId>> = HashMap::new();
        for key in keys {
            pages.entry((key.after, key.size)).or_default().push(key.device);
        }
        let mut found = HashMap::new();
        for ((after, size), devices) in pages {
            let rows = store::interfaces::page_of_devices(&self.0, &devices, after, size).await?;
            let rows = group(&devices, rows, |row| row.device_id);
            found.extend(rows.into_iter().map(|(device, rows)| (InterfacesOf { device, after, size }, rows)));
        }
        Ok(found)
    }
}

/// Some of the devices right below one: those after a position, `size` and one more.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChildrenOf {
    /// The device above.
    pub parent: DeviceId,
    /// Devices after this position; none: from the start.
    pub after: Option<NameKey>,
    /// Devices wanted.
    pub size: u32,
}

impl Loader<ChildrenOf> for NetworkLoader {
    type Value = Vec<device::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[ChildrenOf]) -> Result<HashMap<ChildrenOf, Self::Value>, Fault> {
        let mut pages: HashMap<(Option<NameKey>, u32), Vec<DeviceId>> = HashMap::new();
        for key in keys {
            pages.entry((key.after.clone(), key.size)).or_default().push(key.parent);
        }
        let mut found = HashMap::new();
        for ((after, size), parents) in pages {
            let rows = store::devices::children(&self.0, &parents, after.as_ref(), size).await?;
            let mut by_parent: HashMap<DeviceId, Vec<device::Model>> = HashMap::new();
            for row in rows {
                if let Some(parent) = row.parent_id {
                    by_parent.entry(parent).or_default().push(row);
                }
            }
            for parent in parents {
                let rows = by_parent.remove(&parent).unwrap_or_default();
                found.insert(ChildrenOf { parent, after: after.clone(), size }, rows);
            }
        }
        Ok(found)
    }
}

/// Some of what hangs on a device itself: what is after an id, `size` and one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LinksOn {
    /// The device.
    pub device: DeviceId,
    /// Links after this one; none: from the start.
    pub after: Option<ServiceLinkId>,
    /// Links wanted.
    pub size: u32,
}

impl Loader<LinksOn> for NetworkLoader {
    type Value = Vec<service_link::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[LinksOn]) -> Result<HashMap<LinksOn, Self::Value>, Fault> {
        let mut pages: HashMap<(Option<ServiceLinkId>, u32), Vec<DeviceId>> = HashMap::new();
        for key in keys {
            pages.entry((key.after, key.size)).or_default().push(key.device);
        }
        let mut found = HashMap::new();
        for ((after, size), devices) in pages {
            let rows = store::links::page_of_devices(&self.0, &devices, after, size).await?;
            let rows = group(&devices, rows, |row| row.device_id);
            found.extend(rows.into_iter().map(|(device, rows)| (LinksOn { device, after, size }, rows)));
        }
        Ok(found)
    }
}

/// What a service hangs on, for who sees devices; missing where it hangs on nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LinkOf(pub SubscriptionId);

impl Loader<LinkOf> for NetworkLoader {
    type Value = service_link::Model;
    type Error = Fault;

    async fn load(&self, keys: &[LinkOf]) -> Result<HashMap<LinkOf, Self::Value>, Fault> {
        if !service::sees_devices(&self.0) {
            return Ok(HashMap::new());
        }
        let services: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let rows = topology::links_of(&self.0, &services).await?;
        Ok(rows.into_iter().map(|row| (LinkOf(row.subscription_id), row)).collect())
    }
}
