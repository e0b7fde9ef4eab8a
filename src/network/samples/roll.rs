//! Rolling samples up, and what follows from it.
//!
//! Any number of processes may do it: each piece of work is held by one, and done in the transaction that takes it away. What
//! breaks off is there again.

use std::collections::BTreeMap;

use super::rollup::{FIVE_MINUTES, HOUR, Rolled, Summary, by_interface, hours_of};
use super::{Kept, store, usage};
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, SampleWorkId};
use crate::network::entity::sample_work::{self, WorkKind};
use crate::network::entity::{interface_five_minutes, interface_hour};

/// Pieces of work of one transaction.
const BATCH: u64 = 64;

/// Does what is due of a tenant's samples; how many pieces of work there were.
pub async fn roll_due(scope: &Scope, kept: &Kept) -> Result<usize, Fault> {
    let mut done = 0;
    // What a day has used is reckoned from the roll-ups: they come first. Each kind has transactions of its own, so that who
    // adds work of a kind never waits for somebody who waits for it.
    for kind in [WorkKind::FiveMinutes, WorkKind::Hour, WorkKind::Usage] {
        loop {
            let tx = scope.begin().await?;
            let due = store::work::claim(&tx, kind, scope.real_now(), BATCH).await?;
            if due.is_empty() {
                break;
            }
            let ids: Vec<SampleWorkId> = due.iter().map(|work| work.id).collect();
            store::work::remove(&tx, &ids).await?;
            for (start, devices) in by_start(&due) {
                work(&tx, kind, start, &devices, kept).await?;
            }
            tx.commit().await?;
            done += due.len();
            if u64::try_from(due.len()).is_ok_and(|count| count < BATCH) {
                break;
            }
        }
    }
    Ok(done)
}

/// The devices of each span, in their order.
fn by_start(due: &[sample_work::Model]) -> BTreeMap<Instant, Vec<DeviceId>> {
    let mut of: BTreeMap<Instant, Vec<DeviceId>> = BTreeMap::new();
    for work in due {
        of.entry(work.start_at).or_default().push(work.device_id);
    }
    for devices in of.values_mut() {
        devices.sort_unstable();
    }
    of
}

async fn work(
    tx: &Tx,
    kind: WorkKind,
    start: Instant,
    devices: &[DeviceId],
    kept: &Kept,
) -> Result<(), Fault> {
    // What came so late that others of its time may be gone changes nothing any more.
    let complete = start >= tx.scope().real_now() - kept.raw;
    match kind {
        WorkKind::FiveMinutes if complete => {
            five_minutes(tx, start, devices).await?;
            if kept.usage {
                usage::follow_up(tx, start, devices).await?;
            }
            Ok(())
        }
        WorkKind::Hour if complete => hour(tx, start, devices).await,
        WorkKind::FiveMinutes | WorkKind::Hour => Ok(()),
        WorkKind::Usage => usage::measure(tx, start, devices).await,
    }
}

async fn five_minutes(tx: &Tx, start: Instant, devices: &[DeviceId]) -> Result<(), Fault> {
    let samples = store::raw::samples_of_devices(tx, devices, start, start + FIVE_MINUTES).await?;
    let tenant_id = tx.scope().tenant().id;
    let row = |(interface_id, rolled): (DeviceInterfaceId, Rolled)| {
        let inward = Columns::of(rolled.inward);
        let outward = Columns::of(rolled.outward);
        interface_five_minutes::Model {
            tenant_id,
            interface_id,
            at: start,
            in_count: inward.count,
            out_count: outward.count,
            in_avg_bps: inward.average,
            in_p95_bps: inward.p95,
            in_max_bps: inward.max,
            out_avg_bps: outward.average,
            out_p95_bps: outward.p95,
            out_max_bps: outward.max,
            in_octets: rolled.in_octets,
            out_octets: rolled.out_octets,
            in_errors: rolled.in_errors,
            out_errors: rolled.out_errors,
        }
    };
    let rows = by_interface(samples).into_iter().map(row).collect();
    Ok(store::rolled::replace_five_minutes(tx, devices, start, rows).await?)
}

async fn hour(tx: &Tx, start: Instant, devices: &[DeviceId]) -> Result<(), Fault> {
    let samples = store::raw::samples_of_devices(tx, devices, start, start + HOUR).await?;
    let tenant_id = tx.scope().tenant().id;
    let row = |(interface_id, rolled): (DeviceInterfaceId, Rolled)| {
        let inward = Columns::of(rolled.inward);
        let outward = Columns::of(rolled.outward);
        interface_hour::Model {
            tenant_id,
            interface_id,
            at: start,
            in_count: inward.count,
            out_count: outward.count,
            in_avg_bps: inward.average,
            in_p95_bps: inward.p95,
            in_max_bps: inward.max,
            out_avg_bps: outward.average,
            out_p95_bps: outward.p95,
            out_max_bps: outward.max,
            in_octets: rolled.in_octets,
            out_octets: rolled.out_octets,
            in_errors: rolled.in_errors,
            out_errors: rolled.out_errors,
        }
    };
    let rows = by_interface(samples).into_iter().map(row).collect();
    store::rolled::replace_hour(tx, devices, start, rows).await?;
    let polls = store::raw::polls(tx, devices, start, start + HOUR).await?;
    Ok(store::rolled::replace_device_hour(tx, devices, start, hours_of(&polls, start)).await?)
}

/// A summary as it is stored: nothing but that there is none, where there is none.
#[derive(Default)]
struct Columns {
    count: i32,
    average: Option<i64>,
    p95: Option<i64>,
    max: Option<i64>,
}

impl Columns {
    fn of(summary: Option<Summary>) -> Self {
        summary.map_or_else(Self::default, |Summary { count, average, p95, max }| Self {
            count,
            average: Some(average),
            p95: Some(p95),
            max: Some(max),
        })
    }
}
