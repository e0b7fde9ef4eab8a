//! The statements on what waits to be made of samples.

use std::fmt::Write as _;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{FromQueryResult, Value};

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, SampleWorkId, TenantId};
use crate::network::entity::sample_work::{Column, Entity, Model, WorkKind};

/// Work to be done.
#[derive(Debug, Clone, Copy)]
pub(in crate::network::samples) struct New {
    /// Of which device.
    pub(in crate::network::samples) device: DeviceId,
    /// What.
    pub(in crate::network::samples) kind: WorkKind,
    /// Of which span.
    pub(in crate::network::samples) start_at: Instant,
    /// Not before.
    pub(in crate::network::samples) due_at: Instant,
}

/// Pieces of work of one statement.
const CHUNK: usize = 1_000;

/// Adds work. What waits already is held until the transaction ends and is due at the earlier time: whoever is about to do it
/// waits for what it is to be done with, and what is being done is waited for and added anew. Give it in order of the
/// devices, so that two never wait for each other.
pub(in crate::network::samples) async fn add(tx: &Tx, work: &[New]) -> Result<(), DbError> {
    for chunk in work.chunks(CHUNK) {
        let mut places = String::new();
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * 5);
        for new in chunk {
            let at = values.len() + 2;
            let comma = if places.is_empty() { "" } else { ", " };
            let _ = write!(places, "{comma}($1, ${at}, ${}, ${}, ${}, ${})", at + 1, at + 2, at + 3, at + 4);
            let id: SampleWorkId = tx.scope().new_id();
            values.extend::<[Value; 5]>([
                id.into(),
                new.device.into(),
                new.kind.into(),
                new.start_at.into(),
                new.due_at.into(),
            ]);
        }
        let sql = format!(
            "INSERT INTO sample_work (tenant_id, id, device_id, kind, start_at, due_at) VALUES {places}
             ON CONFLICT (tenant_id, device_id, kind, start_at) DO UPDATE
                SET due_at = CASE WHEN excluded.due_at < sample_work.due_at THEN excluded.due_at
                                  ELSE sample_work.due_at END
              WHERE sample_work.tenant_id = $1"
        );
        tx.execute(&sql, values).await?;
    }
    Ok(())
}

/// Work of a kind that is due and that nobody else does, what has waited longest first; held until the transaction ends.
pub(in crate::network::samples) async fn claim(
    tx: &Tx,
    kind: WorkKind,
    now: Instant,
    limit: u64,
) -> Result<Vec<Model>, DbError> {
    tx.select::<Entity>()
        .filter(Column::Kind.eq(kind))
        .filter(Column::DueAt.lte(now))
        .order_by(Column::DueAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .for_update_skipping_held()
        .all()
        .await
}

/// Takes work away.
pub(in crate::network::samples) async fn remove(tx: &Tx, ids: &[SampleWorkId]) -> Result<u64, DbError> {
    tx.delete::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).run().await
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants that have samples to be rolled up.
pub async fn tenants_with_work(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT DISTINCT tenant_id FROM sample_work WHERE due_at <= $1 ORDER BY tenant_id";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}
