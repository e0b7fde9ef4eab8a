//! What devices tell by themselves: traps of all three versions, and informs of version 2c, which are traps that want an
//! answer (RFC 3416 §4.2.6 and §4.2.7).
//!
//! Anybody can send a datagram. So each source may send only so many in a second, what is no trap is counted and forgotten,
//! and what nobody takes out of the queue in time is dropped. A trap says nothing about whether its sender may say so: that
//! is for who knows the device at that address, and its community ([`Trap::is_from`]) or its user ([`SealedTrap`]).

mod limit;
mod read;
mod sealed;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret as _, SecretSlice, SecretString};
use subtle::ConstantTimeEq as _;
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use self::limit::Buckets;
pub use self::read::read;
pub use self::sealed::{OpenedTrap, SealedTrap};
use super::ber::Version;
use super::oid::Oid;
use super::value::Binding;

/// The largest trap that is read; a longer one is cut, and so no trap.
const LARGEST: usize = 8_192;
/// After an error of the socket, so that one that lasts does not take a processor.
const AFTER_ERROR: Duration = Duration::from_millis(100);

/// How much a receiver takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrapSettings {
    /// Traps that wait to be taken; more are dropped.
    pub queue: usize,
    /// Traps of one source in a second, on average.
    pub per_second: u32,
    /// Traps of one source at once.
    pub burst: u32,
    /// Sources that are remembered; while so many are busy, others are not heard.
    pub sources: usize,
}

impl Default for TrapSettings {
    /// A switch whose ports all fall at once is heard; one that floods is not.
    fn default() -> Self {
        Self { queue: 1_000, per_second: 10, burst: 100, sources: 10_000 }
    }
}

/// A trap.
#[derive(Debug)]
pub struct Trap {
    /// Who sent it: the datagram's source, which can be forged.
    pub from: IpAddr,
    /// Its version.
    pub version: Version,
    /// Whether the sender wants to know that it came: see [`Trap::acknowledge`].
    pub inform: bool,
    /// Which trap it is (`snmpTrapOID`); those of version 1 are translated (RFC 3584 §3.1).
    pub trap_oid: Oid,
    /// How long the device has been up, in hundredths of a second.
    pub uptime_ticks: u32,
    /// What it tells, without uptime and name.
    pub bindings: Vec<Binding>,
    community: SecretSlice<u8>,
    answer: Option<Answer>,
}

/// What an inform is answered with.
#[derive(Debug)]
struct Answer {
    socket: Arc<UdpSocket>,
    to: SocketAddr,
    /// The community is in it.
    datagram: SecretSlice<u8>,
}

impl Trap {
    /// Tells the sender of an inform that it came; nothing for a trap. For whoever has found that it may say so: anybody else
    /// would learn that somebody listens, and could have answers sent to whomever it likes.
    pub async fn acknowledge(&self) {
        if let Some(Answer { socket, to, datagram }) = &self.answer {
            // An inform that is not answered comes again.
            let _ = socket.send_to(datagram.expose_secret(), to).await;
        }
    }

    /// Whether the sender knows this community.
    pub fn is_from(&self, community: &SecretString) -> bool {
        self.community.expose_secret().ct_eq(community.expose_secret().as_bytes()).into()
    }
}

/// What a datagram is.
#[derive(Debug)]
pub enum Notice {
    /// A trap that can be read.
    Plain(Trap),
    /// One of version 3.
    Sealed(SealedTrap),
}

impl Notice {
    /// Tells the sender of an inform that it came: [`Trap::acknowledge`].
    pub async fn acknowledge(&self) {
        if let Self::Plain(trap) = self {
            trap.acknowledge().await;
        }
    }

    /// Who sent it, as far as the datagram says.
    pub fn sender(&self) -> IpAddr {
        match self {
            Self::Plain(trap) => trap.from,
            Self::Sealed(trap) => trap.from,
        }
    }
}

/// What became of datagrams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TrapCounts {
    /// In the queue.
    pub received: u64,
    /// No traps.
    pub malformed: u64,
    /// Of a source that sent too many.
    pub limited: u64,
    /// More than the queue holds.
    pub overflowed: u64,
}

#[derive(Default)]
struct Counters {
    received: AtomicU64,
    malformed: AtomicU64,
    limited: AtomicU64,
    overflowed: AtomicU64,
}

/// Receives traps; it stops with its value.
pub struct TrapReceiver {
    address: SocketAddr,
    counters: Arc<Counters>,
    task: JoinHandle<()>,
}

impl TrapReceiver {
    /// Listens at `address`; devices send to port 162.
    ///
    /// # Errors
    /// Where the address cannot be listened at.
    pub async fn bind(
        address: SocketAddr,
        settings: TrapSettings,
    ) -> io::Result<(Self, mpsc::Receiver<Notice>)> {
        let socket = UdpSocket::bind(address).await?;
        let address = socket.local_addr()?;
        let (queue, traps) = mpsc::channel(settings.queue.max(1));
        let counters = Arc::new(Counters::default());
        let task = tokio::spawn(receive(socket, settings, queue, Arc::clone(&counters)));
        Ok((Self { address, counters, task }, traps))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What became of datagrams.
    pub fn counts(&self) -> TrapCounts {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let Counters { received, malformed, limited, overflowed } = &*self.counters;
        TrapCounts {
            received: of(received),
            malformed: of(malformed),
            limited: of(limited),
            overflowed: of(overflowed),
        }
    }
}

impl Drop for TrapReceiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn receive(
    socket: UdpSocket,
    settings: TrapSettings,
    queue: mpsc::Sender<Notice>,
    counters: Arc<Counters>,
) {
    let add = |counter: &AtomicU64| counter.fetch_add(1, Ordering::Relaxed);
    let mut buckets = Buckets::new(settings);
    let mut buffer = vec![0; LARGEST];
    let socket = Arc::new(socket);
    while !queue.is_closed() {
        let Ok((length, source)) = socket.recv_from(&mut buffer).await else {
            tokio::time::sleep(AFTER_ERROR).await;
            continue;
        };
        let from = source.ip().to_canonical();
        if !buckets.admit(from, Instant::now()) {
            add(&counters.limited);
            continue;
        }
        let datagram = &buffer[..length];
        let plain = read(datagram, from).map(|(mut trap, answer)| {
            trap.answer = answer.map(|datagram| Answer {
                socket: Arc::clone(&socket),
                to: source,
                datagram: datagram.into(),
            });
            Notice::Plain(trap)
        });
        let noticed = plain.or_else(|_| SealedTrap::read(datagram, from).map(Notice::Sealed));
        let Ok(notice) = noticed else {
            add(&counters.malformed);
            continue;
        };
        if queue.try_send(notice).is_err() {
            add(&counters.overflowed);
            continue;
        }
        add(&counters.received);
    }
}

#[cfg(test)]
mod tests;
