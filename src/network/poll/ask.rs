//! Asking one device, within its budget. No transaction is open meanwhile.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::Poller;
use crate::db::{DbError, Scope};
use crate::network::entity::device;
use crate::network::entity::device::SnmpVersion;
use crate::network::inventory;
use crate::network::mib::{self, Reading};
use crate::ports::snmp::{self, Credentials, SnmpError, Target};

/// It is waited for a place among those that are asked for this part of the budget.
pub(super) const PLACE_PART: u32 = 4;

/// What came of asking.
pub(super) enum Heard {
    /// An answer that could be read.
    Answer {
        /// What it says.
        reading: Box<Reading>,
        /// How long it took.
        took: Duration,
    },
    /// None, or one that could not be read, and why.
    Silence(String),
    /// It was not asked, and why not; that says nothing of the device.
    NotAsked(String),
}

impl Poller {
    /// Asks a device. None: so many are being asked that no place became free in time. Only the database's own failures are
    /// faults.
    pub(super) async fn ask(&self, scope: &Scope, device: &device::Model) -> Result<Option<Heard>, DbError> {
        let target = match self.target(scope, device).await? {
            Ok(target) => target,
            Err(why) => return Ok(Some(Heard::NotAsked(why))),
        };
        // Waiting for a place is no silence of the device, and is not taken from its budget.
        let Ok(opened) = timeout(self.budget / PLACE_PART, self.client.session(&target)).await else {
            return Ok(None);
        };
        let begun = Instant::now();
        let read = async {
            let mut session = opened?;
            mib::read(&mut *session).await
        };
        // The client has limits of its own; this one holds whatever it does.
        let read = timeout(self.budget, read).await.unwrap_or(Err(SnmpError::Timeout));
        Ok(Some(match read {
            Ok(reading) => Heard::Answer { reading: Box::new(reading), took: begun.elapsed() },
            // That is this machine's own trouble.
            Err(error @ SnmpError::NoSocket(_)) => Heard::NotAsked(error.to_string()),
            Err(error) => Heard::Silence(error.to_string()),
        }))
    }

    /// Where and how a device is asked; or why it is not.
    pub(super) async fn target(
        &self,
        scope: &Scope,
        device: &device::Model,
    ) -> Result<Result<Target, String>, DbError> {
        let told = |why: &str| Ok(Err(why.to_owned()));
        let Some(address) = device.mgmt_address.as_ref().and_then(|text| text.parse::<IpAddr>().ok()) else {
            return told("the device has no address");
        };
        let Ok(port) = u16::try_from(device.snmp_port) else { return told("the port is none") };
        // Networks may have been taken back since the device was entered (threats.md 19).
        let own = address.to_canonical().is_loopback() && !self.allow_loopback;
        if own || !inventory::address_allowed(scope, address).await? {
            return told("the address is in no management network");
        }
        let credentials = self.credentials(device).await;
        Ok(credentials.map(|credentials| Target { address: SocketAddr::new(address, port), credentials }))
    }

    /// What a device lets us in with; or why that is not known.
    pub(super) async fn credentials(&self, device: &device::Model) -> Result<Credentials, String> {
        let path = device.snmp_secret.as_deref().ok_or("the device has no credentials")?;
        let secret = self.secrets.secret(path).await;
        let secret = secret.map_err(|error| format!("the credentials cannot be had: {error}"))?;
        let secret = secret.ok_or("the secret store has nothing at the path of the credentials")?;
        let credentials = snmp::credentials(&secret.fields);
        let credentials = credentials.map_err(|error| format!("the credentials cannot be used: {error}"))?;
        // A secret that says version 2c must not send in plain text what was meant for version 3.
        if device.snmp_version == Some(version_of(&credentials)) {
            Ok(credentials)
        } else {
            Err("the credentials are for another version of SNMP".to_owned())
        }
    }
}

fn version_of(credentials: &Credentials) -> SnmpVersion {
    match credentials {
        Credentials::V1 { .. } => SnmpVersion::V1,
        Credentials::V2c { .. } => SnmpVersion::V2C,
        Credentials::V3(_) => SnmpVersion::V3,
    }
}
