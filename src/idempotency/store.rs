//! Every query on idempotency records.

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Set};
use serde_json::Value as Json;

use super::entity::idempotency_record::{ActiveModel, Column, Entity, Model};
use super::{Key, Ticket};
use crate::db::{DbError, PlatformScope, Reads as _, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{IdempotencyRecordId, TenantId};

/// Writes a running record, unless there is one under the key. Of two at once the second waits for the first here.
pub(super) async fn insert_missing(
    tx: &Tx,
    ticket: &Ticket,
    actor: &str,
    key: &Key,
    expires_at: Instant,
) -> Result<(), DbError> {
    let (id, lease_until) = ticket.parts();
    let (operation, text, digest) = key.parts();
    let row = ActiveModel {
        id: Set(id),
        actor: Set(actor.to_owned()),
        operation: Set(operation.to_owned()),
        idempotency_key: Set(text.to_owned()),
        digest: Set(digest.to_vec()),
        progress: Set(None),
        result: Set(None),
        lease_until: Set(lease_until),
        created_at: Set(tx.scope().real_now()),
        expires_at: Set(expires_at),
        ..Default::default()
    };
    tx.insert_missing(vec![row]).await
}

/// The record under a key, locked until the transaction ends.
pub(super) async fn locked(tx: &Tx, actor: &str, key: &Key) -> Result<Option<Model>, DbError> {
    let (operation, text, _) = key.parts();
    tx.select::<Entity>()
        .filter(Column::Actor.eq(actor))
        .filter(Column::Operation.eq(operation))
        .filter(Column::IdempotencyKey.eq(text))
        .for_update()
        .one()
        .await
}

/// Gives a running record to a new owner.
pub(super) async fn lease(tx: &Tx, ticket: &Ticket) -> Result<(), DbError> {
    let (id, until) = ticket.parts();
    tx.update::<Entity>().set(Column::LeaseUntil, until).filter(Column::Id.eq(id)).run().await?;
    Ok(())
}

/// Notes what whoever takes over has to know.
pub(super) async fn note(tx: &Tx, ticket: &Ticket, progress: Json) -> Result<(), DbError> {
    let (id, _) = ticket.parts();
    tx.update::<Entity>().set(Column::Progress, progress).filter(Column::Id.eq(id)).run().await?;
    Ok(())
}

/// Finishes a record that is not finished.
pub(super) async fn finish(tx: &Tx, ticket: &Ticket, result: Json) -> Result<(), DbError> {
    let (id, _) = ticket.parts();
    tx.update::<Entity>()
        .set(Column::Result, result)
        .filter(Column::Id.eq(id))
        .filter(Column::Result.is_null())
        .run()
        .await?;
    Ok(())
}

/// Removes a record.
pub(super) async fn remove(tx: &Tx, id: IdempotencyRecordId) -> Result<(), DbError> {
    tx.delete::<Entity>().filter(Column::Id.eq(id)).run().await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with records past their time.
pub async fn tenants_with_expired(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT DISTINCT tenant_id FROM idempotency_record WHERE expires_at <= $1";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// Removes records past their time; how many.
pub(super) async fn discard(tx: &Tx, before: Instant) -> Result<u64, DbError> {
    tx.delete::<Entity>().filter(Column::ExpiresAt.lte(before)).run().await
}
