//! Below a device that is down nobody is to be alarmed.

use super::store;
use crate::db::{DbError, Tx};
use crate::kernel::ids::DeviceId;

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
