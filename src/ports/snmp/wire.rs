//! One question over the library, and what its answer says: values that cannot be are no answer, and neither are those of
//! another request.

use snmp2::AsyncSession;
use snmp2::v3::AuthErrorKind;

use super::{Binding, Oid, SnmpError, Value};

/// A question.
pub(super) enum Ask<'a> {
    Get(&'a [Oid]),
    Next(&'a Oid),
    Bulk(&'a [Oid], u32),
}

/// What was answered.
pub(super) struct Answer {
    pub(super) status: u32,
    pub(super) index: u32,
    pub(super) bindings: Vec<Binding>,
}

/// How an attempt ended.
pub(super) enum Failure {
    /// So, and another attempt may end otherwise.
    Passing(SnmpError),
    /// So, and another attempt would end likewise.
    Final(SnmpError),
    /// The engine is not as it was met: it has started anew, or its clock runs otherwise.
    Stale,
    /// The engine has told its clock only now. The library has set its own; the request has to be repeated.
    Updated,
}

/// Asks, and takes what came for what it is.
pub(super) async fn send(link: &mut AsyncSession, ask: &Ask<'_>) -> Result<Answer, Failure> {
    let name = |oid: &Oid| snmp2::Oid::new(oid.encode().into());
    let pdu = match ask {
        Ask::Get(oids) => {
            let names: Vec<_> = oids.iter().map(name).collect();
            link.get_many(&names.iter().collect::<Vec<_>>()).await
        }
        Ask::Next(oid) => link.getnext(&name(oid)).await,
        Ask::Bulk(oids, repetitions) => {
            let names: Vec<_> = oids.iter().map(name).collect();
            link.getbulk(&names.iter().collect::<Vec<_>>(), 0, *repetitions).await
        }
    };
    let pdu = pdu.map_err(|error| failure(&error))?;
    let bindings = bindings(&pdu).ok_or(Failure::Passing(SnmpError::Malformed("a value that cannot be")))?;
    Ok(Answer { status: pdu.error_status, index: pdu.error_index, bindings })
}

/// The values of a message; none where one of them cannot be.
pub(super) fn bindings(pdu: &snmp2::Pdu<'_>) -> Option<Vec<Binding>> {
    let varbinds = pdu.varbinds.clone();
    varbinds
        .map(|(name, value)| Some(Binding { oid: Oid::decode(name.as_bytes())?, value: read(&value)? }))
        .collect()
}

fn read(value: &snmp2::Value<'_>) -> Option<Value> {
    Some(match value {
        snmp2::Value::Integer(number) => Value::Integer(i64::from(i32::try_from(*number).ok()?)),
        snmp2::Value::OctetString(octets) => Value::Octets(octets.to_vec()),
        snmp2::Value::ObjectIdentifier(name) => Value::Name(Oid::decode(name.as_bytes())?),
        snmp2::Value::IpAddress(octets) => Value::IpAddress(*octets),
        snmp2::Value::Counter32(number) => Value::Counter32(*number),
        snmp2::Value::Unsigned32(number) => Value::Gauge32(*number),
        snmp2::Value::Timeticks(ticks) => Value::TimeTicks(*ticks),
        snmp2::Value::Counter64(number) => Value::Counter64(*number),
        snmp2::Value::Opaque(octets) => Value::Opaque(octets.to_vec()),
        snmp2::Value::Null => Value::Null,
        snmp2::Value::NoSuchObject => Value::NoSuchObject,
        snmp2::Value::NoSuchInstance => Value::NoSuchInstance,
        snmp2::Value::EndOfMibView => Value::EndOfMibView,
        _ => return None,
    })
}

fn failure(error: &snmp2::Error) -> Failure {
    match error {
        // A connected socket tells that nobody listens, or that there is no way.
        snmp2::Error::Send | snmp2::Error::Receive => Failure::Passing(SnmpError::Refused),
        snmp2::Error::RequestIdMismatch | snmp2::Error::CommunityMismatch => {
            Failure::Passing(SnmpError::Mismatched)
        }
        snmp2::Error::AuthUpdated => Failure::Updated,
        snmp2::Error::AuthFailure(kind) => match kind {
            AuthErrorKind::NotAuthenticated => Failure::Final(SnmpError::NotAuthenticated),
            AuthErrorKind::EngineIdMismatch
            | AuthErrorKind::EngineBootsMismatch
            | AuthErrorKind::EngineTimeMismatch
            // Signed but not encrypted: the report that our clock is not the engine's.
            | AuthErrorKind::ReplyNotEncrypted => Failure::Stale,
            AuthErrorKind::SignatureMismatch | AuthErrorKind::UsernameMismatch => {
                Failure::Passing(SnmpError::Mismatched)
            }
            _ => Failure::Passing(SnmpError::Malformed("its security parameters cannot be")),
        },
        snmp2::Error::AsnWrongType => Failure::Passing(SnmpError::Malformed("no answer, but something else")),
        _ => Failure::Passing(SnmpError::Malformed("it cannot be read")),
    }
}
