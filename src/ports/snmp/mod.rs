//! SNMP: how devices of the network are asked (RFC 3411 to 3418), and how they tell by themselves.
//!
//! - [`SnmpClient`] opens a [`Session`] with a [`Target`]; [`Snmp2Client`] is the real one, over the library `snmp2`.
//! - Whatever a device sends is untrusted: an answer that is late, that has another's number or community, that is cut
//!   short, that is longer than was asked for or does not walk forward is dropped, and never becomes a value. Each session
//!   has a budget of time, rows and octets ([`Patience`]), and no more sessions are open at a time than the client was
//!   made for.
//! - Credentials come from the secret store ([`credentials`]) and do not print.
//! - [`trap`] receives traps and informs; [`agent`] is a device in this process, for the demo and for tests.

pub mod agent;
pub mod ber;
mod credentials;
mod discovery;
mod oid;
mod session;
mod snmp2_client;
pub mod trap;
mod value;
mod walk;
mod wire;

use std::net::SocketAddr;
use std::time::Duration;

use async_trait::async_trait;

pub use self::credentials::{
    AuthProtocol, BadCredentials, Credentials, KeyExtension, PrivacyProtocol, User, credentials,
};
pub use self::oid::{BadOid, MAX_PARTS, Oid};
pub use self::snmp2_client::Snmp2Client;
use self::trap::{OpenedTrap, SealedTrap};
pub use self::value::{Binding, Value};

/// Who is asked, and as whom.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where it answers.
    pub address: SocketAddr,
    /// What it lets us in with.
    pub credentials: Credentials,
}

/// How long one waits for a device, and how much one takes from it, in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the first answer to a request; twice as long at each attempt after it.
    pub timeout: Duration,
    /// Attempts after the first one.
    pub retries: u32,
    /// For everything that is asked in the session.
    pub total: Duration,
    /// Bindings that are taken in the session.
    pub max_rows: usize,
    /// Octets of memory that they may take.
    pub max_bytes: usize,
}

impl Default for Patience {
    /// Two seconds and two more attempts, half a minute in all; a device with a thousand interfaces fits many times over.
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(2),
            retries: 2,
            total: Duration::from_secs(30),
            max_rows: 100_000,
            max_bytes: 16 << 20,
        }
    }
}

/// Why a device could not be asked. None of them says what it was asked with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnmpError {
    /// Nothing came in time. A device answers nothing to a wrong community.
    #[error("no answer in time")]
    Timeout,
    /// Nobody listens there, or there is no way to it.
    #[error("nobody listens there")]
    Refused,
    /// The device does not know the user, or the password is wrong (version 3), or it lets us not in.
    #[error("the device does not accept the user or the password")]
    NotAuthenticated,
    /// The device answers whoever greets it, but not this user: most likely the privacy password or protocol is wrong.
    #[error("the device answers, but not to this user: is the privacy password right?")]
    NotDecrypted,
    /// What came cannot be read, or cannot be.
    #[error("the answer is malformed: {0}")]
    Malformed(&'static str),
    /// What came was the answer to something else, or of somebody else.
    #[error("the answer belongs to another request")]
    Mismatched,
    /// More than the session may take.
    #[error("the device tells more than is taken")]
    TooMuch,
    /// The device refused, with this error status (RFC 3416 §3).
    #[error("the device refused with error status {0}")]
    Status(u32),
    /// This machine has no socket to ask with.
    #[error("no socket: {0}")]
    NoSocket(std::io::ErrorKind),
}

/// Opens sessions with devices.
#[async_trait]
pub trait SnmpClient: Send + Sync {
    /// A session; waits while as many as may be are open. Nothing is sent yet, so a device that is not there shows with the
    /// first request.
    async fn session(&self, target: &Target) -> Result<Box<dyn Session>, SnmpError>;

    /// What is in a trap of version 3, if the target has sent it, as the user of its credentials. None: it has not, or nobody can
    /// tell. Where the target's engine was not met before it is met for that, which takes as long as an answer may take.
    async fn open(&self, _target: &Target, _trap: &SealedTrap) -> Option<OpenedTrap> {
        None
    }
}

/// Asks one device.
#[async_trait]
pub trait Session: Send {
    /// The values of these names, in the same order. What the device has not is [`Value::is_absent`].
    async fn get(&mut self, oids: &[Oid]) -> Result<Vec<Binding>, SnmpError>;

    /// Everything below `root`, in its order; more than `limit` bindings are [`SnmpError::TooMuch`].
    async fn walk(&mut self, root: &Oid, limit: usize) -> Result<Vec<Binding>, SnmpError>;

    /// Everything below each of `roots`, the columns of a table. One that can asks for all of them at once.
    async fn columns(&mut self, roots: &[Oid], limit: usize) -> Result<Vec<Vec<Binding>>, SnmpError> {
        let mut columns = Vec::with_capacity(roots.len());
        for root in roots {
            columns.push(self.walk(root, limit).await?);
        }
        Ok(columns)
    }
}

#[cfg(test)]
mod tests;
