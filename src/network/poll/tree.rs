//! What a device's state does to those around it in the topology.

use chrono::TimeDelta;

use super::events::Flip;
use super::machine::{Above, Standing};
use super::store;
use crate::db::{DbError, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceId;
use crate::network::{alerts, inventory};

/// A device that was asked so lately is not asked anew because one below it fails.
const RESTS: TimeDelta = TimeDelta::seconds(10);

/// What the nearest device above another, that is asked too, is to it.
pub(super) struct Higher {
    /// The device; none at the core.
    pub(super) device: Option<DeviceId>,
    /// How it is.
    pub(super) above: Above,
}

/// Looks up the topology.
pub(super) async fn look_up(tx: &Tx, device: DeviceId) -> Result<Higher, DbError> {
    let row = store::above(tx, device).await?;
    let above = row.map_or(Above::Well, |row| row.standing().seen_from_below());
    Ok(Higher { device: row.map(|row| row.device_id), above })
}

/// Lets what is around a device follow what has become of it: below one that went down others are suppressed, below one
/// that is back they are counted anew, and above one that fails for the first time somebody looks whether it is that.
pub(super) async fn follow(
    tx: &Tx,
    device: DeviceId,
    higher: &Higher,
    (before, now): (Standing, Standing),
    at: Instant,
) -> Result<Vec<Flip>, DbError> {
    if now.failures == 1
        && higher.above == Above::Well
        && let Some(parent) = higher.device
    {
        store::turns::ask_early(tx, &[parent], at, at - RESTS).await?;
    }
    match (before.seen_from_below() == Above::Down, now.seen_from_below() == Above::Down) {
        (false, true) => went_down(tx, device, at).await,
        (true, false) => came_back(tx, device, at).await.map(|()| Vec::new()),
        (true, true) | (false, false) => Ok(Vec::new()),
    }
}

async fn below(tx: &Tx, device: DeviceId) -> Result<Vec<DeviceId>, DbError> {
    let mut below = inventory::below(tx, &[device]).await?;
    below.retain(|id| *id != device);
    Ok(below)
}

async fn went_down(tx: &Tx, device: DeviceId, at: Instant) -> Result<Vec<Flip>, DbError> {
    let failing = store::failing(tx, &below(tx, device).await?).await?;
    if failing.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<DeviceId> = failing.iter().map(|row| row.device_id).collect();
    store::suppress(tx, &ids, at).await?;
    alerts::suppress(tx, &ids).await?;
    let names = store::devices(tx, &ids).await?;
    let flips = failing.into_iter().filter_map(|row| {
        let (from, to) = (row.status, Standing::of(&row).below_a_failure().status);
        let device = names.iter().find(|device| device.id == row.device_id)?;
        (from != to).then(|| Flip { device: device.id, name: device.name.clone(), from, to })
    });
    Ok(flips.collect())
}

async fn came_back(tx: &Tx, device: DeviceId, at: Instant) -> Result<(), DbError> {
    let ids = store::suppressed(tx, &below(tx, device).await?).await?;
    if ids.is_empty() {
        return Ok(());
    }
    store::unsuppress(tx, &ids, at).await?;
    alerts::unsuppress(tx, &ids).await
}
