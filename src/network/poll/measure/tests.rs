//! What readings say, one after the other.

use chrono::TimeDelta;
use uuid::Uuid;

use super::*;
use crate::kernel::ids::TypedId;
use crate::network::mib::SystemReading;

const GIGABIT: i64 = 1_000_000_000;

fn id<I: TypedId>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

fn noon() -> Instant {
    "2026-11-22T12:00:00Z".parse().expect("valid")
}

fn port(if_index: i32, octets: u64) -> InterfaceReading {
    InterfaceReading {
        if_index,
        name: format!("ge-0/0/{if_index}"),
        speed_bps: Some(GIGABIT),
        admin_up: Some(true),
        oper_up: Some(true),
        counter_bits: Some(64),
        in_octets: Some(octets),
        out_octets: Some(octets / 2),
        in_errors: Some(7),
        out_errors: Some(0),
        discontinuity_ticks: Some(0),
        ..InterfaceReading::default()
    }
}

fn reading(uptime_ticks: u32, interfaces: Vec<InterfaceReading>) -> Reading {
    let system = SystemReading { uptime_ticks, ..SystemReading::default() };
    Reading { system, interfaces, cpu_permille: Some(250), memory_permille: None }
}

/// Reads a device so many seconds after noon.
fn read(seconds: i64, reading: &Reading, known: &[device_interface::Model]) -> Measurement {
    let of = Of { tenant: id(1), device: id(2), at: noon() + TimeDelta::seconds(seconds) };
    let mut next = 100 + u128::try_from(seconds).expect("positive");
    measure(of, reading, known, || {
        next += 1;
        id(next)
    })
}

#[test]
fn the_first_reading_tells_nothing_of_what_has_passed() {
    let first = read(0, &reading(1_000_000, vec![port(1, 5_000), port(2, 0)]), &[]);
    assert_eq!(first.interfaces.len(), 2);
    assert!(first.samples.iter().all(|sample| sample.in_bps.is_none() && sample.in_errors.is_none()));
    let row = &first.interfaces[0];
    assert_eq!((row.if_index, row.in_octets, row.in_bps, row.present), (1, Some(5_000), None, true));
    assert_eq!(first.samples[0].interface, row.id);
    let cpu = Observation { interface: None, metric: AlertMetric::Cpu, measured: Measured::Value(250) };
    assert!(first.observations.contains(&cpu), "memory is not told, and not judged");
    assert!(first.observations.iter().all(|seen| seen.metric != AlertMetric::Memory));
}

#[test]
fn the_second_tells_what_has_passed() {
    let first = read(0, &reading(1_000_000, vec![port(1, 0)]), &[]);
    let mut faster = port(1, 33_750_000_000);
    faster.in_errors = Some(12);
    let second = read(300, &reading(1_030_000, vec![faster]), &first.interfaces);
    let (row, sample) = (&second.interfaces[0], second.samples[0]);
    assert_eq!(row.id, first.interfaces[0].id, "the same interface");
    assert_eq!((sample.in_bps, sample.out_bps), (Some(900_000_000), Some(450_000_000)));
    assert_eq!(
        (sample.in_octets, sample.in_errors, sample.out_errors),
        (Some(33_750_000_000), Some(5), Some(0))
    );
    assert_eq!((row.in_bps, row.in_error_delta), (sample.in_bps, sample.in_errors));
    let judged =
        |metric| second.observations.iter().find(|seen| seen.metric == metric).map(|seen| seen.measured);
    assert_eq!(judged(AlertMetric::InUtilisation), Some(Measured::Value(900)));
    assert_eq!(judged(AlertMetric::OutUtilisation), Some(Measured::Value(450)));
    assert_eq!(judged(AlertMetric::Errors), Some(Measured::Value(5)));
    assert_eq!(judged(AlertMetric::InterfaceDown), Some(Measured::Down(false)));
    assert_eq!(judged(AlertMetric::RxPower), None);
}

#[test]
fn after_a_restart_nothing_is_told_and_then_it_is_again() {
    let first = read(0, &reading(1_000_000, vec![port(1, 9_000_000_000)]), &[]);
    let second = read(300, &reading(3_000, vec![port(1, 1_000)]), &first.interfaces);
    assert_eq!((second.samples[0].in_bps, second.samples[0].in_errors), (None, None));
    assert_eq!(second.interfaces[0].in_bps, None, "never a spike");
    let third = read(600, &reading(33_000, vec![port(1, 3_750_001_000)]), &second.interfaces);
    assert_eq!(third.samples[0].in_bps, Some(100_000_000));
}

#[test]
fn counters_that_begin_anew_or_change_their_width_tell_nothing() {
    let first = read(0, &reading(1_000_000, vec![port(1, 1_000)]), &[]);
    let mut anew = port(1, 2_000);
    anew.discontinuity_ticks = Some(1_010_000);
    let second = read(300, &reading(1_030_000, vec![anew]), &first.interfaces);
    assert_eq!(second.samples[0].in_bps, None);
    let mut narrow = port(1, 2_000);
    (narrow.counter_bits, narrow.speed_bps) = (Some(32), Some(10_000_000));
    let second = read(300, &reading(1_030_000, vec![narrow]), &first.interfaces);
    assert_eq!(second.samples[0].in_bps, None);
    let mut none = port(1, 0);
    (none.counter_bits, none.in_octets, none.out_octets) = (None, None, None);
    let second = read(300, &reading(1_030_000, vec![none]), &first.interfaces);
    assert_eq!(second.samples[0].in_octets, None);
}

#[test]
fn what_is_not_told_of_any_more_is_gone_until_it_is_told_of_again() {
    let first = read(0, &reading(1_000_000, vec![port(1, 0), port(2, 0)]), &[]);
    let second = read(300, &reading(1_030_000, vec![port(1, 0)]), &first.interfaces);
    assert_eq!(second.gone, [first.interfaces[1].id]);
    let away = device_interface::Model { present: false, ..first.interfaces[1].clone() };
    let third = read(600, &reading(1_060_000, vec![port(2, 500)]), &[away]);
    assert_eq!((third.interfaces[0].id, third.samples[0].in_bps), (first.interfaces[1].id, None));
    assert!(third.gone.is_empty(), "that of the first is not looked at here");
}

#[test]
fn an_index_that_is_told_twice_is_one_interface() {
    let mut other = port(1, 0);
    other.name = "the same again".to_owned();
    let twice = read(0, &reading(1_000_000, vec![port(1, 0), other]), &[]);
    assert_eq!((twice.interfaces.len(), twice.interfaces[0].name.as_str()), (1, "ge-0/0/1"));
}

#[test]
fn what_is_meant_to_be_down_is_no_alarm() {
    for (admin_up, oper_up, down) in [
        (Some(true), Some(false), Some(true)),
        (Some(true), Some(true), Some(false)),
        (Some(false), Some(false), Some(false)),
        (Some(true), None, None),
        (None, Some(false), None),
    ] {
        let told = InterfaceReading { admin_up, oper_up, ..port(1, 0) };
        let seen = read(0, &reading(1_000_000, vec![told]), &[]);
        let judged = seen.observations.iter().find(|seen| seen.metric == AlertMetric::InterfaceDown);
        assert_eq!(judged.map(|seen| seen.measured), down.map(Measured::Down), "{admin_up:?} {oper_up:?}");
    }
}

#[test]
fn a_64_bit_counter_keeps_its_64_bits() {
    let high = u64::MAX - 100;
    let first = read(0, &reading(1_000_000, vec![port(1, high)]), &[]);
    assert_eq!(first.interfaces[0].in_octets, Some(-101));
    let second = read(300, &reading(1_030_000, vec![port(1, high.wrapping_add(3_000))]), &first.interfaces);
    assert_eq!(second.samples[0].in_octets, Some(3_000));
}
