//! The use cases on what there is of the network, in the files below, and the rules that they share.

mod create;
mod discover;
mod enter;
mod links;
mod networks;
mod read;
mod retire;
mod sites;
mod update;

use ipnet::IpNet;

pub use create::create_device;
pub use discover::{Instruments, discover, keep_discovered};
pub use enter::{Entries, Stock, enter, new_device, new_link, new_site, stock};
pub use links::{link_service, unlink_service};
pub use networks::{MAX_NETWORKS, declare_network, remove_network};
pub use read::{
    DeviceFilter, check_site_search, count_devices, count_interfaces, count_links, count_sites, devices,
    networks, open_devices, open_interfaces, open_networks, open_sites, sees_devices, sites,
};
pub use retire::retire_device;
pub use sites::{Place, create_site, remove_site, update_site};
pub use update::{DeviceChange, SnmpChange, update_device};

use super::MAX_DEPTH;
use super::address::is_within;
use super::policy;
use super::store;
use super::terms::{DeviceTerms, SNMP_PORT, Sound, is_monitored, not_allowed};
use crate::db::{DbError, FIRST_VERSION, Reads, Scope, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::DeviceId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::network::entity::device;
use crate::network::entity::device_state::{self, DeviceStatus};
use crate::network::{alerts, poll};

/// Names that a refusal tells at most.
const NAMED: usize = 5;

/// The networks in which devices may be asked.
pub(super) async fn declared(db: &impl Reads) -> Result<Vec<IpNet>, DbError> {
    let rows = store::networks::all(db).await?;
    rows.into_iter()
        .map(|row| {
            row.cidr.parse::<IpNet>().map_err(|_| Fault::internal("a management network is not one").into())
        })
        .collect()
}

/// Refuses who does not keep devices.
fn permit(scope: &Scope) -> Result<(), UseCaseError> {
    let system = matches!(scope.actor(), Actor::System);
    let allowed = system || scope.actor().kinds().any(policy::may_manage_devices);
    if allowed { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

/// The device, held until the transaction ends, if it is the version that was seen.
async fn held(tx: &Tx, id: DeviceId, expected: Option<i32>) -> Result<device::Model, UseCaseError> {
    let missing = || Refusal::not_found("deviceId", "device");
    let row = store::devices::for_update(tx, id).await?.ok_or_else(missing)?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("device").into());
    }
    Ok(row)
}

/// The device, if it is in service.
fn in_service(device: device::Model) -> Result<device::Model, UseCaseError> {
    if device.retired_at.is_none() {
        Ok(device)
    } else {
        Err(Refusal::of(RefusalCode::TooLate, "deviceId", "the device was retired").into())
    }
}

/// The row of a device with these terms, after `before` if there is one.
pub(super) fn row_of(scope: &Scope, sound: Sound, before: Option<&device::Model>) -> device::Model {
    let DeviceTerms { name, kind, vendor, model, site, parent, address, snmp, .. } = sound.terms;
    device::Model {
        id: before.map_or_else(|| scope.new_id(), |row| row.id),
        tenant_id: scope.tenant().id,
        name,
        kind,
        vendor,
        model,
        site_id: site,
        parent_id: parent,
        mgmt_address: address,
        snmp_version: snmp.as_ref().map(|snmp| snmp.version),
        snmp_port: snmp.as_ref().map_or(SNMP_PORT, |snmp| snmp.port),
        snmp_secret: snmp.and_then(|snmp| snmp.secret_path),
        poll_interval_seconds: sound.terms.poll_interval_seconds,
        in_maintenance: sound.terms.in_maintenance,
        created_at: before.map_or_else(|| scope.now(), |row| row.created_at),
        retired_at: before.and_then(|row| row.retired_at),
        version: before.map_or(FIRST_VERSION, |row| row.version),
    }
}

/// What is known of a device that nobody has asked yet: it is asked at once.
pub(super) fn unknown_state(scope: &Scope, device: &device::Model) -> device_state::Model {
    let status = if device.in_maintenance { DeviceStatus::Maintenance } else { DeviceStatus::Unknown };
    device_state::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        device_id: device.id,
        status,
        status_since: scope.real_now(),
        suppressed: false,
        failures: 0,
        successes: 0,
        last_tried_at: None,
        last_ok_at: None,
        last_error: None,
        response_micros: None,
        sys_name: None,
        sys_descr: None,
        sys_object_id: None,
        sys_uptime_ticks: None,
        cpu_permille: None,
        memory_permille: None,
        next_poll_at: scope.real_now(),
        lease_holder: None,
        lease_until: None,
    }
}

/// Refuses what the rows say against a device: a site that is not there, a parent that cannot be one, an address outside the
/// declared networks. What it says holds until the transaction ends: whoever changes the network has held it.
async fn check_against_rows(tx: &Tx, sound: &Sound, own: Option<DeviceId>) -> Result<(), UseCaseError> {
    if let Some(site) = sound.terms.site
        && !store::devices::has_site(tx, site).await?
    {
        return Err(Refusal::not_found("siteId", "site").into());
    }
    if let Some(parent) = sound.terms.parent {
        check_parent(tx, parent, own).await?;
    }
    match sound.address {
        Some(address) if !is_within(address, declared(tx).await?) => {
            Err(not_allowed("is in none of the management networks").into())
        }
        _ => Ok(()),
    }
}

async fn check_parent(tx: &Tx, parent: DeviceId, own: Option<DeviceId>) -> Result<(), UseCaseError> {
    let row = store::devices::by_ids(tx, &[parent]).await?.pop();
    let row = row.ok_or_else(|| Refusal::not_found("parentId", "device"))?;
    if row.retired_at.is_some() {
        return Err(Invalid::new("parentId", "was retired").into());
    }
    let above = store::topology::above(tx, parent).await?;
    if own.is_some_and(|own| above.contains(&own)) {
        return Err(Invalid::new("parentId", "is the device itself, or is reached through it").into());
    }
    let height = match own {
        Some(own) => store::topology::height(tx, own).await?,
        None => 0,
    };
    // What is above it, itself, and what is below it.
    let levels = i64::try_from(above.len()).unwrap_or(i64::MAX).saturating_add(1 + height);
    if levels > MAX_DEPTH {
        return Err(Invalid::new("parentId", format!("is more than {MAX_DEPTH} devices deep")).into());
    }
    Ok(())
}

/// What a unique key of devices, sites and networks means.
fn named(error: DbError, field: &'static str, message: &'static str) -> UseCaseError {
    match error {
        DbError::Unique(_) => Refusal::of(RefusalCode::NameTaken, field, message).into(),
        other => other.into(),
    }
}

/// Some of the names, for a message.
fn some(names: &[String]) -> String {
    let told = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED { format!("{told} and more") } else { told }
}

/// What the audit log says of a device: never where its credentials are.
fn shown(device: &device::Model) -> serde_json::Value {
    use sea_orm::ActiveEnum as _;
    serde_json::json!({
        "name": device.name,
        "kind": device.kind.to_value(),
        "site": device.site_id.map(|id| id.to_string()),
        "parent": device.parent_id.map(|id| id.to_string()),
        "address": device.mgmt_address,
        "snmp": device.snmp_version.map(|version| version.to_value()),
        "port": device.snmp_port,
        "pollIntervalSeconds": device.poll_interval_seconds,
        "inMaintenance": device.in_maintenance,
        "retired": device.retired_at.is_some(),
    })
}

/// Whether a device is asked now and was not, or the other way round, is written beside it. How one is that is not asked any
/// more is not known: that is told, and its alerts are over, for nobody would ever find out that they are.
async fn follow_monitoring(
    tx: &Tx,
    before: Option<&device::Model>,
    now: &device::Model,
) -> Result<(), UseCaseError> {
    match (before.is_some_and(is_monitored), is_monitored(now)) {
        (_, false) => {
            if let Some(state) = store::states::of_devices(tx, &[now.id]).await?.pop() {
                store::states::remove(tx, now.id).await?;
                poll::tell_unknown(tx, now, state.status).await?;
                alerts::end(tx, now.id, tx.scope().real_now()).await?;
            }
        }
        (false, true) => {
            store::states::insert_missing(tx, vec![unknown_state(tx.scope(), now)]).await?;
        }
        (true, true) => {
            store::states::hasten(tx, now.id, tx.scope().real_now()).await?;
        }
    }
    Ok(())
}
