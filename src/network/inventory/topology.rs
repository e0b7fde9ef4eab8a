//! What is below what, and what hangs there: the questions that the rest of the network asks.

use std::net::IpAddr;

use super::address::is_within;
use super::service::declared;
use super::store;
use crate::db::{DbError, Reads};
use crate::kernel::ids::{DeviceId, SubscriptionId};
use crate::network::entity::service_link;

/// The devices and everything that is reached through them, each once, in the order of their ids.
pub async fn below(db: &impl Reads, devices: &[DeviceId]) -> Result<Vec<DeviceId>, DbError> {
    Ok(store::topology::below(db, devices).await?.into_iter().collect())
}

/// What hangs on the devices and on everything that is reached through them.
pub async fn links_below(db: &impl Reads, devices: &[DeviceId]) -> Result<Vec<service_link::Model>, DbError> {
    let below = below(db, devices).await?;
    store::links::on_devices(db, &below).await
}

/// What the services hang on; a service that hangs on nothing has no link.
pub async fn links_of(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<service_link::Model>, DbError> {
    store::links::of_services(db, services).await
}

/// Whether a device may be asked at an address: it is within a network that is declared now.
pub async fn address_allowed(db: &impl Reads, address: IpAddr) -> Result<bool, DbError> {
    Ok(is_within(address, declared(db).await?))
}
