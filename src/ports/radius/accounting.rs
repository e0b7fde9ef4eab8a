//! What a NAS tells of a session (RFC 2866, with the Gigawords of RFC 2869).

use std::net::Ipv4Addr;

use super::packet::{Attribute, Code, Packet, RadiusError, kind};

/// The longest name of a session or a user that is taken, in characters.
const MAX_NAME: usize = 128;

/// What has happened to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountingStatus {
    /// It has begun.
    Start,
    /// It has ended.
    Stop,
    /// It goes on.
    Interim,
    /// The NAS has started: its sessions of before are gone.
    On,
    /// The NAS is about to stop: its sessions go with it.
    Off,
}

impl AccountingStatus {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Start, Self::Stop, Self::Interim, Self::On, Self::Off];

    /// As on the wire.
    pub fn number(self) -> u32 {
        match self {
            Self::Start => 1,
            Self::Stop => 2,
            Self::Interim => 3,
            Self::On => 7,
            Self::Off => 8,
        }
    }
}

/// What a NAS tells of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountingRecord {
    /// What has happened.
    pub status: AccountingStatus,
    /// Names the session; empty for [`AccountingStatus::On`] and [`AccountingStatus::Off`] of a NAS that names none.
    pub session: String,
    /// Whose session it is.
    pub username: Option<String>,
    /// What was given to the NAS with the sign-in, if it is a text (`Class`).
    pub service: Option<String>,
    /// The address that the session has.
    pub framed_ip: Option<Ipv4Addr>,
    /// Octets from the user since the session began.
    pub from_user: u64,
    /// Octets to the user since the session began.
    pub to_user: u64,
    /// Seconds between what it tells of and when it was sent.
    pub delay_seconds: u32,
    /// When it happened by the NAS's clock, seconds since 1970.
    pub event_timestamp: Option<u32>,
}

impl AccountingRecord {
    /// Reads a request whose authenticator was verified.
    pub fn of(packet: &Packet) -> Result<Self, RadiusError> {
        if packet.code != Code::AccountingRequest {
            return Err(RadiusError::UnknownCode(packet.code.octet()));
        }
        let missing = |kind| RadiusError::Missing(kind);
        let number = packet.number(kind::ACCT_STATUS_TYPE).ok_or_else(|| missing(kind::ACCT_STATUS_TYPE))?;
        let status = AccountingStatus::ALL.into_iter().find(|status| status.number() == number);
        let status = status.ok_or_else(|| missing(kind::ACCT_STATUS_TYPE))?;
        let name =
            |kind| packet.text(kind).filter(|text| text.chars().count() <= MAX_NAME).map(str::to_owned);
        let of_the_nas = matches!(status, AccountingStatus::On | AccountingStatus::Off);
        let session = match name(kind::ACCT_SESSION_ID) {
            None if !of_the_nas => return Err(missing(kind::ACCT_SESSION_ID)),
            session => session.unwrap_or_default(),
        };
        let octets = |low, high| {
            let words = u64::from(packet.number(high).unwrap_or_default());
            words << 32 | u64::from(packet.number(low).unwrap_or_default())
        };
        let framed_ip =
            packet.get(kind::FRAMED_IP_ADDRESS).and_then(|octets| <[u8; 4]>::try_from(octets).ok());
        Ok(Self {
            status,
            session,
            username: name(kind::USER_NAME),
            service: name(kind::CLASS),
            framed_ip: framed_ip.map(Ipv4Addr::from),
            from_user: octets(kind::ACCT_INPUT_OCTETS, kind::ACCT_INPUT_GIGAWORDS),
            to_user: octets(kind::ACCT_OUTPUT_OCTETS, kind::ACCT_OUTPUT_GIGAWORDS),
            delay_seconds: packet.number(kind::ACCT_DELAY_TIME).unwrap_or_default(),
            event_timestamp: packet.number(kind::EVENT_TIMESTAMP),
        })
    }
}

/// The answer to an accounting request: it is written down. What proxies want back comes back, in its order (RFC 2865 §5.33).
pub fn acknowledge(request: &Packet, secret: &[u8]) -> Result<Packet, RadiusError> {
    let proxies = request.attributes.iter().filter(|attribute| attribute.kind == kind::PROXY_STATE);
    let attributes: Vec<Attribute> = proxies.cloned().collect();
    request.answer(Code::AccountingResponse, attributes, secret)
}
