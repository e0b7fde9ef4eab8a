//! What devices tell, and what is read of it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use proptest::collection::vec;
use proptest::prelude::*;

use super::{InterfaceReading, Reading, SystemReading, interfaces, optics, profile, read, system, table};
use crate::ports::snmp::{Binding, Oid, Session, SnmpError, Value};

/// A device that tells what it was given.
#[derive(Default)]
struct Told {
    values: BTreeMap<Oid, Value>,
    /// What is asked for the second time, e.g. an uptime.
    later: BTreeMap<Oid, Value>,
}

impl Told {
    fn put(&mut self, name: &str, value: Value) -> &mut Self {
        self.values.insert(name.parse().expect("a name"), value);
        self
    }
}

#[async_trait]
impl Session for Told {
    async fn get(&mut self, oids: &[Oid]) -> Result<Vec<Binding>, SnmpError> {
        let value = |oid: &Oid| self.values.get(oid).cloned().unwrap_or(Value::NoSuchInstance);
        let found = oids.iter().map(|oid| Binding { oid: oid.clone(), value: value(oid) }).collect();
        self.values.append(&mut self.later);
        Ok(found)
    }

    async fn walk(&mut self, root: &Oid, _: usize) -> Result<Vec<Binding>, SnmpError> {
        let below = self.values.range(root..).skip_while(|(oid, _)| *oid == root);
        let below = below.take_while(|(oid, _)| oid.below(root).is_some());
        Ok(below.map(|(oid, value)| Binding { oid: oid.clone(), value: value.clone() }).collect())
    }
}

/// A device of this vendor with one interface, `ifIndex` 3.
fn device(object_id: &str) -> Told {
    let mut told = Told::default();
    told.put("1.3.6.1.2.1.1.1.0", Value::from("Something OS 1.0"))
        .put("1.3.6.1.2.1.1.2.0", Value::Name(object_id.parse().expect("a name")))
        .put("1.3.6.1.2.1.1.3.0", Value::TimeTicks(5_000))
        .put("1.3.6.1.2.1.1.5.0", Value::from("edge-1"))
        .put("1.3.6.1.2.1.2.2.1.2.3", Value::from("GigabitEthernet0/0/1"))
        .put("1.3.6.1.2.1.2.2.1.3.3", Value::Integer(6))
        .put("1.3.6.1.2.1.2.2.1.5.3", Value::Gauge32(1_000_000_000))
        .put("1.3.6.1.2.1.2.2.1.7.3", Value::Integer(1))
        .put("1.3.6.1.2.1.2.2.1.8.3", Value::Integer(2))
        .put("1.3.6.1.2.1.2.2.1.10.3", Value::Counter32(10))
        .put("1.3.6.1.2.1.2.2.1.14.3", Value::Counter32(1))
        .put("1.3.6.1.2.1.2.2.1.16.3", Value::Counter32(16))
        .put("1.3.6.1.2.1.2.2.1.20.3", Value::Counter32(2))
        .put("1.3.6.1.2.1.31.1.1.1.1.3", Value::from("Gi0/0/1"))
        .put("1.3.6.1.2.1.31.1.1.1.6.3", Value::Counter64(1 << 63))
        .put("1.3.6.1.2.1.31.1.1.1.10.3", Value::Counter64(7))
        .put("1.3.6.1.2.1.31.1.1.1.15.3", Value::Gauge32(1_000))
        .put("1.3.6.1.2.1.31.1.1.1.18.3", Value::from("to core-1"))
        .put("1.3.6.1.2.1.31.1.1.1.19.3", Value::TimeTicks(4_000));
    told
}

async fn reading(mut told: Told) -> Reading {
    read(&mut told).await.expect("read")
}

#[tokio::test]
async fn a_device_is_read() {
    let read = reading(device("1.3.6.1.4.1.99999.1")).await;
    let interface = InterfaceReading {
        if_index: 3,
        name: "Gi0/0/1".to_owned(),
        alias: Some("to core-1".to_owned()),
        if_type: Some(6),
        speed_bps: Some(1_000_000_000),
        admin_up: Some(true),
        oper_up: Some(false),
        counter_bits: Some(64),
        in_octets: Some(1 << 63),
        out_octets: Some(7),
        in_errors: Some(1),
        out_errors: Some(2),
        discontinuity_ticks: Some(4_000),
        rx_power_cdbm: None,
        tx_power_cdbm: None,
    };
    let system = SystemReading {
        name: Some("edge-1".to_owned()),
        descr: Some("Something OS 1.0".to_owned()),
        object_id: Some("1.3.6.1.4.1.99999.1".to_owned()),
        uptime_ticks: 5_000,
    };
    let expected = Reading { system, interfaces: vec![interface], cpu_permille: None, memory_permille: None };
    assert_eq!(read, expected);
}

#[tokio::test]
async fn without_wide_counters_the_narrow_ones_are_read() {
    let mut told = device("1.3.6.1.4.1.99999.1");
    // One direction alone is of no use.
    told.values.remove(&"1.3.6.1.2.1.31.1.1.1.10.3".parse::<Oid>().expect("a name"));
    let read = reading(told).await.interfaces.remove(0);
    assert_eq!((read.counter_bits, read.in_octets, read.out_octets), (Some(32), Some(10), Some(16)));
}

#[tokio::test]
async fn speeds_beyond_32_bits_are_told_in_megabits() {
    let mut told = device("1.3.6.1.4.1.99999.1");
    told.put("1.3.6.1.2.1.2.2.1.5.3", Value::Gauge32(u32::MAX));
    told.put("1.3.6.1.2.1.31.1.1.1.15.3", Value::Gauge32(100_000));
    assert_eq!(reading(told).await.interfaces[0].speed_bps, Some(100_000_000_000));
    let mut told = device("1.3.6.1.4.1.99999.1");
    told.put("1.3.6.1.2.1.2.2.1.5.3", Value::Gauge32(0)).put("1.3.6.1.2.1.31.1.1.1.15.3", Value::Gauge32(0));
    assert_eq!(reading(told).await.interfaces[0].speed_bps, None, "unknown is not zero");
}

#[tokio::test]
async fn a_device_that_starts_anew_while_it_is_read_is_not_read() {
    let mut told = device("1.3.6.1.4.1.99999.1");
    told.later.insert("1.3.6.1.2.1.1.3.0".parse().expect("a name"), Value::TimeTicks(3));
    assert_eq!(read(&mut told).await, Err(SnmpError::Malformed("the device has started anew meanwhile")));
    assert!(!system::started_anew(u32::MAX - 5, 3), "the clock has wrapped");
    let mut told = device("1.3.6.1.4.1.99999.1");
    told.put("1.3.6.1.2.1.1.3.0", Value::NoSuchInstance);
    assert_eq!(read(&mut told).await, Err(SnmpError::Malformed("no uptime")));
}

#[tokio::test]
async fn host_resources_are_the_mean_of_processors_and_the_largest_memory() {
    let mut told = device("1.3.6.1.4.1.99999.1");
    let ram = || Value::Name("1.3.6.1.2.1.25.2.1.2".parse().expect("a name"));
    let disk = Value::Name("1.3.6.1.2.1.25.2.1.4".parse().expect("a name"));
    told.put("1.3.6.1.2.1.25.3.3.1.2.1", Value::Integer(10))
        .put("1.3.6.1.2.1.25.3.3.1.2.2", Value::Integer(21))
        .put("1.3.6.1.2.1.25.2.3.1.2.1", ram())
        .put("1.3.6.1.2.1.25.2.3.1.5.1", Value::Integer(2_000))
        .put("1.3.6.1.2.1.25.2.3.1.6.1", Value::Integer(500))
        .put("1.3.6.1.2.1.25.2.3.1.2.6", ram())
        .put("1.3.6.1.2.1.25.2.3.1.5.6", Value::Integer(100))
        .put("1.3.6.1.2.1.25.2.3.1.6.6", Value::Integer(100))
        .put("1.3.6.1.2.1.25.2.3.1.2.9", disk)
        .put("1.3.6.1.2.1.25.2.3.1.5.9", Value::Integer(99_999))
        .put("1.3.6.1.2.1.25.2.3.1.6.9", Value::Integer(99_999));
    let read = reading(told).await;
    assert_eq!((read.cpu_permille, read.memory_permille), (Some(155), Some(250)));
}

#[tokio::test]
async fn cisco_tells_levels_by_sensors_that_are_in_ports() {
    let mut told = device("1.3.6.1.4.1.9.1.1208");
    // Part 1001 is the port; 1002 and 1003 are sensors in it, 1004 measures a temperature.
    told.put(
        "1.3.6.1.2.1.47.1.3.2.1.2.1001.0",
        Value::Name("1.3.6.1.2.1.2.2.1.1.3".parse().expect("a name")),
    );
    for (part, name, kind, scale, precision, value) in [
        (1_002, "Gi0/0/1 Receive Power Sensor", 14, 9, 1, -73),
        (1_003, "Gi0/0/1 Transmit Power Sensor", 14, 8, 0, -2_345),
        (1_004, "Gi0/0/1 Module Temperature Sensor", 8, 9, 1, 312),
    ] {
        told.put(&format!("1.3.6.1.2.1.47.1.1.1.1.4.{part}"), Value::Integer(1_001))
            .put(&format!("1.3.6.1.2.1.47.1.1.1.1.7.{part}"), Value::from(name));
        for (column, value) in [(1, kind), (2, scale), (3, precision), (4, value)] {
            told.put(&format!("1.3.6.1.4.1.9.9.91.1.1.1.1.{column}.{part}"), Value::Integer(value));
        }
    }
    told.put("1.3.6.1.4.1.9.9.109.1.1.1.1.8.1", Value::Gauge32(12))
        .put("1.3.6.1.4.1.9.9.48.1.1.1.5.1", Value::Gauge32(300))
        .put("1.3.6.1.4.1.9.9.48.1.1.1.6.1", Value::Gauge32(700));
    let read = reading(told).await;
    let interface = &read.interfaces[0];
    assert_eq!((interface.rx_power_cdbm, interface.tx_power_cdbm), (Some(-730), Some(-235)));
    assert_eq!((read.cpu_permille, read.memory_permille), (Some(120), Some(300)));
}

#[tokio::test]
async fn mikrotik_tells_levels_beside_the_name() {
    let mut told = device("1.3.6.1.4.1.14988.1");
    let row = |column: u32, row: u32| format!("1.3.6.1.4.1.14988.1.1.19.1.1.{column}.{row}");
    told.put(&row(2, 7), Value::from("Gi0/0/1"))
        .put(&row(9, 7), Value::Integer(-2_401))
        .put(&row(10, 7), Value::Integer(-5_100))
        .put(&row(2, 8), Value::from("empty"))
        .put(&row(9, 8), Value::Integer(0))
        .put(&row(10, 8), Value::Integer(0));
    let read = reading(told).await.interfaces.remove(0);
    assert_eq!((read.rx_power_cdbm, read.tx_power_cdbm), (Some(-510), Some(-241)));
}

#[tokio::test]
async fn huawei_tells_of_a_pon_port_what_it_sends_and_the_weakest_subscriber() {
    let mut told = device("1.3.6.1.4.1.2011.2.248");
    told.put("1.3.6.1.4.1.2011.6.128.1.1.2.23.1.4.3", Value::Integer(412))
        // The terminals 0 and 1, and one that is off.
        .put("1.3.6.1.4.1.2011.6.128.1.1.2.51.1.6.3.0", Value::Integer(7_850))
        .put("1.3.6.1.4.1.2011.6.128.1.1.2.51.1.6.3.1", Value::Integer(7_310))
        .put("1.3.6.1.4.1.2011.6.128.1.1.2.51.1.6.3.2", Value::Integer(2_147_483_647))
        .put("1.3.6.1.4.1.2011.6.3.4.1.2.0.9.0", Value::Integer(30))
        .put("1.3.6.1.4.1.2011.6.3.4.1.2.0.1.0", Value::Integer(0))
        .put("1.3.6.1.4.1.2011.6.3.5.1.1.2.0.9.0", Value::Integer(1_000))
        .put("1.3.6.1.4.1.2011.6.3.5.1.1.3.0.9.0", Value::Integer(400));
    let read = reading(told).await;
    let interface = &read.interfaces[0];
    assert_eq!((interface.rx_power_cdbm, interface.tx_power_cdbm), (Some(-2_690), Some(412)));
    assert_eq!((read.cpu_permille, read.memory_permille), (Some(300), Some(600)));
}

#[tokio::test]
async fn huawei_s_routers_tell_levels_by_the_part_in_dbm_or_microwatts() {
    let mut told = device("1.3.6.1.4.1.2011.6.1");
    told.put(
        "1.3.6.1.2.1.47.1.3.2.1.2.67108867.0",
        Value::Name("1.3.6.1.2.1.2.2.1.1.3".parse().expect("a name")),
    )
    .put("1.3.6.1.4.1.2011.5.25.31.1.1.3.1.8.67108867", Value::Integer(-815))
    .put("1.3.6.1.4.1.2011.5.25.31.1.1.3.1.9.67108867", Value::Integer(1_000));
    let read = reading(told).await.interfaces.remove(0);
    assert_eq!((read.rx_power_cdbm, read.tx_power_cdbm), (Some(-815), Some(0)));
}

#[tokio::test]
async fn juniper_tells_levels_by_the_interface() {
    let mut told = device("1.3.6.1.4.1.2636.1.1.1.2.21");
    told.put("1.3.6.1.4.1.2636.3.60.1.1.1.1.5.3", Value::Integer(-507))
        .put("1.3.6.1.4.1.2636.3.60.1.1.1.1.7.3", Value::Integer(-210))
        // A board, and slots without a processor.
        .put("1.3.6.1.4.1.2636.3.1.13.1.8.9.1.0.0", Value::Gauge32(7))
        .put("1.3.6.1.4.1.2636.3.1.13.1.8.4.1.0.0", Value::Gauge32(0))
        .put("1.3.6.1.4.1.2636.3.1.13.1.11.9.1.0.0", Value::Gauge32(44));
    let read = reading(told).await;
    let interface = &read.interfaces[0];
    assert_eq!((interface.rx_power_cdbm, interface.tx_power_cdbm), (Some(-507), Some(-210)));
    assert_eq!((read.cpu_permille, read.memory_permille), (Some(70), Some(440)));
}

#[tokio::test]
async fn net_snmp_lends_memory_to_caches() {
    let mut told = device("1.3.6.1.4.1.8072.3.2.10");
    for (scalar, value) in [(5, 1_000), (6, 300), (14, 100), (15, 350)] {
        told.put(&format!("1.3.6.1.4.1.2021.4.{scalar}.0"), Value::Integer(value));
    }
    assert_eq!(reading(told).await.memory_permille, Some(250));
}

#[test]
fn texts_of_devices_are_kept_plain_and_short() {
    let text = |octets: &[u8]| Value::Octets(octets.to_vec()).text(5);
    assert_eq!(text(b"\x1b[2Jab").as_deref(), Some(" [2Ja"));
    assert_eq!(text(b"caf\xc3\xa9\0\0").as_deref(), Some("caf\u{e9}"));
    assert_eq!(text(b"\xff").as_deref(), Some("\u{fffd}"));
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        vec(any::<u8>(), 0..20).prop_map(Value::Octets),
        vec(any::<u32>(), 2..14).prop_map(|parts| Value::Name(Oid::of(&parts))),
        any::<u32>().prop_map(Value::Counter32),
        any::<u32>().prop_map(Value::Gauge32),
        any::<u32>().prop_map(Value::TimeTicks),
        any::<u64>().prop_map(Value::Counter64),
        Just(Value::NoSuchInstance),
    ]
}

/// Cells of a table that may or may not fit it.
fn any_column() -> impl Strategy<Value = Vec<(Vec<u32>, Value)>> {
    vec((vec(prop_oneof![0_u32..6, any::<u32>()], 0..4), any_value()), 0..12)
}

proptest! {
    /// Whatever a device tells, reading it ends, and what is read can be.
    #[test]
    fn arbitrary_bindings_never_panic(
        columns in vec(any_column(), 15),
        vendor in prop::sample::select(vec![
            "1.3.6.1.4.1.9.1", "1.3.6.1.4.1.2011.2.1", "1.3.6.1.4.1.2011.6", "1.3.6.1.4.1.14988.1",
            "1.3.6.1.4.1.2636.1", "1.3.6.1.4.1.8072.3", "1.3.6.1.4.1.1",
        ]),
    ) {
        let under = |roots: Vec<Oid>| -> Vec<Vec<Binding>> {
            let bound = |(root, cells): (&Oid, &Vec<(Vec<u32>, Value)>)| {
                cells.iter().map(|(index, value)| Binding { oid: root.child(index), value: value.clone() }).collect()
            };
            roots.iter().zip(columns.iter().cycle()).map(bound).collect()
        };
        let cells = |roots: Vec<Oid>| -> Vec<table::Cells> {
            roots.iter().zip(under(roots.clone())).map(|(root, column)| table::cells(root, &column)).collect()
        };
        let mut interfaces = interfaces::read(&under(interfaces::columns()));
        interfaces::add_narrow(&mut interfaces, &under(interfaces::narrow_columns()));
        prop_assert!(interfaces.is_sorted_by_key(|interface| interface.if_index));
        let profile = profile::of(Some(vendor));
        for source in profile.optics {
            let source: &optics::OpticsSource = source;
            source.read(&cells(source.columns()), &mut interfaces);
        }
        for interface in &interfaces {
            prop_assert!(interface.if_index != 0 && !interface.name.is_empty());
            prop_assert_eq!(interface.counter_bits.is_some(), interface.in_octets.is_some());
            prop_assert!(interface.speed_bps.is_none_or(|bps| bps > 0));
            let possible = |level: Option<i32>| level.is_none_or(|level| (-6_000..=3_000).contains(&level));
            prop_assert!(possible(interface.rx_power_cdbm) && possible(interface.tx_power_cdbm));
        }
        let part = |permille: Option<i32>| permille.is_none_or(|permille| (0..=1_000).contains(&permille));
        prop_assert!(profile.cpu.iter().all(|source| part(source.read(&cells(source.columns())))));
        prop_assert!(profile.memory.iter().all(|source| part(source.read(&cells(source.columns())))));
    }
}
