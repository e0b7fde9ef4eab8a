//! A packet and its attributes (RFC 2865 §3 and §5): octets in, octets out.

/// The longest packet, in octets.
pub const MAX_PACKET: usize = 4_096;

/// Code, identifier, length and authenticator.
const HEADER: usize = 20;

/// The longest value of an attribute, in octets.
const MAX_VALUE: usize = 253;

/// The attributes that are read or written here (RFC 2865, 2866, 2869, 5176).
pub mod kind {
    /// Who the session is of.
    pub const USER_NAME: u8 = 1;
    /// The address that the session has.
    pub const FRAMED_IP_ADDRESS: u8 = 8;
    /// What was given to the NAS to be sent back with accounting.
    pub const CLASS: u8 = 25;
    /// What is a vendor's.
    pub const VENDOR_SPECIFIC: u8 = 26;
    /// What a proxy wants to have back as it was.
    pub const PROXY_STATE: u8 = 33;
    /// Whether a session begins, goes on or ends.
    pub const ACCT_STATUS_TYPE: u8 = 40;
    /// Seconds for which the NAS has tried to send it.
    pub const ACCT_DELAY_TIME: u8 = 41;
    /// Octets from the user, modulo 2³².
    pub const ACCT_INPUT_OCTETS: u8 = 42;
    /// Octets to the user, modulo 2³².
    pub const ACCT_OUTPUT_OCTETS: u8 = 43;
    /// Names the session.
    pub const ACCT_SESSION_ID: u8 = 44;
    /// How often the octets from the user have passed 2³² (RFC 2869 §5.1).
    pub const ACCT_INPUT_GIGAWORDS: u8 = 52;
    /// How often the octets to the user have passed 2³² (RFC 2869 §5.2).
    pub const ACCT_OUTPUT_GIGAWORDS: u8 = 53;
    /// When it happened, seconds since 1970 (RFC 2869 §5.3).
    pub const EVENT_TIMESTAMP: u8 = 55;
    /// HMAC-MD5 over the packet (RFC 2869 §5.14).
    pub const MESSAGE_AUTHENTICATOR: u8 = 80;
    /// Why a NAS did not do what it was asked for (RFC 5176 §3.5).
    pub const ERROR_CAUSE: u8 = 101;
}

/// What a packet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// A NAS tells of a session.
    AccountingRequest,
    /// It is written down.
    AccountingResponse,
    /// A session is to end.
    DisconnectRequest,
    /// It has.
    DisconnectAck,
    /// It has not.
    DisconnectNak,
    /// A session is to go on with other attributes.
    CoaRequest,
    /// It does.
    CoaAck,
    /// It does not.
    CoaNak,
}

impl Code {
    /// Every code that is known here.
    pub const ALL: [Self; 8] = [
        Self::AccountingRequest,
        Self::AccountingResponse,
        Self::DisconnectRequest,
        Self::DisconnectAck,
        Self::DisconnectNak,
        Self::CoaRequest,
        Self::CoaAck,
        Self::CoaNak,
    ];

    /// As on the wire.
    pub fn octet(self) -> u8 {
        match self {
            Self::AccountingRequest => 4,
            Self::AccountingResponse => 5,
            Self::DisconnectRequest => 40,
            Self::DisconnectAck => 41,
            Self::DisconnectNak => 42,
            Self::CoaRequest => 43,
            Self::CoaAck => 44,
            Self::CoaNak => 45,
        }
    }

    fn of(octet: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.octet() == octet)
    }
}

/// Why octets are no packet, or a packet does not say what it must. Never what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RadiusError {
    /// Shorter than it says, or than any packet.
    #[error("the packet is cut off")]
    Short,
    /// Longer than a packet may be.
    #[error("the packet or an attribute is too long")]
    Long,
    /// Not one of the codes that are known here.
    #[error("the code {0} is not known here")]
    UnknownCode(u8),
    /// An attribute's length does not fit.
    #[error("an attribute is malformed")]
    Attribute,
    /// An attribute that is needed is missing, or is not of its form.
    #[error("the attribute {0} is missing or malformed")]
    Missing(u8),
}

/// An attribute: its number and its octets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its number.
    pub kind: u8,
    /// Its octets, 253 at most.
    pub value: Vec<u8>,
}

impl Attribute {
    /// An attribute, if its value is not too long.
    pub fn new(kind: u8, value: impl Into<Vec<u8>>) -> Result<Self, RadiusError> {
        let value = value.into();
        if value.len() > MAX_VALUE { Err(RadiusError::Long) } else { Ok(Self { kind, value }) }
    }

    /// A number of 32 bits.
    pub fn number(kind: u8, value: u32) -> Self {
        Self { kind, value: value.to_be_bytes().to_vec() }
    }

    /// An attribute of a vendor (RFC 2865 §5.26), if its value is not too long.
    pub fn of_vendor(vendor: u32, kind: u8, value: &[u8]) -> Result<Self, RadiusError> {
        let length = u8::try_from(value.len() + 2).map_err(|_| RadiusError::Long)?;
        let mut octets = vendor.to_be_bytes().to_vec();
        octets.extend_from_slice(&[kind, length]);
        octets.extend_from_slice(value);
        Self::new(kind::VENDOR_SPECIFIC, octets)
    }
}

/// A packet. Printing it would show what subscribers do: it has no `Debug` of its attributes.
#[derive(Clone, PartialEq, Eq)]
pub struct Packet {
    /// What it is.
    pub code: Code,
    /// Joins an answer to its request.
    pub identifier: u8,
    /// The authenticator.
    pub authenticator: [u8; 16],
    /// The attributes, in their order.
    pub attributes: Vec<Attribute>,
}

impl std::fmt::Debug for Packet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Packet");
        shown.field("code", &self.code).field("identifier", &self.identifier);
        shown.field("attributes", &self.attributes.len()).finish_non_exhaustive()
    }
}

impl Packet {
    /// A packet that is not signed yet.
    pub fn new(code: Code, identifier: u8, attributes: Vec<Attribute>) -> Self {
        Self { code, identifier, authenticator: [0; 16], attributes }
    }

    /// Reads a packet. Octets past the length that it gives are padding (RFC 2865 §3).
    pub fn parse(octets: &[u8]) -> Result<Self, RadiusError> {
        let (header, _) = octets.split_first_chunk::<HEADER>().ok_or(RadiusError::Short)?;
        let [code, identifier, high, low, authenticator @ ..] = *header;
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length > MAX_PACKET {
            return Err(RadiusError::Long);
        }
        let mut rest = octets.get(HEADER..length).ok_or(RadiusError::Short)?;
        let code = Code::of(code).ok_or(RadiusError::UnknownCode(code))?;
        let mut attributes = Vec::new();
        while let [kind, length, ..] = *rest {
            let value = rest.get(2..usize::from(length)).ok_or(RadiusError::Attribute)?;
            attributes.push(Attribute { kind, value: value.to_vec() });
            rest = &rest[usize::from(length)..];
        }
        if !rest.is_empty() {
            return Err(RadiusError::Attribute);
        }
        Ok(Self { code, identifier, authenticator, attributes })
    }

    /// The packet's octets: what [`Packet::parse`] reads, the padding left out.
    pub fn encode(&self) -> Result<Vec<u8>, RadiusError> {
        let mut octets = vec![self.code.octet(), self.identifier, 0, 0];
        octets.extend_from_slice(&self.authenticator);
        for Attribute { kind, value } in &self.attributes {
            let length = u8::try_from(value.len() + 2).map_err(|_| RadiusError::Long)?;
            octets.extend_from_slice(&[*kind, length]);
            octets.extend_from_slice(value);
        }
        if octets.len() > MAX_PACKET {
            return Err(RadiusError::Long);
        }
        let length = u16::try_from(octets.len()).map_err(|_| RadiusError::Long)?;
        octets[2..4].copy_from_slice(&length.to_be_bytes());
        Ok(octets)
    }

    /// The octets of an attribute; the first, where there are several.
    pub fn get(&self, kind: u8) -> Option<&[u8]> {
        self.attributes.iter().find(|attribute| attribute.kind == kind).map(|found| found.value.as_slice())
    }

    /// An attribute that is a number of 32 bits; none where there is none, or it has another form.
    pub fn number(&self, kind: u8) -> Option<u32> {
        Some(u32::from_be_bytes(self.get(kind)?.try_into().ok()?))
    }

    /// An attribute that is a text; none where there is none, or it is no UTF-8, or holds what is not printable.
    pub fn text(&self, kind: u8) -> Option<&str> {
        let text = std::str::from_utf8(self.get(kind)?).ok()?;
        (!text.is_empty() && !text.chars().any(char::is_control)).then_some(text)
    }
}
