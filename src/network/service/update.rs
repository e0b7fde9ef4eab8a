//! Saying what has become of an incident.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{MAX_TEXT, held, permit};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::events::EventType;
use crate::kernel::clock::{Instant, behind};
use crate::kernel::ids::{CustomerId, IncidentId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, UseCaseError, long_text};
use crate::network::correlator::CERTAIN;
use crate::network::entity::incident::{self, IncidentSource, IncidentStatus};
use crate::network::entity::incident_update;
use crate::network::events::incident_events;
use crate::network::notices::is_told;
use crate::network::store;

/// What has become of an incident.
#[derive(Debug, Clone)]
pub struct Update {
    /// The incident.
    pub incident: IncidentId,
    /// Where it stands now; as before if none.
    pub status: Option<IncidentStatus>,
    /// When it is expected to be over; as before if none.
    pub eta_at: Option<Instant>,
    /// What there is to say.
    pub body: String,
    /// Whether customers read it.
    pub public: bool,
    /// The version that was seen.
    pub expected_version: Option<i32>,
}

/// Writes an update. Whoever is affected is told of what it may see: what is public, and that the incident stands elsewhere or
/// is expected to be over at another time. What is added when it is over is told to nobody.
pub async fn update(scope: &Scope, new: Update) -> Result<incident::Model, UseCaseError> {
    permit(scope)?;
    let body = long_text(&new.body, "body", MAX_TEXT)?;
    let tx = scope.begin().await?;
    let before = held(&tx, new.incident, new.expected_version).await?;
    let now = vouched(scope, changed(&before, new.status, new.eta_at, scope.now())?);
    let affected: BTreeSet<CustomerId> =
        store::impacts::open_of(&tx, before.id).await?.into_iter().map(|row| row.customer_id).collect();
    if !store::change(&tx, &before, &now).await? {
        return Err(Refusal::conflict("incident").into());
    }
    move_impacts(&tx, &before, &now).await?;
    let last = store::updates::last_at(&tx, now.id).await?;
    let update = incident_update::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        incident_id: now.id,
        status: now.status,
        body,
        public: new.public,
        author_id: scope.actor().account().map(|account| account.id),
        at: last.map_or(scope.now(), |last| behind(last, scope.now())),
    };
    store::updates::insert(&tx, update).await?;
    let visible = new.public || (now.status, now.eta_at) != (before.status, before.eta_at);
    if visible {
        let over = before.status.is_live() && !now.status.is_live();
        let event = if over { EventType::IncidentEnded } else { EventType::IncidentUpdated };
        incident_events(&tx, event, &now, &affected).await?;
    }
    // What nobody was told of, for the network was not sure, is told now that somebody is.
    if now.status.is_live() && is_told(&now) && !is_told(&before) {
        incident_events(&tx, EventType::IncidentOpened, &now, &affected).await?;
    }
    let told =
        |row: &incident::Model| -> Json { json!({ "status": row.status.name(), "etaAt": row.eta_at }) };
    let record = Record::new("incident.update", now.id).change(told(&before), told(&now));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(incident::Model { version: before.version + 1, ..now })
}

/// Whoever of the staff writes of what the network has noticed vouches for it.
fn vouched(scope: &Scope, now: incident::Model) -> incident::Model {
    let sure = now.source == IncidentSource::Correlator && scope.actor().account().is_some();
    incident::Model { confidence: if sure { Some(CERTAIN) } else { now.confidence }, ..now }
}

/// The incident as it is to be.
fn changed(
    before: &incident::Model,
    status: Option<IncidentStatus>,
    eta_at: Option<Instant>,
    now: Instant,
) -> Result<incident::Model, UseCaseError> {
    if let Some(target) = status.filter(|target| !before.status.may_become(*target)) {
        let allowed: Vec<&str> = before.status.targets().iter().map(|status| status.name()).collect();
        let from = if target == before.status { "that already" } else { before.status.name() };
        return Err(Refusal::transition("status", "incident", from, allowed).into());
    }
    let status = status.unwrap_or(before.status);
    let begins = before.status == IncidentStatus::Scheduled && status == IncidentStatus::InProgress;
    let started_at = if begins { now } else { before.started_at };
    let ended_at = if status.is_live() { None } else { before.ended_at.or(Some(now)) };
    match eta_at {
        Some(_) if !status.is_live() => return Err(Invalid::new("etaAt", "the incident is over").into()),
        Some(eta) if eta <= started_at => {
            return Err(Invalid::new("etaAt", "must be after the beginning").into());
        }
        Some(_) | None => {}
    }
    Ok(incident::Model { status, started_at, ended_at, eta_at: eta_at.or(before.eta_at), ..before.clone() })
}

/// Lets what is affected follow where the incident stands.
async fn move_impacts(tx: &Tx, before: &incident::Model, now: &incident::Model) -> Result<(), UseCaseError> {
    match (before.status, now.status) {
        (IncidentStatus::Scheduled, IncidentStatus::InProgress) => {
            store::impacts::begin(tx, now.id, now.started_at).await?;
        }
        (IncidentStatus::Scheduled, IncidentStatus::Cancelled) => {
            store::impacts::never_began(tx, now.id).await?;
        }
        _ => {
            if let Some(ended_at) = now.ended_at {
                store::impacts::end(tx, now.id, None, ended_at).await?;
            }
        }
    }
    Ok(())
}
