//! What becomes of a device's alerts by what was measured of it. Pure.

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::kernel::clock::Instant;
use crate::kernel::ids::{AlertId, DeviceInterfaceId, TenantId};
use crate::network::entity::alert::{self, AlertStatus};
use crate::network::entity::alert_rule::{self, AlertComparison, AlertMetric, AlertSeverity};
use crate::network::entity::device;

/// Good samples in a row after which an alert is over.
const GOOD_SAMPLES: i32 = 2;

/// What one sample says of a metric. What is not known is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Whether it is down.
    Down(bool),
    /// A value in the unit of the metric.
    Value(i64),
}

/// One sample of a device, or of an interface of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// The interface; none for the whole device.
    pub interface: Option<DeviceInterfaceId>,
    /// What was measured.
    pub metric: AlertMetric,
    /// What it says.
    pub measured: Measured,
}

/// What is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// New ones: settling, or open at once.
    pub begun: Vec<alert::Model>,
    /// Those that have settled, as they are now.
    pub opened: Vec<alert::Model>,
    /// Those that are over, as they were.
    pub resolved: Vec<alert::Model>,
    /// Those that ended before they had settled.
    pub forgotten: Vec<AlertId>,
    /// Those that go on, with what was measured now.
    pub going_on: Vec<alert::Model>,
}

/// What a sample is judged by.
pub struct Judge<'a> {
    /// The device.
    pub device: &'a device::Model,
    /// The rules that are applied, of every kind of device.
    pub rules: &'a [alert_rule::Model],
    /// The alerts of the device that are not over.
    pub alerts: &'a [alert::Model],
    /// When it was measured.
    pub at: Instant,
}

impl AlertMetric {
    /// Whether it is down or not, and has no level.
    pub fn is_state(self) -> bool {
        match self {
            Self::DeviceDown | Self::InterfaceDown => true,
            Self::InUtilisation
            | Self::OutUtilisation
            | Self::Errors
            | Self::RxPower
            | Self::Cpu
            | Self::Memory => false,
        }
    }

    /// The levels that it may have.
    pub fn levels(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::DeviceDown | Self::InterfaceDown => 0..=0,
            Self::InUtilisation | Self::OutUtilisation | Self::Cpu | Self::Memory => 0..=1_000,
            Self::Errors => 0..=1_000_000_000,
            // Hundredths of dBm: no receiver sees less than −60 dBm, and none survives more than +30 dBm.
            Self::RxPower => -6_000..=3_000,
        }
    }

    /// Good samples after which an alert is over. A device counts its own answers before it is up.
    fn good_samples(self) -> i32 {
        if self == Self::DeviceDown { 1 } else { GOOD_SAMPLES }
    }
}

impl alert_rule::Model {
    /// Whether a sample is worth an alarm by this rule.
    pub fn is_broken_by(&self, measured: Measured) -> bool {
        match (measured, self.level, self.comparison) {
            (Measured::Down(down), None, _) => down,
            (Measured::Value(value), Some(level), AlertComparison::Above) => value > level,
            (Measured::Value(value), Some(level), AlertComparison::Below) => value < level,
            (Measured::Down(_), Some(_), _) | (Measured::Value(_), None, _) => false,
        }
    }
}

impl alert::Model {
    /// Whether it is told: it has settled, and is not over.
    pub fn is_told(&self) -> bool {
        matches!(self.status, AlertStatus::Open | AlertStatus::Acknowledged)
    }

    /// Whether a device that has it does not work as it should, though it answers.
    pub fn degrades(&self) -> bool {
        self.is_told() && self.metric != AlertMetric::DeviceDown && self.severity > AlertSeverity::Info
    }
}

impl Judge<'_> {
    /// What becomes of the alerts that the samples speak of; the others stay as they are, and all do of a device that is
    /// worked on. `new_id` gives ids.
    pub fn judge(&self, samples: &[Observation], mut new_id: impl FnMut() -> AlertId) -> Plan {
        if self.device.in_maintenance {
            return Plan::default();
        }
        let known: HashMap<_, &alert::Model> =
            self.alerts.iter().map(|row| ((row.interface_id, row.metric), row)).collect();
        let mut plan = Plan::default();
        for sample in samples {
            let rule = self.gravest(sample);
            match (rule, known.get(&(sample.interface, sample.metric))) {
                (None, None) => {}
                (Some(rule), None) => plan.begun.push(self.begun(new_id(), rule, sample)),
                (Some(rule), Some(before)) => self.goes_on(&mut plan, before, rule, sample),
                (None, Some(before)) => is_good(&mut plan, before, sample),
            }
        }
        plan
    }

    /// What becomes of the alerts of interfaces that the device does not tell of any more: they are over.
    pub fn gone(&self, interfaces: &[DeviceInterfaceId]) -> Plan {
        let mut plan = Plan::default();
        let of_gone = |row: &&alert::Model| row.interface_id.is_some_and(|id| interfaces.contains(&id));
        for before in self.alerts.iter().filter(of_gone) {
            is_over(&mut plan, before);
        }
        plan
    }

    /// The gravest rule that a sample breaks; of several, the oldest.
    fn gravest(&self, sample: &Observation) -> Option<&alert_rule::Model> {
        let applies = |rule: &&alert_rule::Model| {
            rule.metric == sample.metric
                && rule.active
                && rule.device_kind.is_none_or(|kind| kind == self.device.kind)
                && rule.is_broken_by(sample.measured)
        };
        self.rules
            .iter()
            .filter(applies)
            .max_by(|one, other| one.severity.cmp(&other.severity).then(other.id.cmp(&one.id)))
    }

    fn begun(&self, id: AlertId, rule: &alert_rule::Model, sample: &Observation) -> alert::Model {
        let settled = rule.settle_seconds <= 0;
        let tenant_id: TenantId = self.device.tenant_id;
        alert::Model {
            id,
            tenant_id,
            rule_id: rule.id,
            device_id: self.device.id,
            interface_id: sample.interface,
            metric: sample.metric,
            severity: rule.severity,
            status: if settled { AlertStatus::Open } else { AlertStatus::Settling },
            value: value_of(sample.measured),
            since: self.at,
            opened_at: settled.then_some(self.at),
            acknowledged_at: None,
            acknowledged_by: None,
            resolved_at: None,
            resolved_by: None,
            suppressed: false,
            good_samples: 0,
            version: crate::db::FIRST_VERSION,
        }
    }

    fn goes_on(
        &self,
        plan: &mut Plan,
        before: &alert::Model,
        rule: &alert_rule::Model,
        sample: &Observation,
    ) {
        let settling = before.status == AlertStatus::Settling;
        // What has been told becomes graver, and never less grave: it is over when it is over.
        let takes_rule = settling || rule.severity > before.severity;
        let now = alert::Model {
            rule_id: if takes_rule { rule.id } else { before.rule_id },
            severity: if takes_rule { rule.severity } else { before.severity },
            value: value_of(sample.measured),
            good_samples: 0,
            ..before.clone()
        };
        let settled = self.at - before.since >= TimeDelta::seconds(rule.settle_seconds.into());
        if settling && settled {
            let opened = alert::Model { status: AlertStatus::Open, opened_at: Some(self.at), ..now.clone() };
            plan.opened.push(opened);
        }
        if now != *before {
            plan.going_on.push(now);
        }
    }
}

fn is_good(plan: &mut Plan, before: &alert::Model, sample: &Observation) {
    let good_samples = before.good_samples.saturating_add(1);
    if before.status == AlertStatus::Settling || good_samples >= before.metric.good_samples() {
        return is_over(plan, before);
    }
    let value = value_of(sample.measured);
    plan.going_on.push(alert::Model { value, good_samples, ..before.clone() });
}

fn is_over(plan: &mut Plan, before: &alert::Model) {
    if before.status == AlertStatus::Settling {
        plan.forgotten.push(before.id);
    } else {
        plan.resolved.push(before.clone());
    }
}

fn value_of(measured: Measured) -> Option<i64> {
    match measured {
        Measured::Down(_) => None,
        Measured::Value(value) => Some(value),
    }
}

impl Plan {
    /// Both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.begun.extend(other.begun);
        self.opened.extend(other.opened);
        self.resolved.extend(other.resolved);
        self.forgotten.extend(other.forgotten);
        self.going_on.extend(other.going_on);
        self
    }

    /// Whether a device with these alerts before does not work as it should after this.
    pub fn degrades(&self, before: &[alert::Model]) -> bool {
        let over = |id: AlertId| self.resolved.iter().any(|row| row.id == id);
        before.iter().any(|row| row.degrades() && !over(row.id))
            || self.begun.iter().chain(&self.opened).any(alert::Model::degrades)
    }
}

#[cfg(test)]
mod tests;
