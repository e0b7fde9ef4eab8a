//! What an agent answers to a datagram (RFC 3416 §4.2; RFC 1157 §4.1 for version 1).

use super::super::ber::{Body, Kind, Message, Pdu, Version};
use super::super::value::{Binding, Value};
use super::Conduct;
use super::image::Moment;

/// The largest answer, which no network cuts in pieces.
const LARGEST: usize = 1_472;

const TOO_BIG: i32 = 1;
const NO_SUCH_NAME: i32 = 2;
const NOT_WRITABLE: i32 = 17;

/// The answer; none where the datagram is no request, or has another community.
pub(super) fn answer(
    datagram: &[u8],
    community: &[u8],
    image: &Moment<'_>,
    conduct: Conduct,
) -> Option<Vec<u8>> {
    let request = Message::read(datagram).ok()?;
    if request.community != community {
        return None;
    }
    let Body::Pdu(asked) = request.body else { return None };
    let mut pdu = match asked.kind {
        Kind::Get => get(&asked, image),
        Kind::Next => next(&asked, image),
        Kind::Bulk if request.version == Version::V2c => bulk(&asked, image),
        Kind::Set => failed(&asked, NOT_WRITABLE, 1),
        Kind::Bulk | Kind::Response | Kind::Inform | Kind::Trap | Kind::Report => return None,
    };
    if request.version == Version::V1 {
        // It knows no exceptions.
        if let Some(place) = pdu.bindings.iter().position(|binding| binding.value.is_absent()) {
            pdu = failed(&asked, NO_SUCH_NAME, place + 1);
        }
    }
    misbehave(request.version, request.community, &asked, pdu, conduct)
}

fn reply(asked: &Pdu, bindings: Vec<Binding>) -> Pdu {
    Pdu { kind: Kind::Response, id: asked.id, status: 0, index: 0, bindings }
}

fn failed(asked: &Pdu, status: i32, index: usize) -> Pdu {
    let index = i32::try_from(index).unwrap_or(i32::MAX);
    Pdu { status, index, ..reply(asked, asked.bindings.clone()) }
}

fn get(asked: &Pdu, image: &Moment<'_>) -> Pdu {
    let value = |oid| image.get(oid).unwrap_or(Value::NoSuchInstance);
    let found =
        asked.bindings.iter().map(|Binding { oid, .. }| Binding { oid: oid.clone(), value: value(oid) });
    reply(asked, found.collect())
}

fn after(binding: &Binding, image: &Moment<'_>) -> Binding {
    let end = || Binding { oid: binding.oid.clone(), value: Value::EndOfMibView };
    image.next(&binding.oid).unwrap_or_else(end)
}

fn next(asked: &Pdu, image: &Moment<'_>) -> Pdu {
    reply(asked, asked.bindings.iter().map(|binding| after(binding, image)).collect())
}

/// As much as was asked for, and fits.
fn bulk(asked: &Pdu, image: &Moment<'_>) -> Pdu {
    let single = usize::try_from(asked.status).unwrap_or(0).min(asked.bindings.len());
    let (once, often) = asked.bindings.split_at(single);
    let mut found: Vec<Binding> = once.iter().map(|binding| after(binding, image)).collect();
    let (mut row, mut size) = (often.to_vec(), 0);
    for _ in 0..asked.index.max(0) {
        row = row.iter().map(|binding| after(binding, image)).collect();
        size += row.iter().map(written).sum::<usize>();
        if row.is_empty() || (size > LARGEST && !found.is_empty()) {
            break;
        }
        found.extend_from_slice(&row);
        if row.iter().all(|binding| binding.value == Value::EndOfMibView) {
            break;
        }
    }
    reply(asked, found)
}

/// About how many octets a binding takes in a message.
fn written(binding: &Binding) -> usize {
    8 + binding.oid.encode().len() + binding.value.weight().max(5)
}

/// Writes the answer, in the way that the agent behaves.
fn misbehave(
    version: Version,
    community: Vec<u8>,
    asked: &Pdu,
    mut pdu: Pdu,
    conduct: Conduct,
) -> Option<Vec<u8>> {
    let mut community = community;
    match conduct {
        Conduct::Silent => return None,
        Conduct::Noise => return Some(b"\x30\x84\xff\xff\xff\xff not a message".to_vec()),
        Conduct::WrongId => pdu.id = pdu.id.wrapping_add(1),
        Conduct::WrongCommunity => community.push(b'x'),
        Conduct::Amplified(times) => {
            let once = pdu.bindings.clone();
            for _ in 1..times {
                pdu.bindings.extend_from_slice(&once);
            }
        }
        Conduct::GoingBack => {
            if let Some(first) = asked.bindings.first() {
                pdu.bindings.iter_mut().for_each(|binding| binding.oid = first.oid.clone());
            }
        }
        Conduct::Honest | Conduct::Late(_) | Conduct::Truncated => {}
    }
    let amplified = matches!(conduct, Conduct::Amplified(_));
    let mut bytes = Message { version, community: community.clone(), body: Body::Pdu(pdu) }.write();
    if bytes.len() > LARGEST + 200 && !amplified {
        let refused = Body::Pdu(Pdu { bindings: Vec::new(), ..failed(asked, TOO_BIG, 0) });
        bytes = Message { version, community, body: refused }.write();
    }
    if conduct == Conduct::Truncated {
        bytes.truncate(bytes.len() / 2);
    }
    Some(bytes)
}
