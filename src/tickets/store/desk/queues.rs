//! How many tickets lie in each queue: one statement.

use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads};
use crate::kernel::ids::AccountId;

/// Live tickets, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct QueueCounts {
    /// All of them.
    pub live: i64,
    /// Those of the caller.
    pub mine: i64,
    /// Those of nobody.
    pub unassigned: i64,
    /// Those that lie with a team of the caller.
    pub my_teams: i64,
    /// Those whose first answer or solution is late.
    pub breached: i64,
    /// Those that wait for an answer of the customer.
    pub waiting_for_customer: i64,
}

/// Late is what the filter `breached` of lists calls so: what was due before the clock of a paused ticket stopped, or before now,
/// unless it is an answer that came in time. What is live has no other end.
const COUNTS: &str = "SELECT COUNT(*) AS live,
        COUNT(CASE WHEN t.assignee_id = $2 THEN 1 END) AS mine,
        COUNT(CASE WHEN t.assignee_id IS NULL THEN 1 END) AS unassigned,
        COUNT(CASE WHEN t.team_id IN (SELECT m.team_id FROM support_team_member m
                                       WHERE m.tenant_id = $1 AND m.account_id = $2) THEN 1 END) AS my_teams,
        COUNT(CASE WHEN t.fix_due_at < COALESCE(t.paused_since, $3)
                     OR (t.first_reply_due_at < COALESCE(t.paused_since, $3)
                         AND (t.first_replied_at IS NULL OR t.first_reply_due_at < t.first_replied_at))
                   THEN 1 END) AS breached,
        COUNT(CASE WHEN t.status = 'PENDING_CUSTOMER' THEN 1 END) AS waiting_for_customer
   FROM ticket t
  WHERE t.tenant_id = $1 AND t.status NOT IN ('RESOLVED', 'CLOSED')";

/// The queues of an employee now.
pub(in crate::tickets) async fn counts(db: &impl Reads, account: AccountId) -> Result<QueueCounts, DbError> {
    let values: [Value; 2] = [account.into(), db.scope().now().into()];
    let rows: Vec<QueueCounts> = db.rows(COUNTS, values).await?;
    Ok(rows.into_iter().next().unwrap_or_default())
}
