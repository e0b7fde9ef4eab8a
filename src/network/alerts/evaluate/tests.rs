//! What becomes of alerts, told step by step.

use uuid::Uuid;

use super::*;
use crate::kernel::ids::{AlertRuleId, DeviceId, TypedId as _};
use crate::network::entity::device::DeviceKind;

fn noon() -> Instant {
    "2026-11-22T12:00:00Z".parse().expect("valid")
}

fn id<I: crate::kernel::ids::TypedId>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

fn router() -> device::Model {
    device::Model {
        id: DeviceId::from_uuid(Uuid::from_u128(1)),
        tenant_id: id(2),
        name: "core".to_owned(),
        kind: DeviceKind::Router,
        vendor: None,
        model: None,
        site_id: None,
        parent_id: None,
        mgmt_address: None,
        snmp_version: None,
        snmp_port: 161,
        snmp_secret: None,
        poll_interval_seconds: 300,
        in_maintenance: false,
        created_at: noon(),
        retired_at: None,
        version: 1,
    }
}

fn rule(number: u128, metric: AlertMetric, level: Option<i64>, severity: AlertSeverity) -> alert_rule::Model {
    alert_rule::Model {
        id: AlertRuleId::from_uuid(Uuid::from_u128(number)),
        tenant_id: id(2),
        name: format!("rule {number}"),
        metric,
        comparison: AlertComparison::Above,
        level,
        settle_seconds: 300,
        severity,
        device_kind: None,
        active: true,
        version: 1,
    }
}

/// A device's alerts over time.
struct Story {
    device: device::Model,
    rules: Vec<alert_rule::Model>,
    alerts: Vec<alert::Model>,
    at: Instant,
    ids: u128,
}

impl Story {
    fn of(rules: Vec<alert_rule::Model>) -> Self {
        Self { device: router(), rules, alerts: Vec::new(), at: noon(), ids: 100 }
    }

    /// A sample so many seconds later, and what was written; the alerts are then as a store would give them.
    fn sample(&mut self, seconds: i64, metric: AlertMetric, measured: Measured) -> Plan {
        self.at += TimeDelta::seconds(seconds);
        let ids = &mut self.ids;
        let judge = Judge { device: &self.device, rules: &self.rules, alerts: &self.alerts, at: self.at };
        let sample = Observation { interface: None, metric, measured };
        let plan = judge.judge(&[sample], || {
            *ids += 1;
            id(*ids)
        });
        for now in plan.going_on.iter().chain(&plan.opened) {
            for row in self.alerts.iter_mut().filter(|row| row.id == now.id) {
                *row = now.clone();
            }
        }
        let over = |row: &alert::Model| {
            plan.forgotten.contains(&row.id) || plan.resolved.iter().any(|other| other.id == row.id)
        };
        self.alerts.retain(|row| !over(row));
        self.alerts.extend(plan.begun.iter().cloned());
        plan
    }

    fn cpu(&mut self, seconds: i64, permille: i64) -> Plan {
        self.sample(seconds, AlertMetric::Cpu, Measured::Value(permille))
    }
}

#[test]
fn it_is_told_when_it_has_been_so_for_long_enough() {
    let mut story = Story::of(vec![rule(10, AlertMetric::Cpu, Some(900), AlertSeverity::Warning)]);
    assert_eq!(story.cpu(0, 900), Plan::default(), "the level itself is not above it");
    let begun = story.cpu(60, 901).begun;
    assert_eq!(
        (begun[0].status, begun[0].value, begun[0].opened_at),
        (AlertStatus::Settling, Some(901), None)
    );
    assert!(story.cpu(299, 950).opened.is_empty());
    let plan = story.cpu(1, 960);
    assert_eq!(plan.opened.len(), 1);
    assert_eq!((plan.opened[0].opened_at, plan.opened[0].value), (Some(story.at), Some(960)));
    assert!(story.cpu(60, 960).opened.is_empty(), "once");
    assert!(story.alerts[0].degrades());
}

#[test]
fn what_ends_before_it_has_settled_is_forgotten() {
    let mut story = Story::of(vec![rule(10, AlertMetric::Cpu, Some(900), AlertSeverity::Warning)]);
    let begun = story.cpu(0, 999).begun[0].id;
    assert_eq!(story.cpu(60, 100).forgotten, [begun]);
    let again = story.cpu(60, 999);
    assert_eq!((again.begun.len(), again.begun[0].since), (1, story.at), "it settles anew");
}

#[test]
fn two_good_samples_in_a_row_end_it() {
    let mut story = Story::of(vec![rule(10, AlertMetric::Cpu, Some(900), AlertSeverity::Warning)]);
    story.cpu(0, 999);
    story.cpu(300, 999);
    assert!(story.cpu(60, 100).resolved.is_empty());
    assert!(story.cpu(60, 999).resolved.is_empty());
    assert!(story.cpu(60, 100).resolved.is_empty(), "counted anew");
    assert_eq!(story.cpu(60, 100).resolved.len(), 1);
    assert!(story.alerts.is_empty());
}

#[test]
fn a_device_that_is_up_again_ends_its_alert_at_once() {
    let mut down = rule(10, AlertMetric::DeviceDown, None, AlertSeverity::Critical);
    down.settle_seconds = 0;
    let mut story = Story::of(vec![down]);
    let begun = story.sample(0, AlertMetric::DeviceDown, Measured::Down(true)).begun;
    assert_eq!((begun[0].status, begun[0].opened_at), (AlertStatus::Open, Some(noon())));
    assert!(!begun[0].degrades(), "down is more than degraded");
    assert_eq!(story.sample(60, AlertMetric::DeviceDown, Measured::Down(true)), Plan::default());
    assert_eq!(story.sample(60, AlertMetric::DeviceDown, Measured::Down(false)).resolved.len(), 1);
}

#[test]
fn the_gravest_rule_counts_and_it_never_becomes_less_grave() {
    let mut story = Story::of(vec![
        rule(10, AlertMetric::Cpu, Some(800), AlertSeverity::Warning),
        rule(11, AlertMetric::Cpu, Some(950), AlertSeverity::Critical),
    ]);
    story.cpu(0, 850);
    story.cpu(300, 850);
    assert_eq!(story.alerts[0].severity, AlertSeverity::Warning);
    story.cpu(60, 990);
    assert_eq!((story.alerts.len(), story.alerts[0].severity), (1, AlertSeverity::Critical));
    assert_eq!(story.alerts[0].rule_id, story.rules[1].id);
    story.cpu(60, 850);
    assert_eq!(story.alerts[0].severity, AlertSeverity::Critical);
}

#[test]
fn rules_are_of_a_kind_of_device_and_may_be_retired() {
    let mut of_switches = rule(10, AlertMetric::Cpu, Some(1), AlertSeverity::Info);
    of_switches.device_kind = Some(DeviceKind::Switch);
    let mut retired = rule(11, AlertMetric::Cpu, Some(1), AlertSeverity::Info);
    retired.active = false;
    let mut story = Story::of(vec![of_switches, retired]);
    assert_eq!(story.cpu(0, 999), Plan::default());
    story.device.kind = DeviceKind::Switch;
    assert_eq!(story.cpu(0, 999).begun.len(), 1);
    story.cpu(300, 999);
    assert!(!story.alerts[0].degrades(), "it is for information");
    story.rules.clear();
    story.cpu(60, 999);
    assert_eq!(story.cpu(60, 999).resolved.len(), 1, "no rule calls for it any more");
}

#[test]
fn work_on_a_device_is_no_alarm() {
    let mut story = Story::of(vec![rule(10, AlertMetric::Cpu, Some(900), AlertSeverity::Warning)]);
    story.device.in_maintenance = true;
    assert_eq!(story.cpu(0, 999), Plan::default());
    story.device.in_maintenance = false;
    assert_eq!(story.cpu(0, 999).begun.len(), 1);
}

#[test]
fn light_that_is_too_weak_is_below() {
    let mut weak = rule(10, AlertMetric::RxPower, Some(-2_700), AlertSeverity::Warning);
    weak.comparison = AlertComparison::Below;
    assert!(weak.is_broken_by(Measured::Value(-2_701)));
    assert!(!weak.is_broken_by(Measured::Value(-2_700)));
    assert!(!weak.is_broken_by(Measured::Down(true)), "a level says nothing of that");
}

#[test]
fn interfaces_that_are_gone_take_their_alerts_with_them() {
    let interface: DeviceInterfaceId = id(50);
    let rules = [rule(10, AlertMetric::Errors, Some(0), AlertSeverity::Warning)];
    let device = router();
    let judge = |alerts: &[alert::Model]| {
        let judge = Judge { device: &device, rules: &rules, alerts, at: noon() };
        (judge.gone(&[interface]), judge.gone(&[id(51)]))
    };
    let sample =
        Observation { interface: Some(interface), metric: AlertMetric::Errors, measured: Measured::Value(7) };
    let first = Judge { device: &device, rules: &rules, alerts: &[], at: noon() };
    let settling = first.judge(&[sample], || id(101)).begun;
    let (gone, other) = judge(&settling);
    assert_eq!((gone.forgotten.len(), other), (1, Plan::default()));
    let open = alert::Model { status: AlertStatus::Open, opened_at: Some(noon()), ..settling[0].clone() };
    assert_eq!(judge(&[open]).0.resolved.len(), 1);
}

#[test]
fn each_interface_and_metric_has_its_own() {
    let rules = [
        rule(10, AlertMetric::InUtilisation, Some(800), AlertSeverity::Warning),
        rule(11, AlertMetric::OutUtilisation, Some(800), AlertSeverity::Warning),
    ];
    let device = router();
    let judge = Judge { device: &device, rules: &rules, alerts: &[], at: noon() };
    let sample = |interface: u128, metric, value| Observation {
        interface: Some(id(interface)),
        metric,
        measured: Measured::Value(value),
    };
    let samples = [
        sample(50, AlertMetric::InUtilisation, 900),
        sample(50, AlertMetric::OutUtilisation, 900),
        sample(51, AlertMetric::InUtilisation, 900),
        sample(52, AlertMetric::InUtilisation, 10),
    ];
    let mut next = 100;
    let plan = judge.judge(&samples, || {
        next += 1;
        id(next)
    });
    assert_eq!(plan.begun.len(), 3);
    assert!(!plan.degrades(&[]), "they have not settled");
}

#[test]
fn what_is_resolved_does_not_degrade_any_more() {
    let mut story = Story::of(vec![rule(10, AlertMetric::Cpu, Some(900), AlertSeverity::Warning)]);
    story.cpu(0, 999);
    let opened = story.cpu(300, 999);
    assert!(opened.degrades(&[]));
    let before = story.alerts.clone();
    assert!(story.cpu(60, 1).degrades(&before));
    let before = story.alerts.clone();
    assert!(!story.cpu(60, 1).degrades(&before));
}
