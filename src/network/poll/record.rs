//! Writing down what came of a poll: one transaction, and as many statements for one interface as for a thousand.

use std::time::Duration;

use super::ask::Heard;
use super::events::{self, Flip};
use super::machine::{Outcome, Standing};
use super::measure::{Measurement, Of, measure};
use super::tree::{self, Higher};
use super::{Lease, schedule, store};
use crate::db::{DbError, Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::network::alerts;
use crate::network::alerts::evaluate::{Judge, Measured, Observation, Plan};
use crate::network::entity::alert_rule::AlertMetric;
use crate::network::entity::device::SnmpVersion;
use crate::network::entity::device_state::DeviceStatus;
use crate::network::entity::{device, device_state};
use crate::network::samples::{self, DevicePoll};

/// Why a poll has failed, in characters at most: what devices say can be long.
const MAX_ERROR: usize = 200;

/// Writes down what came of a poll at `at`, and what follows from it. None: the device is not ours any more, and nothing was
/// written.
pub(super) async fn record(
    scope: &Scope,
    lease: &Lease,
    device: &device::Model,
    at: Instant,
    heard: &Heard,
) -> Result<Option<device_state::Model>, Fault> {
    let tx = scope.begin().await?;
    let Some(before) = store::held(&tx, device.id).await? else { return Ok(None) };
    if before.lease_holder.as_ref() != Some(&lease.holder) || before.lease_until != Some(lease.until) {
        return Ok(None);
    }
    // It may have been put into maintenance while it was asked.
    let asked = device;
    let Some(device) = store::device(&tx, asked.id).await? else { return Ok(None) };
    if place(asked) != place(&device) {
        // What was heard is of another device than this one is now: it is asked anew at once.
        store::turns::release(&tx, device.id, lease, at).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let higher = tree::look_up(&tx, device.id).await?;
    let known = alerts::known(&tx, device.id).await?;
    let judge = Judge { device: &device, rules: &known.rules, alerts: &known.alerts, at };
    let (plan, measured) = measured(&tx, &judge, heard).await?;
    let standing = Standing::of(&before);
    let outcome = match heard {
        Heard::Answer { .. } => Outcome::Answered { degraded: plan.degrades(&known.alerts) },
        Heard::Silence(_) => Outcome::Failed,
        Heard::NotAsked(_) => Outcome::NotAsked,
    };
    let after = standing.after(outcome, higher.above, device.in_maintenance);
    let plan = plan.and(judge.judge(&down(after.status), || scope.new_id()));
    let now = state(&before, &device, after, at, heard);
    if !store::write(&tx, &now, lease).await? {
        return Ok(None);
    }
    write_samples(&tx, &now, at, heard, measured).await?;
    alerts::write(&tx, plan, at).await?;
    let flips = around(&tx, &device, &higher, (standing, after), at).await?;
    events::tell(&tx, &flips, at).await?;
    tx.commit().await?;
    Ok(Some(now))
}

/// Where a device is asked, and with what.
fn place(device: &device::Model) -> (Option<&str>, i32, Option<SnmpVersion>, Option<&str>) {
    (device.mgmt_address.as_deref(), device.snmp_port, device.snmp_version, device.snmp_secret.as_deref())
}

/// What the answer says, and what becomes of alerts by it.
async fn measured(tx: &Tx, judge: &Judge<'_>, heard: &Heard) -> Result<(Plan, Measurement), DbError> {
    let Heard::Answer { reading, .. } = heard else { return Ok((Plan::default(), Measurement::default())) };
    let scope = crate::db::Reads::scope(tx);
    let known = store::interfaces(tx, judge.device.id).await?;
    let of = Of { tenant: scope.tenant().id, device: judge.device.id, at: judge.at };
    let measured = measure(of, reading, &known, || scope.new_id());
    let plan = judge.judge(&measured.observations, || scope.new_id()).and(judge.gone(&measured.gone));
    Ok((plan, measured))
}

/// Whether the device is down, as far as that is known.
fn down(status: DeviceStatus) -> Vec<Observation> {
    let down = match status {
        DeviceStatus::Down => Some(true),
        DeviceStatus::Up | DeviceStatus::Degraded => Some(false),
        DeviceStatus::Maintenance | DeviceStatus::Unknown => None,
    };
    let told = |down| Observation {
        interface: None,
        metric: AlertMetric::DeviceDown,
        measured: Measured::Down(down),
    };
    down.map(told).into_iter().collect()
}

/// When the device is asked next. It was due when it was claimed: if it is due later now, somebody has wanted it anew while it
/// was asked, and may have seen what it has not told.
fn next_poll_at(
    before: &device_state::Model,
    device: &device::Model,
    after: Standing,
    at: Instant,
) -> Instant {
    let next = schedule::next(at, device.id, device.poll_interval_seconds, after);
    if before.next_poll_at > at { next.min(before.next_poll_at) } else { next }
}

/// The state as it is now.
fn state(
    before: &device_state::Model,
    device: &device::Model,
    after: Standing,
    at: Instant,
    heard: &Heard,
) -> device_state::Model {
    let now = device_state::Model {
        status: after.status,
        status_since: if after.status == before.status { before.status_since } else { at },
        suppressed: after.suppressed,
        failures: after.failures,
        successes: after.successes,
        next_poll_at: next_poll_at(before, device, after, at),
        lease_holder: None,
        lease_until: None,
        ..before.clone()
    };
    match heard {
        Heard::Answer { reading, took } => device_state::Model {
            last_tried_at: Some(at),
            last_ok_at: Some(at),
            last_error: None,
            response_micros: micros(*took),
            sys_name: reading.system.name.clone(),
            sys_descr: reading.system.descr.clone(),
            sys_object_id: reading.system.object_id.clone(),
            sys_uptime_ticks: Some(i64::from(reading.system.uptime_ticks)),
            cpu_permille: reading.cpu_permille,
            memory_permille: reading.memory_permille,
            ..now
        },
        Heard::Silence(why) => {
            device_state::Model { last_tried_at: Some(at), last_error: Some(shortened(why)), ..now }
        }
        Heard::NotAsked(why) => device_state::Model { last_error: Some(shortened(why)), ..now },
    }
}

fn shortened(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(MAX_ERROR).collect()
}

fn micros(took: Duration) -> Option<i32> {
    i32::try_from(took.as_micros()).ok()
}

/// Writes the interfaces and the samples; of a device that was not asked there are none.
async fn write_samples(
    tx: &Tx,
    now: &device_state::Model,
    at: Instant,
    heard: &Heard,
    measured: Measurement,
) -> Result<(), DbError> {
    if matches!(heard, Heard::NotAsked(_)) {
        return Ok(());
    }
    if !measured.interfaces.is_empty() {
        store::write_interfaces(tx, measured.interfaces).await?;
    }
    store::interfaces_gone(tx, &measured.gone).await?;
    let ok = matches!(heard, Heard::Answer { .. });
    let poll = DevicePoll {
        device: now.device_id,
        ok,
        response_micros: now.response_micros.filter(|_| ok),
        cpu_permille: now.cpu_permille.filter(|_| ok),
        memory_permille: now.memory_permille.filter(|_| ok),
    };
    samples::record(tx, at, poll, &measured.samples).await
}

/// Everything that is otherwise than it was: the device, and those around it.
async fn around(
    tx: &Tx,
    device: &device::Model,
    higher: &Higher,
    (before, now): (Standing, Standing),
    at: Instant,
) -> Result<Vec<Flip>, DbError> {
    let own = Flip { device: device.id, name: device.name.clone(), from: before.status, to: now.status };
    let mut flips = if own.from == own.to { Vec::new() } else { vec![own] };
    if now.suppressed != before.suppressed {
        let suppression = [device.id];
        if now.suppressed {
            alerts::suppress(tx, &suppression).await?;
        } else {
            alerts::unsuppress(tx, &suppression).await?;
        }
    }
    flips.extend(tree::follow(tx, device.id, higher, (before, now), at).await?);
    Ok(flips)
}
