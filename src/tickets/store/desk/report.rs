//! What the report of support is counted from: three statements, whatever it is grouped by.
//!
//! The two that read rows read as many as they are told and one more, which says that there are too many. What stood open at
//! the end is counted back from what stands open now, so that no statement looks at what was before the period.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, FromQueryResult, QueryResult, TryGetable};

use crate::db::{DbError, Reads};
use crate::kernel::clock::Instant;
use crate::tickets::desk::{Moved, Opened};

/// Half open.
#[derive(Debug, Clone, Copy)]
pub(in crate::tickets) struct Span {
    /// The first instant.
    pub(in crate::tickets) from: Instant,
    /// The first one after it.
    pub(in crate::tickets) to: Instant,
}

impl<K: TryGetable> FromQueryResult for Opened<K> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            key: row.try_get(prefix, "group_key")?,
            created_at: row.try_get(prefix, "created_at")?,
            first_reply_due_at: row.try_get(prefix, "first_reply_due_at")?,
            first_replied_at: row.try_get(prefix, "first_replied_at")?,
            fix_due_at: row.try_get(prefix, "fix_due_at")?,
            resolved_at: row.try_get(prefix, "resolved_at")?,
            closed_at: row.try_get(prefix, "closed_at")?,
            paused_since: row.try_get(prefix, "paused_since")?,
        })
    }
}

impl<K: TryGetable> FromQueryResult for Moved<K> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            key: row.try_get(prefix, "group_key")?,
            ticket: row.try_get(prefix, "ticket_id")?,
            from: row.try_get(prefix, "from_status")?,
            to: row.try_get(prefix, "to_status")?,
            at: row.try_get(prefix, "at")?,
            created_at: row.try_get(prefix, "created_at")?,
            rating: row.try_get(prefix, "rating")?,
        })
    }
}

/// The tickets of a group that stand open.
pub(in crate::tickets) struct Backlog<K> {
    /// The group.
    pub(in crate::tickets) key: K,
    /// How many.
    pub(in crate::tickets) tickets: i64,
}

impl<K: TryGetable> FromQueryResult for Backlog<K> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self { key: row.try_get(prefix, "group_key")?, tickets: row.try_get(prefix, "tickets")? })
    }
}

/// The tickets that were opened in the span, `most` and one more. `column` is one of ours.
pub(in crate::tickets) async fn opened<K: TryGetable + Send>(
    db: &impl Reads,
    column: &'static str,
    span: Span,
    most: usize,
) -> Result<Vec<Opened<K>>, DbError> {
    let sql = format!(
        "SELECT {column} AS group_key, created_at, first_reply_due_at, first_replied_at, fix_due_at, resolved_at,
                closed_at, paused_since
           FROM ticket
          WHERE tenant_id = $1 AND created_at >= $2 AND created_at < $3
          LIMIT {}",
        most + 1
    );
    let values: [Value; 2] = [span.from.into(), span.to.into()];
    db.rows(&sql, values).await
}

/// What happened to tickets in the span, `most` and one more.
pub(in crate::tickets) async fn moved<K: TryGetable + Send>(
    db: &impl Reads,
    column: &'static str,
    span: Span,
    most: usize,
) -> Result<Vec<Moved<K>>, DbError> {
    let sql = format!(
        "SELECT t.{column} AS group_key, m.ticket_id, m.from_status, m.to_status, m.at, t.created_at, t.rating
           FROM ticket_transition m
           JOIN ticket t ON t.tenant_id = m.tenant_id AND t.id = m.ticket_id
          WHERE m.tenant_id = $1 AND m.at >= $2 AND m.at < $3
          LIMIT {}",
        most + 1
    );
    let values: [Value; 2] = [span.from.into(), span.to.into()];
    db.rows(&sql, values).await
}

/// The tickets that stood open at an instant, by group: those that do now, less what has happened since.
pub(in crate::tickets) async fn backlog<K: TryGetable + Send>(
    db: &impl Reads,
    column: &'static str,
    at: Instant,
) -> Result<Vec<Backlog<K>>, DbError> {
    let sql = format!(
        "SELECT group_key, CAST(SUM(tickets) AS BIGINT) AS tickets
           FROM (SELECT {column} AS group_key, COUNT(*) AS tickets
                   FROM ticket
                  WHERE tenant_id = $1 AND status NOT IN ('RESOLVED', 'CLOSED')
                  GROUP BY {column}
                  UNION ALL
                 SELECT t.{column} AS group_key,
                        COUNT(CASE WHEN m.from_status NOT IN ('RESOLVED', 'CLOSED') THEN 1 END)
                        - COUNT(CASE WHEN m.to_status NOT IN ('RESOLVED', 'CLOSED') THEN 1 END) AS tickets
                   FROM ticket_transition m
                   JOIN ticket t ON t.tenant_id = m.tenant_id AND t.id = m.ticket_id
                  WHERE m.tenant_id = $1 AND m.at >= $2
                  GROUP BY t.{column}) AS parts
          GROUP BY group_key"
    );
    db.rows(&sql, [at.into()]).await
}
