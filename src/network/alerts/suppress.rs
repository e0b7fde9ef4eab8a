//! Below a device that is down nobody is to be alarmed, nor by one that is not asked any more.

use super::evaluate::Plan;
use super::{store, write};
use crate::db::{DbError, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceId;
use crate::network::entity::alert::AlertStatus;

/// Lets the alerts of a device be over that is not asked any more.
pub(in crate::network) async fn end(tx: &Tx, device: DeviceId, at: Instant) -> Result<(), DbError> {
    let (settling, told): (Vec<_>, Vec<_>) = store::unresolved(tx, device)
        .await?
        .into_iter()
        .partition(|alert| alert.status == AlertStatus::Settling);
    let forgotten = settling.into_iter().map(|alert| alert.id).collect();
    write(tx, Plan { resolved: told, forgotten, ..Plan::default() }, at).await
}

/// Puts the alerts of devices that cannot be reached aside, and forgets those that have not settled: their time would run on.
pub(in crate::network) async fn suppress(tx: &Tx, devices: &[DeviceId]) -> Result<(), DbError> {
    if devices.is_empty() {
        return Ok(());
    }
    store::forget_of(tx, devices).await?;
    store::set_suppressed(tx, devices, true).await
}

/// Takes them up again.
pub(in crate::network) async fn unsuppress(tx: &Tx, devices: &[DeviceId]) -> Result<(), DbError> {
    if devices.is_empty() {
        return Ok(());
    }
    store::set_suppressed(tx, devices, false).await
}
