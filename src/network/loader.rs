//! The access paths of incidents.

use std::collections::{BTreeSet, HashMap};

use async_graphql::dataloader::Loader;

use super::entity::{device, incident, incident_impact, incident_update};
use super::{MAX_LISTED, inventory, reach, service, store};
use crate::catalog::{self, Subscription};
use crate::customers;
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, IncidentId, SubscriptionId};

/// Loads what belongs to incidents and services that have been seen, for one request.
pub struct NetworkLoader(pub Scope);

/// What affects a service and is not over, announced work included; the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IncidentsOf(pub SubscriptionId);

impl Loader<IncidentsOf> for NetworkLoader {
    type Value = Vec<incident::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[IncidentsOf]) -> Result<HashMap<IncidentsOf, Self::Value>, Fault> {
        let services: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let impacts = store::impacts::open_on(&self.0, &services, MAX_LISTED).await?;
        let ids: BTreeSet<IncidentId> = impacts.iter().map(|impact| impact.incident_id).collect();
        let rows = store::by_ids(&self.0, &ids.into_iter().collect::<Vec<_>>()).await?;
        let incidents: HashMap<IncidentId, incident::Model> =
            rows.into_iter().map(|row| (row.id, row)).collect();
        let mut found: HashMap<IncidentsOf, Self::Value> =
            keys.iter().map(|key| (*key, Vec::new())).collect();
        for impact in impacts {
            let incident = incidents.get(&impact.incident_id).cloned();
            found.entry(IncidentsOf(impact.subscription_id)).or_default().extend(incident);
        }
        for incidents in found.values_mut() {
            incidents.sort_unstable_by_key(|row| std::cmp::Reverse((row.started_at, row.id)));
        }
        Ok(found)
    }
}

/// What was written of an incident that the caller may read, the latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UpdatesOf(pub IncidentId);

impl Loader<UpdatesOf> for NetworkLoader {
    type Value = Vec<incident_update::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[UpdatesOf]) -> Result<HashMap<UpdatesOf, Self::Value>, Fault> {
        let ids: Vec<IncidentId> = keys.iter().map(|key| key.0).collect();
        let all = reach::sees_all(&self.0);
        let rows = store::updates::of_incidents(&self.0, &ids, all, MAX_LISTED).await?;
        Ok(group(keys, rows, |row| UpdatesOf(row.incident_id)))
    }
}

/// Whether the caller follows an incident: missing where it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FollowingOf(pub IncidentId);

impl Loader<FollowingOf> for NetworkLoader {
    type Value = ();
    type Error = Fault;

    async fn load(&self, keys: &[FollowingOf]) -> Result<HashMap<FollowingOf, ()>, Fault> {
        let ids: Vec<IncidentId> = keys.iter().map(|key| key.0).collect();
        let followed = service::followed(&self.0, &ids).await?;
        Ok(followed.into_iter().map(|id| (FollowingOf(id), ())).collect())
    }
}

/// The services within the caller's reach that an incident affects, or has affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AffectedOf(pub IncidentId);

impl Loader<AffectedOf> for NetworkLoader {
    type Value = Vec<Subscription>;
    type Error = Fault;

    async fn load(&self, keys: &[AffectedOf]) -> Result<HashMap<AffectedOf, Self::Value>, Fault> {
        let ids: Vec<IncidentId> = keys.iter().map(|key| key.0).collect();
        let within = customers::within_reach(&self.0, incident_impact::Column::CustomerId).await?;
        let impacts = store::impacts::of_incidents(&self.0, &ids, within, MAX_LISTED).await?;
        let services: BTreeSet<SubscriptionId> = impacts.iter().map(|row| row.subscription_id).collect();
        let services: Vec<SubscriptionId> = services.into_iter().collect();
        let services = catalog::open_subscriptions(&self.0, &services).await?;
        let services: HashMap<SubscriptionId, Subscription> =
            services.into_iter().map(|row| (row.id, row)).collect();
        let mut found: HashMap<AffectedOf, Self::Value> = keys.iter().map(|key| (*key, Vec::new())).collect();
        for impact in impacts {
            let service = services.get(&impact.subscription_id).cloned();
            found.entry(AffectedOf(impact.incident_id)).or_default().extend(service);
        }
        Ok(found)
    }
}

/// How many services an incident affects, or has affected; missing where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AffectedCountOf(pub IncidentId);

impl Loader<AffectedCountOf> for NetworkLoader {
    type Value = i64;
    type Error = Fault;

    async fn load(&self, keys: &[AffectedCountOf]) -> Result<HashMap<AffectedCountOf, i64>, Fault> {
        let ids: Vec<IncidentId> = keys.iter().map(|key| key.0).collect();
        let mut found = HashMap::new();
        for row in store::impacts::counts(&self.0, &ids).await? {
            found.insert(AffectedCountOf(row.incident_id), row.services);
        }
        Ok(found)
    }
}

/// A device that an incident is put down to; missing for those who are not staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CauseDevice(pub DeviceId);

impl Loader<CauseDevice> for NetworkLoader {
    type Value = device::Model;
    type Error = Fault;

    async fn load(&self, keys: &[CauseDevice]) -> Result<HashMap<CauseDevice, device::Model>, Fault> {
        let ids: Vec<DeviceId> = keys.iter().map(|key| key.0).collect();
        let devices = inventory::open_devices(&self.0, &ids).await?;
        Ok(devices.into_iter().map(|row| (CauseDevice(row.id), row)).collect())
    }
}

/// An incident that the caller may see, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SeenIncident(pub IncidentId);

impl Loader<SeenIncident> for NetworkLoader {
    type Value = incident::Model;
    type Error = Fault;

    async fn load(&self, keys: &[SeenIncident]) -> Result<HashMap<SeenIncident, incident::Model>, Fault> {
        let ids: Vec<IncidentId> = keys.iter().map(|key| key.0).collect();
        let incidents = reach::open_incidents(&self.0, &ids).await?;
        Ok(incidents.into_iter().map(|row| (SeenIncident(row.id), row)).collect())
    }
}
