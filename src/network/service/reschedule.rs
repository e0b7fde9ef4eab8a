//! Other dates for announced maintenance.

use std::collections::BTreeSet;

use serde_json::json;

use super::{MAX_TEXT, held, permit};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::events::EventType;
use crate::kernel::clock::{Instant, behind};
use crate::kernel::ids::{CustomerId, IncidentId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, long_text};
use crate::network::entity::incident::{self, IncidentStatus};
use crate::network::entity::incident_update;
use crate::network::events::incident_events;
use crate::network::store;

/// Other dates for announced maintenance.
#[derive(Debug, Clone)]
pub struct Rescheduled {
    /// The maintenance.
    pub incident: IncidentId,
    /// When it is to begin now.
    pub starts_at: Instant,
    /// When it is to be done now.
    pub ends_at: Instant,
    /// What customers read about it.
    pub body: String,
    /// The version that was seen.
    pub expected_version: Option<i32>,
}

/// Gives work that is announced and has not begun other dates. Whoever it will affect is told, and nobody else.
pub async fn reschedule(scope: &Scope, new: Rescheduled) -> Result<incident::Model, UseCaseError> {
    permit(scope)?;
    if new.starts_at <= scope.now() {
        return Err(Invalid::new("startsAt", "must be in the future").into());
    }
    if new.ends_at <= new.starts_at {
        return Err(Invalid::new("endsAt", "must be after the beginning").into());
    }
    let body = long_text(&new.body, "body", MAX_TEXT)?;
    let tx = scope.begin().await?;
    let before = held(&tx, new.incident, new.expected_version).await?;
    if before.status != IncidentStatus::Scheduled {
        let message = "only work that is announced and has not begun has other dates";
        return Err(Refusal::of(RefusalCode::TooLate, "incidentId", message).into());
    }
    if (before.started_at, before.eta_at) == (new.starts_at, Some(new.ends_at)) {
        return Err(Invalid::new("startsAt", "are the dates that it has").into());
    }
    let now = incident::Model { started_at: new.starts_at, eta_at: Some(new.ends_at), ..before.clone() };
    if !store::change(&tx, &before, &now).await? {
        return Err(Refusal::conflict("incident").into());
    }
    let now = incident::Model { version: before.version + 1, ..now };
    store::impacts::begin(&tx, now.id, now.started_at).await?;
    let last = store::updates::last_at(&tx, now.id).await?;
    let update = incident_update::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        incident_id: now.id,
        status: now.status,
        body,
        public: true,
        author_id: scope.actor().account().map(|account| account.id),
        at: last.map_or(scope.now(), |last| behind(last, scope.now())),
    };
    store::updates::insert(&tx, update).await?;
    let affected: BTreeSet<CustomerId> =
        store::impacts::open_of(&tx, now.id).await?.into_iter().map(|row| row.customer_id).collect();
    incident_events(&tx, EventType::MaintenanceRescheduled, &now, &affected).await?;
    let told = |row: &incident::Model| json!({ "startedAt": row.started_at, "etaAt": row.eta_at });
    tx.record(Record::new("incident.reschedule", now.id).change(told(&before), told(&now))).await?;
    tx.commit().await?;
    Ok(now)
}
