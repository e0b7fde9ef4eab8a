//! What the network of a generated tenant has been through: an outage that is over, and work tomorrow night.

use super::calendar::{Calendar, Ids, days_after};
use super::world::UNASSIGNED;
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::db::FIRST_VERSION;
use crate::kernel::clock::Instant;
use crate::kernel::ids::IncidentId;
use crate::network::entity::incident::{self, ImpactLevel, IncidentKind, IncidentSource, IncidentStatus};
use crate::network::entity::incident_impact::{self, ExcludedReason};
use crate::network::entity::incident_update;

/// The rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the rows of the table of its name")]
pub struct Incidents {
    pub incidents: Vec<incident::Model>,
    pub updates: Vec<incident_update::Model>,
    pub impacts: Vec<incident_impact::Model>,
}

/// Services that each of them affects at most: a street, not a town.
const AFFECTED: usize = 40;

/// Days since the outage.
const OUTAGE: i64 = -9;

/// The rows for these services.
pub(super) fn incidents(
    plans: &[plan::Model],
    services: &[subscription::Model],
    calendar: Calendar,
    ids: &Ids,
) -> Incidents {
    let wired: Vec<_> = plans
        .iter()
        .filter(|plan| matches!(plan.kind, PlanKind::Internet | PlanKind::Bundle))
        .map(|plan| plan.id)
        .collect();
    let long_there = Some(days_after(calendar.as_of, OUTAGE - 1));
    let services: Vec<&subscription::Model> = services
        .iter()
        .filter(|service| service.status == SubscriptionStatus::Active && wired.contains(&service.plan_id))
        .filter(|service| service.activated_on.is_some() && service.activated_on < long_there)
        .take(AFFECTED)
        .collect();
    let mut maker = Maker { calendar, ids, services, rows: Incidents::default() };
    maker.outage();
    maker.maintenance();
    maker.rows
}

struct Maker<'a> {
    calendar: Calendar,
    ids: &'a Ids,
    services: Vec<&'a subscription::Model>,
    rows: Incidents,
}

impl Maker<'_> {
    /// A moment of a day, counted from the first of which nothing has happened yet.
    fn at(&self, days: i64, minute: i64) -> Instant {
        self.calendar.moment(days_after(self.calendar.as_of, days), minute)
    }

    fn outage(&mut self) {
        let (from, to) = (self.at(OUTAGE, 19 * 60 + 42), self.at(OUTAGE, 22 * 60 + 15));
        let id: IncidentId = self.ids.at(from);
        self.rows.incidents.push(incident::Model {
            id,
            tenant_id: UNASSIGNED,
            kind: IncidentKind::Outage,
            status: IncidentStatus::Resolved,
            impact: ImpactLevel::Outage,
            title: "No connection in the harbour quarter".to_owned(),
            started_at: from,
            eta_at: Some(self.at(OUTAGE, 23 * 60)),
            ended_at: Some(to),
            version: FIRST_VERSION + 4,
            source: IncidentSource::Hand,
            cause_device_id: None,
            confidence: None,
        });
        let story = [
            (0, IncidentStatus::Investigating, true, "Several connections are down. We are looking into it."),
            (
                14,
                IncidentStatus::Investigating,
                false,
                "OLT 3, card 7 does not answer; a technician is on the way.",
            ),
            (38, IncidentStatus::Identified, true, "A line card has failed. It is being replaced."),
            (121, IncidentStatus::Monitoring, true, "The new card works. We are watching it."),
            (
                153,
                IncidentStatus::Resolved,
                true,
                "All connections are there again. We are sorry for the evening.",
            ),
        ];
        for (minutes, status, public, body) in story {
            self.update(id, self.at(OUTAGE, 19 * 60 + 42 + minutes), status, public, body);
        }
        self.affects(id, from, Some(to), None);
    }

    fn maintenance(&mut self) {
        let (announced, from) = (self.at(-3, 10 * 60), self.at(1, 2 * 60));
        let id: IncidentId = self.ids.at(announced);
        self.rows.incidents.push(incident::Model {
            id,
            tenant_id: UNASSIGNED,
            kind: IncidentKind::Maintenance,
            status: IncidentStatus::Scheduled,
            impact: ImpactLevel::Outage,
            title: "New software for the exchange".to_owned(),
            started_at: from,
            eta_at: Some(self.at(1, 5 * 60)),
            ended_at: None,
            version: FIRST_VERSION,
            source: IncidentSource::Hand,
            cause_device_id: None,
            confidence: None,
        });
        let body = "The exchange gets new software at night. Expect an interruption of up to twenty minutes.";
        self.update(id, announced, IncidentStatus::Scheduled, true, body);
        self.affects(id, from, None, Some(ExcludedReason::Maintenance));
    }

    fn update(&mut self, id: IncidentId, at: Instant, status: IncidentStatus, public: bool, body: &str) {
        self.rows.updates.push(incident_update::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            incident_id: id,
            status,
            body: body.to_owned(),
            public,
            author_id: None,
            at,
        });
    }

    fn affects(
        &mut self,
        id: IncidentId,
        from: Instant,
        to: Option<Instant>,
        excluded: Option<ExcludedReason>,
    ) {
        for service in &self.services {
            self.rows.impacts.push(incident_impact::Model {
                id: self.ids.at(from),
                tenant_id: UNASSIGNED,
                incident_id: id,
                customer_id: service.customer_id,
                subscription_id: service.id,
                from_at: from,
                to_at: to,
                gaps: serde_json::Value::Array(Vec::new()),
                excluded_reason: excluded,
            });
        }
    }
}
