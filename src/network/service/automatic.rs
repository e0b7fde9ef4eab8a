//! What the network says and does about incidents by itself. Nobody is asked for permission: the correlator decided.

use std::collections::BTreeSet;

use serde_json::json;

use super::open::write_in;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::events::EventType;
use crate::kernel::clock::{Instant, behind};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, SubscriptionId};
use crate::network::correlator::Cause;
use crate::network::entity::incident::{self, ImpactLevel, IncidentSource, IncidentStatus};
use crate::network::entity::incident_update;
use crate::network::events::incident_events;
use crate::network::store;

/// Opens an outage that a device's silence is the cause of. Whoever it affects sees it; who is told is decided by who tells.
pub(in crate::network) async fn open(
    tx: &Tx,
    cause: Cause,
    began_at: Instant,
    (title, body): (&str, &str),
    owners: &[(SubscriptionId, CustomerId)],
) -> Result<incident::Model, Fault> {
    let status = IncidentStatus::Investigating;
    let row = incident::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        kind: status.kind(),
        status,
        impact: ImpactLevel::Outage,
        title: title.to_owned(),
        started_at: began_at,
        eta_at: None,
        ended_at: None,
        version: FIRST_VERSION,
        source: IncidentSource::Correlator,
        cause_device_id: Some(cause.device),
        confidence: Some(cause.confidence),
    };
    write_in(tx, &row, body.to_owned(), owners, "incident.correlate").await?;
    Ok(row)
}

/// Moves an incident that is held to where it stands now, and says so in public. Between looking into it and watching it
/// lies that its cause is known.
pub(in crate::network) async fn stand(
    tx: &Tx,
    before: &incident::Model,
    status: IncidentStatus,
    body: &str,
) -> Result<incident::Model, Fault> {
    let mut from = before.clone();
    let skips = from.status == IncidentStatus::Investigating && status == IncidentStatus::Monitoring;
    if skips {
        from = write(tx, &from, IncidentStatus::Identified, None).await?;
    }
    let now = write(tx, &from, status, None).await?;
    say(tx, &now, body).await?;
    let affected = store::impacts::open_of(tx, now.id).await?;
    let affected: BTreeSet<CustomerId> = affected.into_iter().map(|row| row.customer_id).collect();
    incident_events(tx, EventType::IncidentUpdated, &now, &affected).await?;
    record(tx, before, &now).await?;
    Ok(now)
}

/// Ends an incident that is held, as of an instant, with everything that it still affects.
pub(in crate::network) async fn resolve(
    tx: &Tx,
    before: &incident::Model,
    at: Instant,
    body: &str,
) -> Result<(), Fault> {
    let at = at.max(before.started_at);
    let affected = store::impacts::open_of(tx, before.id).await?;
    let affected: BTreeSet<CustomerId> = affected.into_iter().map(|row| row.customer_id).collect();
    let now = write(tx, before, IncidentStatus::Resolved, Some(at)).await?;
    store::impacts::end_as_of(tx, before.id, None, at).await?;
    say(tx, &now, body).await?;
    incident_events(tx, EventType::IncidentEnded, &now, &affected).await?;
    record(tx, before, &now).await
}

/// Lets services not be affected any more, as of an instant, while the incident goes on for others. Customers of whom nothing
/// is affected any more are told.
pub(in crate::network) async fn release(
    tx: &Tx,
    incident: &incident::Model,
    services: &BTreeSet<SubscriptionId>,
    at: Instant,
) -> Result<(), Fault> {
    let open = store::impacts::open_of(tx, incident.id).await?;
    let (gone, left): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|row| services.contains(&row.subscription_id));
    if gone.is_empty() {
        return Ok(());
    }
    let ids: Vec<SubscriptionId> = gone.iter().map(|row| row.subscription_id).collect();
    store::impacts::end_as_of(tx, incident.id, Some(&ids), at.max(incident.started_at)).await?;
    let left: BTreeSet<CustomerId> = left.into_iter().map(|row| row.customer_id).collect();
    let went = gone.into_iter().map(|row| row.customer_id).filter(|customer| !left.contains(customer));
    let went: BTreeSet<CustomerId> = went.collect();
    Ok(incident_events(tx, EventType::IncidentEnded, incident, &went).await?)
}

/// Writes where an incident under lock stands.
async fn write(
    tx: &Tx,
    before: &incident::Model,
    status: IncidentStatus,
    ended_at: Option<Instant>,
) -> Result<incident::Model, Fault> {
    let now = incident::Model { status, ended_at, ..before.clone() };
    if store::change(tx, before, &now).await? {
        Ok(incident::Model { version: before.version + 1, ..now })
    } else {
        Err(Fault::internal("an incident under lock is not as it was read"))
    }
}

async fn say(tx: &Tx, now: &incident::Model, body: &str) -> Result<(), Fault> {
    let scope = tx.scope();
    let last = store::updates::last_at(tx, now.id).await?;
    let update = incident_update::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        incident_id: now.id,
        status: now.status,
        body: body.to_owned(),
        public: true,
        author_id: None,
        at: last.map_or(scope.now(), |last| behind(last, scope.now())),
    };
    Ok(store::updates::insert(tx, update).await?)
}

async fn record(tx: &Tx, before: &incident::Model, now: &incident::Model) -> Result<(), Fault> {
    let told = |row: &incident::Model| json!({ "status": row.status.name(), "endedAt": row.ended_at });
    Ok(tx.record(Record::new("incident.correlate", now.id).change(told(before), told(now))).await?)
}
