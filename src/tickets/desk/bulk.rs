//! One change of many tickets, each by itself: what one refuses does not keep the others.

use std::collections::HashSet;

use super::{Assignment, assign_ticket};
use crate::db::Scope;
use crate::kernel::ids::{AccountId, SupportTeamId, TicketId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, UseCaseError};
use crate::tickets::entity::ticket::{TicketPriority, TicketStatus};
use crate::tickets::{SeenTicket, TicketChanges, change_tags, move_to_status, update};

/// Tickets that one call changes at most.
pub const MAX_BULK: usize = 100;

/// What is done to each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkChange {
    /// It goes to this status.
    Status(TicketStatus),
    /// It is given to this employee.
    Assignee(AccountId),
    /// It is given to this team.
    Team(SupportTeamId),
    /// It is as urgent as this.
    Priority(TicketPriority),
    /// It has this tag too.
    AddTag(String),
}

/// Checks which tickets are named: 1 to [`MAX_BULK`], each once.
pub fn distinct(ids: &[TicketId]) -> Result<(), Invalid> {
    if ids.is_empty() || ids.len() > MAX_BULK {
        return Err(Invalid::new("ticketIds", format!("give 1 to {MAX_BULK} tickets")));
    }
    let mut seen = HashSet::new();
    if ids.iter().all(|id| seen.insert(*id)) {
        Ok(())
    } else {
        Err(Invalid::new("ticketIds", "names a ticket twice"))
    }
}

/// Changes one ticket of several, in a transaction of its own.
pub async fn change_one(
    scope: &Scope,
    id: TicketId,
    change: &BulkChange,
) -> Result<SeenTicket, UseCaseError> {
    match change {
        BulkChange::Status(target) => Box::pin(move_to_status(scope, id, *target, None)).await,
        BulkChange::Assignee(account) => {
            let to = Assignment { assignee: Some(Some(*account)), team: None };
            Box::pin(assign_ticket(scope, id, to, None)).await
        }
        BulkChange::Team(team) => {
            let to = Assignment { assignee: None, team: Some(Some(*team)) };
            Box::pin(assign_ticket(scope, id, to, None)).await
        }
        BulkChange::Priority(priority) => {
            let changes = TicketChanges { priority: Some(*priority), ..TicketChanges::default() };
            Box::pin(update(scope, id, changes, None)).await
        }
        BulkChange::AddTag(tag) => {
            let tagged = Box::pin(change_tags(scope, id, std::slice::from_ref(tag), &[], None)).await;
            tagged.map_err(|error| match error {
                // In the names of this call.
                UseCaseError::Refused(refusal) if refusal.field == Some("add") => {
                    Refusal { field: Some("addTag"), ..refusal }.into()
                }
                other => other,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ids(count: u128) -> Vec<TicketId> {
        (0..count).map(|n| TicketId(Uuid::from_u128(n))).collect()
    }

    #[test]
    fn one_to_a_hundred_tickets_each_once() {
        for (count, fits) in [(0, false), (1, true), (100, true), (101, false)] {
            assert_eq!(distinct(&ids(count)).is_ok(), fits, "{count}");
        }
        let twice = [ids(3), ids(1)].concat();
        let refused = distinct(&twice).expect_err("the first is named again");
        assert_eq!((refused.field, refused.message.as_str()), ("ticketIds", "names a ticket twice"));
    }
}
