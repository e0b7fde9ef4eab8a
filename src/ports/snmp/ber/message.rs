//! Messages of the versions with a community (RFC 1157, RFC 1901, RFC 3416).

use std::fmt;

use super::super::oid::Oid;
use super::super::value::Binding;
use super::{INTEGER, IP_ADDRESS, NotAMessage, Reader, SEQUENCE, TIME_TICKS, Writer, signed, unsigned32};

pub(in super::super) const GET: u8 = 0xa0;
pub(in super::super) const NEXT: u8 = 0xa1;
pub(in super::super) const RESPONSE: u8 = 0xa2;
pub(in super::super) const SET: u8 = 0xa3;
pub(in super::super) const TRAP_V1: u8 = 0xa4;
pub(in super::super) const BULK: u8 = 0xa5;
pub(in super::super) const INFORM: u8 = 0xa6;
pub(in super::super) const TRAP: u8 = 0xa7;
pub(in super::super) const REPORT: u8 = 0xa8;

/// A version with a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// RFC 1157.
    V1,
    /// RFC 1901.
    V2c,
}

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Asks for these.
    Get,
    /// Asks for what comes after each.
    Next,
    /// Asks for much of what comes after each.
    Bulk,
    /// An answer.
    Response,
    /// Changes something.
    Set,
    /// A trap that wants an answer.
    Inform,
    /// Tells without being asked.
    Trap,
    /// Says what was wrong with a message.
    Report,
}

impl Kind {
    const ALL: [(u8, Self); 8] = [
        (GET, Self::Get),
        (NEXT, Self::Next),
        (BULK, Self::Bulk),
        (RESPONSE, Self::Response),
        (SET, Self::Set),
        (INFORM, Self::Inform),
        (TRAP, Self::Trap),
        (REPORT, Self::Report),
    ];
}

/// The inside of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdu {
    /// What it is for.
    pub kind: Kind,
    /// The number by which an answer is known.
    pub id: i32,
    /// The error's status, or the count of names that do not repeat.
    pub status: i32,
    /// Which binding is at fault, or how often the others repeat.
    pub index: i32,
    /// The names, and their values.
    pub bindings: Vec<Binding>,
}

/// A trap of version 1 (RFC 1157 §4.1.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrapV1 {
    /// What kind of device it is.
    pub enterprise: Oid,
    /// The address that the device gives itself.
    pub agent: [u8; 4],
    /// One of seven; the last of them is `specific`.
    pub generic: i32,
    /// The vendor's own number.
    pub specific: i32,
    /// How long the device has been up, in hundredths of a second.
    pub uptime: u32,
    /// What it tells.
    pub bindings: Vec<Binding>,
}

/// What is in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Everything but the traps of version 1, which have a form of their own.
    Pdu(Pdu),
    /// A trap of version 1.
    TrapV1(TrapV1),
}

/// A message.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Its version.
    pub version: Version,
    /// The community: a password in plain text.
    pub community: Vec<u8>,
    /// What is in it.
    pub body: Body,
}

impl fmt::Debug for Message {
    /// Without the community.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("version", &self.version)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Message {
    /// Reads a whole datagram.
    pub fn read(datagram: &[u8]) -> Result<Self, NotAMessage> {
        let mut outside = Reader::new(datagram);
        let mut message = outside.inside(SEQUENCE)?;
        outside.end()?;
        let version = match signed(message.tagged(INTEGER)?)? {
            0 => Version::V1,
            1 => Version::V2c,
            _ => return Err(NotAMessage("a version without a community")),
        };
        let community = message.octets()?.to_vec();
        let (tag, content) = message.any()?;
        message.end()?;
        let mut inside = Reader::new(content);
        let body = if tag == TRAP_V1 && version == Version::V1 {
            Body::TrapV1(trap(&mut inside)?)
        } else {
            let kind = Kind::ALL.iter().find(|(known, _)| *known == tag);
            let (_, kind) = kind.ok_or(NotAMessage("a message of no kind"))?;
            let (id, status, index) = (inside.integer()?, inside.integer()?, inside.integer()?);
            Body::Pdu(Pdu { kind: *kind, id, status, index, bindings: inside.bindings()? })
        };
        inside.end()?;
        Ok(Self { version, community, body })
    }

    /// Its octets.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.inside(SEQUENCE, |message| {
            match &self.body {
                Body::Pdu(pdu) => {
                    let tag =
                        Kind::ALL.iter().find(|(_, kind)| *kind == pdu.kind).map_or(REPORT, |(tag, _)| *tag);
                    message.inside(tag, |inside| {
                        inside.bindings(&pdu.bindings);
                        inside.integer(i64::from(pdu.index));
                        inside.integer(i64::from(pdu.status));
                        inside.integer(i64::from(pdu.id));
                    });
                }
                Body::TrapV1(trap) => message.inside(TRAP_V1, |inside| {
                    inside.bindings(&trap.bindings);
                    inside.time_ticks(trap.uptime);
                    inside.integer(i64::from(trap.specific));
                    inside.integer(i64::from(trap.generic));
                    inside.raw(IP_ADDRESS, &trap.agent);
                    inside.name(&trap.enterprise);
                }),
            }
            message.octets(&self.community);
            message.integer(match self.version {
                Version::V1 => 0,
                Version::V2c => 1,
            });
        });
        writer.finish()
    }
}

fn trap(inside: &mut Reader<'_>) -> Result<TrapV1, NotAMessage> {
    let enterprise = inside.name()?;
    let agent =
        inside.tagged(IP_ADDRESS)?.try_into().map_err(|_| NotAMessage("an address of four octets"))?;
    let (generic, specific) = (inside.integer()?, inside.integer()?);
    let uptime = unsigned32(inside.tagged(TIME_TICKS)?)?;
    Ok(TrapV1 { enterprise, agent, generic, specific, uptime, bindings: inside.bindings()? })
}
