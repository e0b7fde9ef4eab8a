//! Writing down what was measured.

use chrono::TimeDelta;

use super::rollup::{FIVE_MINUTES, HOUR, QUARTER, start_of_span};
use super::store;
use crate::db::{DbError, Reads as _, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::sample_work::WorkKind;
use crate::network::entity::{device_poll, interface_sample};
use crate::network::health;

/// How long after the end of five minutes their last samples are in: polls that are under way are written down by then.
const SETTLED: TimeDelta = TimeDelta::seconds(60);

/// How a device answered a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DevicePoll {
    /// The device.
    pub device: DeviceId,
    /// Whether it answered.
    pub ok: bool,
    /// How long that took, in microseconds.
    pub response_micros: Option<i32>,
    /// Load of the processors, in thousandths.
    pub cpu_permille: Option<i32>,
    /// Memory in use, in thousandths.
    pub memory_permille: Option<i32>,
}

/// What went through an interface since the sample before; none where it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterfaceSample {
    /// The interface, of the device that was polled.
    pub interface: DeviceInterfaceId,
    /// In, in bits per second.
    pub in_bps: Option<i64>,
    /// Out, in bits per second.
    pub out_bps: Option<i64>,
    /// Octets in.
    pub in_octets: Option<i64>,
    /// Octets out.
    pub out_octets: Option<i64>,
    /// Errors in.
    pub in_errors: Option<i64>,
    /// Errors out.
    pub out_errors: Option<i64>,
}

/// Writes down a poll of a device and what it told of the interfaces, in the transaction of the poll and after the interfaces
/// themselves, lets it all be rolled up, and tells the customers whose lines are otherwise than they were. `at` is of the
/// world's clock. What is there already of the same instant stays. Four statements where nobody is to be told.
pub async fn record(
    tx: &Tx,
    at: Instant,
    poll: DevicePoll,
    interfaces: &[InterfaceSample],
) -> Result<(), DbError> {
    let scope = tx.scope();
    let tenant_id = scope.tenant().id;
    let row = device_poll::Model {
        tenant_id,
        device_id: poll.device,
        at,
        ok: poll.ok,
        response_micros: poll.response_micros,
        cpu_permille: poll.cpu_permille,
        memory_permille: poll.memory_permille,
    };
    store::raw::insert_poll(tx, row).await?;
    let row = |sample: &InterfaceSample| interface_sample::Model {
        tenant_id,
        interface_id: sample.interface,
        at,
        in_bps: sample.in_bps,
        out_bps: sample.out_bps,
        in_octets: sample.in_octets,
        out_octets: sample.out_octets,
        in_errors: sample.in_errors,
        out_errors: sample.out_errors,
    };
    store::raw::insert_samples(tx, interfaces.iter().map(row).collect()).await?;
    let now = scope.real_now();
    let due = |span: TimeDelta| (start_of_span(at, span) + span).max(now) + SETTLED;
    let hour = store::work::New {
        device: poll.device,
        kind: WorkKind::Hour,
        start_at: start_of_span(at, HOUR),
        // The hour that is going on is rolled up each quarter: nobody waits for its end.
        due_at: due(QUARTER),
    };
    let mut work = vec![hour];
    if !interfaces.is_empty() {
        let start_at = start_of_span(at, FIVE_MINUTES);
        let due_at = due(FIVE_MINUTES);
        work.insert(
            0,
            store::work::New { device: poll.device, kind: WorkKind::FiveMinutes, start_at, due_at },
        );
    }
    store::work::add(tx, &work).await?;
    if poll.ok {
        health::after_poll(tx, poll.device).await?;
    }
    Ok(())
}
