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
    /// Those whose first answer or solution is nearly late, and neither is.
    pub at_risk: i64,
    /// Those that wait for an answer of the customer.
    pub waiting_for_customer: i64,
}

/// Late is what the filter `breached` of lists calls so: what was due before the clock of a paused ticket stopped, or before now,
/// unless it is an answer that came in time. What is live has no other end. Nearly late is what they call `atRisk`.
const COUNTS: &str = "SELECT COUNT(*) AS live,
        COUNT(CASE WHEN t.assignee_id = $2 THEN 1 END) AS mine,
        COUNT(CASE WHEN t.assignee_id IS NULL THEN 1 END) AS unassigned,
        COUNT(CASE WHEN t.team_id IN (SELECT m.team_id FROM support_team_member m
                                       WHERE m.tenant_id = $1 AND m.account_id = $2) THEN 1 END) AS my_teams,
        COUNT(CASE WHEN t.late THEN 1 END) AS breached,
        COUNT(CASE WHEN NOT t.late AND (t.fix_at_risk_at <= t.at
                     OR (t.first_reply_at_risk_at <= t.at AND t.first_replied_at IS NULL))
                   THEN 1 END) AS at_risk,
        COUNT(CASE WHEN t.status = 'PENDING_CUSTOMER' THEN 1 END) AS waiting_for_customer
   FROM (SELECT w.*, COALESCE(w.fix_due_at < w.at OR (w.first_reply_due_at < w.at
                AND (w.first_replied_at IS NULL OR w.first_reply_due_at < w.first_replied_at)), FALSE) AS late
           FROM (SELECT assignee_id, team_id, status, fix_due_at, fix_at_risk_at, first_reply_due_at,
                        first_reply_at_risk_at, first_replied_at, COALESCE(paused_since, $3) AS at
                   FROM ticket WHERE tenant_id = $1 AND status NOT IN ('RESOLVED', 'CLOSED')) w) t";

/// The queues of an employee now.
pub(in crate::tickets) async fn counts(db: &impl Reads, account: AccountId) -> Result<QueueCounts, DbError> {
    let values: [Value; 2] = [account.into(), db.scope().now().into()];
    let rows: Vec<QueueCounts> = db.rows(COUNTS, values).await?;
    Ok(rows.into_iter().next().unwrap_or_default())
}
