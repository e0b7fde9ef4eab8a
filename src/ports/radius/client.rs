//! Asking a NAS to end a session, or to go on with it otherwise (RFC 5176).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::net::UdpSocket;
use tokio::time::{Instant, timeout_at};

use super::packet::{Attribute, Code, MAX_PACKET, Packet, RadiusError, kind};
use crate::kernel::entropy::{self, SharedEntropy};

/// A NAS and what it shares with us.
#[derive(Debug, Clone)]
pub struct Nas {
    /// Where it listens for dynamic authorisation; the port is 3799 by default.
    pub address: SocketAddr,
    /// The shared secret.
    pub secret: SecretString,
}

/// What a session is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionOrder {
    /// Whose session it is.
    pub username: String,
    /// The NAS's name of it.
    pub session: String,
    /// The address that it has.
    pub framed_ip: Option<Ipv4Addr>,
    /// The attributes that it is to go on with; none: it is to end.
    pub change: Option<Vec<Attribute>>,
    /// When it was asked for, seconds since 1970: a NAS refuses what is old (RFC 5176 §6.3).
    pub at: u32,
}

/// How long a NAS is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// After the first datagram; each further one doubles it.
    pub first: Duration,
    /// Datagrams in all, at least one.
    pub tries: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { first: Duration::from_secs(1), tries: 3 }
    }
}

/// Why a NAS refused (RFC 5176 §3.5), as far as something follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCause {
    /// 401: it does not know an attribute.
    UnsupportedAttribute,
    /// 402: an attribute is missing.
    MissingAttribute,
    /// 403: it is not the NAS that was meant.
    NasIdentificationMismatch,
    /// 405: it does not do that.
    UnsupportedService,
    /// 406: it does not do that.
    UnsupportedExtension,
    /// 501: it is told not to.
    AdministrativelyProhibited,
    /// 503: it has no such session.
    SessionContextNotFound,
    /// 504: the session cannot be ended.
    SessionContextNotRemovable,
    /// 506: it has no room.
    ResourcesUnavailable,
    /// Another.
    Other(u32),
}

impl ErrorCause {
    /// The cause of a number.
    pub fn of(number: u32) -> Self {
        match number {
            401 => Self::UnsupportedAttribute,
            402 => Self::MissingAttribute,
            403 => Self::NasIdentificationMismatch,
            405 => Self::UnsupportedService,
            406 => Self::UnsupportedExtension,
            501 => Self::AdministrativelyProhibited,
            503 => Self::SessionContextNotFound,
            504 => Self::SessionContextNotRemovable,
            506 => Self::ResourcesUnavailable,
            other => Self::Other(other),
        }
    }
}

/// Why a session did not do what it was to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DynamicError {
    /// The NAS has refused; it may say why.
    #[error("the NAS refuses: {0:?}")]
    Refused(Option<ErrorCause>),
    /// Nobody has answered with the right secret in time.
    #[error("the NAS does not answer, or with another secret")]
    TimedOut,
    /// Nothing can be sent there.
    #[error("the NAS cannot be reached: {0}")]
    Unreachable(String),
    /// What was to be sent is no packet.
    #[error(transparent)]
    Packet(#[from] RadiusError),
}

/// Asks NASes.
#[async_trait]
pub trait DynamicAuthorization: Send + Sync {
    /// Asks a NAS, and waits for what it says.
    async fn ask(&self, nas: &Nas, order: &SessionOrder) -> Result<(), DynamicError>;
}

/// Asks over UDP.
pub struct UdpClient {
    /// How long it waits.
    pub patience: Patience,
    /// Where identifiers come from.
    pub entropy: SharedEntropy,
}

impl UdpClient {
    fn request(&self, nas: &Nas, order: &SessionOrder) -> Result<Packet, RadiusError> {
        let [identifier] = entropy::bytes(&*self.entropy);
        let mut attributes = vec![
            Attribute::new(kind::USER_NAME, order.username.as_bytes())?,
            Attribute::new(kind::ACCT_SESSION_ID, order.session.as_bytes())?,
            Attribute::number(kind::EVENT_TIMESTAMP, order.at),
        ];
        if let Some(address) = order.framed_ip {
            attributes.push(Attribute::new(kind::FRAMED_IP_ADDRESS, address.octets())?);
        }
        let code = match &order.change {
            None => Code::DisconnectRequest,
            Some(change) => {
                attributes.extend(change.iter().cloned());
                Code::CoaRequest
            }
        };
        Packet::new(code, identifier, attributes).signed(nas.secret.expose_secret().as_bytes())
    }

    /// Sends a request until it is answered: each time the same octets, so that the NAS knows it again (RFC 5176 §2.3).
    async fn exchange(&self, nas: &Nas, request: &Packet) -> Result<Packet, DynamicError> {
        let unreachable = |error: std::io::Error| DynamicError::Unreachable(error.kind().to_string());
        let here: IpAddr =
            if nas.address.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
        let socket = UdpSocket::bind((here, 0)).await.map_err(unreachable)?;
        socket.connect(nas.address).await.map_err(unreachable)?;
        let octets = request.encode()?;
        let mut buffer = vec![0; MAX_PACKET];
        let mut wait = self.patience.first;
        for _ in 0..self.patience.tries.max(1) {
            socket.send(&octets).await.map_err(unreachable)?;
            let deadline = Instant::now() + wait;
            while let Ok(received) = timeout_at(deadline, socket.recv(&mut buffer)).await {
                let length = received.map_err(unreachable)?;
                // What is not the answer is dropped, whoever sent it; the answer may still come.
                let answer = Packet::parse(&buffer[..length]).ok();
                let secret = nas.secret.expose_secret().as_bytes();
                if let Some(answer) = answer.filter(|answer| answer.answers(request, secret)) {
                    return Ok(answer);
                }
            }
            wait *= 2;
        }
        Err(DynamicError::TimedOut)
    }
}

#[async_trait]
impl DynamicAuthorization for UdpClient {
    async fn ask(&self, nas: &Nas, order: &SessionOrder) -> Result<(), DynamicError> {
        let request = self.request(nas, order)?;
        let answer = self.exchange(nas, &request).await?;
        match (request.code, answer.code) {
            (Code::DisconnectRequest, Code::DisconnectAck) | (Code::CoaRequest, Code::CoaAck) => Ok(()),
            _ => Err(DynamicError::Refused(answer.number(kind::ERROR_CAUSE).map(ErrorCause::of))),
        }
    }
}
