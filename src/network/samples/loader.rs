//! The access paths of what was measured.

use std::collections::{BTreeSet, HashMap, HashSet};

use async_graphql::dataloader::Loader;

use super::rollup::{FIVE_MINUTES, Summary, by_interface, start_of_span};
use super::series::{Frame, Series, Source, Traffic};
use super::store;
use crate::db::Scope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, SubscriptionId};
use crate::network::entity::{device_hour, interface_five_minutes, interface_hour, interface_sample};
use crate::network::inventory;
use crate::network::loader::NetworkLoader;

/// What went through an interface, as its device sees it: only for interfaces that the caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PortTrafficOf(pub DeviceInterfaceId, pub Frame);

/// What went through the port that a service hangs on, as the customer sees it: in is what came to the customer. Missing where
/// the service hangs on no port. Only for services that the caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ServiceTrafficOf(pub SubscriptionId, pub Frame);

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

impl Loader<ServiceTrafficOf> for NetworkLoader {
    type Value = Series;
    type Error = Fault;

    async fn load(&self, keys: &[ServiceTrafficOf]) -> Result<HashMap<ServiceTrafficOf, Series>, Fault> {
        let services: BTreeSet<SubscriptionId> = keys.iter().map(|key| key.0).collect();
        let links = inventory::links_of(&self.0, &services.into_iter().collect::<Vec<_>>()).await?;
        // Before that somebody else was on the port: what went through it is not the customer's to see.
        let offset = self.0.tenant().clock_offset;
        let ports: HashMap<SubscriptionId, (DeviceInterfaceId, Instant)> = links
            .into_iter()
            .filter_map(|link| Some((link.subscription_id, (link.interface_id?, link.since - offset))))
            .collect();
        let wanted: Vec<PortTrafficOf> =
            keys.iter().filter_map(|key| Some(PortTrafficOf(ports.get(&key.0)?.0, key.1))).collect();
        let series = Loader::<PortTrafficOf>::load(self, &wanted).await?;
        let of = |key: &ServiceTrafficOf| {
            let (port, since) = *ports.get(&key.0)?;
            let series = series.get(&PortTrafficOf(port, key.1))?;
            Some((*key, series.clone().since(since).turned()))
        };
        Ok(keys.iter().filter_map(of).collect())
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
    match frame.source() {
        Source::Samples => {
            for sample in store::raw::samples(scope, ports, frame.from, frame.to).await? {
                put(sample.interface_id, sample.at, of_sample(&sample));
            }
        }
        Source::FiveMinutes => {
            let rest = frame.unrolled_from(scope.real_now());
            for row in store::rolled::five_minutes(scope, ports, frame.from, rest).await? {
                put(row.interface_id, row.at, of_five_minutes(&row));
            }
            if rest < frame.to {
                let samples = store::raw::samples(scope, ports, rest, frame.to).await?;
                for (at, samples) in by_five_minutes(samples) {
                    for (port, rolled) in by_interface(samples) {
                        put(port, at, Traffic { inward: rolled.inward, outward: rolled.outward });
                    }
                }
            }
        }
        Source::Hours => {
            for row in store::rolled::hours(scope, ports, frame.from, frame.to).await? {
                put(row.interface_id, row.at, of_hour(&row));
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

fn of_sample(sample: &interface_sample::Model) -> Traffic {
    let one = |value: Option<i64>| value.and_then(|value| Summary::of(vec![value]));
    Traffic { inward: one(sample.in_bps), outward: one(sample.out_bps) }
}

fn summary(count: i32, average: Option<i64>, p95: Option<i64>, max: Option<i64>) -> Option<Summary> {
    Some(Summary { count, average: average?, p95: p95?, max: max? })
}

fn of_five_minutes(row: &interface_five_minutes::Model) -> Traffic {
    Traffic {
        inward: summary(row.in_count, row.in_avg_bps, row.in_p95_bps, row.in_max_bps),
        outward: summary(row.out_count, row.out_avg_bps, row.out_p95_bps, row.out_max_bps),
    }
}

fn of_hour(row: &interface_hour::Model) -> Traffic {
    Traffic {
        inward: summary(row.in_count, row.in_avg_bps, row.in_p95_bps, row.in_max_bps),
        outward: summary(row.out_count, row.out_avg_bps, row.out_p95_bps, row.out_max_bps),
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
