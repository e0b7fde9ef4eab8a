//! Numbers without gaps: the row of the sequence is locked until the transaction that uses the number ends.

use crate::billing::entity::document_sequence::{Column, DocumentKind, Entity};
use crate::db::{DbError, Reads as _, Tx};
use crate::kernel::fault::Fault;
use sea_orm::entity::prelude::*;

/// The next number of a kind of document of the tenant, from 1. A rolled back transaction gives it back.
pub async fn next_number(tx: &Tx, kind: DocumentKind) -> Result<i64, DbError> {
    let taken = tx.update::<Entity>().add(Column::Next, 1).filter(Column::Kind.eq(kind)).run().await?;
    if taken == 0 {
        // The tenant's first document of this kind. Of two at once the second waits here for the first and then adds.
        tx.execute(
            "INSERT INTO document_sequence (tenant_id, kind, next) VALUES ($1, $2, 2)
             ON CONFLICT (tenant_id, kind) DO UPDATE SET next = document_sequence.next + 1
              WHERE document_sequence.tenant_id = $1",
            [kind.into()],
        )
        .await?;
    }
    let row = tx.select::<Entity>().filter(Column::Kind.eq(kind)).one().await?;
    let row = row.ok_or_else(|| Fault::internal("the sequence is missing after it was written"))?;
    Ok(row.next - 1)
}
