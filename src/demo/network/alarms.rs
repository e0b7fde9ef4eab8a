//! What is worth an alarm in a simulated network, and the alarm of the past.

use chrono::TimeDelta;

use super::Maker;
use crate::db::FIRST_VERSION;
use crate::demo::incidents::Incidents;
use crate::demo::world::UNASSIGNED;
use crate::network::entity::alert::{self, AlertStatus};
use crate::network::entity::alert_rule::{self, AlertComparison, AlertMetric, AlertSeverity};
use crate::network::entity::device::DeviceKind;
use crate::network::entity::incident::IncidentKind;

/// A rule: its name, what is measured, which side of which level, for how many seconds, how bad, and of which devices.
type Rule = (&'static str, AlertMetric, AlertComparison, Option<i64>, i32, AlertSeverity, Option<DeviceKind>);

/// What a device that does not answer is called to attention by: the first rule.
const RULES: [Rule; 5] = {
    use AlertComparison::{Above, Below};
    use AlertMetric::{Cpu, DeviceDown, InUtilisation, InterfaceDown, RxPower};
    use AlertSeverity::{Critical, Warning};
    [
        ("Device down", DeviceDown, Above, None, 0, Critical, None),
        ("Port down", InterfaceDown, Above, None, 120, Warning, None),
        ("Port nearly full", InUtilisation, Above, Some(900), 600, Warning, None),
        ("Processor busy", Cpu, Above, Some(900), 600, Warning, None),
        ("Weak light", RxPower, Below, Some(-2_700), 300, Warning, Some(DeviceKind::Onu)),
    ]
};

impl Maker<'_> {
    pub(super) fn rules(&mut self) {
        for (name, metric, comparison, level, settle_seconds, severity, device_kind) in RULES {
            self.rows.rules.push(alert_rule::Model {
                id: self.ids.at(self.built),
                tenant_id: UNASSIGNED,
                name: name.to_owned(),
                metric,
                comparison,
                level,
                settle_seconds,
                severity,
                device_kind,
                active: true,
                version: FIRST_VERSION,
            });
        }
    }

    /// The head in the harbour did not answer during the outage.
    pub(super) fn alarm(&mut self, incidents: &Incidents) {
        let outage = incidents.incidents.iter().find(|incident| incident.kind == IncidentKind::Outage);
        let parts = (outage, self.rows.harbour(), self.rows.rules.first());
        let (Some(outage), Some(device_id), Some(rule)) = parts else { return };
        let opened = outage.started_at + TimeDelta::minutes(1);
        let row = alert::Model {
            id: self.ids.at(opened),
            tenant_id: UNASSIGNED,
            rule_id: rule.id,
            device_id,
            interface_id: None,
            metric: rule.metric,
            severity: rule.severity,
            status: AlertStatus::Resolved,
            value: None,
            since: outage.started_at,
            opened_at: Some(opened),
            acknowledged_at: None,
            acknowledged_by: None,
            resolved_at: outage.ended_at,
            resolved_by: None,
            suppressed: false,
            good_samples: 1,
            version: FIRST_VERSION + 1,
        };
        self.rows.alerts.push(row);
    }
}
