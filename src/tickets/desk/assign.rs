//! Who works on a ticket, and with which team it lies.

use serde_json::{Value as Json, json};

use super::permit;
use crate::db::audit::Record;
use crate::db::{Reads, Scope, Tx};
use crate::identity;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SupportTeamId, TicketId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::tickets::entity::support_team;
use crate::tickets::entity::ticket::{self, TicketStatus};
use crate::tickets::service::{locked_at, visible, write};
use crate::tickets::status::{no_way, ways};
use crate::tickets::store::desk::teams;
use crate::tickets::{SeenTicket, events, policy};

/// Whom a ticket is given to. What is absent stays as it is; what is `Some(None)` is taken away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assignment {
    /// The employee.
    pub assignee: Option<Option<AccountId>>,
    /// The team.
    pub team: Option<Option<SupportTeamId>>,
}

/// Whether an account may work on tickets: an active one with an active role in the staff. One statement.
pub async fn may_be_assignee(db: &impl Reads, account: AccountId) -> Result<bool, Fault> {
    Ok(!identity::employees_among(db, &[account]).await?.is_empty())
}

/// A team that tickets may be given to; NOT_FOUND on `field` for one that is not there or was retired.
pub async fn team_for(
    db: &impl Reads,
    team: SupportTeamId,
    field: &'static str,
) -> Result<support_team::Model, UseCaseError> {
    let found = teams::by_id(db, &[team]).await?.pop().filter(|team| team.active);
    Ok(found.ok_or_else(|| Refusal::not_found(field, "team at work"))?)
}

/// Gives a ticket to an employee, a team, or both, or takes it away from them.
pub async fn assign_ticket(
    scope: &Scope,
    id: TicketId,
    to: Assignment,
    expected: Option<i32>,
) -> Result<SeenTicket, UseCaseError> {
    permit(scope, policy::may_work_tickets)?;
    if to == Assignment::default() {
        return Err(Invalid::new("assigneeId", "give an assignee or a team, or null to take one away").into());
    }
    let seen = visible(scope, id).await?;
    let tx = scope.begin().await?;
    let before = live(&tx, &seen.ticket, expected).await?;
    let (account, team) = (to.assignee.flatten(), to.team.flatten());
    if let Some(account) = account
        && !may_be_assignee(&tx, account).await?
    {
        return Err(Refusal::not_found("assigneeId", "employee").into());
    }
    if let Some(team) = team {
        team_for(&tx, team, "teamId").await?;
    }
    if let (Some(account), Some(team)) = (account, team) {
        let members = teams::members_of(&tx, &[team]).await?;
        if !members.iter().any(|member| member.account_id == account) {
            return Err(Invalid::new("assigneeId", "must be a member of the team").into());
        }
    }
    let after = ticket::Model {
        assignee_id: to.assignee.unwrap_or(before.assignee_id),
        team_id: to.team.unwrap_or(before.team_id),
        ..before.clone()
    };
    Ok(SeenTicket { ticket: given(tx, before, after).await?, ..seen })
}

/// Takes a ticket that nobody works on: of two who take it at once one has it.
pub async fn take_ticket(
    scope: &Scope,
    id: TicketId,
    expected: Option<i32>,
) -> Result<SeenTicket, UseCaseError> {
    permit(scope, policy::may_work_tickets)?;
    let me = scope.actor().account().ok_or(UseCaseError::Forbidden)?.id;
    let seen = visible(scope, id).await?;
    let tx = scope.begin().await?;
    let before = live(&tx, &seen.ticket, expected).await?;
    match before.assignee_id {
        Some(holder) if holder == me => {
            Err(Refusal::of(RefusalCode::AlreadyDone, "ticketId", "you work on the ticket already").into())
        }
        Some(_) => {
            Err(Refusal::of(RefusalCode::Conflict, "ticketId", "somebody else has taken the ticket").into())
        }
        None => {
            let after = ticket::Model { assignee_id: Some(me), ..before.clone() };
            Ok(SeenTicket { ticket: given(tx, before, after).await?, ..seen })
        }
    }
}

/// The ticket in the version that was seen, locked; one that is closed has nobody who works on it.
async fn live(tx: &Tx, seen: &ticket::Model, expected: Option<i32>) -> Result<ticket::Model, UseCaseError> {
    let ticket = locked_at(tx, seen, expected).await?;
    if ticket.status == TicketStatus::Closed {
        return Err(no_way(ticket.status, &ways(&ticket, tx.scope().now())).into());
    }
    Ok(ticket)
}

/// Writes it, tells of it and commits. The customer sees none of this: `updated_at` stays.
async fn given(tx: Tx, before: ticket::Model, after: ticket::Model) -> Result<ticket::Model, UseCaseError> {
    let after = write(&tx, &before, after).await?;
    tx.record(Record::new("ticket.assign", after.id).change(shown(&before), shown(&after))).await?;
    events::assigned(&tx, &after).await?;
    tx.commit().await?;
    Ok(after)
}

fn shown(ticket: &ticket::Model) -> Json {
    json!({
        "assignee": ticket.assignee_id.map(|id| id.to_string()),
        "team": ticket.team_id.map(|id| id.to_string()),
    })
}
