//! Service levels: how soon tickets of a priority are answered and solved. One for each priority is for new tickets.
//!
//! Tickets keep the level and the due moments they were given: what is changed here holds for clocks that are set from then
//! on. Which part of the time is used is judged by the level as it is.

use std::ops::RangeInclusive;

use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::{calendars, keeps};
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{BusinessCalendarId, SlaPolicyId, SupportTeamId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::tickets::entity::sla_policy;
use crate::tickets::entity::ticket::TicketPriority;
use crate::tickets::sla;
use crate::tickets::store::levels as store;

/// Service levels that are listed at most.
pub const MAX_POLICIES: u64 = 50;

/// The most that is promised, in business minutes: those of a year around the clock.
const MAX_MINUTES: i32 = 366 * 24 * 60;

/// What a service level is made of.
#[derive(Debug, Clone)]
pub struct PolicyTerms {
    /// What it is called: one of a name, retired ones included.
    pub name: String,
    /// The priority that it is for.
    pub priority: TicketPriority,
    /// The hours that count.
    pub calendar: BusinessCalendarId,
    /// Business minutes to the first answer.
    pub first_reply_minutes: i32,
    /// Business minutes until it is solved.
    pub fix_minutes: i32,
    /// Whether the clock stands still while a ticket waits for the customer.
    pub pauses_for_customer: bool,
    /// Whether the clock stands still while it waits for somebody else.
    pub pauses_for_vendor: bool,
    /// From which part of the time it is at risk, in percent.
    pub at_risk_percent: i32,
    /// At which part of the time it is escalated, in percent; none: never.
    pub escalate_percent: Option<i32>,
    /// The team that then gets it.
    pub escalate_team: Option<SupportTeamId>,
}

impl PolicyTerms {
    async fn into_row(self, tx: &Tx, like: sla_policy::Model) -> Result<sla_policy::Model, UseCaseError> {
        let name = short_text(&self.name, "name", 60)?;
        let first_reply_minutes = within(self.first_reply_minutes, 1..=MAX_MINUTES, "firstReplyMinutes")?;
        let fix_minutes = within(self.fix_minutes, 1..=MAX_MINUTES, "fixMinutes")?;
        if fix_minutes < first_reply_minutes {
            return Err(Invalid::new("fixMinutes", "must not be less than those to the first answer").into());
        }
        let at_risk_percent = percent(self.at_risk_percent, 99, "atRiskPercent")?;
        let escalate_percent =
            self.escalate_percent.map(|part| percent(part, 1_000, "escalatePercent")).transpose()?;
        if self.escalate_team.is_some() && escalate_percent.is_none() {
            return Err(Invalid::new("escalatePercent", "must say when the team gets it").into());
        }
        let calendar = calendars::known(tx, self.calendar, "calendarId").await?;
        if sla::counted(&calendar)?.add_minutes(tx.scope().now(), fix_minutes.into()).is_none() {
            let message = "must be as many as the calendar has in ten years";
            return Err(Invalid::new("fixMinutes", message).into());
        }
        if let Some(team) = self.escalate_team
            && !store::takes_tickets(tx, team).await?
        {
            return Err(Refusal::not_found("escalateTeamId", "team").into());
        }
        Ok(sla_policy::Model {
            name,
            priority: self.priority,
            calendar_id: calendar.id,
            first_reply_minutes,
            fix_minutes,
            pauses_for_customer: self.pauses_for_customer,
            pauses_for_vendor: self.pauses_for_vendor,
            at_risk_percent,
            escalate_percent,
            escalate_team_id: self.escalate_team,
            ..like
        })
    }
}

/// The service levels, those for new tickets first, then by name; at most 50. Only those, or only the others, if it is said.
pub async fn policies(scope: &Scope, active: Option<bool>) -> Result<Vec<sla_policy::Model>, Fault> {
    Ok(store::policies(scope, active, MAX_POLICIES).await?)
}

/// Makes a service level, for new tickets of its priority from now on.
pub async fn create_policy(scope: &Scope, terms: PolicyTerms) -> Result<sla_policy::Model, UseCaseError> {
    keeps(scope)?;
    let tx = scope.begin().await?;
    let empty = sla_policy::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name: String::new(),
        priority: terms.priority,
        calendar_id: terms.calendar,
        first_reply_minutes: 0,
        fix_minutes: 0,
        pauses_for_customer: false,
        pauses_for_vendor: false,
        at_risk_percent: 0,
        escalate_percent: None,
        escalate_team_id: None,
        active: true,
        version: FIRST_VERSION,
    };
    let row = terms.into_row(&tx, empty).await?;
    alone(store::insert_policy(&tx, row.clone()).await)?;
    tx.record(Record::new("sla_policy.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes a service level that is for new tickets.
pub async fn update_policy(
    scope: &Scope,
    id: SlaPolicyId,
    terms: PolicyTerms,
    expected_version: Option<i32>,
) -> Result<sla_policy::Model, UseCaseError> {
    keeps(scope)?;
    let tx = scope.begin().await?;
    let before = active(&tx, id, expected_version).await?;
    let now = terms.into_row(&tx, before.clone()).await?;
    write(tx, "sla_policy.update", &before, now).await
}

/// Takes a service level away from new tickets. Those that have it keep it.
pub async fn retire_policy(
    scope: &Scope,
    id: SlaPolicyId,
    expected_version: Option<i32>,
) -> Result<sla_policy::Model, UseCaseError> {
    keeps(scope)?;
    let tx = scope.begin().await?;
    let before = active(&tx, id, expected_version).await?;
    let now = sla_policy::Model { active: false, ..before.clone() };
    write(tx, "sla_policy.retire", &before, now).await
}

async fn active(
    tx: &Tx,
    id: SlaPolicyId,
    expected_version: Option<i32>,
) -> Result<sla_policy::Model, UseCaseError> {
    let found = store::policies_by_id(tx, &[id]).await?.pop();
    let found = found.ok_or_else(|| Refusal::not_found("policyId", "service level"))?;
    if expected_version.is_some_and(|version| version != found.version) {
        return Err(Refusal::conflict("service level").into());
    }
    if !found.active {
        let message = "the service level is retired";
        return Err(Refusal::of(RefusalCode::AlreadyDone, "policyId", message).into());
    }
    Ok(found)
}

async fn write(
    tx: Tx,
    action: &'static str,
    before: &sla_policy::Model,
    now: sla_policy::Model,
) -> Result<sla_policy::Model, UseCaseError> {
    if !alone(store::change_policy(&tx, before, now.clone()).await)? {
        return Err(Refusal::conflict("service level").into());
    }
    tx.record(Record::new(action, before.id).change(shown(before), shown(&now))).await?;
    tx.commit().await?;
    Ok(sla_policy::Model { version: before.version + 1, ..now })
}

/// What came of writing a level: another may have its name, or be the one for its priority.
fn alone<T>(written: Result<T, DbError>) -> Result<T, UseCaseError> {
    written.map_err(|error| match error {
        DbError::Unique(key) if key.contains("name") => {
            Refusal::of(RefusalCode::NameTaken, "name", "another service level has the name").into()
        }
        DbError::Unique(_) => {
            let message = "the priority has a service level: change or retire that one";
            Refusal::of(RefusalCode::InUse, "priority", message).into()
        }
        other => other.into(),
    })
}

fn within(value: i32, bounds: RangeInclusive<i32>, field: &'static str) -> Result<i32, Invalid> {
    if bounds.contains(&value) {
        return Ok(value);
    }
    Err(Invalid::new(field, format!("must be {} to {}", bounds.start(), bounds.end())))
}

fn percent(value: i32, most: i16, field: &'static str) -> Result<i16, Invalid> {
    let part = i16::try_from(value).ok().filter(|part| (1..=most).contains(part));
    part.ok_or_else(|| Invalid::new(field, format!("must be 1 to {most}")))
}

fn shown(row: &sla_policy::Model) -> Json {
    json!({
        "name": row.name,
        "priority": row.priority.to_value(),
        "calendar": row.calendar_id.to_string(),
        "firstReplyMinutes": row.first_reply_minutes,
        "fixMinutes": row.fix_minutes,
        "pausesForCustomer": row.pauses_for_customer,
        "pausesForVendor": row.pauses_for_vendor,
        "atRiskPercent": row.at_risk_percent,
        "escalatePercent": row.escalate_percent,
        "escalateTeam": row.escalate_team_id.map(|team| team.to_string()),
        "active": row.active,
    })
}
