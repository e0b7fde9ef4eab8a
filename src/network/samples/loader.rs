//! The access paths of what was measured.

use std::collections::{BTreeSet, HashMap, HashSet};

use async_graphql::dataloader::Loader;
use chrono::DateTime;

use super::rollup::{FIVE_MINUTES, Summary, by_interface, start_of_span};
use super::series::{Frame, Series, Source, Traffic};
use super::store;
use super::store::together::Together;
use crate::db::Scope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, SubscriptionId};
use crate::network::entity::{device_hour, interface_sample, service_link};
use crate::network::inventory;
use crate::network::loader::NetworkLoader;

/// What went through an interface, as its device sees it: only for interfaces that the caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PortTrafficOf(pub DeviceInterfaceId, pub Frame);

/// The port that a service hangs on; missing where it hangs on none. Only for services that the caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PortOf(pub SubscriptionId);

/// The port that a service hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServicePort {
    /// The port.
    pub interface: DeviceInterfaceId,
    /// Since when, by the world's clock. Before that somebody else was on it: what went through it then is not the customer's
    /// to see.
    pub since: Instant,
}

impl Loader<PortTrafficOf> for NetworkLoader {
    type Value = Series;
    type Error = Fault;

    async fn load(&self, keys: &[PortTrafficOf]) -> Result<HashMap<PortTrafficOf, Series>, Fault> {
        let frames: HashSet<Frame> = keys.iter().map(|key| key.1).collect();
        let mut found = HashMap::new();
        for frame in frames {
            let ports: BTreeSet<DeviceInterfaceId> =
                keys.iter().filter(|key| key.1 == frame).map(|key| key.0).collect();
            let ports: Vec<DeviceInterfaceId> = ports.into_iter().collect();
            for (port, series) in traffic(&self.0, &ports, frame).await? {
                found.insert(PortTrafficOf(port, frame), series);
            }
        }
        Ok(found)
    }
}

impl Loader<PortOf> for NetworkLoader {
    type Value = ServicePort;
    type Error = Fault;

    async fn load(&self, keys: &[PortOf]) -> Result<HashMap<PortOf, ServicePort>, Fault> {
        let services: Vec<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let links = inventory::links_of(&self.0, &services).await?;
        let offset = self.0.tenant().clock_offset;
        let port = |link: service_link::Model| {
            let port = ServicePort { interface: link.interface_id?, since: link.since - offset };
            Some((PortOf(link.subscription_id), port))
        };
        Ok(links.into_iter().filter_map(port).collect())
    }
}

/// The series of interfaces: one statement, and one more for what is not rolled up yet.
async fn traffic(
    scope: &Scope,
    ports: &[DeviceInterfaceId],
    frame: Frame,
) -> Result<HashMap<DeviceInterfaceId, Series>, Fault> {
    let mut parts: HashMap<DeviceInterfaceId, Vec<(Instant, Traffic)>> =
        ports.iter().map(|port| (*port, Vec::new())).collect();
    let mut put = |port: DeviceInterfaceId, at: Instant, traffic: Traffic| {
        parts.entry(port).or_default().push((at, traffic));
    };
    let source = frame.source();
    let rest = match source {
        Source::FiveMinutes => frame.unrolled_from(scope.real_now()),
        Source::Samples | Source::Hours => frame.to,
    };
    let steps = store::together::together(scope, ports, (source, frame.step), (frame.from, rest)).await?;
    for row in steps {
        let Some(at) = DateTime::from_timestamp(row.began, 0) else { continue };
        put(row.interface_id, at, of_step(&row));
    }
    if rest < frame.to {
        let samples = store::raw::samples(scope, ports, rest, frame.to).await?;
        for (at, samples) in by_five_minutes(samples) {
            for (port, rolled) in by_interface(samples) {
                put(port, at, Traffic { inward: rolled.inward, outward: rolled.outward });
            }
        }
    }
    let series = |(port, parts)| (port, Series { frame, points: frame.points(parts) });
    Ok(parts.into_iter().map(series).collect())
}

fn by_five_minutes(samples: Vec<interface_sample::Model>) -> HashMap<Instant, Vec<interface_sample::Model>> {
    let mut of: HashMap<Instant, Vec<interface_sample::Model>> = HashMap::new();
    for sample in samples {
        of.entry(start_of_span(sample.at, FIVE_MINUTES)).or_default().push(sample);
    }
    of
}

fn of_step(row: &Together) -> Traffic {
    Traffic {
        inward: Summary::of_sums(row.in_count, row.in_sum, row.in_p95, row.in_max),
        outward: Summary::of_sums(row.out_count, row.out_sum, row.out_p95, row.out_max),
    }
}

/// How devices answered in the hours that began in `[from, to)`, whosever they are: for what is shown of services that the
/// caller may see.
pub(in crate::network) async fn device_hours(
    scope: &Scope,
    devices: &[DeviceId],
    from: Instant,
    to: Instant,
) -> Result<Vec<device_hour::Model>, Fault> {
    Ok(store::rolled::device_hours(scope, devices, from, to).await?)
}
