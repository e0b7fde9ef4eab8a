//! Telling customers that how a service is has changed.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::derive::Health;
use super::facts::health_of;
use super::store;
use crate::catalog::{self, Subscription};
use crate::db::{Reads as _, Tx};
use crate::events::{Audience, Event, EventType, Listener, NewEvent, emit_all};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, IncidentId, SubscriptionId, TypedId};
use crate::network::entity::service_health::{self, HealthState};
use crate::network::inventory;

/// Services that are looked at together.
const CHUNK: usize = 500;

/// Hears of devices, incidents and contracts, and tells the customers of the services that are in another state now.
pub struct ServiceHealthListener;

#[async_trait]
impl Listener for ServiceHealthListener {
    fn name(&self) -> &'static str {
        "service-health"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let heard = Heard::of(events);
        let mut services = heard.services;
        if !heard.devices.is_empty() {
            let links = inventory::links_below(tx, &heard.devices).await?;
            services.extend(links.into_iter().map(|link| link.subscription_id));
        }
        if !heard.incidents.is_empty() {
            services.extend(store::affected(tx, &heard.incidents).await?);
        }
        let services: Vec<SubscriptionId> = services.into_iter().collect();
        for chunk in services.chunks(CHUNK) {
            tell(tx, chunk).await?;
        }
        Ok(())
    }
}

/// What events are about that may change how services are.
#[derive(Default)]
struct Heard {
    devices: Vec<DeviceId>,
    incidents: Vec<IncidentId>,
    services: BTreeSet<SubscriptionId>,
}

impl Heard {
    fn of(events: &[Event]) -> Self {
        let mut heard = Self::default();
        for event in events {
            match event.event_type {
                EventType::DeviceStatusChanged => {
                    let device = event.payload.get("device").and_then(Json::as_str).and_then(id);
                    heard.devices.extend(device.or_else(|| id(&event.subject)));
                }
                EventType::IncidentOpened | EventType::IncidentUpdated | EventType::IncidentEnded => {
                    heard.incidents.extend(id::<IncidentId>(&event.subject));
                }
                EventType::SubscriptionActivated
                | EventType::SubscriptionSuspended
                | EventType::SubscriptionResumed
                | EventType::SubscriptionEnded => {
                    heard.services.extend(id::<SubscriptionId>(&event.subject));
                }
                _ => {}
            }
        }
        heard.incidents.sort_unstable();
        heard.incidents.dedup();
        heard.devices.sort_unstable();
        heard.devices.dedup();
        heard
    }
}

/// The id of an event; an event about something else is passed over.
fn id<I: TypedId>(text: &str) -> Option<I> {
    I::parse(text).ok()
}

/// Tells the customers of those of the services that are in another state than was last told. What nothing was told of yet was
/// UNKNOWN.
async fn tell(tx: &Tx, services: &[SubscriptionId]) -> Result<(), Fault> {
    let rows = catalog::services_by_id(tx, services).await?;
    let standing: Vec<_> = rows.iter().map(|row| (row.id, row.status)).collect();
    let health = health_of(tx, &standing).await?;
    let told: HashMap<SubscriptionId, service_health::Model> =
        store::told(tx, services).await?.into_iter().map(|row| (row.subscription_id, row)).collect();
    let (mut events, mut now) = (Vec::new(), Vec::new());
    for row in &rows {
        let Some(health) = health.get(&row.id) else { continue };
        let before = told.get(&row.id);
        let from = before.map_or(HealthState::Unknown, |told| told.state);
        if from == health.state && before.is_none_or(|told| told.reason == health.reason) {
            continue;
        }
        let next = of_now(tx, row, health, before);
        if from != health.state {
            events.push(event(row, from, &next));
        }
        now.push(next);
    }
    store::replace_told(tx, now).await?;
    Ok(emit_all(tx, events).await?)
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
