//! What everybody may read of the network, signed in or not: titles, states and public words. No customers, no devices, no
//! numbers of either.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use moka::future::Cache;

use super::entity::incident::{self, ImpactLevel, IncidentKind, IncidentStatus};
use super::entity::incident_update;
use super::{MAX_LISTED, notices, store};
use crate::db::Scope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{IncidentId, TenantId};

/// How long an answer is given again.
const FRESH: Duration = Duration::from_secs(5);

/// Tenants whose answers are remembered.
const CAPACITY: u64 = 10_000;

/// How long what is over is shown.
const SHOWN: TimeDelta = TimeDelta::days(7);

/// Incidents that are read at most: of each kind of those that go on, and of those that are over. How the network is as a whole
/// is told from all that go on and are read, whether they are shown or not.
const MOST: u64 = 50;

/// Outages that are shown, those that go on before the others. What everybody may ask for without signing in has to fit the
/// least that a document may cost: these, the work below and their updates are what the lists are declared as.
const MAX_OUTAGES: usize = 20;

/// Announced work that is shown.
const MAX_WORK: usize = 10;

/// Updates of each that are shown.
const MAX_UPDATES: u64 = 10;

/// How the network is as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, async_graphql::Enum)]
#[graphql(name = "NetworkState")]
pub enum NetworkState {
    /// Nothing is known to be wrong.
    Operational,
    /// It is worked on, as announced.
    Maintenance,
    /// Something works, but not well.
    Degraded,
    /// Something does not work.
    Outage,
}

/// An incident as everybody may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicIncident {
    /// The row, of which only what is public is shown.
    pub incident: incident::Model,
    /// Its public words, the latest first.
    pub updates: Vec<incident_update::Model>,
}

impl PublicIncident {
    /// When something of it last changed that everybody may read.
    pub fn changed_at(&self) -> Instant {
        let said = self.updates.first().map(|update| update.at);
        let ended = self.incident.ended_at;
        // What is announced begins in the future, and was announced before.
        let begun = (self.incident.kind == IncidentKind::Outage).then_some(self.incident.started_at);
        [said, ended, begun].into_iter().flatten().max().unwrap_or(self.incident.started_at)
    }
}

/// What everybody may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicStatus {
    /// How the network is as a whole.
    pub state: NetworkState,
    /// Outages: those that go on, and those of the last days; the latest first.
    pub incidents: Vec<PublicIncident>,
    /// Work that is announced or goes on, the next first.
    pub maintenance: Vec<PublicIncident>,
    /// When it was read, by the tenant's clock.
    pub as_of: Instant,
}

/// What everybody may read of each tenant, remembered for some seconds: signed-out callers cost nothing beyond one look in that
/// time, and those who wait share it. One value a process; clones share what they remember.
#[derive(Clone)]
pub struct StatusPages {
    now: Cache<TenantId, Arc<PublicStatus>>,
    histories: Cache<TenantId, Arc<Vec<PublicIncident>>>,
}

impl Default for StatusPages {
    fn default() -> Self {
        Self {
            now: Cache::builder().max_capacity(CAPACITY).time_to_live(FRESH).build(),
            histories: Cache::builder().max_capacity(CAPACITY).time_to_live(FRESH).build(),
        }
    }
}

impl StatusPages {
    /// What goes on, as it was a few seconds ago at most.
    pub async fn status(&self, scope: &Scope) -> Result<Arc<PublicStatus>, Fault> {
        let look = async { read(scope).await.map(Arc::new) };
        self.now.try_get_with(scope.tenant().id, look).await.map_err(|fault| Fault::clone(&fault))
    }

    /// The latest incidents of any age, for the feed; the latest change first. As old as [`Self::status`] at most.
    pub async fn history(&self, scope: &Scope) -> Result<Arc<Vec<PublicIncident>>, Fault> {
        let look = async { history(scope).await.map(Arc::new) };
        self.histories.try_get_with(scope.tenant().id, look).await.map_err(|fault| Fault::clone(&fault))
    }
}

async fn read(scope: &Scope) -> Result<PublicStatus, Fault> {
    let now = scope.now();
    let mut outages = told(store::live_of(scope, IncidentKind::Outage, MOST).await?);
    let mut work = told(store::live_of(scope, IncidentKind::Maintenance, MOST).await?);
    let state = overall(outages.iter().chain(&work));
    outages.truncate(MAX_OUTAGES);
    work.truncate(MAX_WORK);
    let over = store::ended_since(scope, Some(IncidentKind::Outage), now - SHOWN, MOST).await?;
    let room = MAX_OUTAGES.saturating_sub(outages.len());
    outages.extend(told(over).into_iter().take(room));
    outages.sort_by_key(|row| std::cmp::Reverse((row.started_at, row.id)));
    let shown = outages.into_iter().chain(work).collect();
    let (incidents, maintenance) = with_words(scope, shown, MAX_UPDATES)
        .await?
        .into_iter()
        .partition(|row| row.incident.kind == IncidentKind::Outage);
    Ok(PublicStatus { state, incidents, maintenance, as_of: now })
}

async fn history(scope: &Scope) -> Result<Vec<PublicIncident>, Fault> {
    let mut rows = store::live_latest(scope, MAX_LISTED).await?;
    rows.extend(store::ended_since(scope, None, Instant::UNIX_EPOCH, MAX_LISTED).await?);
    let mut found = with_words(scope, told(rows), MAX_LISTED).await?;
    found.sort_by_key(|row| std::cmp::Reverse((row.changed_at(), row.incident.id)));
    found.truncate(usize::try_from(MAX_LISTED).unwrap_or(usize::MAX));
    Ok(found)
}

/// Those that everybody may know of.
fn told(mut rows: Vec<incident::Model>) -> Vec<incident::Model> {
    rows.retain(notices::is_told);
    rows
}

/// Incidents with their public words, at most `limit` of each, in their order.
async fn with_words(
    scope: &Scope,
    rows: Vec<incident::Model>,
    limit: u64,
) -> Result<Vec<PublicIncident>, Fault> {
    let ids: Vec<IncidentId> = rows.iter().map(|row| row.id).collect();
    let mut words: HashMap<IncidentId, Vec<incident_update::Model>> = HashMap::new();
    for update in store::updates::of_incidents(scope, &ids, false, limit).await? {
        words.entry(update.incident_id).or_default().push(update);
    }
    let public = |incident: incident::Model| {
        let updates = words.remove(&incident.id).unwrap_or_default();
        PublicIncident { incident, updates }
    };
    Ok(rows.into_iter().map(public).collect())
}

/// The worst of what goes on.
fn overall<'a>(incidents: impl Iterator<Item = &'a incident::Model>) -> NetworkState {
    let state = |incident: &incident::Model| match (incident.status, incident.impact) {
        (IncidentStatus::InProgress, _) => NetworkState::Maintenance,
        // It answers again, and is watched.
        (IncidentStatus::Monitoring, _)
        | (IncidentStatus::Investigating | IncidentStatus::Identified, ImpactLevel::Degraded) => {
            NetworkState::Degraded
        }
        (IncidentStatus::Investigating | IncidentStatus::Identified, ImpactLevel::Outage) => {
            NetworkState::Outage
        }
        (
            IncidentStatus::Scheduled
            | IncidentStatus::Resolved
            | IncidentStatus::Completed
            | IncidentStatus::Cancelled,
            _,
        ) => NetworkState::Operational,
    };
    incidents.map(state).max().unwrap_or(NetworkState::Operational)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TypedId as _;
    use crate::network::entity::incident::IncidentSource;
    use uuid::Uuid;

    fn incident(status: IncidentStatus, impact: ImpactLevel) -> incident::Model {
        incident::Model {
            id: IncidentId::from_uuid(Uuid::nil()),
            tenant_id: TenantId::from_uuid(Uuid::nil()),
            kind: status.kind(),
            status,
            impact,
            title: "none".to_owned(),
            started_at: Instant::UNIX_EPOCH,
            eta_at: None,
            ended_at: None,
            version: 1,
            source: IncidentSource::Hand,
            cause_device_id: None,
            confidence: None,
        }
    }

    #[test]
    fn the_worst_of_what_goes_on_counts() {
        use IncidentStatus::{
            Cancelled, Completed, Identified, InProgress, Investigating, Monitoring, Resolved, Scheduled,
        };
        for (statuses, state) in [
            (vec![], NetworkState::Operational),
            (vec![Scheduled, Resolved, Completed, Cancelled], NetworkState::Operational),
            (vec![InProgress, Resolved], NetworkState::Maintenance),
            (vec![InProgress, Monitoring], NetworkState::Degraded),
            (vec![Monitoring, Identified], NetworkState::Outage),
            (vec![Investigating], NetworkState::Outage),
        ] {
            let rows: Vec<_> = statuses.iter().map(|status| incident(*status, ImpactLevel::Outage)).collect();
            assert_eq!(overall(rows.iter()), state, "{statuses:?}");
        }
        let slow = incident(Investigating, ImpactLevel::Degraded);
        assert_eq!(overall([&slow].into_iter()), NetworkState::Degraded);
    }

    #[test]
    fn announced_work_has_not_changed_in_the_future() {
        let at = |text: &str| -> Instant { text.parse().expect("an instant") };
        let mut work = incident(IncidentStatus::Scheduled, ImpactLevel::Outage);
        work.started_at = at("2027-01-01T00:00:00Z");
        let said = incident_update::Model {
            id: crate::kernel::ids::IncidentUpdateId::from_uuid(Uuid::nil()),
            tenant_id: work.tenant_id,
            incident_id: work.id,
            status: work.status,
            body: "Soon.".to_owned(),
            public: true,
            author_id: None,
            at: at("2026-11-22T10:00:00Z"),
        };
        let public = PublicIncident { incident: work, updates: vec![said] };
        assert_eq!(public.changed_at(), at("2026-11-22T10:00:00Z"));
    }
}
