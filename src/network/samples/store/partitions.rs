//! The statements on the partitions of what was measured; on SQLite there are none, and old rows are deleted.
//!
//! The names of tables and partitions are the program's own, never input.

use sea_orm::FromQueryResult;

use crate::db::{DbError, PlatformScope};
use crate::kernel::clock::Instant;

/// The lock under which partitions are made and dropped, so that two workers do not do the same.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7209225)";

/// Whoever waits for a table makes others wait behind it: rather not now than long.
const PATIENCE: &str = "SET LOCAL lock_timeout = '3s'";

#[derive(FromQueryResult)]
struct NameRow {
    name: String,
}

/// The partitions of a table.
pub(in crate::network::samples) async fn names(
    platform: &PlatformScope,
    table: &str,
) -> Result<Vec<String>, DbError> {
    const SQL: &str = "SELECT CAST(c.relname AS text) AS name FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = to_regclass(CAST($1 AS text)) ORDER BY 1";
    let rows: Vec<NameRow> = platform.rows(SQL, [table.into()]).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// Makes a partition. False: rows of its time are elsewhere already, and it is left out.
pub(in crate::network::samples) async fn create(
    platform: &PlatformScope,
    table: &str,
    name: &str,
    from: Instant,
    to: Instant,
) -> Result<bool, DbError> {
    let tx = platform.begin().await?;
    tx.execute(PATIENCE, []).await?;
    tx.execute(LOCK, []).await?;
    let sql = format!(
        "CREATE TABLE IF NOT EXISTS {name} PARTITION OF {table} FOR VALUES FROM ('{}') TO ('{}')",
        from.to_rfc3339(),
        to.to_rfc3339()
    );
    let made = tx.execute(&sql, []).await;
    match made {
        Ok(_) => tx.commit().await.map(|()| true),
        Err(DbError::Check(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Drops a partition with all that is in it.
pub(in crate::network::samples) async fn remove(platform: &PlatformScope, name: &str) -> Result<(), DbError> {
    let tx = platform.begin().await?;
    tx.execute(PATIENCE, []).await?;
    tx.execute(LOCK, []).await?;
    tx.execute(&format!("DROP TABLE IF EXISTS {name}"), []).await?;
    tx.commit().await
}

/// Deletes the rows of a table from before an instant.
pub(in crate::network::samples) async fn clear(
    platform: &PlatformScope,
    table: &str,
    before: Instant,
) -> Result<u64, DbError> {
    let tx = platform.begin().await?;
    let gone = tx.execute(&format!("DELETE FROM {table} WHERE at < $1"), [before.into()]).await?;
    tx.commit().await?;
    Ok(gone)
}
