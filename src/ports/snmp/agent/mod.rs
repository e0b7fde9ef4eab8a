//! A device in this process: it answers versions 1 and 2c over a socket of the loopback, from an image of what a device has.
//! The demo's network is made of them, and tests and measurements poll them; [`Conduct`] makes one answer as devices should not.

mod answer;
mod image;
mod sketch;

use std::io;
use std::net::{SocketAddr, UdpSocket as StdSocket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::net::UdpSocket;
use tokio::task::JoinHandle;

pub use self::image::{Entry, MibImage};
pub use self::sketch::{DeviceSketch, InterfaceSketch};
use super::oid::Oid;
use super::value::Value;

/// The largest request that is read.
const LARGEST: usize = 8_192;

/// How an agent answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conduct {
    /// As it should.
    #[default]
    Honest,
    /// Not at all.
    Silent,
    /// After so long.
    Late(Duration),
    /// With the number of another request.
    WrongId,
    /// With another community.
    WrongCommunity,
    /// With the first half of an answer.
    Truncated,
    /// With so many times the values that were asked for.
    Amplified(u8),
    /// With octets that are no message.
    Noise,
    /// With the first name again and again.
    GoingBack,
}

struct State {
    community: Vec<u8>,
    image: Arc<MibImage>,
    conduct: Conduct,
    started: Instant,
    /// Whether it has started anew: then its counters began at zero.
    anew: bool,
    asked: u64,
}

/// An agent; it stops with its value.
pub struct SimulatedAgent {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl SimulatedAgent {
    /// Starts an agent at `bind` (port 0: at any that is free), which must be called within a runtime. Agents may share an
    /// image; one that is changed gets its own.
    ///
    /// # Errors
    /// Where the address cannot be listened at.
    pub fn start(bind: SocketAddr, community: &str, image: impl Into<Arc<MibImage>>) -> io::Result<Self> {
        let socket = StdSocket::bind(bind)?;
        socket.set_nonblocking(true)?;
        let address = socket.local_addr()?;
        let socket = Arc::new(UdpSocket::from_std(socket)?);
        let state = State {
            community: community.as_bytes().to_vec(),
            image: image.into(),
            conduct: Conduct::Honest,
            started: Instant::now(),
            anew: false,
            asked: 0,
        };
        let state = Arc::new(Mutex::new(state));
        let task = tokio::spawn(serve(socket, Arc::clone(&state)));
        Ok(Self { address, state, task })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes, or adds, what is under a name.
    pub fn set(&self, oid: Oid, entry: impl Into<Entry>) {
        Arc::make_mut(&mut self.state().image).set(oid, entry);
    }

    /// Takes a name away.
    pub fn remove(&self, oid: &Oid) {
        Arc::make_mut(&mut self.state().image).remove(oid);
    }

    /// Unplugs an interface, or plugs it in: its `ifOperStatus`.
    pub fn link(&self, if_index: u32, up: bool) {
        self.set(sketch::oper_status(if_index), Value::Integer(if up { 1 } else { 2 }));
    }

    /// Lets it say nothing any more, or answer again.
    pub fn silence(&self, silent: bool) {
        self.behave(if silent { Conduct::Silent } else { Conduct::Honest });
    }

    /// How it answers from now on.
    pub fn behave(&self, conduct: Conduct) {
        self.state().conduct = conduct;
    }

    /// Starts it anew: its uptime and its counters begin at zero.
    pub fn restart(&self) {
        let mut state = self.state();
        (state.started, state.anew) = (Instant::now(), true);
    }

    /// How many datagrams it has got.
    pub fn asked(&self) -> u64 {
        self.state().asked
    }
}

impl Drop for SimulatedAgent {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(socket: Arc<UdpSocket>, state: Arc<Mutex<State>>) {
    while socket.readable().await.is_ok() {
        // Not across the wait: ten thousand agents would keep ten thousand buffers.
        let Some((answer, conduct, from)) = next(&socket, &state) else { continue };
        if let Conduct::Late(delay) = conduct {
            let socket = Arc::clone(&socket);
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                let _ = socket.send_to(&answer, from).await;
            });
        } else {
            // Whoever asks will ask again.
            let _ = socket.send_to(&answer, from).await;
        }
    }
}

/// Reads a request; its answer, if there is to be one.
fn next(socket: &UdpSocket, state: &Mutex<State>) -> Option<(Vec<u8>, Conduct, SocketAddr)> {
    let mut buffer = [0; LARGEST];
    let (length, from) = socket.try_recv_from(&mut buffer).ok()?;
    let (image, community, conduct, uptime, anew) = {
        let mut state = lock(state);
        state.asked += 1;
        (
            Arc::clone(&state.image),
            state.community.clone(),
            state.conduct,
            state.started.elapsed(),
            state.anew,
        )
    };
    let answer = answer::answer(&buffer[..length], &community, &image.at(uptime, anew), conduct)?;
    Some((answer, conduct, from))
}

#[cfg(test)]
mod tests;
