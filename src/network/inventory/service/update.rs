//! Changing what a device is.

use super::{check_against_rows, follow_monitoring, held, in_service, named, permit, row_of, shown};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::{DeviceId, SiteId};
use crate::kernel::refusal::{Refusal, UseCaseError};
use crate::network::entity::device::{self, DeviceKind, SnmpVersion};
use crate::network::inventory::store;
use crate::network::inventory::terms::{DeviceTerms, Rules, SNMP_PORT, SnmpTerms};

/// How a device is asked from now on; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SnmpChange {
    /// The version.
    pub version: Option<SnmpVersion>,
    /// The UDP port.
    pub port: Option<i32>,
    /// The path of the credentials.
    pub secret_path: Option<String>,
}

/// What of a device is to change; what is none stays as it is, and what is none within is taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeviceChange {
    /// What it is called.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<DeviceKind>,
    /// Who makes it.
    pub vendor: Option<Option<String>>,
    /// Its model.
    pub model: Option<Option<String>>,
    /// Where it is.
    pub site: Option<Option<SiteId>>,
    /// Through what it is reached.
    pub parent: Option<Option<DeviceId>>,
    /// The address at which it is asked.
    pub address: Option<Option<String>>,
    /// How it is asked.
    pub snmp: Option<Option<SnmpChange>>,
    /// Seconds between two polls.
    pub poll_interval_seconds: Option<i32>,
    /// Whether it is worked on.
    pub in_maintenance: Option<bool>,
}

impl DeviceChange {
    /// What a device with these terms is to be.
    fn applied(self, before: DeviceTerms) -> DeviceTerms {
        let snmp = match self.snmp {
            None => before.snmp,
            Some(None) => None,
            Some(Some(change)) => {
                let known = before.snmp.as_ref();
                let version = change.version.or(known.map(|snmp| snmp.version));
                let port = change.port.or(known.map(|snmp| snmp.port)).unwrap_or(SNMP_PORT);
                Some(SnmpTerms {
                    version: version.unwrap_or(SnmpVersion::V3),
                    port,
                    secret_path: change.secret_path,
                })
            }
        };
        DeviceTerms {
            name: self.name.unwrap_or(before.name),
            kind: self.kind.unwrap_or(before.kind),
            vendor: self.vendor.unwrap_or(before.vendor),
            model: self.model.unwrap_or(before.model),
            site: self.site.unwrap_or(before.site),
            parent: self.parent.unwrap_or(before.parent),
            address: self.address.unwrap_or(before.address),
            snmp,
            poll_interval_seconds: self.poll_interval_seconds.unwrap_or(before.poll_interval_seconds),
            in_maintenance: self.in_maintenance.unwrap_or(before.in_maintenance),
        }
    }
}

/// Changes what a device is. If it is asked, it is asked at once: what is known of it may not hold any more.
pub async fn update_device(
    scope: &Scope,
    rules: &Rules,
    id: DeviceId,
    change: DeviceChange,
    expected: Option<i32>,
) -> Result<device::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    let before = in_service(held(&tx, id, expected).await?)?;
    let terms = change.applied(DeviceTerms::of(&before));
    let sound = terms.sound(rules, before.snmp_secret.as_deref())?;
    check_against_rows(&tx, &sound, Some(id)).await?;
    let now = row_of(scope, sound, Some(&before));
    let taken = "another device has the name, in service or retired";
    let changed = store::devices::change(&tx, &before, &now).await;
    if !changed.map_err(|error| named(error, "name", taken))? {
        return Err(Refusal::conflict("device").into());
    }
    follow_monitoring(&tx, Some(&before), &now).await?;
    tx.record(Record::new("device.update", id).change(shown(&before), shown(&now))).await?;
    tx.commit().await?;
    Ok(device::Model { version: before.version + 1, ..now })
}
