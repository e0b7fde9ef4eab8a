//! Who works on how much, as numbers.

use std::collections::HashMap;

use super::permit;
use crate::db::Scope;
use crate::identity;
use crate::kernel::clock::Instant;
use crate::kernel::ids::AccountId;
use crate::kernel::refusal::UseCaseError;
use crate::tickets::entity::ticket::TicketPriority;
use crate::tickets::policy;
use crate::tickets::store::desk::workload::loads;

/// The live tickets of an employee, or of nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workload {
    /// The employee with the name; none for what nobody works on.
    pub employee: Option<(AccountId, String)>,
    /// Tickets by priority.
    by_priority: HashMap<TicketPriority, i64>,
    /// When the eldest of those that wait for the ISP was opened: those that wait neither for the customer nor for a vendor.
    pub oldest: Option<Instant>,
}

impl Workload {
    /// Tickets of a priority.
    pub fn of(&self, priority: TicketPriority) -> i64 {
        self.by_priority.get(&priority).copied().unwrap_or_default()
    }

    /// All of them.
    pub fn live(&self) -> i64 {
        self.by_priority.values().sum()
    }

    fn add(&mut self, priority: TicketPriority, tickets: i64, oldest: Option<Instant>) {
        *self.by_priority.entry(priority).or_default() += tickets;
        self.oldest = self.oldest.into_iter().chain(oldest).min();
    }
}

/// Who works on how much, by name: every employee, those who are none any more and have tickets still, and last what nobody
/// works on. Two statements.
pub async fn workload(scope: &Scope) -> Result<Vec<Workload>, UseCaseError> {
    permit(scope, policy::may_read_reports)?;
    let mut by_assignee: HashMap<Option<AccountId>, Workload> = HashMap::new();
    for load in loads(scope).await? {
        let of = by_assignee.entry(load.assignee_id).or_default();
        of.add(load.priority, load.tickets, load.oldest);
    }
    let busy: Vec<AccountId> = by_assignee.keys().copied().flatten().collect();
    let employees = identity::employees(scope, &busy).await?;
    let mut all = Vec::with_capacity(employees.len() + 1);
    for employee in employees {
        let of = by_assignee.remove(&Some(employee.id)).unwrap_or_default();
        all.push(Workload { employee: Some((employee.id, employee.name)), ..of });
    }
    all.push(by_assignee.remove(&None).unwrap_or_default());
    Ok(all)
}
