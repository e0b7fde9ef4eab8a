//! Every query on exports, and in [`sections`] what they are made of.

pub(super) mod sections;

use sea_orm::sea_query::Order;
use sea_orm::{ColumnTrait as _, FromQueryResult};

use super::entity::data_export::{self, ExportStatus};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId, DataExportId};

/// Exports of an account that are listed.
const LISTED: u64 = 20;

/// An export without its file.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(super) struct Summary {
    pub(super) id: DataExportId,
    pub(super) customer_id: CustomerId,
    pub(super) byte_size: i64,
    pub(super) requested_at: Instant,
    pub(super) ready_at: Option<Instant>,
    pub(super) expires_at: Instant,
}

/// The latest exports that an account has asked for.
pub(super) async fn of_account(db: &impl Reads, account: AccountId) -> Result<Vec<Summary>, DbError> {
    let sql = format!(
        "SELECT id, customer_id, byte_size, requested_at, ready_at, expires_at FROM data_export
          WHERE tenant_id = $1 AND account_id = $2 ORDER BY requested_at DESC, id DESC LIMIT {LISTED}"
    );
    db.rows(&sql, [account.into()]).await
}

/// Writes that an export was asked for.
pub(super) async fn insert(tx: &Tx, row: data_export::ActiveModel) -> Result<(), DbError> {
    tx.insert(row).await
}

/// The exports that wait to be made.
pub(super) async fn pending(
    db: &impl Reads,
    ids: &[DataExportId],
) -> Result<Vec<data_export::Model>, DbError> {
    use data_export::Column;
    db.select::<data_export::Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::Status.eq(ExportStatus::Pending))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Keeps the file of an export that waits.
pub(super) async fn keep(tx: &Tx, id: DataExportId, content: Vec<u8>) -> Result<bool, DbError> {
    use data_export::Column;
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    let kept = tx
        .update::<data_export::Entity>()
        .set(Column::Status, ExportStatus::Ready)
        .set(Column::Content, content)
        .set(Column::ByteSize, size)
        .set(Column::ReadyAt, tx.scope().real_now())
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(ExportStatus::Pending));
    Ok(kept.run().await? == 1)
}

/// A file that an account has asked for, if it is there.
pub(super) async fn file(
    db: &impl Reads,
    id: DataExportId,
    account: AccountId,
) -> Result<Option<data_export::Model>, DbError> {
    use data_export::Column;
    db.select::<data_export::Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.eq(account))
        .filter(Column::Status.eq(ExportStatus::Ready))
        .filter(Column::Content.is_not_null())
        .filter(Column::ExpiresAt.gt(db.scope().real_now()))
        .one()
        .await
}

/// Removes the files that have expired; how many.
pub(super) async fn discard_expired(tx: &Tx) -> Result<u64, DbError> {
    use data_export::Column;
    let removed = tx
        .update::<data_export::Entity>()
        .set(Column::Content, None::<Vec<u8>>)
        .filter(Column::ExpiresAt.lte(tx.scope().real_now()))
        .filter(Column::Content.is_not_null());
    removed.run().await
}
