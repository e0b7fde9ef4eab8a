//! The statements on what is above and below what.

use std::collections::BTreeSet;

use sea_orm::{ActiveModelTrait as _, FromQueryResult, IntoActiveModel as _, Value};

use super::places;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::DeviceId;
use crate::network::entity::network_topology;
use crate::network::inventory::MAX_DEPTH;

/// Devices that one statement starts from: the databases bind so many values and more.
const STARTS: usize = 1_000;

/// A device, and how many steps away it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub(in crate::network::inventory) struct Found {
    /// The device.
    pub(in crate::network::inventory) id: DeviceId,
    /// Steps to it: 0 is where the search began.
    pub(in crate::network::inventory) depth: i64,
}

/// Lets what changes the network wait for each other: whoever has passed here is alone until the transaction ends.
pub(in crate::network::inventory) async fn hold(tx: &Tx) -> Result<(), DbError> {
    let row =
        network_topology::Model { id: tx.scope().new_id(), tenant_id: tx.scope().tenant().id, changes: 0 };
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await?;
    tx.update::<network_topology::Entity>().add(network_topology::Column::Changes, 1).run().await?;
    Ok(())
}

/// The devices and everything that is reached through them, each once.
///
/// The topology has no cycle, and what it holds is no deeper than [`MAX_DEPTH`]; the statement ends there whatever the rows
/// say.
pub(in crate::network::inventory) async fn below(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<BTreeSet<DeviceId>, DbError> {
    let mut found = BTreeSet::new();
    for starts in devices.chunks(STARTS) {
        found.extend(down(db, starts).await?.into_iter().map(|row| row.id));
    }
    Ok(found)
}

/// How many levels there are below a device; 0 where nothing is.
pub(in crate::network::inventory) async fn height(db: &impl Reads, device: DeviceId) -> Result<i64, DbError> {
    Ok(down(db, &[device]).await?.into_iter().map(|row| row.depth).max().unwrap_or_default())
}

async fn down(db: &impl Reads, starts: &[DeviceId]) -> Result<Vec<Found>, DbError> {
    let sql = format!(
        "WITH RECURSIVE below (id, depth) AS (
             SELECT d.id, CAST(0 AS bigint) FROM device d WHERE d.tenant_id = $1 AND d.id IN ({})
             UNION
             SELECT d.id, b.depth + 1 FROM device d JOIN below b ON d.parent_id = b.id
              WHERE d.tenant_id = $1 AND b.depth < {MAX_DEPTH}
         )
         SELECT id, MAX(depth) AS depth FROM below GROUP BY id",
        places(2, starts.len())
    );
    let values: Vec<Value> = starts.iter().map(|id| Value::from(*id)).collect();
    db.rows(&sql, values).await
}

/// A device and what it is reached through, the device first.
pub(in crate::network::inventory) async fn above(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Vec<DeviceId>, DbError> {
    let sql = format!(
        "WITH RECURSIVE above (id, parent_id, depth) AS (
             SELECT d.id, d.parent_id, CAST(0 AS bigint) FROM device d WHERE d.tenant_id = $1 AND d.id = $2
             UNION
             SELECT d.id, d.parent_id, a.depth + 1 FROM device d JOIN above a ON d.id = a.parent_id
              WHERE d.tenant_id = $1 AND a.depth < {MAX_DEPTH}
         )
         SELECT id, MIN(depth) AS depth FROM above GROUP BY id ORDER BY 2"
    );
    let rows: Vec<Found> = db.rows(&sql, [Value::from(device)]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
