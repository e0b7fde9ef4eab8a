//! Which services an incident affects.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{distinct, held, impacts_of, owners, permit};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::events::EventType;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, IncidentId, SubscriptionId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::network::entity::incident::{self, IncidentStatus};
use crate::network::events::incident_events;
use crate::network::{gaps, store};

/// Adds services that an incident affects from now on – or from its announced beginning – and takes away those that it does
/// not affect any more. Customers who become affected, or are not any more, are told.
pub async fn change_services(
    scope: &Scope,
    id: IncidentId,
    add: Vec<SubscriptionId>,
    remove: Vec<SubscriptionId>,
    expected_version: Option<i32>,
) -> Result<incident::Model, UseCaseError> {
    permit(scope)?;
    let (add, remove) = (distinct(add, "add")?, distinct(remove, "remove")?);
    if add.is_empty() && remove.is_empty() {
        return Err(Invalid::new("add", "name services to add, or to remove").into());
    }
    if !add.is_disjoint(&remove) {
        return Err(Invalid::new("remove", "a service is to be added and to be removed").into());
    }
    let tx = scope.begin().await?;
    let incident = held(&tx, id, expected_version).await?;
    if !incident.status.is_live() {
        return Err(Refusal::of(RefusalCode::TooLate, "incidentId", "the incident is over").into());
    }
    let affected = store::impacts::open_of(&tx, id).await?;
    let services: BTreeSet<SubscriptionId> = affected.iter().map(|row| row.subscription_id).collect();
    if !remove.is_subset(&services) {
        return Err(Refusal::not_found("remove", "service that is affected").into());
    }
    let new = owners(&tx, &add, "add").await?;
    let new: Vec<(SubscriptionId, CustomerId)> =
        new.into_iter().filter(|(service, _)| !services.contains(service)).collect();
    let fresh: Vec<SubscriptionId> = new.iter().map(|(service, _)| *service).collect();
    let gone: Vec<SubscriptionId> = remove.iter().copied().collect();
    let announced = incident.status == IncidentStatus::Scheduled;
    let from = if announced { incident.started_at } else { scope.now() };
    reopen(&tx, id, &fresh, from).await?;
    store::impacts::insert(&tx, impacts_of(scope, &incident, &new, from)).await?;
    store::impacts::end(&tx, id, Some(&gone), from).await?;
    if !store::change(&tx, &incident, &incident).await? {
        return Err(Refusal::conflict("incident").into());
    }
    let before: BTreeSet<CustomerId> = affected.iter().map(|row| row.customer_id).collect();
    let kept = affected.iter().filter(|row| !remove.contains(&row.subscription_id));
    let mut after: BTreeSet<CustomerId> = kept.map(|row| row.customer_id).collect();
    after.extend(new.iter().map(|(_, customer)| *customer));
    let came: BTreeSet<CustomerId> = after.difference(&before).copied().collect();
    let went: BTreeSet<CustomerId> = before.difference(&after).copied().collect();
    incident_events(&tx, EventType::IncidentOpened, &incident, &came).await?;
    incident_events(&tx, EventType::IncidentEnded, &incident, &went).await?;
    let change = json!({ "added": fresh.len(), "removed": gone.len() });
    tx.record(Record::new("incident.services", id).after(change)).await?;
    tx.commit().await?;
    Ok(incident::Model { version: incident.version + 1, ..incident })
}

/// Lets services be affected again that the incident did not affect any more, and notes that they were not in between. The
/// incident is held. Services that were taken out together are written together.
async fn reopen(
    tx: &Tx,
    incident: IncidentId,
    services: &[SubscriptionId],
    at: Instant,
) -> Result<(), UseCaseError> {
    let mut alike: Vec<(Json, Vec<SubscriptionId>)> = Vec::new();
    for impact in store::impacts::ended_of(tx, incident, services).await? {
        let gaps = gaps::of_reopened(&impact, at)?;
        match alike.iter_mut().find(|(others, _)| *others == gaps) {
            Some((_, services)) => services.push(impact.subscription_id),
            None => alike.push((gaps, vec![impact.subscription_id])),
        }
    }
    for (gaps, services) in alike {
        store::impacts::reopen(tx, incident, &services, gaps).await?;
    }
    Ok(())
}
