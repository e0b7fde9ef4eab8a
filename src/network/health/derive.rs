//! How a service is, by what is known of it (domain.md §4). Pure.
//!
//! What comes first decides: the contract, a known outage, announced work, a known disturbance, and then what was last heard of
//! the device that the service hangs on, and of its port. What was heard longer ago than three polls take is no news any more:
//! the service is UNKNOWN, and stale. So are the services of a device that was DOWN when it was last asked, if that is too long
//! ago.

use chrono::TimeDelta;

use crate::catalog::{LockReason, SubscriptionStatus, SuspensionLock};
use crate::kernel::clock::Instant;
use crate::network::entity::device::DeviceKind;
use crate::network::entity::device_state::DeviceStatus;
use crate::network::entity::incident::{ImpactLevel, IncidentKind, IncidentStatus};
use crate::network::entity::service_health::{HealthReason, HealthState};
use crate::network::entity::{device_interface, device_state, incident};

#[cfg(test)]
mod tests;

/// Polls in a row that may be missing before what is known is stale.
pub(super) const PATIENCE: i32 = 3;

/// What the customer may do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "HealthStep")]
pub enum NextStep {
    /// Switch the router off and on again, and see to its cables.
    RestartRouter,
    /// Follow the incident: the ISP knows of it.
    FollowIncident,
    /// Pay what is overdue.
    Pay,
    /// Wait until the announced work is done.
    AwaitMaintenanceEnd,
    /// Tell the ISP.
    ContactUs,
}

/// What a service hangs on, as it was last heard of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the device is.
    pub kind: DeviceKind,
    /// Whether it is asked at all.
    pub asked: bool,
    /// Whether it is worked on.
    pub in_maintenance: bool,
    /// Between two polls.
    pub interval: TimeDelta,
    /// What the poller knows of it; none before it was first asked.
    pub state: Option<device_state::Model>,
    /// The port; none where the device is the customer's alone.
    pub port: Option<device_interface::Model>,
}

/// What is known of a service.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The state of the contract.
    pub status: SubscriptionStatus,
    /// Why it is withheld, the oldest reason first.
    pub locks: &'a [SuspensionLock],
    /// What affects it and is not over, announced work included.
    pub incidents: &'a [incident::Model],
    /// What it hangs on; none where nobody has said.
    pub line: Option<&'a Line>,
}

/// How a service is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// How it is.
    pub state: HealthState,
    /// Why.
    pub reason: HealthReason,
    /// When something was last heard of what it hangs on; none before the first time.
    pub observed_at: Option<Instant>,
    /// Whether that is too long ago to be relied on, where the state would rest on it.
    pub stale: bool,
    /// Since when it is so; none where nobody knows.
    pub since: Option<Instant>,
    /// What the customer may do about it.
    pub next_step: Option<NextStep>,
    /// The incident that says so.
    pub incident: Option<incident::Model>,
}

/// How a service is at an instant: `now` is of the tenant's clock, which incidents go by, and `real_now` of the world's, which
/// polls go by.
pub fn derive(facts: &Facts<'_>, now: Instant, real_now: Instant) -> Health {
    let observed_at = facts.line.and_then(Line::observed_at);
    let health = of_contract(facts)
        .or_else(|| of_incidents(facts.incidents, now))
        .unwrap_or_else(|| of_line(facts.line, real_now));
    Health { observed_at, ..health }
}

/// A state with its reason, and nothing else yet.
fn plainly(state: HealthState, reason: HealthReason, next_step: Option<NextStep>) -> Health {
    Health { state, reason, observed_at: None, stale: false, since: None, next_step, incident: None }
}

/// What the contract says; none where the service is to work.
fn of_contract(facts: &Facts<'_>) -> Option<Health> {
    match facts.status {
        SubscriptionStatus::Active => None,
        SubscriptionStatus::Pending | SubscriptionStatus::Provisioning | SubscriptionStatus::Cancelled => {
            Some(plainly(HealthState::Unknown, HealthReason::NotInService, None))
        }
        SubscriptionStatus::Suspended => {
            // Where there are several reasons, the one that the customer can do something about.
            let unpaid = facts.locks.iter().find(|lock| lock.reason == LockReason::NonPayment);
            let lock = unpaid.or(facts.locks.first());
            let (reason, step) = match lock.map(|lock| lock.reason) {
                Some(LockReason::NonPayment) => (HealthReason::NonPayment, Some(NextStep::Pay)),
                Some(LockReason::Voluntary) => (HealthReason::Paused, None),
                Some(LockReason::Abuse) => (HealthReason::Misuse, Some(NextStep::ContactUs)),
                Some(LockReason::Admin) | None => (HealthReason::WithheldByIsp, Some(NextStep::ContactUs)),
            };
            let since = lock.map(|lock| lock.created_at);
            Some(Health { since, ..plainly(HealthState::Suspended, reason, step) })
        }
    }
}

/// What incidents say; none where none is at work. An outage is worse than announced work, and that than a disturbance.
fn of_incidents(incidents: &[incident::Model], now: Instant) -> Option<Health> {
    let at_work = incidents.iter().filter(|incident| is_at_work(incident, now));
    let worst = at_work.min_by_key(|incident| (rank(incident), incident.started_at, incident.id))?;
    let (state, reason, step) = match rank(worst) {
        0 => (HealthState::Outage, HealthReason::KnownOutage, NextStep::FollowIncident),
        1 => (HealthState::Maintenance, HealthReason::AnnouncedWork, NextStep::AwaitMaintenanceEnd),
        _ => (HealthState::Degraded, HealthReason::KnownDisturbance, NextStep::FollowIncident),
    };
    let since = Some(worst.started_at);
    Some(Health { since, incident: Some(worst.clone()), ..plainly(state, reason, Some(step)) })
}

/// What comes first.
fn rank(incident: &incident::Model) -> u8 {
    match (incident.kind, incident.impact) {
        (IncidentKind::Outage, ImpactLevel::Outage) => 0,
        (IncidentKind::Maintenance, _) => 1,
        (IncidentKind::Outage, ImpactLevel::Degraded) => 2,
    }
}

/// Whether an incident is going on; announced work is within its time, whether or not somebody has said that it has begun.
fn is_at_work(incident: &incident::Model, now: Instant) -> bool {
    match incident.status {
        IncidentStatus::Scheduled => {
            incident.started_at <= now && incident.eta_at.is_some_and(|end| end > now)
        }
        status => status.is_live(),
    }
}

impl Line {
    /// When the poller last learnt something: of a device that is down, that it does not answer.
    fn observed_at(&self) -> Option<Instant> {
        let state = self.state.as_ref()?;
        match state.status {
            DeviceStatus::Down => state.last_tried_at,
            _ => state.last_ok_at.or(state.last_tried_at),
        }
    }

    /// Whether what was heard at an instant, or never, is too old.
    fn is_stale(&self, heard: Option<Instant>, now: Instant) -> bool {
        heard.is_none_or(|heard| now - heard > self.interval * PATIENCE)
    }

    /// Whether the device stands at the customer's.
    fn is_at_the_customer(&self) -> bool {
        matches!(self.kind, DeviceKind::Cpe | DeviceKind::Onu | DeviceKind::Modem)
    }
}

/// What the device and its port say.
fn of_line(line: Option<&Line>, now: Instant) -> Health {
    let unknown = |reason| plainly(HealthState::Unknown, reason, Some(NextStep::ContactUs));
    let Some(line) = line.filter(|line| line.asked) else { return unknown(HealthReason::NotMonitored) };
    let stale = Health { stale: true, ..unknown(HealthReason::Stale) };
    let Some(state) = &line.state else { return unknown(HealthReason::NotObserved) };
    let since = Some(state.status_since);
    if line.in_maintenance || state.status == DeviceStatus::Maintenance {
        let work =
            plainly(HealthState::Maintenance, HealthReason::DeviceWork, Some(NextStep::AwaitMaintenanceEnd));
        return Health { since: since.filter(|_| state.status == DeviceStatus::Maintenance), ..work };
    }
    let outage = |reason, step| Health { since, ..plainly(HealthState::Outage, reason, Some(step)) };
    match state.status {
        // It may be well itself; nothing gets to it.
        DeviceStatus::Unknown | DeviceStatus::Down if state.suppressed => {
            outage(HealthReason::UpstreamDown, NextStep::ContactUs)
        }
        DeviceStatus::Unknown | DeviceStatus::Maintenance => unknown(HealthReason::NotObserved),
        _ if line.is_stale(line.observed_at(), now) => stale,
        DeviceStatus::Down if line.is_at_the_customer() => {
            outage(HealthReason::CustomerDeviceDown, NextStep::RestartRouter)
        }
        DeviceStatus::Down => outage(HealthReason::DeviceDown, NextStep::ContactUs),
        DeviceStatus::Up | DeviceStatus::Degraded => {
            let port = line.port.as_ref().map(|port| of_port(line, port, now));
            match port {
                Some(PortSays::Nothing) => unknown(HealthReason::NotObserved),
                Some(PortSays::TooLongAgo) => stale,
                Some(PortSays::SwitchedOff) => {
                    Health { since: None, ..outage(HealthReason::PortDisabled, NextStep::ContactUs) }
                }
                Some(PortSays::Down) => {
                    Health { since: None, ..outage(HealthReason::LineDown, NextStep::RestartRouter) }
                }
                Some(PortSays::Up) | None if state.status == DeviceStatus::Degraded => Health {
                    since,
                    ..plainly(HealthState::Degraded, HealthReason::DeviceStrained, Some(NextStep::ContactUs))
                },
                // Since when the line is up, the device's own time says only where it has no port of its own.
                Some(PortSays::Up) => plainly(HealthState::Ok, HealthReason::LineUp, None),
                None => Health { since, ..plainly(HealthState::Ok, HealthReason::LineUp, None) },
            }
        }
    }
}

/// What a port says of the line behind it.
enum PortSays {
    Up,
    Down,
    SwitchedOff,
    Nothing,
    TooLongAgo,
}

fn of_port(line: &Line, port: &device_interface::Model, now: Instant) -> PortSays {
    if port.sampled_at.is_none() || !port.present {
        return PortSays::Nothing;
    }
    if line.is_stale(port.sampled_at, now) {
        return PortSays::TooLongAgo;
    }
    match (port.admin_up, port.oper_up) {
        (Some(false), _) => PortSays::SwitchedOff,
        (_, Some(false)) => PortSays::Down,
        (_, Some(true)) => PortSays::Up,
        (_, None) => PortSays::Nothing,
    }
}
