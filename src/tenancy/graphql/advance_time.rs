//! `sandboxAdvanceTime`.

use std::time::Duration;

use async_graphql::{Context, InputObject, Object, OneofObject, SimpleObject};
use chrono::{Months, TimeDelta};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::{Date, DateTime};
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::problem::Invalid;
use crate::tenancy::{ClockError, ClockRefusal, advance_time};

/// How long one call moves time: well below the deadline of a request.
const PATIENCE: Duration = Duration::from_secs(4);

/// The most of each unit in one step: ten years.
const MOST: (i32, i32, i32) = (120, 3_660, 87_840);

crate::user_errors! {
    /// Why the clock was not moved.
    SandboxAdvanceTimeErrorCode, SandboxAdvanceTimeUserError ("SandboxAdvanceTimeUserError"),
    "Why the clock was not moved." {
        /// This ISP is real: its clock is the world's.
        NotASandbox,
        /// Time does not run backwards, or the step is none.
        InvalidTime,
        /// More than ten years ahead of the world.
        TooFar,
        /// Somebody else moves the clock at this moment.
        Conflict,
    }
}

/// A step in time. The parts add up; months are those of the calendar.
#[derive(InputObject)]
pub struct SandboxStepInput {
    /// Months, 0 to 120.
    #[graphql(default)]
    pub months: i32,
    /// Days, 0 to 3,660.
    #[graphql(default)]
    pub days: i32,
    /// Hours, 0 to 87,840.
    #[graphql(default)]
    pub hours: i32,
}

/// Where the clock is moved to: one of these.
#[derive(OneofObject)]
pub enum SandboxAdvanceTimeInput {
    /// To this moment.
    To(DateTime),
    /// By so much from where it stands.
    By(SandboxStepInput),
}

/// The outcome of `sandboxAdvanceTime`.
#[derive(SimpleObject)]
pub struct SandboxAdvanceTimePayload {
    /// The sandbox's time now; null when there is an error.
    now: Option<DateTime>,
    /// The sandbox's date now; null when there is an error.
    today: Option<Date>,
    /// How many days have begun on the way, each with its work; null when there is an error.
    days: Option<i32>,
    /// Whether the clock is where it was to go. One call takes a few seconds at most: if this is false, call again with the
    /// same `to`. Null when there is an error.
    arrived: Option<bool>,
    /// Why the clock was not moved; empty on success.
    user_errors: Vec<SandboxAdvanceTimeUserError>,
}

/// See [`SandboxAdvanceTimeMutation::sandbox_advance_time`].
#[derive(Default)]
pub struct SandboxAdvanceTimeMutation;

#[Object]
impl SandboxAdvanceTimeMutation {
    /// Moves the clock of a sandbox forward. Each day that begins on the way brings what it would have brought: bills, late
    /// fees, what was planned for it, and what is drawn by autopay through the sandbox's own gateway; no other is ever asked. What is of the world – sessions, tokens, limits, the audit log – keeps the world's
    /// time. Other servers see the new time within ten seconds. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.sandboxAdvanceTime\")")]
    async fn sandbox_advance_time(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where to.")] input: SandboxAdvanceTimeInput,
    ) -> Result<SandboxAdvanceTimePayload, ApiError> {
        let request = request(ctx);
        let target = match input {
            SandboxAdvanceTimeInput::To(to) => to.0,
            SandboxAdvanceTimeInput::By(step) => after(request.scope.now(), &step)?,
        };
        let moved = advance_time(&request.scope, &request.tenant, &request.calendar, target, PATIENCE).await;
        match moved {
            Ok(advanced) => Ok(SandboxAdvanceTimePayload {
                now: Some(DateTime(advanced.now)),
                today: Some(Date(date_in(request.scope.tenant().zone, advanced.now))),
                days: Some(i32::try_from(advanced.days).unwrap_or(i32::MAX)),
                arrived: Some(advanced.arrived),
                user_errors: Vec::new(),
            }),
            Err(ClockError::Refused(refusal)) => Ok(refused(refusal)),
            Err(ClockError::Forbidden) => Err(ApiError::Forbidden),
            Err(ClockError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn after(now: Instant, step: &SandboxStepInput) -> Result<Instant, ApiError> {
    let wrong = || Invalid::new("input.by", "each part must be 0 or more, and ten years at most");
    let within = |value: i32, most: i32| (0..=most).contains(&value);
    if !(within(step.months, MOST.0) && within(step.days, MOST.1) && within(step.hours, MOST.2)) {
        return Err(wrong().into());
    }
    let months = Months::new(u32::try_from(step.months).unwrap_or_default());
    let moved = now.checked_add_months(months);
    let rest = TimeDelta::days(step.days.into()) + TimeDelta::hours(step.hours.into());
    Ok(moved.and_then(|moved| moved.checked_add_signed(rest)).ok_or_else(wrong)?)
}

fn refused(refusal: ClockRefusal) -> SandboxAdvanceTimePayload {
    use SandboxAdvanceTimeErrorCode as Code;
    let (code, message) = match refusal {
        ClockRefusal::NoSandbox => (Code::NotASandbox, "this ISP is no sandbox"),
        ClockRefusal::Backwards => (Code::InvalidTime, "time does not run backwards"),
        ClockRefusal::TooFar => (Code::TooFar, "a sandbox is at most ten years ahead"),
        ClockRefusal::Conflict => (Code::Conflict, "somebody else moves the clock; look again"),
    };
    let error = SandboxAdvanceTimeUserError {
        code,
        message: message.to_owned(),
        field: Some("to".to_owned()),
        retryable: refusal == ClockRefusal::Conflict,
    };
    SandboxAdvanceTimePayload { now: None, today: None, days: None, arrived: None, user_errors: vec![error] }
}
