//! The statements on whose turn it is: what is due, and which worker has it.

use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;

use crate::db::{DbError, PlatformScope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, TenantId};
use crate::network::entity::device_state;
use crate::network::poll::Lease;

/// A device that is due, and is this worker's now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Due {
    /// Whose it is.
    pub tenant_id: TenantId,
    /// The device.
    pub device_id: DeviceId,
}

/// Claims devices that are due at `now` for a worker, whose they are until the lease ends: those that have waited longest,
/// at most `limit`. Those that fail come last: each of them holds a place for as long as it is waited for, and many at once
/// must not delay the rest. One statement: of two workers that ask for the same device, the second finds it claimed when it
/// has waited for the first (the condition is looked at again).
pub async fn claim_due(
    platform: &PlatformScope,
    lease: &Lease,
    now: Instant,
    limit: u64,
) -> Result<Vec<Due>, DbError> {
    const SQL: &str = "UPDATE device_state SET lease_holder = $1, lease_until = $2
         WHERE id IN (SELECT id FROM device_state
                       WHERE next_poll_at <= $3 AND (lease_until IS NULL OR lease_until <= $3)
                       ORDER BY CASE WHEN failures > 0 THEN 1 ELSE 0 END, next_poll_at LIMIT $4)
           AND next_poll_at <= $3 AND (lease_until IS NULL OR lease_until <= $3)
         RETURNING tenant_id, device_id";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    platform.rows(SQL, [lease.holder.clone().into(), lease.until.into(), now.into(), limit.into()]).await
}

/// Gives back what a worker holds that stops.
pub async fn release_all(platform: &PlatformScope, holder: &str) -> Result<u64, DbError> {
    const SQL: &str =
        "UPDATE device_state SET lease_holder = NULL, lease_until = NULL WHERE lease_holder = $1";
    let tx = platform.begin().await?;
    let released = tx.execute(SQL, [holder.into()]).await?;
    tx.commit().await?;
    Ok(released)
}

/// Claims one device, due or not. False: somebody has it, or it is not asked at all.
pub(in crate::network::poll) async fn claim(
    tx: &Tx,
    device: DeviceId,
    lease: &Lease,
    now: Instant,
) -> Result<bool, DbError> {
    use device_state::Column;
    let free = Condition::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lte(now));
    let claimed = tx
        .update::<device_state::Entity>()
        .set(Column::LeaseHolder, lease.holder.clone())
        .set(Column::LeaseUntil, lease.until)
        .filter(Column::DeviceId.eq(device))
        .filter(free);
    Ok(claimed.run().await? == 1)
}

/// Gives a device back without having asked it, and lets it be asked again at `next`.
pub(in crate::network::poll) async fn release(
    tx: &Tx,
    device: DeviceId,
    lease: &Lease,
    next: Instant,
) -> Result<(), DbError> {
    use device_state::Column;
    tx.update::<device_state::Entity>()
        .set(Column::LeaseHolder, None::<String>)
        .set(Column::LeaseUntil, None::<DateTimeUtc>)
        .set(Column::NextPollAt, next)
        .filter(Column::DeviceId.eq(device))
        .filter(Column::LeaseHolder.eq(lease.holder.clone()))
        .filter(Column::LeaseUntil.eq(lease.until))
        .run()
        .await?;
    Ok(())
}

/// Gives a device back as it was claimed.
pub(in crate::network::poll) async fn give_back(
    tx: &Tx,
    device: DeviceId,
    lease: &Lease,
) -> Result<(), DbError> {
    use device_state::Column;
    tx.update::<device_state::Entity>()
        .set(Column::LeaseHolder, None::<String>)
        .set(Column::LeaseUntil, None::<DateTimeUtc>)
        .filter(Column::DeviceId.eq(device))
        .filter(Column::LeaseHolder.eq(lease.holder.clone()))
        .filter(Column::LeaseUntil.eq(lease.until))
        .run()
        .await?;
    Ok(())
}

/// Has a device asked now that was due later, unless it was asked since `not_since`.
pub(in crate::network::poll) async fn ask_early(
    tx: &Tx,
    devices: &[DeviceId],
    now: Instant,
    not_since: Instant,
) -> Result<u64, DbError> {
    use device_state::Column;
    let rested = Condition::any().add(Column::LastTriedAt.is_null()).add(Column::LastTriedAt.lte(not_since));
    tx.update::<device_state::Entity>()
        .set(Column::NextPollAt, now)
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::NextPollAt.gt(now))
        .filter(rested)
        .run()
        .await
}

/// Has a device that is being asked at this moment asked once more at `next`: what happens meanwhile it may have told nothing of.
pub(in crate::network::poll) async fn ask_again(
    tx: &Tx,
    device: DeviceId,
    next: Instant,
    now: Instant,
) -> Result<u64, DbError> {
    use device_state::Column;
    tx.update::<device_state::Entity>()
        .set(Column::NextPollAt, next)
        .filter(Column::DeviceId.eq(device))
        .filter(Column::LeaseUntil.gt(now))
        .run()
        .await
}

/// The devices, of all tenants, that answer at an address; of each tenant the first four, so that nobody who enters many there
/// has others' not heard. Behind one address are several where it is translated, with a port for each.
pub async fn at_address(platform: &PlatformScope, address: &str) -> Result<Vec<Due>, DbError> {
    const SQL: &str = "SELECT tenant_id, device_id
         FROM (SELECT tenant_id, id AS device_id,
                      ROW_NUMBER() OVER (PARTITION BY tenant_id ORDER BY id) AS place
                 FROM device
                WHERE mgmt_address = $1 AND retired_at IS NULL AND snmp_version IS NOT NULL) AS there
         WHERE place <= 4 ORDER BY device_id";
    platform.rows(SQL, [address.into()]).await
}
