//! Reading what there is of the network.

use crate::db::Scope;
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, ManagementNetworkId, SiteId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;
use crate::network::entity::device::{self, DeviceKind};
use crate::network::entity::device_state::DeviceStatus;
use crate::network::entity::{device_interface, management_network, site};
use crate::network::inventory::policy;
use crate::network::inventory::store::{self, NameKey};

/// The longest text that is searched for, in characters.
const MAX_SEARCH: usize = 100;

/// Which devices of the list are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeviceFilter {
    /// Only those with this text in name, model or address.
    pub search: Option<String>,
    /// Only those of this kind.
    pub kind: Option<DeviceKind>,
    /// Only those at this site.
    pub site: Option<SiteId>,
    /// Only those right below this device.
    pub parent: Option<DeviceId>,
    /// Only those that are so.
    pub status: Option<DeviceStatus>,
    /// Only those that are worked on, or only the others.
    pub in_maintenance: Option<bool>,
    /// Those that were retired instead of those in service.
    pub retired: bool,
}

impl DeviceFilter {
    /// Refuses a text that is too long to be searched for.
    pub fn check(&self) -> Result<(), Invalid> {
        check_search(self.search.as_deref(), "filter.search")
    }
}

fn check_search(search: Option<&str>, field: &'static str) -> Result<(), Invalid> {
    let fits = |text: &str| text.chars().count() <= MAX_SEARCH && !text.contains('\0');
    if search.is_none_or(fits) {
        Ok(())
    } else {
        Err(Invalid::new(field, format!("must be at most {MAX_SEARCH} characters")))
    }
}

/// Whether the caller sees devices.
pub fn sees_devices(scope: &Scope) -> bool {
    matches!(scope.actor(), Actor::System) || scope.actor().kinds().any(policy::may_view_devices)
}

/// One page of the devices, by name. For those who see them.
pub async fn devices(
    scope: &Scope,
    filter: &DeviceFilter,
    request: &PageRequest<NameKey>,
) -> Result<Page<device::Model>, Fault> {
    Ok(store::devices::page(scope, filter, request).await?)
}

/// How many devices there are. For those who see them.
pub async fn count_devices(scope: &Scope, filter: &DeviceFilter) -> Result<u64, Fault> {
    Ok(store::devices::count(scope, filter).await?)
}

/// One page of the sites, by name; those with a text in their name, if one is given. For those who see them.
pub async fn sites(
    scope: &Scope,
    search: Option<&str>,
    request: &PageRequest<NameKey>,
) -> Result<Page<site::Model>, Fault> {
    Ok(store::sites::page(scope, search, request).await?)
}

/// How many sites there are. For those who see them.
pub async fn count_sites(scope: &Scope, search: Option<&str>) -> Result<u64, Fault> {
    Ok(store::sites::count(scope, search).await?)
}

/// Refuses a text that is too long to be searched for among sites.
pub fn check_site_search(search: Option<&str>) -> Result<(), Invalid> {
    check_search(search, "search")
}

/// The management networks. For those who see devices.
pub async fn networks(scope: &Scope) -> Result<Vec<management_network::Model>, Fault> {
    Ok(store::networks::all(scope).await?)
}

/// The devices of the ids, for those who see devices; nothing for everybody else.
pub async fn open_devices(scope: &Scope, ids: &[DeviceId]) -> Result<Vec<device::Model>, Fault> {
    if ids.is_empty() || !sees_devices(scope) {
        return Ok(Vec::new());
    }
    Ok(store::devices::by_ids(scope, ids).await?)
}

/// The interfaces of the ids, likewise.
pub async fn open_interfaces(
    scope: &Scope,
    ids: &[DeviceInterfaceId],
) -> Result<Vec<device_interface::Model>, Fault> {
    if ids.is_empty() || !sees_devices(scope) {
        return Ok(Vec::new());
    }
    Ok(store::interfaces::by_ids(scope, ids).await?)
}

/// The sites of the ids, likewise.
pub async fn open_sites(scope: &Scope, ids: &[SiteId]) -> Result<Vec<site::Model>, Fault> {
    if ids.is_empty() || !sees_devices(scope) {
        return Ok(Vec::new());
    }
    Ok(store::sites::by_ids(scope, ids).await?)
}

/// The management networks of the ids, likewise.
pub async fn open_networks(
    scope: &Scope,
    ids: &[ManagementNetworkId],
) -> Result<Vec<management_network::Model>, Fault> {
    if ids.is_empty() || !sees_devices(scope) {
        return Ok(Vec::new());
    }
    Ok(store::networks::by_ids(scope, ids).await?)
}

/// How many interfaces a device has that was seen.
pub async fn count_interfaces(scope: &Scope, device: DeviceId) -> Result<u64, Fault> {
    Ok(store::interfaces::count_of(scope, device).await?)
}

/// How many services hang on a device that was seen.
pub async fn count_links(scope: &Scope, device: DeviceId) -> Result<u64, Fault> {
    Ok(store::links::count_on(scope, device).await?)
}
