//! What services have been through, for those who give something back for it.

use std::collections::{BTreeSet, HashMap};

use super::correlator::CREDITED;
use super::entity::incident::{self, ImpactLevel, IncidentKind, IncidentSource};
use super::entity::incident_impact;
use super::gaps::{self, Gap};
use super::store;
use crate::db::Reads;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, IncidentId, SubscriptionId};

/// A service that an incident affects, or has affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affected {
    /// The incident.
    pub incident: IncidentId,
    /// Whose service it is.
    pub customer: CustomerId,
    /// The service.
    pub service: SubscriptionId,
    /// Since when, by the tenant's clock.
    pub from: Instant,
    /// Until when; none: still.
    pub to: Option<Instant>,
}

impl From<&incident_impact::Model> for Affected {
    fn from(row: &incident_impact::Model) -> Self {
        Self {
            incident: row.incident_id,
            customer: row.customer_id,
            service: row.subscription_id,
            from: row.from_at,
            to: row.to_at,
        }
    }
}

/// The services of customers that incidents affect, or have affected.
pub async fn affected_by(
    db: &impl Reads,
    incidents: &[IncidentId],
    customers: &[CustomerId],
) -> Result<Vec<Affected>, Fault> {
    let rows = store::impacts::of_customers(db, incidents, customers).await?;
    Ok(rows.iter().map(Affected::from).collect())
}

/// What services have been through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suffered {
    /// Outages that are over for the service, the earliest first: those that somebody has opened, or that the network is sure
    /// enough of. Whoever could use the service, though not well, had none.
    pub outages: Vec<Affected>,
    /// When they were not affected within these outages, for they were taken out of them and put back.
    pub unaffected: Vec<Affected>,
    /// Work that was announced, as far as it stayed within its announced end.
    pub announced: Vec<Affected>,
}

/// What services have been through between two instants.
pub async fn suffered(
    db: &impl Reads,
    services: &[SubscriptionId],
    (from, to): (Instant, Instant),
) -> Result<Suffered, Fault> {
    if services.is_empty() {
        return Ok(Suffered::default());
    }
    let impacts = store::impacts::between(db, services, from, to).await?;
    let ids: BTreeSet<IncidentId> = impacts.iter().map(|row| row.incident_id).collect();
    let incidents: HashMap<IncidentId, incident::Model> =
        store::by_ids(db, &ids.into_iter().collect::<Vec<_>>())
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
    let mut suffered = Suffered::default();
    for impact in &impacts {
        let Some(incident) = incidents.get(&impact.incident_id) else { continue };
        let affected = Affected::from(impact);
        let gaps = gaps::of(impact)?;
        if incident.kind == IncidentKind::Maintenance || impact.excluded_reason.is_some() {
            let end = [affected.to, incident.eta_at].into_iter().flatten().min();
            suffered.announced.extend(gaps::without(Affected { to: end, ..affected }, &gaps));
        } else if affected.to.is_some() && is_credited(incident) {
            suffered.outages.push(affected);
            let not = |gap: &Gap| Affected { from: gap.from, to: Some(gap.to), ..affected };
            suffered.unaffected.extend(gaps.iter().map(not));
        }
    }
    suffered.outages.sort_by_key(|outage| (outage.from, outage.incident, outage.service));
    Ok(suffered)
}

/// Whether somebody has opened the incident, or the network is sure enough of it that it costs money.
pub(super) fn is_sure(incident: &incident::Model) -> bool {
    match incident.source {
        IncidentSource::Hand => true,
        IncidentSource::Correlator => incident.confidence.is_some_and(|confidence| confidence >= CREDITED),
    }
}

fn is_credited(incident: &incident::Model) -> bool {
    is_sure(incident) && incident.impact == ImpactLevel::Outage
}
