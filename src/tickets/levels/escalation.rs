//! Escalation: a ticket whose time runs out goes one priority up and to the team that its level names, once. Its clock goes
//! on: what was promised stays promised.
//!
//! Any number of workers may do it at once: each ticket is held while it is judged again, and what was escalated is not any
//! more.

use async_trait::async_trait;
use chrono::TimeDelta;
use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::permit;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SupportTeamId, TicketId};
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, long_text};
use crate::tenancy::{DailyWork, Tenant};
use crate::tickets::entity::ticket::TicketPriority;
use crate::tickets::entity::{ticket, ticket_note};
use crate::tickets::service::locked;
use crate::tickets::sla::{self, Level, state};
use crate::tickets::store::levels::{self as store, DueBy};
use crate::tickets::store::{notes, tickets};
use crate::tickets::{events, policy, wording};

/// Tickets looked at at once.
const PAGE: u64 = 200;

/// The longest reason, in characters.
const MAX_REASON: usize = 2_000;

/// The due moments that are looked at where a calendar has so few hours that none is found.
const FAR: TimeDelta = TimeDelta::days(3_660);

/// One step up; the highest stays.
fn raised(priority: TicketPriority) -> TicketPriority {
    match priority {
        TicketPriority::Low => TicketPriority::Normal,
        TicketPriority::Normal => TicketPriority::High,
        TicketPriority::High => TicketPriority::Urgent,
        TicketPriority::Urgent | TicketPriority::Critical => TicketPriority::Critical,
    }
}

/// The escalation at the days of a calendar: where a sandbox moves its clock, what has run out on the way is found. Beside
/// it a job looks each minute.
pub struct EscalationDay;

#[async_trait]
impl DailyWork for EscalationDay {
    fn name(&self) -> &'static str {
        "escalation"
    }

    async fn run(&self, scope: &Scope, _: &Tenant) -> Result<(), Fault> {
        escalate_due(scope).await.map(|_| ())
    }
}

/// Escalates the tickets whose time runs out, and tells how many were. What fails keeps no other waiting.
pub async fn escalate_due(scope: &Scope) -> Result<u32, Fault> {
    let (mut escalated, mut failed) = (0, 0);
    for policy in store::escalating(scope).await? {
        let calendar = store::calendars_by_id(scope, &[policy.calendar_id]).await?.pop();
        let calendar = calendar.ok_or_else(|| Fault::internal("a service level has no calendar"))?;
        let level = Level::of(policy, calendar)?;
        let (due_by, mut after) = (due_by(&level, scope.now()), None);
        loop {
            let page = store::running_out(scope, level.policy.id, due_by, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            for ticket in page.iter().filter(|row| state::calls_for_escalation(row, &level, scope.now())) {
                match run_out(scope, ticket.id, &level).await {
                    Ok(true) => escalated += 1,
                    Ok(false) => {}
                    Err(cause) => {
                        tracing::error!(ticket = %ticket.id, %cause, "the escalation of a ticket waits for the next look");
                        failed += 1;
                    }
                }
            }
        }
    }
    match failed {
        0 => Ok(escalated),
        failed => Err(Fault::internal(format!("the escalation of {failed} tickets waits"))),
    }
}

/// By when tickets of a level are due whose time may have run out: where nine tenths are to be used, one tenth is left.
fn due_by(level: &Level, now: Instant) -> DueBy {
    let left = i64::from(100 - level.policy.escalate_percent.unwrap_or(100)).max(0);
    let by = |minutes: i32| {
        let left = TimeDelta::seconds(i64::from(minutes) * 60 * left / 100);
        level.hours.add(now, left).unwrap_or(now + FAR)
    };
    DueBy { first_reply: by(level.policy.first_reply_minutes), fix: by(level.policy.fix_minutes) }
}

/// Escalates a ticket, if it still calls for it. False: it does not any more.
async fn run_out(scope: &Scope, id: TicketId, level: &Level) -> Result<bool, Fault> {
    let tx = scope.begin().await?;
    let Some(ticket) = tickets::for_update(&tx, id).await? else { return Ok(false) };
    let same = ticket.policy_id == Some(level.policy.id) && ticket.escalated_at.is_none();
    if !same || ticket.paused_since.is_some() || !state::calls_for_escalation(&ticket, level, scope.now()) {
        return Ok(false);
    }
    let percent = level.policy.escalate_percent.unwrap_or_default();
    let why = wording::time_used(&scope.tenant().locale, percent, &level.policy.name);
    let team = level.policy.escalate_team_id;
    let escalated = raise(&tx, &ticket, team, Note { author: None, name: "", reason: &why }).await?;
    if escalated.is_some() {
        tx.commit().await?;
    }
    Ok(escalated.is_some())
}

/// Escalates a ticket because an employee says so, whether its time runs out or not; `name` is what the employee is called.
/// For whoever works on tickets.
pub async fn escalate(
    scope: &Scope,
    id: TicketId,
    reason: &str,
    expected_version: Option<i32>,
    name: &str,
) -> Result<ticket::Model, UseCaseError> {
    permit(scope, policy::may_work_tickets)?;
    let reason = long_text(reason, "reason", MAX_REASON)?;
    let tx = scope.begin().await?;
    let ticket = locked(&tx, id).await?;
    if expected_version.is_some_and(|version| version != ticket.version) {
        return Err(Refusal::conflict("ticket").into());
    }
    if !ticket.status.is_live() {
        let message = format!("the ticket is {}: there is nothing to be done", ticket.status.name());
        return Err(Refusal::of(RefusalCode::InvalidTransition, "ticketId", message).into());
    }
    if ticket.escalated_at.is_some() {
        return Err(
            Refusal::of(RefusalCode::AlreadyDone, "ticketId", "the ticket was escalated before").into()
        );
    }
    let level = sla::level_of(&tx, ticket.policy_id).await?;
    let team = level.and_then(|level| level.policy.escalate_team_id);
    let author = scope.actor().account().map(|account| account.id);
    let escalated = raise(&tx, &ticket, team, Note { author, name, reason: &reason }).await?;
    let escalated = escalated.ok_or_else(|| Refusal::conflict("ticket"))?;
    tx.commit().await?;
    Ok(escalated)
}

/// What is written down of an escalation.
struct Note<'a> {
    author: Option<AccountId>,
    name: &'a str,
    reason: &'a str,
}

/// Raises a ticket that is held, writes the note and tells of it. None: somebody else has.
async fn raise(
    tx: &Tx,
    before: &ticket::Model,
    team: Option<SupportTeamId>,
    note: Note<'_>,
) -> Result<Option<ticket::Model>, Fault> {
    let scope = tx.scope();
    let now = ticket::Model {
        priority: raised(before.priority),
        team_id: team.or(before.team_id),
        escalated_at: Some(scope.now()),
        updated_at: scope.now().max(before.updated_at),
        ..before.clone()
    };
    if !tickets::save(tx, before, now.clone()).await? {
        return Ok(None);
    }
    let now = ticket::Model { version: before.version + 1, ..now };
    let row = ticket_note::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: before.id,
        author_id: note.author,
        author_name: note.name.to_owned(),
        body: wording::escalated(&scope.tenant().locale, note.reason, &now.priority.to_value()),
        created_at: scope.now(),
    };
    notes::insert(tx, row).await?;
    events::escalated(tx, &now).await?;
    if now.priority != before.priority {
        events::updated(tx, &now).await?;
    }
    let shown = |row: &ticket::Model| json!({ "priority": row.priority.to_value(), "team": row.team_id.map(|team| team.to_string()) });
    let record = Record::new("ticket.escalate", before.id).reason(note.reason.to_owned());
    tx.record(record.change(shown(before), shown(&now))).await?;
    Ok(Some(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::sla::calendar::tests::{at, office};
    use crate::tickets::sla::clock::tests::{level, ticket};

    #[test]
    fn it_goes_up_by_one_and_ends_at_the_top() {
        use TicketPriority::{Critical, High, Low, Normal, Urgent};
        for (before, after) in
            [(Low, Normal), (Normal, High), (High, Urgent), (Urgent, Critical), (Critical, Critical)]
        {
            assert_eq!(raised(before), after);
        }
    }

    #[test]
    fn what_is_looked_at_is_what_may_have_run_out() {
        let mut level = level(office("Europe/Berlin", &[]), 60, 480);
        let mut opened = ticket(at("2026-11-20T15:00:00Z"));
        let created_at = opened.created_at;
        sla::clock::set(&mut opened, Some(&level), created_at);
        sla::clock::answered(&mut opened, created_at);
        // Friday 16:00 and eight hours, whatever part of them is asked for, with a weekend between.
        for percent in [1, 12, 13, 50, 99, 100, 150] {
            level.policy.escalate_percent = Some(percent);
            for minutes in 0..10_000 {
                let now = opened.created_at + TimeDelta::minutes(minutes);
                let calls = state::calls_for_escalation(&opened, &level, now);
                let seen = opened.fix_due_at.is_some_and(|due| due <= due_by(&level, now).fix);
                assert!(seen || !calls, "{percent} % after {minutes} minutes");
            }
        }
    }
}
