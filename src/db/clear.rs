//! Clearing what is of no use any more: in bounded batches, which any number of workers may take at once.

use super::error::DbError;
use super::select::Reads as _;
use super::tx::Tx;
use crate::kernel::clock::Instant;

/// What of a table may go when its time is over. The names are the program's own, never input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clearing {
    /// The table, owned by a tenant and with an index on the tenant and `since`.
    pub table: &'static str,
    /// The column of the instant from which its time runs; rows without one stay.
    pub since: &'static str,
    /// What must hold as well, in SQL over the table.
    pub only: &'static str,
}

impl Clearing {
    /// All rows of `table` whose `since` lies far enough back.
    pub const fn of(table: &'static str, since: &'static str) -> Self {
        Self { table, since, only: "TRUE" }
    }

    /// Of these only some.
    #[must_use]
    pub const fn only(self, only: &'static str) -> Self {
        Self { only, ..self }
    }
}

impl Tx {
    /// Removes at most `limit` rows whose time began before `before`, the oldest first, leaving out what somebody else
    /// holds; how many there were. Of two calls at once each takes rows of its own, and neither waits.
    pub async fn clear(&self, what: &Clearing, before: Instant, limit: u32) -> Result<u64, DbError> {
        let Clearing { table, since, only } = what;
        let hold = if self.scope().is_sqlite() { "" } else { "FOR UPDATE SKIP LOCKED" };
        // Materialised, so that the rows are chosen once whatever the planner thinks best.
        let sql = format!(
            "WITH done AS MATERIALIZED (
                 SELECT id FROM {table} WHERE tenant_id = $1 AND {since} < $2 AND {only}
                  ORDER BY {since} LIMIT $3 {hold})
             DELETE FROM {table} WHERE tenant_id = $1 AND id IN (SELECT id FROM done)"
        );
        self.execute(&sql, [before.into(), i64::from(limit).into()]).await
    }
}
