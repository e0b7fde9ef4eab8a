//! What the poller would have measured: two days of traffic, and a month of who has answered.
//!
//! Rolled up, as the program keeps it: single samples are kept for two days only, and the running demonstration makes its own.

use chrono_tz::Tz;

use super::Inventory;
use super::flow::{Flow, is_customers};
use super::plan::HARBOUR;
use super::traffic::{STEP, Traffic};
use crate::demo::world::{UNASSIGNED, World};
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceId;
use crate::network::entity::device_interface;
use crate::network::entity::incident::IncidentKind;
use crate::network::entity::{device_hour, interface_five_minutes, interface_hour};

/// How far back traffic is known, in hours, and who has answered, in days.
const TRAFFIC_HOURS: i64 = 48;
const ANSWERS_DAYS: i64 = 40;

/// Polls of five minutes, and of a quarter of an hour.
const POLLS: i32 = 15;
const POLLS_A_QUARTER: i32 = 45;

const HOUR: i64 = 3_600;
const QUARTER: i64 = HOUR / 4;

/// The rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::demo) struct Measures {
    pub(in crate::demo) five_minutes: Vec<interface_five_minutes::Model>,
    pub(in crate::demo) hours: Vec<interface_hour::Model>,
    pub(in crate::demo) answers: Vec<device_hour::Model>,
}

/// What was measured of a world's network until a moment.
pub(in crate::demo) fn measures(world: &World, zone: Tz, until: Instant) -> Measures {
    let network = &world.inventory;
    let mut rows = Measures::default();
    let begun = |step: i64| until.timestamp().div_euclid(step) * step;
    for port in &network.interfaces {
        let flow = Flow::of(port, zone);
        let from = begun(HOUR) - TRAFFIC_HOURS * HOUR;
        // Customers look at days in detail, the staff at the whole.
        if is_customers(port) {
            let steps = (from..begun(STEP)).step_by(usize::try_from(STEP).expect("it is positive"));
            rows.five_minutes.extend(steps.map(|second| five_minutes(port, flow, second)));
        }
        let hours = (from..begun(HOUR)).step_by(usize::try_from(HOUR).expect("it is positive"));
        rows.hours.extend(hours.map(|second| hour(port, flow, second)));
    }
    let dark = outage(world);
    let below = in_the_harbour(network);
    for state in &network.states {
        let dark = dark.filter(|_| below.contains(&state.device_id));
        let hours = (begun(HOUR) - ANSWERS_DAYS * 24 * HOUR..begun(HOUR))
            .step_by(usize::try_from(HOUR).expect("it is positive"));
        rows.answers.extend(hours.map(|second| answers(state.device_id, dark, second)));
    }
    rows
}

fn at(second: i64) -> Instant {
    Instant::from_timestamp(second, 0).expect("within some years of now")
}

/// Octets at a rate, in some seconds.
fn octets(bps: i64, seconds: i64) -> i64 {
    bps * seconds / 8
}

fn five_minutes(port: &device_interface::Model, flow: Flow, second: i64) -> interface_five_minutes::Model {
    let (inwards, outwards) = (flow.inwards.rate(second), flow.outwards.rate(second));
    interface_five_minutes::Model {
        tenant_id: UNASSIGNED,
        interface_id: port.id,
        at: at(second),
        in_count: POLLS,
        out_count: POLLS,
        in_avg_bps: Some(inwards),
        in_p95_bps: Some(inwards),
        in_max_bps: Some(inwards),
        out_avg_bps: Some(outwards),
        out_p95_bps: Some(outwards),
        out_max_bps: Some(outwards),
        in_octets: Some(octets(inwards, STEP)),
        out_octets: Some(octets(outwards, STEP)),
        in_errors: Some(0),
        out_errors: Some(0),
    }
}

/// Average, maximum and octets of an hour. Of twelve steps the 95th percentile is the greatest.
fn summed(traffic: Traffic, second: i64) -> (i64, i64, i64) {
    let rates = (0..HOUR / STEP).map(|step| traffic.rate(second + step * STEP));
    let (sum, most) = rates.fold((0_i64, 0_i64), |(sum, most), rate| (sum + rate, most.max(rate)));
    (sum / (HOUR / STEP), most, octets(sum, STEP))
}

fn hour(port: &device_interface::Model, flow: Flow, second: i64) -> interface_hour::Model {
    let (in_avg, in_max, in_octets) = summed(flow.inwards, second);
    let (out_avg, out_max, out_octets) = summed(flow.outwards, second);
    let polls = POLLS * i32::try_from(HOUR / STEP).expect("twelve");
    interface_hour::Model {
        tenant_id: UNASSIGNED,
        interface_id: port.id,
        at: at(second),
        in_count: polls,
        out_count: polls,
        in_avg_bps: Some(in_avg),
        in_p95_bps: Some(in_max),
        in_max_bps: Some(in_max),
        out_avg_bps: Some(out_avg),
        out_p95_bps: Some(out_max),
        out_max_bps: Some(out_max),
        in_octets: Some(in_octets),
        out_octets: Some(out_octets),
        in_errors: Some(0),
        out_errors: Some(0),
    }
}

/// The outage of the past.
fn outage(world: &World) -> Option<(Instant, Instant)> {
    let outage = world.network.incidents.iter().find(|incident| incident.kind == IncidentKind::Outage)?;
    Some((outage.started_at, outage.ended_at?))
}

/// The head in the harbour, and what is asked below it.
fn in_the_harbour(network: &Inventory) -> Vec<DeviceId> {
    let mut below: Vec<DeviceId> = Vec::new();
    // Parents come first.
    for device in &network.devices {
        if device.name == HARBOUR || device.parent_id.is_some_and(|parent| below.contains(&parent)) {
            below.push(device.id);
        }
    }
    below
}

/// Polls of a quarter of an hour that were answered.
fn answered(dark: Option<(Instant, Instant)>, second: i64) -> i32 {
    let Some((from, to)) = dark else { return POLLS_A_QUARTER };
    let begun = from.timestamp().max(second);
    let ended = to.timestamp().min(second + QUARTER);
    let silent = i32::try_from((ended - begun).max(0)).expect("at most a quarter of an hour");
    let quarter = i32::try_from(QUARTER).expect("900");
    POLLS_A_QUARTER - POLLS_A_QUARTER * silent / quarter
}

fn answers(device: DeviceId, dark: Option<(Instant, Instant)>, second: i64) -> device_hour::Model {
    let ok = [0, 1, 2, 3].map(|quarter| answered(dark, second + quarter * QUARTER));
    let some = ok.iter().any(|polls| *polls > 0);
    device_hour::Model {
        tenant_id: UNASSIGNED,
        device_id: device,
        at: at(second),
        known_q1: POLLS_A_QUARTER,
        known_q2: POLLS_A_QUARTER,
        known_q3: POLLS_A_QUARTER,
        known_q4: POLLS_A_QUARTER,
        ok_q1: ok[0],
        ok_q2: ok[1],
        ok_q3: ok[2],
        ok_q4: ok[3],
        response_avg_micros: some.then_some(900),
        cpu_avg_permille: some.then_some(180),
        memory_avg_permille: some.then_some(440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_an_hour_knows_how_long_it_was_dark() {
        let second = 1_790_000_100;
        let dark = |from: i64, to: i64| Some((at(second + from), at(second + to)));
        assert_eq!(answered(None, second), 45);
        assert_eq!(answered(dark(-900, 0), second), 45);
        assert_eq!(answered(dark(-100, 1_000), second), 0);
        assert_eq!(answered(dark(300, 5_000), second), 15);
        assert_eq!(answered(dark(900, 5_000), second), 45);
    }

    #[test]
    fn an_hour_is_the_sum_of_its_steps() {
        let traffic = Traffic { seed: 3, peak_bps: 80_000_000, ahead: 3_600 };
        let second = 1_789_999_200;
        let (average, most, octets) = summed(traffic, second);
        assert!(average <= most && most <= 100_000_000);
        let counted = traffic.octets(second + HOUR) - traffic.octets(second);
        assert!(counted.abs_diff(octets.unsigned_abs()) <= 12, "{counted} {octets}");
    }
}
