//! Every query on the states and interfaces of devices that are polled; whose turn it is in the file below.

pub(in crate::network::poll) mod turns;

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};

use super::Lease;
use super::machine::Standing;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::device_state::DeviceStatus;
use crate::network::entity::{device, device_interface, device_state};

/// Values that one statement binds at most, with room for the others in it.
const IDS_AT_ONCE: usize = 10_000;

/// A device that is asked.
pub(in crate::network::poll) async fn device(
    db: &impl Reads,
    id: DeviceId,
) -> Result<Option<device::Model>, DbError> {
    use device::Column;
    let device = db.select::<device::Entity>().filter(Column::Id.eq(id));
    device.filter(Column::RetiredAt.is_null()).filter(Column::SnmpVersion.is_not_null()).one().await
}

/// The names of devices.
pub(in crate::network::poll) async fn devices(
    db: &impl Reads,
    ids: &[DeviceId],
) -> Result<Vec<device::Model>, DbError> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let devices = db.select::<device::Entity>();
        found.extend(devices.filter(device::Column::Id.is_in(ids.iter().copied())).all().await?);
    }
    Ok(found)
}

/// What is known of a device, held until the transaction ends.
pub(in crate::network::poll) async fn held(
    tx: &Tx,
    id: DeviceId,
) -> Result<Option<device_state::Model>, DbError> {
    let state = tx.select::<device_state::Entity>();
    state.filter(device_state::Column::DeviceId.eq(id)).for_update().one().await
}

/// What is known of a device.
pub(in crate::network::poll) async fn state(
    db: &impl Reads,
    id: DeviceId,
) -> Result<Option<device_state::Model>, DbError> {
    db.select::<device_state::Entity>().filter(device_state::Column::DeviceId.eq(id)).one().await
}

/// The nearest device above another that is asked too.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(in crate::network::poll) struct AboveRow {
    pub(in crate::network::poll) device_id: DeviceId,
    status: DeviceStatus,
    failures: i32,
    successes: i32,
    suppressed: bool,
}

impl AboveRow {
    pub(in crate::network::poll) fn standing(&self) -> Standing {
        Standing {
            status: self.status,
            failures: self.failures,
            successes: self.successes,
            suppressed: self.suppressed,
        }
    }
}

/// The nearest device above another that is asked too; passive equipment in between is passed over.
pub(in crate::network::poll) async fn above(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Option<AboveRow>, DbError> {
    const SQL: &str = "WITH RECURSIVE above (id, parent_id, depth) AS (
            SELECT id, parent_id, 0 FROM device WHERE tenant_id = $1 AND id = $2
            UNION ALL
            SELECT device.id, device.parent_id, above.depth + 1 FROM above
              JOIN device ON device.id = above.parent_id AND device.tenant_id = $1
             WHERE above.depth < 64)
        SELECT device_state.device_id, device_state.status, device_state.failures, device_state.successes,
               device_state.suppressed
          FROM above JOIN device_state ON device_state.device_id = above.id AND device_state.tenant_id = $1
         WHERE above.depth > 0 ORDER BY above.depth LIMIT 1";
    let rows: Vec<AboveRow> = db.rows(SQL, [Value::from(device.0)]).await?;
    Ok(rows.into_iter().next())
}

/// Writes what is known of a device after a poll, and gives it back. False: it is not ours any more.
pub(in crate::network::poll) async fn write(
    tx: &Tx,
    now: &device_state::Model,
    lease: &Lease,
) -> Result<bool, DbError> {
    use device_state::Column;
    let written = tx
        .update::<device_state::Entity>()
        .set(Column::Status, now.status)
        .set(Column::StatusSince, now.status_since)
        .set(Column::Suppressed, now.suppressed)
        .set(Column::Failures, now.failures)
        .set(Column::Successes, now.successes)
        .set(Column::LastTriedAt, Value::from(now.last_tried_at))
        .set(Column::LastOkAt, Value::from(now.last_ok_at))
        .set(Column::LastError, Value::from(now.last_error.clone()))
        .set(Column::ResponseMicros, Value::from(now.response_micros))
        .set(Column::SysName, Value::from(now.sys_name.clone()))
        .set(Column::SysDescr, Value::from(now.sys_descr.clone()))
        .set(Column::SysObjectId, Value::from(now.sys_object_id.clone()))
        .set(Column::SysUptimeTicks, Value::from(now.sys_uptime_ticks))
        .set(Column::CpuPermille, Value::from(now.cpu_permille))
        .set(Column::MemoryPermille, Value::from(now.memory_permille))
        .set(Column::NextPollAt, now.next_poll_at)
        .set(Column::LeaseHolder, None::<String>)
        .set(Column::LeaseUntil, None::<DateTimeUtc>)
        .filter(Column::DeviceId.eq(now.device_id))
        .filter(Column::LeaseHolder.eq(lease.holder.clone()))
        .filter(Column::LeaseUntil.eq(lease.until));
    Ok(written.run().await? == 1)
}

/// The interfaces of a device, those that it does not tell of any more among them.
pub(in crate::network::poll) async fn interfaces(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Vec<device_interface::Model>, DbError> {
    let interfaces = db.select::<device_interface::Entity>();
    interfaces.filter(device_interface::Column::DeviceId.eq(device)).all().await
}

/// An interface of a device, by its index.
pub(in crate::network::poll) async fn interface_at(
    db: &impl Reads,
    device: DeviceId,
    if_index: i32,
) -> Result<Option<device_interface::Model>, DbError> {
    use device_interface::Column;
    let interface = db.select::<device_interface::Entity>().filter(Column::DeviceId.eq(device));
    interface.filter(Column::IfIndex.eq(if_index)).one().await
}

/// Writes the interfaces that a device has told of, new ones and known ones: one statement for a thousand of them.
pub(in crate::network::poll) async fn write_interfaces(
    tx: &Tx,
    rows: Vec<device_interface::Model>,
) -> Result<(), DbError> {
    use device_interface::Column;
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).collect();
    let key = [Column::TenantId, Column::DeviceId, Column::IfIndex];
    let kept = [Column::Id, Column::TenantId, Column::DeviceId, Column::IfIndex];
    let told: Vec<Column> = <Column as sea_orm::Iterable>::iter()
        .filter(|column| !kept.iter().any(|other| column.as_str() == other.as_str()))
        .collect();
    tx.insert_or_change(rows, &key, &told).await
}

/// Writes that a device does not tell of interfaces any more.
pub(in crate::network::poll) async fn interfaces_gone(
    tx: &Tx,
    ids: &[DeviceInterfaceId],
) -> Result<(), DbError> {
    use device_interface::Column;
    if ids.is_empty() {
        return Ok(());
    }
    tx.update::<device_interface::Entity>()
        .set(Column::Present, false)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .run()
        .await?;
    Ok(())
}

/// What is known of those of the devices that fail and are not suppressed, unless they are worked on.
pub(in crate::network::poll) async fn failing(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<Vec<device_state::Model>, DbError> {
    use device_state::Column;
    let mut found = Vec::new();
    for ids in devices.chunks(IDS_AT_ONCE) {
        let states = db.select::<device_state::Entity>();
        let failing = states
            .filter(Column::DeviceId.is_in(ids.iter().copied()))
            .filter(Column::Failures.gt(0))
            .filter(Column::Suppressed.eq(false))
            .filter(Column::Status.ne(DeviceStatus::Maintenance));
        found.extend(failing.all().await?);
    }
    Ok(found)
}

/// Those of the devices that are suppressed.
pub(in crate::network::poll) async fn suppressed(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<Vec<DeviceId>, DbError> {
    use device_state::Column;
    let mut found = Vec::new();
    for ids in devices.chunks(IDS_AT_ONCE) {
        let states = db.select::<device_state::Entity>();
        let states = states.filter(Column::DeviceId.is_in(ids.iter().copied()));
        let states = states.filter(Column::Suppressed.eq(true)).all().await?;
        found.extend(states.into_iter().map(|row| row.device_id));
    }
    Ok(found)
}

/// Suppresses devices: how they are is not known any more.
pub(in crate::network::poll) async fn suppress(
    tx: &Tx,
    devices: &[DeviceId],
    at: Instant,
) -> Result<(), DbError> {
    use device_state::Column;
    for ids in devices.chunks(IDS_AT_ONCE) {
        tx.update::<device_state::Entity>()
            .set(Column::Status, DeviceStatus::Unknown)
            .set(Column::StatusSince, at)
            .filter(Column::DeviceId.is_in(ids.iter().copied()))
            .filter(Column::Status.ne(DeviceStatus::Unknown))
            .run()
            .await?;
        tx.update::<device_state::Entity>()
            .set(Column::Suppressed, true)
            .filter(Column::DeviceId.is_in(ids.iter().copied()))
            .run()
            .await?;
    }
    Ok(())
}

/// Counts suppressed devices anew, and has them asked now.
pub(in crate::network::poll) async fn unsuppress(
    tx: &Tx,
    devices: &[DeviceId],
    now: Instant,
) -> Result<(), DbError> {
    use device_state::Column;
    for ids in devices.chunks(IDS_AT_ONCE) {
        tx.update::<device_state::Entity>()
            .set(Column::Failures, 0)
            .set(Column::Successes, 0)
            .set(Column::Suppressed, false)
            .set(Column::NextPollAt, now)
            .filter(Column::DeviceId.is_in(ids.iter().copied()))
            .filter(Column::Suppressed.eq(true))
            .run()
            .await?;
    }
    Ok(())
}
