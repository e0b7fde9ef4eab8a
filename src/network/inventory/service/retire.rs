//! Taking a device out of service. It is never removed: incidents and samples tell of it.

use super::{NAMED, follow_monitoring, held, permit, shown, some};
use crate::catalog;
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::kernel::ids::DeviceId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::network::entity::device;
use crate::network::inventory::store;

/// Takes a device out of service: it is asked no more. Refused while services hang on it, or devices are reached through it;
/// the refusal names them.
pub async fn retire_device(
    scope: &Scope,
    id: DeviceId,
    expected: Option<i32>,
) -> Result<device::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    let before = held(&tx, id, expected).await?;
    if before.retired_at.is_some() {
        return Err(Refusal::of(RefusalCode::AlreadyDone, "deviceId", "the device was retired before").into());
    }
    refuse_in_use(&tx, id).await?;
    let now = device::Model { retired_at: Some(scope.now()), in_maintenance: false, ..before.clone() };
    if !store::devices::change(&tx, &before, &now).await? {
        return Err(Refusal::conflict("device").into());
    }
    follow_monitoring(&tx, Some(&before), &now).await?;
    tx.record(Record::new("device.retire", id).change(shown(&before), shown(&now))).await?;
    tx.commit().await?;
    Ok(device::Model { version: before.version + 1, ..now })
}

async fn refuse_in_use(tx: &Tx, id: DeviceId) -> Result<(), UseCaseError> {
    let in_use = |message: String| Err(Refusal::of(RefusalCode::InUse, "deviceId", message).into());
    let more = u64::try_from(NAMED).unwrap_or_default() + 1;
    let children = store::devices::first_children(tx, id, more).await?;
    if !children.is_empty() {
        let names: Vec<String> = children.into_iter().map(|child| child.name).collect();
        return in_use(format!("devices are reached through it: {}", some(&names)));
    }
    let links = store::links::first_on(tx, id, more).await?;
    if links.is_empty() {
        return Ok(());
    }
    let services: Vec<_> = links.into_iter().map(|link| link.subscription_id).collect();
    let mut numbers = catalog::numbers_of(tx, &services).await?;
    numbers.sort_unstable();
    in_use(format!("services hang on it: {}", some(&numbers)))
}
