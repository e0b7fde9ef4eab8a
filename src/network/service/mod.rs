//! Reading incidents, and the use cases in the files below.

pub(super) mod automatic;
mod follow;
mod open;
mod reschedule;
mod services;
mod update;

use std::collections::{BTreeSet, HashSet};

use chrono::TimeDelta;
use serde_json::Value as Json;

pub use follow::{follow, followed, followers, unfollow};
pub use open::{Announced, Opened, open, schedule};
pub use reschedule::{Rescheduled, reschedule};
pub use services::change_services;
pub use update::{Update, update};

use super::entity::incident::{self, IncidentKind, IncidentStatus};
use super::entity::incident_impact::{self, ExcludedReason};
use super::policy;
use super::store::{self, IncidentKey};
use crate::catalog;
use crate::db::{Reads, Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, IncidentId, SubscriptionId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, UseCaseError};

/// Services that one call names at most.
const MAX_SERVICES: usize = 500;

/// The longest title and the longest text, in characters.
const MAX_TITLE: usize = 200;
const MAX_TEXT: usize = 5_000;

/// Which incidents of the list are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IncidentFilter {
    /// Only outages, or only maintenance.
    pub kind: Option<IncidentKind>,
    /// Only those that stand here.
    pub status: Option<IncidentStatus>,
    /// Only those that are not over, or only the others.
    pub live: Option<bool>,
}

/// One page of the incidents, the latest first. For those who see all.
pub async fn incidents(
    scope: &Scope,
    filter: &IncidentFilter,
    request: &PageRequest<IncidentKey>,
) -> Result<Page<incident::Model>, Fault> {
    Ok(store::page(scope, filter, request).await?)
}

/// How many incidents there are.
pub async fn count_incidents(scope: &Scope, filter: &IncidentFilter) -> Result<u64, Fault> {
    Ok(store::count(scope, filter).await?)
}

/// What affects a service that was seen: what is going on, the latest first, and work that begins within `soon`.
pub async fn affecting(
    scope: &Scope,
    service: SubscriptionId,
    soon: TimeDelta,
) -> Result<Vec<incident::Model>, Fault> {
    let mut found = live_on(scope, service).await?;
    found.retain(|incident| is_at_hand(incident, scope.now(), soon));
    found.sort_unstable_by_key(|incident| std::cmp::Reverse((incident.started_at, incident.id)));
    Ok(found)
}

async fn live_on(db: &impl Reads, service: SubscriptionId) -> Result<Vec<incident::Model>, Fault> {
    let ids: Vec<IncidentId> = store::impacts::open_on(db, &[service], super::MAX_LISTED)
        .await?
        .into_iter()
        .map(|impact| impact.incident_id)
        .collect();
    Ok(store::by_ids(db, &ids).await?)
}

/// Whether it goes on, or is announced to begin within `soon`; work that nobody has begun by its announced end is not.
fn is_at_hand(incident: &incident::Model, now: Instant, soon: TimeDelta) -> bool {
    match incident.status {
        IncidentStatus::Scheduled => {
            incident.started_at <= now + soon && incident.eta_at.is_none_or(|end| end > now)
        }
        status => status.is_live(),
    }
}

/// Whether one of the services has an outage that is not over, which staff has opened or the network is sure enough of to credit: a
/// modem that its owner has switched off is none.
pub async fn any_outage(db: &impl Reads, services: &[SubscriptionId]) -> Result<bool, Fault> {
    if services.is_empty() {
        return Ok(false);
    }
    let impacts = store::impacts::open_on(db, services, super::MAX_LISTED).await?;
    let ids: HashSet<IncidentId> = impacts.into_iter().map(|impact| impact.incident_id).collect();
    let incidents = store::by_ids(db, &ids.into_iter().collect::<Vec<_>>()).await?;
    Ok(incidents.iter().any(|incident| {
        incident.kind == IncidentKind::Outage
            && incident.status.is_live()
            && super::suffered::is_sure(incident)
    }))
}

/// Refuses who does not keep incidents.
fn permit(scope: &Scope) -> Result<(), UseCaseError> {
    if scope.actor().passes(policy::may_manage) { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

/// The incident, held until the transaction ends, if it is the version that was seen.
async fn held(tx: &Tx, id: IncidentId, expected: Option<i32>) -> Result<incident::Model, UseCaseError> {
    let missing = || Refusal::not_found("incidentId", "incident");
    let row = store::for_update(tx, id).await?.ok_or_else(missing)?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("incident").into());
    }
    Ok(row)
}

/// Services that a call names, each once, with their customers.
async fn owners(
    db: &impl Reads,
    services: &BTreeSet<SubscriptionId>,
    field: &'static str,
) -> Result<Vec<(SubscriptionId, CustomerId)>, UseCaseError> {
    let ids: Vec<SubscriptionId> = services.iter().copied().collect();
    let found = catalog::owners_of(db, &ids).await?;
    if found.len() == ids.len() { Ok(found) } else { Err(Refusal::not_found(field, "service").into()) }
}

/// Each once, at most as many as a call takes.
fn distinct(services: Vec<SubscriptionId>, field: &'static str) -> Result<BTreeSet<SubscriptionId>, Invalid> {
    if services.len() > MAX_SERVICES {
        return Err(Invalid::new(field, format!("must be at most {MAX_SERVICES} services")));
    }
    Ok(services.into_iter().collect())
}

/// The rows of services that are affected from an instant on.
fn impacts_of(
    scope: &Scope,
    incident: &incident::Model,
    services: &[(SubscriptionId, CustomerId)],
    from: Instant,
) -> Vec<incident_impact::Model> {
    let announced = incident.kind == IncidentKind::Maintenance;
    let row = |(service, customer): &(SubscriptionId, CustomerId)| incident_impact::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        incident_id: incident.id,
        customer_id: *customer,
        subscription_id: *service,
        from_at: from,
        to_at: None,
        gaps: Json::Array(Vec::new()),
        excluded_reason: announced.then_some(ExcludedReason::Maintenance),
    };
    services.iter().map(row).collect()
}

#[cfg(test)]
mod tests;
