//! The access paths of how services are: only for services that the caller may see.

use std::collections::{BTreeSet, HashMap, HashSet};

use async_graphql::dataloader::Loader;

use super::derive::Health;
use super::facts::{health_of, interval};
use super::store;
use super::uptime::{Exclusion, Month, Polled, Uptime, uptime};
use crate::catalog::SubscriptionStatus;
use crate::db::Scope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, IncidentId, SubscriptionId};
use crate::network::entity::{device, device_hour, incident, incident_impact, service_link};
use crate::network::inventory;
use crate::network::loader::NetworkLoader;
use crate::network::samples::loader::device_hours;
use crate::network::samples::rollup::HOUR;

/// How a service is, whose contract stands so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HealthOf(pub SubscriptionId, pub SubscriptionStatus);

impl Loader<HealthOf> for NetworkLoader {
    type Value = Health;
    type Error = Fault;

    async fn load(&self, keys: &[HealthOf]) -> Result<HashMap<HealthOf, Health>, Fault> {
        let services: Vec<_> = keys.iter().map(|key| (key.0, key.1)).collect();
        let mut health = health_of(&self.0, &services).await?;
        Ok(keys.iter().filter_map(|key| Some((*key, health.remove(&key.0)?))).collect())
    }
}

/// How much of a month a service was there; missing where it hangs on nothing that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UptimeOf(pub SubscriptionId, pub Month);

impl Loader<UptimeOf> for NetworkLoader {
    type Value = Uptime;
    type Error = Fault;

    async fn load(&self, keys: &[UptimeOf]) -> Result<HashMap<UptimeOf, Uptime>, Fault> {
        let services: BTreeSet<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let services: Vec<SubscriptionId> = services.into_iter().collect();
        let links = inventory::links_of(&self.0, &services).await?;
        let ids: BTreeSet<DeviceId> = links.iter().map(|link| link.device_id).collect();
        let ids: Vec<DeviceId> = ids.into_iter().collect();
        let devices: HashMap<DeviceId, device::Model> =
            store::devices(&self.0, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
        let links: HashMap<SubscriptionId, service_link::Model> =
            links.into_iter().map(|link| (link.subscription_id, link)).collect();
        let months: HashSet<Month> = keys.iter().map(|key| key.1).collect();
        let mut found = HashMap::new();
        for month in months {
            let measured = Measured::of(&self.0, month, &services, &ids).await?;
            for key in keys.iter().filter(|key| key.1 == month) {
                let Some(link) = links.get(&key.0) else { continue };
                let Some(device) = devices.get(&link.device_id).filter(|row| row.snmp_version.is_some())
                else {
                    continue;
                };
                found.insert(*key, measured.uptime(&self.0, month, link, device));
            }
        }
        Ok(found)
    }
}

/// What a month's uptime is reckoned from: three statements for any number of services.
struct Measured {
    hours: HashMap<DeviceId, Vec<device_hour::Model>>,
    impacts: Vec<incident_impact::Model>,
    works: HashMap<IncidentId, incident::Model>,
}

impl Measured {
    async fn of(
        scope: &Scope,
        month: Month,
        services: &[SubscriptionId],
        devices: &[DeviceId],
    ) -> Result<Self, Fault> {
        let (start, end) = month.span();
        let mut hours: HashMap<DeviceId, Vec<device_hour::Model>> = HashMap::new();
        // A month may begin within an hour of UTC.
        for hour in device_hours(scope, devices, start - HOUR, end).await? {
            hours.entry(hour.device_id).or_default().push(hour);
        }
        let impacts = store::impacts_between(scope, services, start, end).await?;
        let incidents: BTreeSet<IncidentId> = impacts.iter().map(|impact| impact.incident_id).collect();
        let works = store::works(scope, &incidents.into_iter().collect::<Vec<_>>()).await?;
        Ok(Self { hours, impacts, works: works.into_iter().map(|row| (row.id, row)).collect() })
    }

    fn uptime(
        &self,
        scope: &Scope,
        month: Month,
        link: &service_link::Model,
        device: &device::Model,
    ) -> Uptime {
        let of_service = self.impacts.iter().filter(|impact| impact.subscription_id == link.subscription_id);
        let exclusions = of_service
            .filter_map(|impact| exclusion(impact, self.works.get(&impact.incident_id)?, scope.now()))
            .collect();
        let polled = Polled {
            hours: self.hours.get(&device.id).map(Vec::as_slice).unwrap_or_default(),
            interval: interval(device),
            since: link.since - scope.tenant().clock_offset,
        };
        uptime(month, &polled, exclusions, scope.real_now())
    }
}

/// The time that announced work has taken from a service; none before it has begun, which at its announced time it has, whether
/// or not somebody has said so. What goes on beyond its announced end was not announced, and counts.
fn exclusion(impact: &incident_impact::Model, work: &incident::Model, now: Instant) -> Option<Exclusion> {
    let to = impact.to_at.unwrap_or(now);
    let to = work.eta_at.map_or(to, |announced| to.min(announced));
    (impact.from_at < to).then(|| Exclusion { from: impact.from_at, to, incident: work.clone() })
}
