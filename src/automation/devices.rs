//! What automation asks of the network: which devices a caller names, and which one a service hangs on.

use std::net::IpAddr;

use crate::db::{Reads, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, DeviceId, SubscriptionId};
use crate::network::inventory;
use crate::network::{Device, DeviceKind};

/// The devices of the ids that the caller sees and that are in service.
pub(super) async fn named(scope: &Scope, ids: &[DeviceId]) -> Result<Vec<Device>, Fault> {
    let found = inventory::open_devices(scope, ids).await?;
    Ok(found.into_iter().filter(|device| device.retired_at.is_none()).collect())
}

/// The devices of runs, in service or not.
pub(super) async fn of_ids(scope: &Scope, ids: &[DeviceId]) -> Result<Vec<Device>, Fault> {
    inventory::open_devices(scope, ids).await
}

/// The equipment at the customer's that a service of it hangs on; none where other customers hang on it too, by itself or by
/// what is reached through it: what is done to it is done to them. The caller has been asked whether it sees the service, and
/// is shown nothing of the device.
pub(super) async fn equipment_of(
    scope: &Scope,
    service: SubscriptionId,
    customer: CustomerId,
) -> Result<Option<Device>, Fault> {
    let links = inventory::links_of(scope, &[service]).await?;
    let ids: Vec<DeviceId> = links.into_iter().map(|link| link.device_id).collect();
    let devices = named(&scope.acting_as(Actor::System), &ids).await?;
    let at_home =
        |device: &Device| matches!(device.kind, DeviceKind::Cpe | DeviceKind::Modem | DeviceKind::Onu);
    let Some(device) = devices.into_iter().find(at_home) else { return Ok(None) };
    let hanging = inventory::links_below(scope, &[device.id]).await?;
    Ok(hanging.iter().all(|link| link.customer_id == customer).then_some(device))
}

/// Where a device is reached, which is looked at again before each run: none where it has no address.
pub(super) async fn address_of(
    db: &impl Reads,
    device: &Device,
) -> Result<Result<Option<String>, String>, Fault> {
    let Some(text) = &device.mgmt_address else { return Ok(Ok(None)) };
    let Ok(address) = text.parse::<IpAddr>() else {
        return Ok(Err(format!("{}: the address of the device is none", device.id)));
    };
    if inventory::address_allowed(db, address).await? {
        Ok(Ok(Some(address.to_string())))
    } else {
        Ok(Err(format!("{}: the address of the device is in no management network", device.id)))
    }
}
