//! The clock of a sandbox: it can be moved forward, and the days that pass bring what they would have brought.

use std::time::Duration;

use chrono::{Days, TimeDelta};
use serde_json::json;
use tokio::time::Instant as Stopwatch;

use super::{Calendar, Tenant, policy, store};
use crate::db::audit::Record;
use crate::db::{DbError, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Instant, date_in, start_of};
use crate::kernel::fault::Fault;

/// How far ahead of the world a sandbox may be.
const FARTHEST: TimeDelta = TimeDelta::days(3_660);

/// Why a clock was not moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockRefusal {
    /// The tenant is no sandbox.
    NoSandbox,
    /// Time does not run backwards.
    Backwards,
    /// More than ten years ahead of the world.
    TooFar,
    /// Somebody else moves it at this moment.
    Conflict,
}

/// Why a clock was not moved.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// The move is not acceptable.
    #[error("refused: {0:?}")]
    Refused(ClockRefusal),
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<ClockRefusal> for ClockError {
    fn from(refusal: ClockRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbError> for ClockError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

/// How far a move has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advanced {
    /// The tenant's time now.
    pub now: Instant,
    /// Whether that is where it was to go; otherwise the time that a call may take has run out.
    pub arrived: bool,
    /// Days that have begun on the way.
    pub days: u32,
}

/// Moves the clock of a sandbox forward to `target`, from midnight to midnight of the tenant's zone, and does each day's
/// work; it stops early when `patience` has run out. Never reachable for a tenant that is no sandbox.
pub async fn advance_time(
    scope: &Scope,
    tenant: &Tenant,
    calendar: &Calendar,
    target: Instant,
    patience: Duration,
) -> Result<Advanced, ClockError> {
    if !scope.actor().passes(policy::may_move_clock) {
        return Err(ClockError::Forbidden);
    }
    if !tenant.settings.sandbox {
        return Err(ClockRefusal::NoSandbox.into());
    }
    if target < scope.now() {
        return Err(ClockRefusal::Backwards.into());
    }
    if target - scope.real_now() > FARTHEST {
        return Err(ClockRefusal::TooFar.into());
    }
    let begun = Stopwatch::now();
    let mut at = scope.now();
    let mut offset = scope.tenant().clock_offset;
    let mut days = 0;
    loop {
        let midnight = next_midnight(scope, at);
        let next = midnight.min(target);
        let moved = next - scope.real_now();
        let tx = scope.begin().await?;
        if !store::move_clock(&tx, offset, moved).await? {
            return Err(ClockRefusal::Conflict.into());
        }
        if days == 0 {
            let record = Record::new("tenant.clock_advance", scope.tenant().id);
            tx.record(record.change(json!({ "now": at }), json!({ "target": target }))).await?;
        }
        tx.commit().await?;
        (at, offset) = (next, moved);
        if next == midnight {
            days += 1;
            calendar.run_day(&scope.at(next).acting_as(Actor::System), tenant).await;
        }
        let arrived = next == target;
        if arrived || begun.elapsed() >= patience {
            calendar.forget(tenant).await;
            return Ok(Advanced { now: at, arrived, days });
        }
    }
}

/// The beginning of the day after that of `at`; where the zone skips midnight, the first moment after it.
fn next_midnight(scope: &Scope, at: Instant) -> Instant {
    let zone = scope.tenant().zone;
    start_of(zone, date_in(zone, at) + Days::new(1))
}
