//! Reading a device's interfaces from the device itself.
//!
//! What is asked over the network is asked between two transactions and never within one: a device that is silent must not
//! hold rows.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::json;

use super::permit;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::DeviceId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::network::entity::device::{self, SnmpVersion};
use crate::network::entity::{device_interface, device_state};
use crate::network::inventory::address::parse_address;
use crate::network::inventory::terms::{is_monitored, not_allowed};
use crate::network::inventory::{address_allowed, store};
use crate::network::mib::{self, InterfaceReading, Reading};
use crate::ports::secrets::Secrets;
use crate::ports::snmp::{self, Credentials, SnmpClient, Target};

/// The longest text of a device that is kept, in characters: what tells more tells it to nobody.
const MAX_TOLD: usize = 255;

/// Interfaces of one device that are kept.
const MAX_INTERFACES: usize = 10_000;

/// What devices are asked with.
#[derive(Clone)]
pub struct Instruments {
    /// Whether this machine itself may be asked.
    pub allow_loopback: bool,
    /// Where credentials are.
    pub secrets: Secrets,
    /// What asks.
    pub snmp: Arc<dyn SnmpClient>,
}

/// Asks a device for its interfaces and what it is, and keeps them. Interfaces that it does not tell of any more stay, as
/// absent.
pub async fn discover(
    scope: &Scope,
    instruments: &Instruments,
    id: DeviceId,
) -> Result<device::Model, UseCaseError> {
    permit(scope)?;
    let device = store::devices::by_ids(scope, &[id]).await?.pop();
    let device = device.ok_or_else(|| Refusal::not_found("deviceId", "device"))?;
    let target = target(scope, instruments, &device).await?;
    let reading = ask(instruments, &target).await.map_err(|error| {
        tracing::info!(device = %id, cause = %error, "a device could not be read");
        Refusal::of(RefusalCode::Unreachable, "deviceId", format!("the device could not be read: {error}"))
    })?;
    keep_discovered(scope, &device, &reading).await
}

async fn ask(instruments: &Instruments, target: &Target) -> Result<Reading, snmp::SnmpError> {
    let mut session = instruments.snmp.session(target).await?;
    mib::read(&mut *session).await
}

/// Whom to ask, and with what. The networks are looked at again: they may have changed since the device was entered.
async fn target(
    scope: &Scope,
    instruments: &Instruments,
    device: &device::Model,
) -> Result<Target, UseCaseError> {
    let not_asked = || Refusal::of(RefusalCode::NotOffered, "deviceId", "the device is not asked by SNMP");
    let (Some(version), true) = (device.snmp_version, is_monitored(device)) else {
        return Err(not_asked().into());
    };
    let address = device.mgmt_address.as_deref().and_then(parse_address).ok_or_else(not_asked)?;
    if !address_allowed(scope, address).await? || (address.is_loopback() && !instruments.allow_loopback) {
        return Err(not_allowed("is in none of the management networks any more").into());
    }
    let path = device.snmp_secret.as_deref().ok_or_else(not_asked)?;
    let secret = instruments.secrets.secret(path).await.map_err(Fault::internal)?;
    let missing = |why: String| Refusal::of(RefusalCode::NotOffered, "deviceId", why);
    let secret = secret.ok_or_else(|| missing("the credentials are not in the secret store".to_owned()))?;
    let credentials =
        snmp::credentials(&secret.fields).map_err(|error| missing(format!("the credentials: {error}")))?;
    // A secret that says version 2c must not send in plain text what was meant for version 3.
    if version != version_of(&credentials) {
        return Err(missing("the credentials are for another version of SNMP".to_owned()).into());
    }
    let port = u16::try_from(device.snmp_port).map_err(Fault::internal)?;
    Ok(Target { address: SocketAddr::new(address, port), credentials })
}

fn version_of(credentials: &Credentials) -> SnmpVersion {
    match credentials {
        Credentials::V1 { .. } => SnmpVersion::V1,
        Credentials::V2c { .. } => SnmpVersion::V2C,
        Credentials::V3(_) => SnmpVersion::V3,
    }
}

/// Keeps what was read from a device, if it is still what was asked.
pub async fn keep_discovered(
    scope: &Scope,
    asked: &device::Model,
    reading: &Reading,
) -> Result<device::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let device = store::devices::for_update(&tx, asked.id).await?;
    let device = device.filter(|row| row.version == asked.version).ok_or_else(|| {
        Refusal::of(RefusalCode::Conflict, "deviceId", "the device was changed meanwhile; ask it again")
    })?;
    if let Some(state) = store::states::of_devices(&tx, &[device.id]).await?.pop() {
        let system = &reading.system;
        let told = device_state::Model {
            sys_name: system.name.as_deref().and_then(told),
            sys_descr: system.descr.as_deref().and_then(told),
            sys_object_id: system.object_id.as_deref().and_then(told),
            ..state
        };
        store::states::tell(&tx, &told).await?;
    }
    let (found, new, gone) = keep_interfaces(&tx, &device, &reading.interfaces).await?;
    let after = json!({ "interfaces": found, "new": new, "absent": gone });
    tx.record(Record::new("device.discover", device.id).after(after)).await?;
    tx.commit().await?;
    Ok(device)
}

/// Writes interfaces: how many were told of, how many of them are new, and how many are told of no more.
async fn keep_interfaces(
    tx: &Tx,
    device: &device::Model,
    readings: &[InterfaceReading],
) -> Result<(usize, usize, usize), UseCaseError> {
    let known: BTreeMap<i32, device_interface::Model> = store::interfaces::of_device(tx, device.id)
        .await?
        .into_iter()
        .map(|interface| (interface.if_index, interface))
        .collect();
    let (mut seen, mut new) = (BTreeSet::new(), Vec::new());
    for reading in readings.iter().take(MAX_INTERFACES) {
        if !seen.insert(reading.if_index) {
            continue;
        }
        match known.get(&reading.if_index) {
            Some(before) => {
                let now = described(before, reading);
                if now != *before {
                    store::interfaces::describe(tx, &now).await?;
                }
            }
            None => new.push(described(&blank(tx.scope(), device, reading.if_index), reading)),
        }
    }
    let mut gone = 0;
    for before in known.values().filter(|interface| !seen.contains(&interface.if_index)) {
        gone += 1;
        if before.present {
            let now = device_interface::Model { present: false, oper_up: None, ..before.clone() };
            store::interfaces::describe(tx, &now).await?;
        }
    }
    let added = new.len();
    store::interfaces::insert_missing(tx, new).await?;
    Ok((seen.len(), added, gone))
}

/// The interface as the device tells of it; what was counted on it stays.
fn described(interface: &device_interface::Model, reading: &InterfaceReading) -> device_interface::Model {
    device_interface::Model {
        name: told(&reading.name).unwrap_or_else(|| format!("#{}", reading.if_index)),
        alias: reading.alias.as_deref().and_then(told),
        if_type: reading.if_type,
        speed_bps: reading.speed_bps,
        present: true,
        admin_up: reading.admin_up,
        oper_up: reading.oper_up,
        ..interface.clone()
    }
}

/// An interface of which nothing is known.
fn blank(scope: &Scope, device: &device::Model, if_index: i32) -> device_interface::Model {
    device_interface::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        device_id: device.id,
        if_index,
        name: String::new(),
        alias: None,
        if_type: None,
        speed_bps: None,
        present: true,
        admin_up: None,
        oper_up: None,
        counter_bits: None,
        in_octets: None,
        out_octets: None,
        in_errors: None,
        out_errors: None,
        discontinuity_ticks: None,
        uptime_ticks: None,
        in_bps: None,
        out_bps: None,
        in_error_delta: None,
        out_error_delta: None,
        rx_power_cdbm: None,
        tx_power_cdbm: None,
        sampled_at: None,
    }
}

/// A text of a device as it is kept: what is unprintable is left out, NUL above all; none where nothing is left.
fn told(text: &str) -> Option<String> {
    let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(MAX_TOLD).collect();
    if text.is_empty() { None } else { Some(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_device_tells_is_kept_on_one_line_and_short() {
        for (text, kept) in [
            ("  Acme OS 7\r\nbuilt by root ", Some("Acme OS 7  built by root")),
            ("ge-0/0/1\0\0", Some("ge-0/0/1")),
            ("\0\u{7}", None),
            ("", None),
        ] {
            assert_eq!(told(text).as_deref(), kept, "{text:?}");
        }
        assert_eq!(told(&"ä".repeat(1_000)).map(|text| text.chars().count()), Some(MAX_TOLD));
    }
}
