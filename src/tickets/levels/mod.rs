//! The use cases on calendars and service levels, and the escalation of what runs out of time.

mod calendars;
mod escalation;
mod policies;

use super::{permit, policy};
use crate::db::Scope;
use crate::kernel::refusal::UseCaseError;

pub use calendars::{CalendarTerms, MAX_CALENDARS, calendars, create_calendar, update_calendar};
pub use escalation::{EscalationDay, escalate, escalate_due};
pub use policies::{MAX_POLICIES, PolicyTerms, create_policy, policies, retire_policy, update_policy};

/// Whether the actor keeps calendars and service levels.
fn keeps(scope: &Scope) -> Result<(), UseCaseError> {
    permit(scope, policy::may_manage_desk)
}
