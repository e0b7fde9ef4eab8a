//! Hearing of what may change how services are.

use std::collections::BTreeSet;

use async_trait::async_trait;
use serde_json::Value as Json;

use super::store;
use super::tell::tell;
use crate::db::Tx;
use crate::events::{Event, EventType, Listener};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, IncidentId, SubscriptionId, TypedId};
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
                    let device: Option<DeviceId> =
                        event.payload.get("device").and_then(Json::as_str).and_then(id);
                    heard.devices.extend(device.or_else(|| id(&event.subject)));
                }
                EventType::IncidentOpened
                | EventType::IncidentUpdated
                | EventType::IncidentEnded
                | EventType::MaintenanceRescheduled => {
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
