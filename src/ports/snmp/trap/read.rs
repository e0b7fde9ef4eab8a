//! Reads traps.

use std::net::IpAddr;

use super::super::ber::{Body, Kind, Message, NotAMessage, Pdu, TrapV1};
use super::super::oid::Oid;
use super::super::value::{Binding, Value};
use super::Trap;

/// `sysUpTime.0`, the first binding of a trap (RFC 3416 §4.2.6).
const UPTIME: &[u32] = &[1, 3, 6, 1, 2, 1, 1, 3, 0];
/// `snmpTrapOID.0`, the second.
const TRAP_OID: &[u32] = &[1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0];
/// `snmpTraps`: the six generic traps of version 1 are 1 to 6 below it (RFC 3584 §3.1).
const TRAPS: &[u32] = &[1, 3, 6, 1, 6, 3, 1, 1, 5];
/// The generic trap that says: see the specific one.
const SPECIFIC: i32 = 6;

/// Reads a datagram; with an inform, the answer to it.
pub fn read(datagram: &[u8], from: IpAddr) -> Result<(Trap, Option<Vec<u8>>), NotAMessage> {
    let Message { version, community, body } = Message::read(datagram)?;
    let (inform, answer, (uptime_ticks, trap_oid, bindings)) = match body {
        Body::TrapV1(trap) => (false, None, of_version_1(trap)?),
        Body::Pdu(pdu) => {
            let inform = match pdu.kind {
                Kind::Trap => false,
                Kind::Inform => true,
                _ => return Err(NotAMessage("no trap")),
            };
            let answer = inform.then(|| {
                let response = Pdu { kind: Kind::Response, status: 0, index: 0, ..pdu.clone() };
                Message { version, community: community.clone(), body: Body::Pdu(response) }.write()
            });
            (inform, answer, of_version_2(pdu.bindings)?)
        }
    };
    let trap = Trap {
        from,
        version,
        inform,
        trap_oid,
        uptime_ticks,
        bindings,
        community: community.into(),
        answer: None,
    };
    Ok((trap, answer))
}

/// The uptime, the name and the rest.
pub(super) type Told = (u32, Oid, Vec<Binding>);

fn of_version_1(trap: TrapV1) -> Result<Told, NotAMessage> {
    let name = match u32::try_from(trap.generic) {
        Ok(generic @ 0..=5) => Oid::of(TRAPS).child(&[generic + 1]),
        _ if trap.generic == SPECIFIC => {
            let specific =
                u32::try_from(trap.specific).map_err(|_| NotAMessage("a trap without a number"))?;
            trap.enterprise.child(&[0, specific])
        }
        _ => return Err(NotAMessage("a trap of no kind")),
    };
    Ok((trap.uptime, name, trap.bindings))
}

pub(super) fn of_version_2(bindings: Vec<Binding>) -> Result<Told, NotAMessage> {
    let mut bindings = bindings.into_iter();
    let (Some(first), Some(second)) = (bindings.next(), bindings.next()) else {
        return Err(NotAMessage("a trap without a name"));
    };
    match (first.value, second.value) {
        (Value::TimeTicks(uptime), Value::Name(name))
            if first.oid.parts() == UPTIME && second.oid.parts() == TRAP_OID =>
        {
            Ok((uptime, name, bindings.collect()))
        }
        _ => Err(NotAMessage("a trap without a name")),
    }
}
