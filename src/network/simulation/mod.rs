//! Breaking and mending the devices of a simulated network: a row says what is broken, and whoever simulates the network looks
//! at the rows.
//!
//! Only in a sandbox, and only devices that nobody really asks: those that are asked under [`simulated_secret`], and passive
//! ones. A real device is never touched from here.

mod store;

use serde_json::json;

use super::entity::device;
use super::entity::simulated_fault;
use super::policy;
use crate::db::audit::Record;
use crate::db::{Reads, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::DeviceId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::tenancy::Tenant;

/// The path in the secret store under which the credentials of an ISP's simulated devices are.
pub fn simulated_secret(slug: &str) -> String {
    format!("snmp/{slug}/simulated")
}

/// A device of a simulated network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulatedDevice {
    /// The device.
    pub id: DeviceId,
    /// What it is called.
    pub name: String,
    /// Since when it is broken, by the world's clock; none: it works.
    pub broken_since: Option<Instant>,
}

/// Breaks a device of a simulated network, or mends it. What it is already, it stays.
pub async fn break_device(
    scope: &Scope,
    tenant: &Tenant,
    device: DeviceId,
    broken: bool,
) -> Result<SimulatedDevice, UseCaseError> {
    let system = matches!(scope.actor(), Actor::System);
    if !(system || scope.actor().kinds().any(policy::may_simulate)) {
        return Err(UseCaseError::Forbidden);
    }
    if !tenant.settings.sandbox {
        let message = "this ISP is no sandbox";
        return Err(Refusal::of(RefusalCode::NotASandbox, "deviceId", message).into());
    }
    let tx = scope.begin().await?;
    let row = store::device(&tx, device).await?.ok_or_else(|| Refusal::not_found("deviceId", "device"))?;
    if !is_simulated(&row, &tenant.slug) {
        return Err(Invalid::new("deviceId", "the device is not simulated").into());
    }
    let before = store::fault_of(&tx, device).await?.map(|fault| fault.since);
    let broken_since = broken.then(|| before.unwrap_or(scope.real_now()));
    match (before, broken_since) {
        (None, Some(since)) => {
            let fault = simulated_fault::Model {
                id: scope.new_id(),
                tenant_id: scope.tenant().id,
                device_id: device,
                since,
            };
            store::insert(&tx, fault).await?;
        }
        (Some(_), None) => store::remove(&tx, device).await?,
        (None, None) | (Some(_), Some(_)) => {}
    }
    let told = |broken: bool| json!({ "name": row.name, "broken": broken });
    let record = Record::new("device.simulate", device);
    tx.record(record.change(told(before.is_some()), told(broken))).await?;
    tx.commit().await?;
    Ok(SimulatedDevice { id: device, name: row.name, broken_since })
}

/// The device in service that is called so: for the operator's commands.
pub async fn device_named(db: &impl Reads, name: &str) -> Result<Option<DeviceId>, Fault> {
    Ok(store::named(db, name).await?.map(|device| device.id))
}

/// Whether nobody really asks the device.
fn is_simulated(device: &device::Model, slug: &str) -> bool {
    device.snmp_version.is_none() || device.snmp_secret == Some(simulated_secret(slug))
}
