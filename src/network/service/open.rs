//! Opening an outage, and announcing maintenance.

use std::collections::BTreeSet;

use serde_json::json;

use super::{MAX_TEXT, MAX_TITLE, distinct, impacts_of, owners, permit};
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, SubscriptionId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{UseCaseError, long_text, short_text};
use crate::network::entity::incident::{self, ImpactLevel, IncidentSource, IncidentStatus};
use crate::network::entity::incident_update;
use crate::network::events::incident_events;
use crate::network::store;

/// An outage to be told of.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it is, for customers.
    pub title: String,
    /// How much those who are affected notice.
    pub impact: ImpactLevel,
    /// When it began; now if none.
    pub started_at: Option<Instant>,
    /// When it is expected to be over.
    pub eta_at: Option<Instant>,
    /// What customers read first.
    pub body: String,
    /// The services that it affects.
    pub services: Vec<SubscriptionId>,
}

/// Work to be announced.
#[derive(Debug, Clone)]
pub struct Announced {
    /// What it is, for customers.
    pub title: String,
    /// How much those who are affected will notice.
    pub impact: ImpactLevel,
    /// When it is to begin.
    pub starts_at: Instant,
    /// When it is to be done.
    pub ends_at: Instant,
    /// What customers read first.
    pub body: String,
    /// The services that it will affect.
    pub services: Vec<SubscriptionId>,
}

/// Opens an outage. Whoever it affects is told.
pub async fn open(scope: &Scope, new: Opened) -> Result<incident::Model, UseCaseError> {
    permit(scope)?;
    let started_at = new.started_at.unwrap_or_else(|| scope.now());
    if started_at > scope.now() {
        return Err(Invalid::new("startedAt", "must not be in the future").into());
    }
    if new.eta_at.is_some_and(|eta| eta <= started_at) {
        return Err(Invalid::new("etaAt", "must be after the beginning").into());
    }
    let row = row(scope, IncidentStatus::Investigating, new.impact, &new.title, started_at, new.eta_at)?;
    write(scope, row, &new.body, new.services, "incident.open").await
}

/// Announces maintenance. Whoever it will affect is told.
pub async fn schedule(scope: &Scope, new: Announced) -> Result<incident::Model, UseCaseError> {
    permit(scope)?;
    if new.starts_at <= scope.now() {
        return Err(Invalid::new("startsAt", "must be in the future").into());
    }
    if new.ends_at <= new.starts_at {
        return Err(Invalid::new("endsAt", "must be after the beginning").into());
    }
    let (from, to) = (new.starts_at, Some(new.ends_at));
    let row = row(scope, IncidentStatus::Scheduled, new.impact, &new.title, from, to)?;
    write(scope, row, &new.body, new.services, "incident.schedule").await
}

fn row(
    scope: &Scope,
    status: IncidentStatus,
    impact: ImpactLevel,
    title: &str,
    started_at: Instant,
    eta_at: Option<Instant>,
) -> Result<incident::Model, Invalid> {
    Ok(incident::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        kind: status.kind(),
        status,
        impact,
        title: short_text(title, "title", MAX_TITLE)?,
        started_at,
        eta_at,
        ended_at: None,
        version: FIRST_VERSION,
        source: IncidentSource::Hand,
        cause_device_id: None,
        confidence: None,
    })
}

async fn write(
    scope: &Scope,
    row: incident::Model,
    body: &str,
    services: Vec<SubscriptionId>,
    action: &'static str,
) -> Result<incident::Model, UseCaseError> {
    let body = long_text(body, "body", MAX_TEXT)?;
    let services = distinct(services, "serviceIds")?;
    if services.is_empty() {
        return Err(Invalid::new("serviceIds", "must name at least one service").into());
    }
    let tx = scope.begin().await?;
    let owners = owners(&tx, &services, "serviceIds").await?;
    write_in(&tx, &row, body, &owners, action).await?;
    tx.commit().await?;
    Ok(row)
}

/// Writes an incident with its first words and the services that it affects, and tells of it.
pub(super) async fn write_in(
    tx: &Tx,
    row: &incident::Model,
    body: String,
    owners: &[(SubscriptionId, CustomerId)],
    action: &'static str,
) -> Result<(), Fault> {
    let scope = tx.scope();
    store::insert(tx, row.clone()).await?;
    store::impacts::insert(tx, impacts_of(scope, row, owners, row.started_at)).await?;
    let update = incident_update::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        incident_id: row.id,
        status: row.status,
        body,
        public: true,
        author_id: scope.actor().account().map(|account| account.id),
        at: scope.now(),
    };
    store::updates::insert(tx, update).await?;
    let customers: BTreeSet<CustomerId> = owners.iter().map(|(_, customer)| *customer).collect();
    incident_events(tx, EventType::IncidentOpened, row, &customers).await?;
    let after = json!({ "title": row.title, "status": row.status.name(), "services": owners.len() });
    Ok(tx.record(Record::new(action, row.id).after(after)).await?)
}
