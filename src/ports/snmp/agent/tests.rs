//! What an agent answers, without a socket.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::ber::{Body, Kind, Message, Pdu, Version};
use super::super::oid::Oid;
use super::super::value::{Binding, Value};
use super::answer::answer;
use super::{Conduct, DeviceSketch, Entry, InterfaceSketch, MibImage};

fn device() -> MibImage {
    let sketch = DeviceSketch {
        name: "edge-1".to_owned(),
        descr: "a router".to_owned(),
        object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
        interfaces: (1..=40).map(|port| InterfaceSketch::new(port, "port", 1_000, 125_000, 1)).collect(),
        cpu_percent: 7,
        memory_percent: 50,
    };
    sketch.image()
}

fn ask(version: Version, kind: Kind, status: i32, index: i32, names: &[&str]) -> Vec<u8> {
    let bindings =
        names.iter().map(|name| Binding { oid: name.parse().expect("a name"), value: Value::Null });
    let pdu = Pdu { kind, id: 77, status, index, bindings: bindings.collect() };
    Message { version, community: b"public".to_vec(), body: Body::Pdu(pdu) }.write()
}

fn answered(image: &MibImage, request: &[u8]) -> Option<Pdu> {
    let bytes = answer(request, b"public", &image.at(Duration::from_secs(10), false), Conduct::Honest)?;
    assert!(bytes.len() <= 1_700, "{} octets", bytes.len());
    match Message::read(&bytes).expect("a message").body {
        Body::Pdu(pdu) => Some(pdu),
        Body::TrapV1(_) => None,
    }
}

#[test]
fn values_are_got_and_what_is_not_there_is_said_so() {
    let request =
        ask(Version::V2c, Kind::Get, 0, 0, &["1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.1.3.0", "1.3.6.1.2.1.9.9"]);
    let pdu = answered(&device(), &request).expect("an answer");
    let values: Vec<Value> = pdu.bindings.into_iter().map(|binding| binding.value).collect();
    assert_eq!(values, [Value::from("edge-1"), Value::TimeTicks(1_000), Value::NoSuchInstance]);
    assert_eq!((pdu.kind, pdu.id, pdu.status), (Kind::Response, 77, 0));
}

#[test]
fn version_1_refuses_the_whole_request() {
    let request = ask(Version::V1, Kind::Get, 0, 0, &["1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.9.9"]);
    let pdu = answered(&device(), &request).expect("an answer");
    assert_eq!((pdu.status, pdu.index), (2, 2));
    assert!(answered(&device(), &ask(Version::V1, Kind::Bulk, 0, 5, &["1.3"])).is_none());
}

#[test]
fn much_is_got_at_once_as_far_as_it_fits() {
    let request = ask(Version::V2c, Kind::Bulk, 1, 100, &["1.3.6.1.2.1.1.5", "1.3.6.1.2.1.31.1.1.1.6"]);
    let pdu = answered(&device(), &request).expect("an answer");
    assert_eq!(pdu.bindings[0].value, Value::from("edge-1"));
    assert_eq!(pdu.bindings[1].oid.to_string(), "1.3.6.1.2.1.31.1.1.1.6.1");
    assert_eq!(pdu.bindings[1].value, Value::Counter64(125_000 * 86_410));
    assert!(pdu.bindings.len() < 101, "all of it would not fit");
    let end = answered(&device(), &ask(Version::V2c, Kind::Bulk, 0, 10, &["2.1"])).expect("an answer");
    assert_eq!(end.bindings.iter().map(|binding| &binding.value).collect::<Vec<_>>(), [&Value::EndOfMibView]);
}

#[test]
fn counters_of_32_bits_wrap_and_a_restart_begins_at_zero() {
    let oid = Oid::of(&[1, 3, 1]);
    let narrow = Entry::GrowsNarrow { from: u64::from(u32::MAX) - 4, per_second: 1 };
    let image = MibImage::new().with(oid.parts(), narrow);
    let at = |seconds, anew| image.at(Duration::from_secs(seconds), anew).get(&oid);
    assert_eq!(at(4, false), Some(Value::Counter32(u32::MAX)));
    assert_eq!(at(5, false), Some(Value::Counter32(0)));
    assert_eq!(at(5, true), Some(Value::Counter32(5)));
}

#[test]
fn another_community_gets_nothing() {
    let image = device();
    let request = ask(Version::V2c, Kind::Get, 0, 0, &["1.3.6.1.2.1.1.5.0"]);
    assert!(answer(&request, b"private", &image.at(Duration::ZERO, false), Conduct::Honest).is_none());
}

proptest! {
    #[test]
    fn noise_is_not_answered(bytes in vec(any::<u8>(), 0..100)) {
        let image = device();
        let _ = answer(&bytes, b"public", &image.at(Duration::ZERO, false), Conduct::Honest);
    }

    #[test]
    fn no_request_is_answered_with_more_than_fits(
        kind in prop_oneof![Just(Kind::Get), Just(Kind::Next), Just(Kind::Bulk)],
        (single, often) in (any::<i32>(), any::<i32>()),
        names in vec(vec(0_u32..40, 0..12), 0..30),
    ) {
        let image = device();
        let names: Vec<String> =
            names.iter().map(|rest| Oid::of(&[1, 3, 6, 1, 2, 1]).child(rest).to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        prop_assert!(answered(&image, &ask(Version::V2c, kind, single, often, &names)).is_some());
    }
}
