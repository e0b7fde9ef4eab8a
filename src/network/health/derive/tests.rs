//! The truth table of a service's health, and what holds whatever the facts are.

use chrono::NaiveDate;
use proptest::prelude::*;
use sea_orm::Iterable as _;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::{
    DeviceId, DeviceInterfaceId, DeviceStateId, IncidentId, SubscriptionId, SuspensionLockId, TenantId,
    TypedId as _,
};

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn now() -> Instant {
    at("2026-11-22T10:00:00Z")
}

fn ago(minutes: i64) -> Instant {
    now() - TimeDelta::minutes(minutes)
}

fn lock(reason: LockReason) -> SuspensionLock {
    SuspensionLock {
        id: SuspensionLockId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        subscription_id: SubscriptionId::from_uuid(Uuid::nil()),
        reason,
        since: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date"),
        until: None,
        lifted_on: None,
        created_at: ago(60),
        lifted_at: None,
    }
}

fn incident(status: IncidentStatus, impact: ImpactLevel, eta_at: Option<Instant>) -> incident::Model {
    incident::Model {
        id: IncidentId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        kind: status.kind(),
        status,
        impact,
        title: "none".to_owned(),
        started_at: ago(30),
        eta_at,
        ended_at: None,
        source: incident::IncidentSource::Hand,
        cause_device_id: None,
        confidence: None,
        version: 1,
    }
}

fn state(status: DeviceStatus) -> device_state::Model {
    device_state::Model {
        id: DeviceStateId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        device_id: DeviceId::from_uuid(Uuid::nil()),
        status,
        status_since: ago(45),
        suppressed: false,
        failures: 0,
        successes: 0,
        last_tried_at: Some(ago(1)),
        last_ok_at: Some(if status == DeviceStatus::Down { ago(46) } else { ago(2) }),
        last_error: None,
        response_micros: None,
        sys_name: None,
        sys_descr: None,
        sys_object_id: None,
        sys_uptime_ticks: None,
        cpu_permille: None,
        memory_permille: None,
        next_poll_at: now(),
        lease_holder: None,
        lease_until: None,
    }
}

fn port(admin_up: Option<bool>, oper_up: Option<bool>) -> device_interface::Model {
    device_interface::Model {
        id: DeviceInterfaceId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        device_id: DeviceId::from_uuid(Uuid::nil()),
        if_index: 1,
        name: "eth0".to_owned(),
        alias: None,
        if_type: None,
        speed_bps: None,
        present: true,
        admin_up,
        oper_up,
        counter_bits: None,
        in_octets: None,
        out_octets: None,
        in_errors: None,
        out_errors: None,
        discontinuity_ticks: None,
        uptime_ticks: None,
        in_bps: None,
        out_bps: None,
        in_error_delta: None,
        out_error_delta: None,
        rx_power_cdbm: None,
        tx_power_cdbm: None,
        sampled_at: Some(ago(2)),
    }
}

fn line(status: DeviceStatus) -> Line {
    Line {
        kind: DeviceKind::Switch,
        asked: true,
        in_maintenance: false,
        interval: TimeDelta::minutes(5),
        state: Some(state(status)),
        port: Some(port(Some(true), Some(true))),
    }
}

fn active<'a>(incidents: &'a [incident::Model], line: Option<&'a Line>) -> Facts<'a> {
    Facts { status: SubscriptionStatus::Active, locks: &[], incidents, line }
}

/// State, reason, next step, and whether it is stale.
fn says(facts: &Facts<'_>) -> (HealthState, HealthReason, Option<NextStep>, bool) {
    let health = derive(facts, now(), now());
    (health.state, health.reason, health.next_step, health.stale)
}

fn of_line_says(line: &Line) -> (HealthState, HealthReason, Option<NextStep>, bool) {
    says(&active(&[], Some(line)))
}

#[test]
fn the_contract_comes_first() {
    use HealthReason::{Misuse, NonPayment, NotInService, Paused, WithheldByIsp};
    let up = line(DeviceStatus::Up);
    let outage = [incident(IncidentStatus::Investigating, ImpactLevel::Outage, None)];
    for status in
        [SubscriptionStatus::Pending, SubscriptionStatus::Provisioning, SubscriptionStatus::Cancelled]
    {
        let facts = Facts { status, ..active(&outage, Some(&up)) };
        assert_eq!(says(&facts), (HealthState::Unknown, NotInService, None, false), "{status:?}");
    }
    for (locks, reason, step) in [
        (vec![lock(LockReason::NonPayment)], NonPayment, Some(NextStep::Pay)),
        (vec![lock(LockReason::Admin), lock(LockReason::NonPayment)], NonPayment, Some(NextStep::Pay)),
        (vec![lock(LockReason::Voluntary)], Paused, None),
        (vec![lock(LockReason::Abuse), lock(LockReason::Voluntary)], Misuse, Some(NextStep::ContactUs)),
        (vec![lock(LockReason::Admin)], WithheldByIsp, Some(NextStep::ContactUs)),
        (vec![], WithheldByIsp, Some(NextStep::ContactUs)),
    ] {
        let facts = active(&outage, Some(&up));
        let facts = Facts { status: SubscriptionStatus::Suspended, locks: &locks, ..facts };
        assert_eq!(says(&facts), (HealthState::Suspended, reason, step, false));
        assert_eq!(derive(&facts, now(), now()).since, locks.first().map(|lock| lock.created_at));
    }
}

#[test]
fn then_what_is_known_to_go_on() {
    use HealthReason::{AnnouncedWork, KnownDisturbance, KnownOutage, LineUp};
    use ImpactLevel::{Degraded, Outage};
    use IncidentStatus::{Completed, Identified, InProgress, Investigating, Monitoring, Resolved, Scheduled};
    let up = line(DeviceStatus::Up);
    let (later, past) = (Some(now() + TimeDelta::hours(1)), Some(ago(1)));
    let follow = Some(NextStep::FollowIncident);
    let wait = Some(NextStep::AwaitMaintenanceEnd);
    for (incidents, expected) in [
        (vec![incident(Investigating, Outage, None)], (HealthState::Outage, KnownOutage, follow)),
        (vec![incident(Identified, Degraded, None)], (HealthState::Degraded, KnownDisturbance, follow)),
        (vec![incident(Monitoring, Outage, later)], (HealthState::Outage, KnownOutage, follow)),
        (vec![incident(Resolved, Outage, None)], (HealthState::Ok, LineUp, None)),
        (vec![incident(InProgress, Degraded, None)], (HealthState::Maintenance, AnnouncedWork, wait)),
        (vec![incident(Completed, Outage, None)], (HealthState::Ok, LineUp, None)),
        // Within its time, whether or not somebody has said that it has begun.
        (vec![incident(Scheduled, Outage, later)], (HealthState::Maintenance, AnnouncedWork, wait)),
        (vec![incident(Scheduled, Outage, past)], (HealthState::Ok, LineUp, None)),
        (
            vec![incident(Identified, Degraded, None), incident(InProgress, Outage, None)],
            (HealthState::Maintenance, AnnouncedWork, wait),
        ),
        (
            vec![incident(InProgress, Outage, None), incident(Identified, Outage, None)],
            (HealthState::Outage, KnownOutage, follow),
        ),
    ] {
        let (state, reason, step, stale) = says(&active(&incidents, Some(&up)));
        assert_eq!((state, reason, step), expected, "{incidents:?}");
        assert!(!stale);
    }
    let future =
        incident::Model { started_at: now() + TimeDelta::minutes(1), ..incident(Scheduled, Outage, later) };
    assert_eq!(says(&active(&[future], Some(&up))).0, HealthState::Ok, "announced, and not begun");
}

#[test]
fn then_the_device() {
    use HealthReason::{
        CustomerDeviceDown, DeviceDown, DeviceStrained, DeviceWork, LineUp, NotMonitored, NotObserved, Stale,
        UpstreamDown,
    };
    let contact = Some(NextStep::ContactUs);
    assert_eq!(says(&active(&[], None)), (HealthState::Unknown, NotMonitored, contact, false));
    let unasked = Line { asked: false, ..line(DeviceStatus::Up) };
    assert_eq!(of_line_says(&unasked), (HealthState::Unknown, NotMonitored, contact, false));
    let new = Line { state: None, ..line(DeviceStatus::Up) };
    assert_eq!(of_line_says(&new), (HealthState::Unknown, NotObserved, contact, false));
    for (status, expected) in [
        (DeviceStatus::Up, (HealthState::Ok, LineUp, None, false)),
        (DeviceStatus::Degraded, (HealthState::Degraded, DeviceStrained, contact, false)),
        (DeviceStatus::Down, (HealthState::Outage, DeviceDown, contact, false)),
        (DeviceStatus::Unknown, (HealthState::Unknown, NotObserved, contact, false)),
        (
            DeviceStatus::Maintenance,
            (HealthState::Maintenance, DeviceWork, Some(NextStep::AwaitMaintenanceEnd), false),
        ),
    ] {
        assert_eq!(of_line_says(&line(status)), expected, "{status:?}");
        let worked_on = Line { in_maintenance: true, ..line(status) };
        assert_eq!(of_line_says(&worked_on).1, DeviceWork, "{status:?}");
        let mut below = line(status);
        below.state.as_mut().expect("a state").suppressed = true;
        let lost = matches!(status, DeviceStatus::Down | DeviceStatus::Unknown);
        assert_eq!(of_line_says(&below).1, if lost { UpstreamDown } else { expected.1 }, "{status:?}");
    }
    for kind in [DeviceKind::Cpe, DeviceKind::Onu, DeviceKind::Modem] {
        let router = Line { kind, port: None, ..line(DeviceStatus::Down) };
        let restart = Some(NextStep::RestartRouter);
        assert_eq!(of_line_says(&router), (HealthState::Outage, CustomerDeviceDown, restart, false));
    }
    // Three polls may be missing, and no more; whatever it was before, it is not known then.
    for status in [DeviceStatus::Up, DeviceStatus::Degraded, DeviceStatus::Down] {
        for (minutes, stale) in [(15, false), (16, true)] {
            let mut old = line(status);
            let state = old.state.as_mut().expect("a state");
            state.last_tried_at = Some(ago(minutes));
            state.last_ok_at = Some(ago(minutes));
            let says = of_line_says(&old);
            assert_eq!(says.3, stale, "{status:?} {minutes}");
            assert_eq!(says.1 == Stale && says.0 == HealthState::Unknown, stale, "{status:?} {minutes}");
        }
    }
}

#[test]
fn then_its_port() {
    use HealthReason::{LineDown, LineUp, NotObserved, PortDisabled, Stale};
    let with = |port: device_interface::Model| Line { port: Some(port), ..line(DeviceStatus::Up) };
    for (admin, oper, state, reason) in [
        (Some(true), Some(true), HealthState::Ok, LineUp),
        (None, Some(true), HealthState::Ok, LineUp),
        (Some(true), Some(false), HealthState::Outage, LineDown),
        (Some(false), Some(false), HealthState::Outage, PortDisabled),
        (Some(true), None, HealthState::Unknown, NotObserved),
        (None, None, HealthState::Unknown, NotObserved),
    ] {
        let says = of_line_says(&with(port(admin, oper)));
        assert_eq!((says.0, says.1), (state, reason), "{admin:?} {oper:?}");
    }
    let gone = device_interface::Model { present: false, ..port(Some(true), Some(true)) };
    assert_eq!(of_line_says(&with(gone)).1, NotObserved);
    let never = device_interface::Model { sampled_at: None, ..port(Some(true), Some(true)) };
    assert_eq!(of_line_says(&with(never)).1, NotObserved);
    let old = device_interface::Model { sampled_at: Some(ago(16)), ..port(Some(true), Some(true)) };
    assert_eq!((of_line_says(&with(old.clone())).1, of_line_says(&with(old)).3), (Stale, true));
}

#[test]
fn since_and_observed_are_what_the_facts_tell() {
    let of = |line: &Line| derive(&active(&[], Some(line)), now(), now());
    let down = of(&line(DeviceStatus::Down));
    assert_eq!((down.since, down.observed_at), (Some(ago(45)), Some(ago(1))), "that it does not answer");
    let up = of(&Line { port: None, ..line(DeviceStatus::Up) });
    assert_eq!((up.since, up.observed_at), (Some(ago(45)), Some(ago(2))));
    // When a port went down, the poller does not keep.
    let unplugged = of(&Line { port: Some(port(Some(true), Some(false))), ..line(DeviceStatus::Up) });
    assert_eq!((unplugged.state, unplugged.since), (HealthState::Outage, None));
}

proptest! {
    /// Unknown is never shown as OK, nor as anything else that somebody would have to know.
    #[test]
    fn ok_needs_a_fresh_answer_and_a_line_that_is_up(
        status in prop::sample::select(DeviceStatus::iter().collect::<Vec<_>>()),
        asked in any::<bool>(), seen in any::<bool>(), minutes in 0_i64..40, sampled in 0_i64..40,
        oper in prop::option::of(any::<bool>()), with_port in any::<bool>(), suppressed in any::<bool>(),
    ) {
        let mut of = line(status);
        of.asked = asked;
        let state = of.state.as_mut().expect("a state");
        (state.last_tried_at, state.last_ok_at, state.suppressed) = (Some(ago(minutes)), Some(ago(minutes)), suppressed);
        if !seen {
            of.state = None;
        }
        let port = device_interface::Model { sampled_at: Some(ago(sampled)), ..port(Some(true), oper) };
        of.port = with_port.then_some(port);
        let (state, _, _, stale) = of_line_says(&of);
        if matches!(state, HealthState::Ok | HealthState::Degraded) {
            prop_assert!(asked && seen && minutes <= 15 && !stale);
            prop_assert!(matches!(status, DeviceStatus::Up | DeviceStatus::Degraded));
            prop_assert!(!with_port || (oper == Some(true) && sampled <= 15));
        }
        prop_assert!(!stale || state == HealthState::Unknown);
    }
}
