//! Hears which devices have fallen silent and which answer, and watches them.

use async_trait::async_trait;
use chrono::TimeDelta;
use sea_orm::ActiveEnum as _;
use serde_json::Value as Json;

use super::{store, wording};
use crate::db::{Reads as _, Tx};
use crate::events::{Event, EventType, Listener};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, TypedId as _};
use crate::network::entity::device_state::DeviceStatus;
use crate::network::entity::incident::{self, IncidentStatus};
use crate::network::entity::outage_watch::{self, WatchState};
use crate::network::service::automatic;
use crate::network::store as incidents;
use crate::tenancy;

/// Watches devices that fall silent.
pub struct OutageListener;

#[async_trait]
impl Listener for OutageListener {
    fn name(&self) -> &'static str {
        "outages"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let flips: Vec<Flip> = events.iter().filter_map(Flip::of).collect();
        if flips.is_empty() {
            return Ok(());
        }
        let minutes = tenancy::network_settings(tx).await?.outage_settle_minutes;
        let wait = TimeDelta::minutes(minutes.into());
        for flip in flips {
            let watch = store::of_device(tx, flip.device).await?;
            match flip.to {
                DeviceStatus::Down => Box::pin(silent(tx, &flip, watch, wait)).await?,
                DeviceStatus::Up | DeviceStatus::Degraded => {
                    Box::pin(answers(tx, &flip, watch, wait)).await?;
                }
                // It is worked on, or hidden behind something that is down itself: what is not settled is no outage of its
                // own. One that is goes on until it answers.
                DeviceStatus::Maintenance | DeviceStatus::Unknown => {
                    if let Some(watch) = watch.filter(|watch| watch.state == WatchState::Settling) {
                        store::remove(tx, watch.id).await?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// A device that is otherwise than before.
struct Flip {
    device: DeviceId,
    to: DeviceStatus,
    /// By the world's clock.
    at: Instant,
}

impl Flip {
    /// None for another event, and for one that says nothing that could be understood.
    fn of(event: &Event) -> Option<Self> {
        if event.event_type != EventType::DeviceStatusChanged {
            return None;
        }
        let text = |key: &str| event.payload.get(key).and_then(Json::as_str);
        Some(Self {
            device: DeviceId::parse(text("device")?).ok()?,
            to: DeviceStatus::try_from_value(&text("to")?.to_owned()).ok()?,
            at: text("at").and_then(|at| at.parse().ok()).unwrap_or(event.at),
        })
    }

    /// The same moment by the tenant's clock, as it stands now.
    fn by_tenant(&self, tx: &Tx) -> Instant {
        self.at + tx.scope().tenant().clock_offset
    }
}

/// The incident of a watch, held, if it is not over.
async fn live(tx: &Tx, watch: &outage_watch::Model) -> Result<Option<incident::Model>, Fault> {
    let Some(id) = watch.incident_id else { return Ok(None) };
    Ok(incidents::for_update(tx, id).await?.filter(|incident| incident.status.is_live()))
}

async fn silent(
    tx: &Tx,
    flip: &Flip,
    watch: Option<outage_watch::Model>,
    wait: TimeDelta,
) -> Result<(), Fault> {
    let fresh = outage_watch::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        device_id: flip.device,
        incident_id: None,
        state: WatchState::Settling,
        down_at: flip.at,
        began_at: flip.by_tenant(tx),
        answered_at: None,
        due_at: Some(flip.at + wait),
    };
    let Some(watch) = watch else { return Ok(store::insert(tx, fresh).await?) };
    let incident = live(tx, &watch).await?;
    match (watch.state, incident) {
        (WatchState::Settling, _) | (WatchState::Silent, Some(_)) => Ok(()),
        // It has answered for too short a time: the same outage goes on.
        (WatchState::Answering, Some(incident)) => {
            if incident.status == IncidentStatus::Monitoring {
                let text = wording::silent_again(&tx.scope().tenant().locale);
                automatic::stand(tx, &incident, IncidentStatus::Investigating, text).await?;
            }
            let now =
                outage_watch::Model { state: WatchState::Silent, answered_at: None, due_at: None, ..watch };
            Ok(store::change(tx, &now).await?)
        }
        // Somebody has ended the incident, or there was none: it begins anew.
        (WatchState::Silent | WatchState::Answering, None) => {
            Ok(store::change(tx, &outage_watch::Model { id: watch.id, ..fresh }).await?)
        }
    }
}

async fn answers(
    tx: &Tx,
    flip: &Flip,
    watch: Option<outage_watch::Model>,
    wait: TimeDelta,
) -> Result<(), Fault> {
    let Some(watch) = watch else { return Ok(()) };
    let incident = live(tx, &watch).await?;
    match (watch.state, incident) {
        (WatchState::Answering, Some(_)) => Ok(()),
        (WatchState::Silent, Some(incident)) => {
            let now = outage_watch::Model {
                state: WatchState::Answering,
                answered_at: Some(flip.by_tenant(tx)),
                due_at: Some(flip.at + wait),
                ..watch
            };
            store::change(tx, &now).await?;
            let others = store::others(tx, incident.id, now.id).await?;
            let all_answer = others.iter().all(|other| other.state == WatchState::Answering);
            let watched =
                matches!(incident.status, IncidentStatus::Investigating | IncidentStatus::Identified);
            if all_answer && watched {
                let text = wording::answers(&tx.scope().tenant().locale);
                automatic::stand(tx, &incident, IncidentStatus::Monitoring, text).await?;
            }
            Ok(())
        }
        // It was back before anything was made of it, or there is nothing left to end.
        (WatchState::Settling, _) | (WatchState::Silent | WatchState::Answering, None) => {
            Ok(store::remove(tx, watch.id).await?)
        }
    }
}
