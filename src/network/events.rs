//! What incidents tell the rest of the house: one event for each customer that is affected.

use std::collections::BTreeSet;

use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::entity::incident;
use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit_all};
use crate::kernel::ids::CustomerId;

/// Tells customers what has happened to an incident. Never what was written of it: that may be for colleagues alone, and who
/// may read it does so by the incident.
pub(super) async fn incident_events(
    tx: &Tx,
    event_type: EventType,
    incident: &incident::Model,
    customers: &BTreeSet<CustomerId>,
) -> Result<(), DbError> {
    let payload = json!({
        "kind": incident.kind.to_value(),
        "status": incident.status.to_value(),
        "impact": incident.impact.to_value(),
        "title": incident.title,
        "startedAt": incident.started_at,
        "etaAt": incident.eta_at,
        "endedAt": incident.ended_at,
        "version": incident.version,
    });
    let event = |customer: &CustomerId| NewEvent {
        event_type,
        subject: incident.id.to_string(),
        audience: Audience::Customer(*customer),
        payload: payload.clone(),
    };
    emit_all(tx, customers.iter().map(event).collect()).await
}
