//! Telling customers that a service of theirs is in another state.

use std::collections::HashMap;

use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::derive::Health;
use super::facts::health_of;
use super::store;
use crate::catalog::{self, Subscription};
use crate::db::{Reads as _, Tx};
use crate::events::{Audience, EventType, NewEvent, emit_all};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, SubscriptionId};
use crate::network::entity::service_health::{self, HealthReason, HealthState};

/// A device was just asked, and its interfaces are written down: whose port is otherwise than was last told is told. One
/// statement where nothing is.
pub(in crate::network) async fn after_poll(tx: &Tx, device: DeviceId) -> Result<(), Fault> {
    let services = store::told_otherwise(tx, device).await?;
    if services.is_empty() { Ok(()) } else { tell(tx, &services).await }
}

/// Tells the customers of those of the services that are in another state than was last told. What nothing was told of yet was
/// UNKNOWN. What the contract does is told by its own events, and only remembered here. Give the services in order: who tells of some waits for who tells of others.
pub(super) async fn tell(tx: &Tx, services: &[SubscriptionId]) -> Result<(), Fault> {
    let told = store::told_held(tx, services).await?;
    let told: HashMap<SubscriptionId, service_health::Model> =
        told.into_iter().map(|row| (row.subscription_id, row)).collect();
    let rows = catalog::services_by_id(tx, services).await?;
    let standing: Vec<_> = rows.iter().map(|row| (row.id, row.status)).collect();
    let health = health_of(tx, &standing).await?;
    let (mut events, mut now) = (Vec::new(), Vec::new());
    for row in &rows {
        let Some(health) = health.get(&row.id) else { continue };
        let before = told.get(&row.id);
        if before.is_some_and(|told| told.state == health.state && told.reason == health.reason) {
            continue;
        }
        let from = before.map_or(HealthState::Unknown, |told| told.state);
        let next = of_now(tx, row, health, before);
        let by_contract =
            is_of_contract(health.reason) || before.is_some_and(|told| is_of_contract(told.reason));
        if from != health.state && !by_contract {
            events.push(event(row, from, &next));
        }
        now.push(next);
    }
    store::write_told(tx, now).await?;
    Ok(emit_all(tx, events).await?)
}

/// Whether a service is so because of its contract.
fn is_of_contract(reason: HealthReason) -> bool {
    matches!(
        reason,
        HealthReason::NonPayment
            | HealthReason::Paused
            | HealthReason::Misuse
            | HealthReason::WithheldByIsp
            | HealthReason::NotInService
    )
}

/// What is told of a service now; another reason for the same state has no other beginning.
fn of_now(
    tx: &Tx,
    row: &Subscription,
    health: &Health,
    before: Option<&service_health::Model>,
) -> service_health::Model {
    let scope = tx.scope();
    let unchanged = before.filter(|told| told.state == health.state).map(|told| told.since);
    service_health::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: row.customer_id,
        subscription_id: row.id,
        state: health.state,
        reason: health.reason,
        since: unchanged.or(health.since).unwrap_or_else(|| scope.real_now()),
        told_at: scope.real_now(),
    }
}

fn event(row: &Subscription, from: HealthState, now: &service_health::Model) -> NewEvent {
    NewEvent {
        event_type: EventType::ServiceHealthChanged,
        subject: row.id.to_string(),
        audience: Audience::Customer(row.customer_id),
        payload: json!({
            "number": row.number,
            "from": from.to_value(),
            "to": now.state.to_value(),
            "reason": now.reason.to_value(),
            "since": now.since,
        }),
    }
}
