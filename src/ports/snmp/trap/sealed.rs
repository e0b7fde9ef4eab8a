//! Traps of version 3: signed, and mostly encrypted, by the device's own engine (RFC 3414 §3.2). What is in one only who knows
//! the device's user can read; until then it is octets with a label.
//!
//! Informs of version 3 are not among them: for those the engine that counts is the receiver's, and we are none.

use std::net::IpAddr;

use snmp2::v3::Security;
use snmp2::{MessageType, Pdu};

use super::super::ber::{NotAMessage, Reader, SEQUENCE};
use super::super::oid::Oid;
use super::super::value::Binding;
use super::super::wire;
use super::read::of_version_2;

/// The user-based security model (RFC 3411 §5).
const USM: i32 = 3;
/// Flags of a message (RFC 3412 §6.4): it is signed, it is encrypted, and an answer may be sent.
const SIGNED: u8 = 1;
const ENCRYPTED: u8 = 2;
const REPORTABLE: u8 = 4;
/// How far behind an engine's clock its messages may be, in seconds (RFC 3414 §3.2, 7b).
const WINDOW: i64 = 150;

/// A trap of version 3 that nobody has opened.
#[derive(Debug)]
pub struct SealedTrap {
    /// Who sent it: the datagram's source, which can be forged.
    pub from: IpAddr,
    datagram: Vec<u8>,
    label: Label,
}

/// What was in a sealed trap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedTrap {
    /// Which trap it is (`snmpTrapOID`).
    pub trap_oid: Oid,
    /// How long the device has been up, in hundredths of a second.
    pub uptime_ticks: u32,
    /// What it tells, without uptime and name.
    pub bindings: Vec<Binding>,
}

/// What is written on it in plain text, and is to be believed only once the signature is found to be right.
#[derive(Debug)]
struct Label {
    flags: u8,
    engine: Vec<u8>,
    boots: i64,
    time: i64,
    user: Vec<u8>,
}

impl SealedTrap {
    /// Reads the label of a datagram.
    pub(super) fn read(datagram: &[u8], from: IpAddr) -> Result<Self, NotAMessage> {
        let label = label(datagram)?;
        if label.flags & SIGNED == 0 {
            return Err(NotAMessage("a trap that is not signed"));
        }
        if label.flags & REPORTABLE != 0 {
            return Err(NotAMessage("no trap"));
        }
        Ok(Self { from, datagram: datagram.to_vec(), label })
    }

    /// What is in it, if it is of this user at this engine, signed with the user's key, encrypted if the user is to encrypt, and
    /// not an old one that somebody sends again. None otherwise.
    pub(in super::super) fn open(&self, mut security: Security, encrypts: bool) -> Option<OpenedTrap> {
        let Label { flags, engine, boots, time, user } = &self.label;
        let timely = is_timely((*boots, *time), (security.engine_boots(), security.engine_time()));
        let theirs = engine == security.engine_id() && user == security.username();
        if !theirs || !timely || (encrypts && flags & ENCRYPTED == 0) {
            return None;
        }
        // The library writes into what it reads.
        let datagram = self.datagram.clone();
        let pdu = Pdu::from_bytes_with_security(&datagram, Some(&mut security)).ok()?;
        if pdu.message_type != MessageType::Trap {
            return None;
        }
        let (uptime_ticks, trap_oid, bindings) = of_version_2(wire::bindings(&pdu)?).ok()?;
        Some(OpenedTrap { trap_oid, uptime_ticks, bindings })
    }
}

/// Whether what an engine sent at a time of a life (its boots, and seconds since) is not an old one that somebody has kept, as far
/// as is known of the engine's clock by now.
const fn is_timely(sent: (i64, i64), known: (i64, i64)) -> bool {
    sent.0 > known.0 || (sent.0 == known.0 && sent.1 >= known.1 - WINDOW)
}

fn label(datagram: &[u8]) -> Result<Label, NotAMessage> {
    let mut outside = Reader::new(datagram);
    let mut message = outside.inside(SEQUENCE)?;
    outside.end()?;
    if message.integer()? != 3 {
        return Err(NotAMessage("another version"));
    }
    let mut header = message.inside(SEQUENCE)?;
    let (_number, _size) = (header.integer()?, header.integer()?);
    let flags = header.octets()?.first().copied().ok_or(NotAMessage("no flags"))?;
    if header.integer()? != USM {
        return Err(NotAMessage("another security model"));
    }
    let mut usm = Reader::new(message.octets()?).inside(SEQUENCE)?;
    let engine = usm.octets()?.to_vec();
    let (boots, time) = (usm.integer()?, usm.integer()?);
    let user = usm.octets()?.to_vec();
    // RFC 3411 §5, and RFC 3414 §2.2: neither is negative, nor is the highest of them ever used.
    if !(5..=32).contains(&engine.len()) || !(1..i32::MAX).contains(&boots) || !(0..i32::MAX).contains(&time)
    {
        return Err(NotAMessage("an engine that cannot be"));
    }
    Ok(Label { flags, engine, boots: boots.into(), time: time.into(), user })
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use proptest::prelude::*;

    use super::super::super::ber::Writer;
    use super::{ENCRYPTED, REPORTABLE, SEQUENCE, SIGNED, SealedTrap, is_timely};

    /// A message of version 3 with a label, and nothing in it.
    fn labelled(flags: u8, boots: i64, time: i64) -> Vec<u8> {
        let mut usm = Writer::default();
        usm.inside(SEQUENCE, |parameters| {
            // Privacy, authentication, user; time, boots; engine.
            parameters.octets(&[7; 8]);
            parameters.octets(&[0; 24]);
            parameters.octets(b"portico");
            parameters.integer(time);
            parameters.integer(boots);
            parameters.octets(b"\x80\x00\x1f\x88\x80");
        });
        let usm = usm.finish();
        let mut writer = Writer::default();
        writer.inside(SEQUENCE, |message| {
            message.octets(&[0; 40]);
            message.octets(&usm);
            message.inside(SEQUENCE, |header| {
                header.integer(3);
                header.octets(&[flags]);
                header.integer(65_507);
                header.integer(1);
            });
            message.integer(3);
        });
        writer.finish()
    }

    fn reads(datagram: &[u8]) -> bool {
        SealedTrap::read(datagram, IpAddr::V4(Ipv4Addr::LOCALHOST)).is_ok()
    }

    #[test]
    fn only_what_is_signed_and_wants_no_answer_is_a_sealed_trap() {
        assert!(reads(&labelled(SIGNED | ENCRYPTED, 1, 2)) && reads(&labelled(SIGNED, 1, 2)));
        assert!(!reads(&labelled(0, 1, 2)), "it is not signed");
        assert!(!reads(&labelled(SIGNED | ENCRYPTED | REPORTABLE, 1, 2)), "an inform");
        assert!(!reads(&labelled(SIGNED, 0, 2)) && !reads(&labelled(SIGNED, 1, -1)));
        assert!(!reads(&[labelled(SIGNED, 1, 2), vec![0]].concat()), "something is behind it");
    }

    #[test]
    fn what_is_sent_again_is_too_old() {
        assert!(is_timely((7, 1_000), (7, 1_000)) && is_timely((7, 850), (7, 1_000)));
        assert!(is_timely((7, 9_999), (7, 1_000)), "our clock of it is behind");
        assert!(is_timely((8, 0), (7, 1_000)), "it has started anew");
        assert!(!is_timely((7, 849), (7, 1_000)));
        assert!(!is_timely((6, 9_999), (7, 1_000)), "of its life before");
    }

    proptest! {
        #[test]
        fn damage_never_panics(at in any::<prop::sample::Index>(), octet in any::<u8>()) {
            let mut datagram = labelled(SIGNED | ENCRYPTED, 1, 2);
            let at = at.index(datagram.len());
            prop_assert!(!reads(&datagram[..at]));
            datagram[at] = octet;
            let _ = reads(&datagram);
        }
    }
}
