//! Entering many devices at once, for who has made sure of them (`portico network import`).

use std::collections::HashMap;

use ipnet::IpNet;
use serde_json::json;

use super::{Place, declared, row_of, unknown_state};
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, DeviceId, SiteId, SubscriptionId};
use crate::kernel::problem::Invalid;
use crate::network::entity::{device, service_link, site};
use crate::network::inventory::store;
use crate::network::inventory::terms::{Sound, is_monitored};

/// What there is of a tenant's network, by name.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    /// The sites.
    pub sites: HashMap<String, SiteId>,
    /// The devices, those that were retired among them.
    pub devices: HashMap<String, device::Model>,
    /// Where devices may be asked.
    pub networks: Vec<IpNet>,
}

/// What is to be entered: parents before what is below them, and everything as the rules of this feature want it.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// New sites.
    pub sites: Vec<site::Model>,
    /// New devices.
    pub devices: Vec<device::Model>,
    /// What services hang on that hung on nothing.
    pub links: Vec<service_link::Model>,
}

/// What there is. Nobody else changes it until the transaction ends.
pub async fn stock(tx: &Tx) -> Result<Stock, Fault> {
    store::topology::hold(tx).await?;
    let sites = store::sites::all(tx).await?;
    let devices = store::devices::all(tx).await?;
    Ok(Stock {
        sites: sites.into_iter().map(|row| (row.name, row.id)).collect(),
        devices: devices.into_iter().map(|row| (row.name.clone(), row)).collect(),
        networks: declared(tx).await?,
    })
}

/// The row of a new device.
pub fn new_device(scope: &Scope, sound: Sound) -> device::Model {
    row_of(scope, sound, None)
}

/// The row of a new site, or what is wrong with it.
pub fn new_site(scope: &Scope, place: &Place) -> Result<site::Model, Invalid> {
    place.row(scope, None)
}

/// The row of what a service hangs on from now on.
pub fn new_link(
    scope: &Scope,
    service: SubscriptionId,
    customer: CustomerId,
    device: DeviceId,
) -> service_link::Model {
    service_link::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: customer,
        subscription_id: service,
        device_id: device,
        interface_id: None,
        since: scope.now(),
        moved_on: None,
        moved_down_bytes: 0,
        moved_up_bytes: 0,
    }
}

/// Enters all of it: a few statements for any number of rows. Devices that are to be asked are asked at once.
pub async fn enter(tx: &Tx, entries: Entries, source: &str) -> Result<(), Fault> {
    let Entries { sites, devices, links } = entries;
    let told = json!({
        "source": source, "sites": sites.len(), "devices": devices.len(), "links": links.len(),
    });
    let states: Vec<_> = devices
        .iter()
        .filter(|device| is_monitored(device))
        .map(|device| unknown_state(tx.scope(), device))
        .collect();
    store::sites::insert(tx, sites).await?;
    store::devices::insert(tx, devices).await?;
    store::states::insert_missing(tx, states).await?;
    store::links::insert(tx, links).await?;
    tx.record(Record::new("network.import", source).after(told)).await?;
    Ok(())
}
