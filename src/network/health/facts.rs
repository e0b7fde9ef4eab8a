//! Gathering what is known of services: a statement of each kind for any number of them.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;

use super::derive::{Facts, Health, Line, derive};
use super::store;
use crate::catalog::{self, SubscriptionStatus, SuspensionLock};
use crate::db::Reads;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, IncidentId, SubscriptionId};
use crate::network::entity::{
    device, device_interface, device_state, incident, service_health, service_link,
};
use crate::network::{MAX_LISTED, inventory, store as network_store};

/// How services are, of which the caller knows the state of their contracts. Whether somebody may know it is the caller's to see
/// to.
pub async fn health_of(
    db: &impl Reads,
    services: &[(SubscriptionId, SubscriptionStatus)],
) -> Result<HashMap<SubscriptionId, Health>, Fault> {
    if services.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<SubscriptionId> = services.iter().map(|(id, _)| *id).collect();
    let locks = locks_of(db, &ids).await?;
    let incidents = incidents_on(db, &ids).await?;
    let links = inventory::links_of(db, &ids).await?;
    let lines = lines(db, &links).await?;
    let told: HashMap<SubscriptionId, service_health::Model> =
        store::told(db, &ids).await?.into_iter().map(|row| (row.subscription_id, row)).collect();
    let scope = db.scope();
    let of = |(id, status): &(SubscriptionId, SubscriptionStatus)| {
        let facts = Facts {
            status: *status,
            locks: locks.get(id).map(Vec::as_slice).unwrap_or_default(),
            incidents: incidents.get(id).map(Vec::as_slice).unwrap_or_default(),
            line: lines.get(id),
        };
        let health = derive(&facts, scope.now(), scope.real_now());
        // What the facts do not tell the customer may have been told already.
        let since = told.get(id).filter(|told| told.state == health.state).map(|told| told.since);
        (*id, Health { since: health.since.or(since), ..health })
    };
    Ok(services.iter().map(of).collect())
}

async fn locks_of(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, Vec<SuspensionLock>>, Fault> {
    let mut of: HashMap<SubscriptionId, Vec<SuspensionLock>> = HashMap::new();
    for lock in catalog::open_locks(db, services).await? {
        of.entry(lock.subscription_id).or_default().push(lock);
    }
    Ok(of)
}

/// What affects services and is not over.
async fn incidents_on(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, Vec<incident::Model>>, Fault> {
    let impacts = network_store::impacts::open_on(db, services, MAX_LISTED).await?;
    let ids: BTreeSet<IncidentId> = impacts.iter().map(|impact| impact.incident_id).collect();
    let rows = network_store::by_ids(db, &ids.into_iter().collect::<Vec<_>>()).await?;
    let incidents: HashMap<IncidentId, incident::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut of: HashMap<SubscriptionId, Vec<incident::Model>> = HashMap::new();
    for impact in impacts {
        of.entry(impact.subscription_id).or_default().extend(incidents.get(&impact.incident_id).cloned());
    }
    Ok(of)
}

/// What services hang on, as it was last heard of.
async fn lines(
    db: &impl Reads,
    links: &[service_link::Model],
) -> Result<HashMap<SubscriptionId, Line>, Fault> {
    let ids: BTreeSet<DeviceId> = links.iter().map(|link| link.device_id).collect();
    let ids: Vec<DeviceId> = ids.into_iter().collect();
    let ports: Vec<DeviceInterfaceId> = links.iter().filter_map(|link| link.interface_id).collect();
    let devices: HashMap<DeviceId, device::Model> =
        store::devices(db, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let states: HashMap<DeviceId, device_state::Model> =
        store::states(db, &ids).await?.into_iter().map(|row| (row.device_id, row)).collect();
    let ports: HashMap<DeviceInterfaceId, device_interface::Model> =
        store::interfaces(db, &ports).await?.into_iter().map(|row| (row.id, row)).collect();
    let line = |link: &service_link::Model| {
        let device = devices.get(&link.device_id)?;
        let line = Line {
            kind: device.kind,
            asked: is_asked(device),
            in_maintenance: device.in_maintenance,
            interval: interval(device),
            state: states.get(&device.id).cloned(),
            port: link.interface_id.and_then(|port| ports.get(&port).cloned()),
        };
        Some((link.subscription_id, line))
    };
    Ok(links.iter().filter_map(line).collect())
}

/// Whether a device is asked at all.
fn is_asked(device: &device::Model) -> bool {
    device.snmp_version.is_some() && device.retired_at.is_none()
}

/// Between two polls of a device.
pub(super) fn interval(device: &device::Model) -> TimeDelta {
    TimeDelta::seconds(i64::from(device.poll_interval_seconds))
}
