//! What is written is read again, and noise is never more than refused.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::oid::Oid;
use super::super::value::{Binding, Value};
use super::{Body, Kind, Message, NotAMessage, Pdu, TrapV1, Version};

fn oid() -> impl Strategy<Value = Oid> {
    (0_u32..3, 0_u32..40, vec(any::<u32>(), 0..20))
        .prop_map(|(first, second, rest)| Oid::of(&[&[first, second], rest.as_slice()].concat()))
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i32>().prop_map(|number| Value::Integer(i64::from(number))),
        vec(any::<u8>(), 0..300).prop_map(Value::Octets),
        oid().prop_map(Value::Name),
        any::<[u8; 4]>().prop_map(Value::IpAddress),
        any::<u32>().prop_map(Value::Counter32),
        any::<u32>().prop_map(Value::Gauge32),
        any::<u32>().prop_map(Value::TimeTicks),
        any::<u64>().prop_map(Value::Counter64),
        vec(any::<u8>(), 0..20).prop_map(Value::Opaque),
        Just(Value::Null),
        Just(Value::NoSuchObject),
        Just(Value::NoSuchInstance),
        Just(Value::EndOfMibView),
    ]
}

fn bindings() -> impl Strategy<Value = Vec<Binding>> {
    vec((oid(), value()).prop_map(|(oid, value)| Binding { oid, value }), 0..12)
}

fn message() -> impl Strategy<Value = Message> {
    let kinds = prop_oneof![Just(Kind::Get), Just(Kind::Bulk), Just(Kind::Response), Just(Kind::Inform)];
    let pdu = (kinds, any::<i32>(), any::<i32>(), any::<i32>(), bindings())
        .prop_map(|(kind, id, status, index, bindings)| Body::Pdu(Pdu { kind, id, status, index, bindings }));
    let trap = (oid(), any::<[u8; 4]>(), any::<i32>(), any::<u32>(), bindings()).prop_map(
        |(enterprise, agent, specific, uptime, bindings)| {
            Body::TrapV1(TrapV1 { enterprise, agent, generic: 6, specific, uptime, bindings })
        },
    );
    let community = vec(any::<u8>(), 0..40);
    (community, prop_oneof![pdu.boxed(), trap.boxed()]).prop_map(|(community, body)| Message {
        version: if matches!(body, Body::TrapV1(_)) { Version::V1 } else { Version::V2c },
        community,
        body,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(message in message()) {
        prop_assert!(Message::read(&message.write()) == Ok(message));
    }

    #[test]
    fn noise_is_refused(bytes in vec(any::<u8>(), 0..200)) {
        let _ = Message::read(&bytes);
    }

    /// One octet of a good message is another, or its end is missing.
    #[test]
    fn damage_never_panics(message in message(), at in any::<prop::sample::Index>(), octet in any::<u8>()) {
        let mut bytes = message.write();
        let at = at.index(bytes.len());
        prop_assert!(Message::read(&bytes[..at]).is_err(), "a message that is cut short is none");
        bytes[at] = octet;
        let _ = Message::read(&bytes);
    }

    #[test]
    fn names_keep_their_order(left in oid(), right in oid()) {
        prop_assert_eq!(left.parts().cmp(right.parts()), left.cmp(&right));
        prop_assert_eq!(left.to_string().parse::<Oid>(), Ok(left));
    }
}

/// A request as `snmpget -v2c -c public` sends it.
#[test]
fn a_request_of_net_snmp_is_read() {
    let bytes = b"\x30\x26\x02\x01\x01\x04\x06public\xa0\x19\x02\x01\x7b\x02\x01\x00\x02\x01\x00\x30\x0e\x30\x0c\x06\x08\
                  \x2b\x06\x01\x02\x01\x01\x05\x00\x05\x00";
    let message = Message::read(bytes).expect("a message");
    let name = "1.3.6.1.2.1.1.5.0".parse().expect("a name");
    let asked = vec![Binding { oid: name, value: Value::Null }];
    assert_eq!(message.community, b"public");
    assert_eq!(
        message.body,
        Body::Pdu(Pdu { kind: Kind::Get, id: 123, status: 0, index: 0, bindings: asked })
    );
    assert_eq!(message.write(), bytes);
}

#[test]
fn numbers_keep_their_ranges() {
    for (tag, content, read) in [
        (super::COUNTER32, &[0xff, 0xff, 0xff, 0xff][..], Ok(Value::Counter32(u32::MAX))),
        (super::COUNTER32, &[0, 0xff, 0xff, 0xff, 0xff], Ok(Value::Counter32(u32::MAX))),
        (super::COUNTER32, &[1, 0, 0, 0, 0], Err(NotAMessage("a number out of its range"))),
        (super::COUNTER64, &[0, 255, 255, 255, 255, 255, 255, 255, 255], Ok(Value::Counter64(u64::MAX))),
        (super::COUNTER64, &[], Err(NotAMessage("a number out of its range"))),
        (super::INTEGER, &[0x80], Ok(Value::Integer(-128))),
        (super::INTEGER, &[0, 0x80], Ok(Value::Integer(128))),
        (super::INTEGER, &[1, 0, 0, 0, 0], Err(NotAMessage("a number out of its range"))),
    ] {
        assert_eq!(super::value(tag, content), read, "{tag:x} {content:x?}");
    }
}
