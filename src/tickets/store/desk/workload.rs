//! Who works on how much.

use sea_orm::FromQueryResult;

use crate::db::{DbError, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::ids::AccountId;
use crate::tickets::entity::ticket::TicketPriority;

/// The live tickets of somebody, or of nobody, of one priority.
#[derive(Debug, Clone, FromQueryResult)]
pub(in crate::tickets) struct Load {
    /// Whose; none: nobody's.
    pub(in crate::tickets) assignee_id: Option<AccountId>,
    /// Of which priority.
    pub(in crate::tickets) priority: TicketPriority,
    /// How many.
    pub(in crate::tickets) tickets: i64,
    /// When the eldest of those that wait for the ISP was opened.
    pub(in crate::tickets) oldest: Option<Instant>,
}

/// The live tickets by whose they are and how urgent: at most five rows an employee.
const LOADS: &str = "SELECT assignee_id, priority, COUNT(*) AS tickets,
        MIN(CASE WHEN status IN ('NEW', 'OPEN', 'IN_PROGRESS') THEN created_at END) AS oldest
   FROM ticket
  WHERE tenant_id = $1 AND status NOT IN ('RESOLVED', 'CLOSED')
  GROUP BY assignee_id, priority";

/// Who works on how much, now. One statement.
pub(in crate::tickets) async fn loads(db: &impl Reads) -> Result<Vec<Load>, DbError> {
    db.rows(LOADS, []).await
}
