//! Traps as they come over the wire, and what is none.

use std::net::{IpAddr, Ipv4Addr};

use proptest::collection::vec;
use proptest::prelude::*;
use tokio::net::UdpSocket;

use super::super::ber::{Body, Kind, Message, Pdu, TrapV1, Version};
use super::super::oid::Oid;
use super::super::value::{Binding, Value};
use super::{Notice, Trap, TrapReceiver, TrapSettings, read};

const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn binding(name: &str, value: Value) -> Binding {
    Binding { oid: name.parse().expect("a name"), value }
}

fn link_down(kind: Kind) -> Vec<u8> {
    let bindings = vec![
        binding("1.3.6.1.2.1.1.3.0", Value::TimeTicks(4_711)),
        binding("1.3.6.1.6.3.1.1.4.1.0", Value::Name("1.3.6.1.6.3.1.1.5.3".parse().expect("a name"))),
        binding("1.3.6.1.2.1.2.2.1.1.7", Value::Integer(7)),
    ];
    let pdu = Pdu { kind, id: 5, status: 0, index: 0, bindings };
    Message { version: Version::V2c, community: b"canary-community".to_vec(), body: Body::Pdu(pdu) }.write()
}

fn of_version_1(generic: i32, specific: i32) -> Result<Trap, String> {
    let trap = TrapV1 {
        enterprise: Oid::of(&[1, 3, 6, 1, 4, 1, 9, 1]),
        agent: [10, 0, 0, 1],
        generic,
        specific,
        uptime: 9,
        bindings: Vec::new(),
    };
    let message = Message { version: Version::V1, community: b"x".to_vec(), body: Body::TrapV1(trap) };
    read(&message.write(), LOCAL).map(|(trap, _)| trap).map_err(|error| error.to_string())
}

#[test]
fn a_trap_tells_what_when_and_of_which_interface() {
    let (trap, answer) = read(&link_down(Kind::Trap), LOCAL).expect("a trap");
    assert_eq!(trap.trap_oid.to_string(), "1.3.6.1.6.3.1.1.5.3");
    assert_eq!((trap.uptime_ticks, trap.inform, answer), (4_711, false, None));
    assert_eq!(trap.bindings, [binding("1.3.6.1.2.1.2.2.1.1.7", Value::Integer(7))]);
    assert!(trap.is_from(&"canary-community".into()) && !trap.is_from(&"canary".into()));
    assert!(!format!("{trap:?}").contains("canary"));
}

#[test]
fn traps_of_version_1_get_the_names_of_version_2() {
    let name = |generic, specific| of_version_1(generic, specific).map(|trap| trap.trap_oid.to_string());
    assert_eq!(name(2, 0).as_deref(), Ok("1.3.6.1.6.3.1.1.5.3"));
    assert_eq!(name(6, 41).as_deref(), Ok("1.3.6.1.4.1.9.1.0.41"));
    assert!(name(7, 0).is_err() && name(-1, 0).is_err() && name(6, -1).is_err());
}

#[test]
fn an_inform_is_answered_with_what_it_said() {
    let (trap, answer) = read(&link_down(Kind::Inform), LOCAL).expect("an inform");
    assert!(trap.inform);
    let Body::Pdu(answer) = Message::read(&answer.expect("an answer")).expect("a message").body else {
        panic!("no trap of version 1")
    };
    assert_eq!((answer.kind, answer.id, answer.bindings.len()), (Kind::Response, 5, 3));
}

#[test]
fn what_is_no_trap_is_refused() {
    assert!(read(&link_down(Kind::Get), LOCAL).is_err());
    assert!(
        read(&link_down(Kind::Response), LOCAL).is_err(),
        "two receivers would answer each other for ever"
    );
    assert!(read(b"", LOCAL).is_err());
}

proptest! {
    #[test]
    fn noise_is_never_more_than_refused(bytes in vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, LOCAL);
    }

    #[test]
    fn a_damaged_trap_never_panics(at in any::<prop::sample::Index>(), octet in any::<u8>()) {
        let mut bytes = link_down(Kind::Inform);
        let at = at.index(bytes.len());
        bytes[at] = octet;
        let _ = read(&bytes, LOCAL);
    }
}

#[tokio::test]
async fn traps_queue_up_informs_are_answered_and_noise_is_counted() {
    let settings = TrapSettings { queue: 2, burst: 5, per_second: 0, sources: 4 };
    let (receiver, mut traps) = TrapReceiver::bind((LOCAL, 0).into(), settings).await.expect("bound");
    let device = UdpSocket::bind((LOCAL, 0)).await.expect("bound");
    device.connect(receiver.address()).await.expect("connected");
    device.send(b"noise").await.expect("sent");
    device.send(&link_down(Kind::Inform)).await.expect("sent");
    let Some(Notice::Plain(trap)) = traps.recv().await else { panic!("no trap") };
    assert!(trap.inform && trap.from == LOCAL);
    assert!(!format!("{trap:?}").contains("canary"), "nor is the answer shown");
    let mut buffer = [0; 500];
    let early = device.try_recv(&mut buffer).map_err(|error| error.kind());
    assert_eq!(early, Err(std::io::ErrorKind::WouldBlock), "nobody has said yet whether it may say so");
    trap.acknowledge().await;
    let length = device.recv(&mut buffer).await.expect("an answer");
    assert!(Message::read(&buffer[..length]).is_ok());
    // The queue holds two, the burst is five, and two are used up.
    for _ in 0..4 {
        device.send(&link_down(Kind::Trap)).await.expect("sent");
    }
    while receiver.counts().limited < 1 {
        tokio::task::yield_now().await;
    }
    let counts = receiver.counts();
    assert_eq!((counts.received, counts.malformed, counts.overflowed, counts.limited), (3, 1, 1, 1));
}
