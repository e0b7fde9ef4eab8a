//! What devices are asked by: SNMP.

use std::net::SocketAddr;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::network::entity::device::SnmpVersion;
use crate::ports::secrets::Secret;

/// What a device is asked with.
#[derive(Debug, Clone)]
pub enum Credentials {
    /// SNMPv1 (RFC 1157).
    V1 {
        /// The community.
        community: SecretString,
    },
    /// SNMPv2c (RFC 1901).
    V2c {
        /// The community.
        community: SecretString,
    },
}

/// Whom to ask, and with what.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where the agent answers.
    pub address: SocketAddr,
    /// With what it is asked.
    pub credentials: Credentials,
}

/// Why a device was not asked, or has not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnmpError {
    /// Nothing came in time.
    #[error("no answer came in time")]
    Timeout,
    /// The credentials are not such.
    #[error("the credentials are incomplete: {0}")]
    Credentials(String),
}

/// Asks devices.
#[async_trait]
pub trait SnmpClient: Send + Sync {
    /// A conversation with a device.
    async fn session(&self, target: &Target) -> Result<Box<dyn Session>, SnmpError>;
}

/// A conversation with a device.
pub trait Session: Send {}

/// The credentials that a secret holds: `community`.
pub fn credentials(version: SnmpVersion, secret: &Secret) -> Result<Credentials, SnmpError> {
    let community = secret.fields.get("community").cloned();
    let community = community.ok_or_else(|| SnmpError::Credentials("there is no community".to_owned()))?;
    match version {
        SnmpVersion::V1 => Ok(Credentials::V1 { community }),
        SnmpVersion::V2C => Ok(Credentials::V2c { community }),
        SnmpVersion::V3 => Err(SnmpError::Credentials("version 3 is not spoken yet".to_owned())),
    }
}

/// A client that hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silence;

#[async_trait]
impl SnmpClient for Silence {
    async fn session(&self, _: &Target) -> Result<Box<dyn Session>, SnmpError> {
        Err(SnmpError::Timeout)
    }
}
