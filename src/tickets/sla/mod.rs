//! What was promised for a ticket: how soon it is answered and solved, counted in the hours of a calendar.
//!
//! The clock of a ticket is in its row: two due moments, since when it stands still, and how long it stood still before. It
//! is set when the ticket is opened and when its priority changes, and it is moved with the status. What stands of it is
//! derived (`state`), never stored.

pub mod calendar;
pub mod clock;
pub mod loader;
pub mod state;

use super::entity::ticket::TicketStatus;
use super::entity::{business_calendar, sla_policy, ticket};
use super::store;
use crate::db::{Reads as _, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::SlaPolicyId;
use calendar::{Calendar, Hours};

pub use clock::answered;

/// A service level with the hours that count for it.
#[derive(Debug, Clone)]
pub struct Level {
    /// What is promised.
    pub policy: sla_policy::Model,
    /// In which hours, as it is stored.
    pub calendar: business_calendar::Model,
    /// The same, to count with.
    pub hours: Calendar,
}

impl Level {
    /// A level of its rows.
    pub fn of(policy: sla_policy::Model, calendar: business_calendar::Model) -> Result<Self, Fault> {
        let hours = counted(&calendar)?;
        Ok(Self { policy, calendar, hours })
    }
}

/// The hours of a stored calendar, as they were said.
pub fn spoken(row: &business_calendar::Model) -> Result<Hours, Fault> {
    serde_json::from_value(row.hours.clone()).map_err(Fault::internal)
}

/// The hours of a stored calendar, to count with.
pub fn counted(row: &business_calendar::Model) -> Result<Calendar, Fault> {
    let holidays: Vec<_> = serde_json::from_value(row.holidays.clone()).map_err(Fault::internal)?;
    let broken = |wrong: crate::kernel::problem::Invalid| {
        Fault::internal(format!("calendar {}: {} {}", row.id, wrong.field, wrong.message))
    };
    Calendar::new(&row.zone, &spoken(row)?, &holidays).map_err(broken)
}

/// Sets the clock of a ticket by the active level of its priority, from when it was opened: for a new ticket, and for one
/// whose priority has changed. Without such a level no clock runs. The ticket is not saved.
pub async fn begin(tx: &Tx, ticket: &mut ticket::Model) -> Result<(), Fault> {
    let level = match store::levels::active_policy(tx, ticket.priority).await? {
        Some(policy) => Some(of_policy(tx, policy).await?),
        None => None,
    };
    clock::set(ticket, level.as_ref(), tx.scope().now());
    Ok(())
}

/// Lets the clock of a ticket follow its status, which has changed from `from`: it stands still while the ticket waits for
/// whom its level says, and once it is solved; and it goes on where it stood. The ticket is not saved.
pub async fn moved(tx: &Tx, ticket: &mut ticket::Model, from: TicketStatus) -> Result<(), Fault> {
    if from == ticket.status {
        return Ok(());
    }
    if let Some(level) = level_of(tx, ticket.policy_id).await? {
        clock::moved(ticket, &level, tx.scope().now());
    }
    Ok(())
}

/// The level of a policy's id, active or not.
pub(in crate::tickets) async fn level_of(
    tx: &Tx,
    policy: Option<SlaPolicyId>,
) -> Result<Option<Level>, Fault> {
    let Some(id) = policy else { return Ok(None) };
    match store::levels::policies_by_id(tx, &[id]).await?.pop() {
        Some(policy) => Ok(Some(of_policy(tx, policy).await?)),
        None => Ok(None),
    }
}

async fn of_policy(tx: &Tx, policy: sla_policy::Model) -> Result<Level, Fault> {
    let calendar = store::levels::calendars_by_id(tx, &[policy.calendar_id]).await?.pop();
    let calendar = calendar.ok_or_else(|| Fault::internal("a service level has no calendar"))?;
    Level::of(policy, calendar)
}
