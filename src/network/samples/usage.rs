//! What services have used, by what goes through their ports.
//!
//! A port looks at the customer from the other side: what goes out of it goes down to the customer. Days are those of the
//! tenant's zone, in the world's time; a day that has 23 or 25 hours has its 276 or 300 five minutes. A service counts from
//! when it hangs on the port, to the next five minutes: what somebody else has used there before is not its own. What was measured
//! of a service on the port that it has left stays its own; of the last minutes there, which were not measured yet, nothing is.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate, TimeDelta};

use super::rollup::{FIVE_MINUTES, start_of_span};
use super::store;
use crate::catalog::{self, Reading};
use crate::db::{Reads as _, Tx};
use crate::kernel::clock::{Instant, date_in, start_of};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::sample_work::WorkKind;
use crate::network::entity::service_link;

/// How long one round of a day's usage waits for more samples of it.
const GATHER: TimeDelta = TimeDelta::minutes(10);

/// How long after the end of a day its last samples are in: polls that hang, workers that stand still for a while.
const FINAL_AFTER: TimeDelta = TimeDelta::hours(1);

/// Services that are reckoned at a time: those on the ports of some large devices are more than a statement binds values.
const SERVICES_AT_ONCE: usize = 1_000;

/// Services on ports of these devices have used something in the five minutes from `at` on: it is reckoned soon.
pub(super) async fn follow_up(tx: &Tx, at: Instant, devices: &[DeviceId]) -> Result<(), Fault> {
    let zone = tx.scope().tenant().zone;
    let mut with_services: Vec<DeviceId> =
        store::volume::on_ports_of(tx, devices).await?.into_iter().map(|link| link.device_id).collect();
    with_services.sort_unstable();
    with_services.dedup();
    let work = |device| store::work::New {
        device,
        kind: WorkKind::Usage,
        start_at: start_of(zone, date_in(zone, at)),
        due_at: tx.scope().real_now() + GATHER,
    };
    let work: Vec<store::work::New> = with_services.into_iter().map(work).collect();
    Ok(store::work::add(tx, &work).await?)
}

/// Writes what services on ports of these devices have used on the day that began at `start`, for good if the day is over and
/// its samples are in; and otherwise sees to it that this is done when they are.
pub(super) async fn measure(tx: &Tx, start: Instant, devices: &[DeviceId]) -> Result<(), Fault> {
    let scope = tx.scope();
    let zone = scope.tenant().zone;
    let day = date_in(zone, start);
    let end = start_of(zone, day + Days::new(1));
    let is_final = scope.real_now() >= end + FINAL_AFTER;
    let links = store::volume::on_ports_of(tx, devices).await?;
    for links in links.chunks(SERVICES_AT_ONCE) {
        let volumes = volumes(tx, links, start, end).await?;
        let readings: Vec<Reading> =
            links.iter().filter_map(|link| reading(link, &volumes, day, is_final)).collect();
        catalog::measure_usage(tx, &readings).await?;
    }
    if is_final {
        return Ok(());
    }
    let again = |device: &DeviceId| store::work::New {
        device: *device,
        kind: WorkKind::Usage,
        start_at: start,
        due_at: end + FINAL_AFTER,
    };
    Ok(store::work::add(tx, &devices.iter().map(again).collect::<Vec<_>>()).await?)
}

/// Octets in and out of each port, since its service hangs on it. One statement, and one more for each time of the day at which
/// services were put on ports.
async fn volumes(
    tx: &Tx,
    links: &[service_link::Model],
    start: Instant,
    end: Instant,
) -> Result<HashMap<DeviceInterfaceId, (i64, i64)>, Fault> {
    let offset = tx.scope().tenant().clock_offset;
    let mut since: BTreeMap<Instant, Vec<DeviceInterfaceId>> = BTreeMap::new();
    for link in links {
        since.entry(counts_from(link.since - offset, start)).or_default().extend(link.interface_id);
    }
    let mut found = HashMap::new();
    for (from, interfaces) in since {
        for volume in store::volume::volumes(tx, &interfaces, from, end).await? {
            found.insert(volume.interface_id, (volume.in_octets, volume.out_octets));
        }
    }
    Ok(found)
}

/// From when on the five minutes of a day count for a service that hangs on its port since an instant.
fn counts_from(since: Instant, start: Instant) -> Instant {
    let begun = start_of_span(since, FIVE_MINUTES);
    let next = if begun < since { begun + FIVE_MINUTES } else { begun };
    next.max(start)
}

/// What a service has used; none where nothing of its port is known.
fn reading(
    link: &service_link::Model,
    volumes: &HashMap<DeviceInterfaceId, (i64, i64)>,
    day: NaiveDate,
    is_final: bool,
) -> Option<Reading> {
    let (in_octets, out_octets) = *volumes.get(&link.interface_id?)?;
    // What it had used on the day on which it was moved, elsewhere.
    let moved = link.moved_on == Some(day);
    let (down, up) = if moved { (link.moved_down_bytes, link.moved_up_bytes) } else { (0, 0) };
    Some(Reading {
        subscription: link.subscription_id,
        day,
        down_bytes: out_octets.saturating_add(down),
        up_bytes: in_octets.saturating_add(up),
        is_final,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_service_counts_from_the_five_minutes_after_it_was_put_on_its_port() {
        let start = at("2026-11-21T23:00:00Z");
        for (since, from) in [
            ("2026-11-20T10:00:01Z", "2026-11-21T23:00:00Z"),
            ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"),
            ("2026-11-22T10:00:01Z", "2026-11-22T10:05:00Z"),
            ("2026-11-22T10:04:59Z", "2026-11-22T10:05:00Z"),
        ] {
            assert_eq!(counts_from(at(since), start), at(from), "{since}");
        }
    }
}
