//! Columns that hold what the keyring has sealed: under which key each value is, and sealing it anew.
//!
//! A value begins with a header that names its key (`ports::keyring`), and an index knows the headers: to find what is
//! under a retired key costs as much as there is of it.

use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::error::DbError;
use super::platform::PlatformScope;
use super::select::Reads as _;
use super::tx::Tx;
use crate::kernel::ids::TenantId;

/// A column of sealed values. The names are the program's own, never input.
#[derive(Debug, Clone, Copy)]
pub struct SealedColumn {
    /// What it holds, for people.
    pub name: &'static str,
    /// The table, owned by a tenant.
    pub table: &'static str,
    /// The column; NULL holds nothing.
    pub column: &'static str,
}

/// A sealed value and where it lies.
#[derive(Debug, FromQueryResult)]
pub struct SealedRow {
    /// The row.
    pub id: Uuid,
    /// The value.
    pub sealed: Vec<u8>,
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

#[derive(FromQueryResult)]
struct CountRow {
    header: Vec<u8>,
    values_under: i64,
}

impl SealedColumn {
    /// The header of a value, written as the index has it.
    fn header(&self, length: usize) -> String {
        format!("substr({}, 1, {length})", self.column)
    }

    /// The tenants with values under a header.
    pub async fn tenants_under(
        &self,
        platform: &PlatformScope,
        header: &[u8],
    ) -> Result<Vec<TenantId>, DbError> {
        let sql = format!(
            "SELECT DISTINCT tenant_id FROM {} WHERE {} IS NOT NULL AND {} = $1 ORDER BY tenant_id",
            self.table,
            self.column,
            self.header(header.len())
        );
        let rows: Vec<TenantRow> = platform.rows(&sql, [header.to_vec().into()]).await?;
        Ok(rows.into_iter().map(|row| row.tenant_id).collect())
    }

    /// How many values there are under each header of this length, over all tenants.
    pub async fn count(
        &self,
        platform: &PlatformScope,
        header_length: usize,
    ) -> Result<Vec<(Vec<u8>, u64)>, DbError> {
        let header = self.header(header_length);
        let sql = format!(
            "SELECT {header} AS header, COUNT(*) AS values_under FROM {} WHERE {} IS NOT NULL
              GROUP BY {header} ORDER BY {header}",
            self.table, self.column
        );
        let rows: Vec<CountRow> = platform.rows(&sql, []).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.header, u64::try_from(row.values_under).unwrap_or_default()))
            .collect())
    }
}

impl Tx {
    /// At most `limit` values under a header, in the order of their ids, after `after`. They are held until the
    /// transaction ends; what somebody else holds is left out, so that nobody waits for anybody here.
    pub async fn sealed_under(
        &self,
        column: &SealedColumn,
        header: &[u8],
        after: Uuid,
        limit: u32,
    ) -> Result<Vec<SealedRow>, DbError> {
        let hold = if self.scope().is_sqlite() { "" } else { "FOR UPDATE SKIP LOCKED" };
        let sql = format!(
            "SELECT id, {column} AS sealed FROM {} WHERE tenant_id = $1 AND {column} IS NOT NULL
                AND {} = $2 AND id > $3 ORDER BY id LIMIT $4 {hold}",
            column.table,
            column.header(header.len()),
            column = column.column,
        );
        let values: [Value; 3] = [header.to_vec().into(), after.into(), i64::from(limit).into()];
        self.rows(&sql, values).await
    }

    /// Puts another value in the place of one, if it is still there. Whether it was.
    pub async fn replace_sealed(
        &self,
        column: &SealedColumn,
        row: SealedRow,
        sealed: Vec<u8>,
    ) -> Result<bool, DbError> {
        let sql = format!(
            "UPDATE {} SET {column} = $2 WHERE tenant_id = $1 AND id = $3 AND {column} = $4",
            column.table,
            column = column.column,
        );
        Ok(self.execute(&sql, [sealed.into(), row.id.into(), row.sealed.into()]).await? == 1)
    }
}
