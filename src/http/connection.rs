//! The patience for one connection.
//!
//! actix times the first head of a connection and the wait between two requests, and nothing else: a second head that
//! never ends, a refused body that keeps dripping in and a client that does not read its answer would each hold their
//! connection for good, the last with the answer in memory. Here a connection is closed when it is overdue. The handlers' own limits rule in between, so
//! that a slow body or a slow operation is answered instead.

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::addresses::Place;
use super::settings::Settings;

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For a head, from its first byte; and for the first byte, until a request has succeeded.
    head: Duration,
    /// For the next request, or for the client to take the next part of an answer.
    idle: Duration,
    /// For a part of an answer that the client does not take, until the rate is asked.
    grace: Duration,
    /// Bytes a second that the client must take in the long run.
    rate: u32,
}

impl Patience {
    /// What the settings say.
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            head: settings.head_timeout,
            // actix closes an idle connection in good order; this is for when it does not.
            idle: settings.keep_alive + settings.head_timeout,
            grace: settings.send_grace,
            rate: settings.send_rate.max(1),
        }
    }
}

/// What a connection is waiting for, shared by its socket and its handlers.
#[derive(Debug)]
pub(super) struct Watch {
    awaits: Cell<Awaits>,
    congestion: Cell<Option<Congestion>>,
    /// Whether a request has succeeded, or the other end is a trusted proxy. Others are not worth a long wait.
    welcome: Cell<bool>,
    patience: Patience,
}

/// A client that takes an answer more slowly than it is made.
#[derive(Debug, Clone, Copy)]
struct Congestion {
    /// When the socket first took nothing more of this answer.
    since: Instant,
    /// Bytes taken from then on. What went before only filled the system's buffers.
    taken: u64,
    /// Whether something waits at this moment.
    waiting: bool,
}

#[derive(Debug, Clone, Copy)]
enum Awaits {
    /// The next request, or the client's reading.
    Client(Instant),
    /// The rest of a head, or of a body that nobody reads any more.
    Rest(Instant),
    /// A handler, which has limits of its own.
    Handler,
}

impl Watch {
    /// A handler has the head and takes over, until what is returned is dropped.
    pub(super) fn begin(self: &Rc<Self>) -> Handling {
        self.awaits.set(Awaits::Handler);
        self.congestion.set(None);
        Handling(Rc::clone(self))
    }

    fn received(&self) {
        if let Awaits::Client(_) = self.awaits.get() {
            self.awaits.set(Awaits::Rest(Instant::now() + self.patience.head));
        }
    }

    /// Not while a handler is at work: what goes out then is only `100 Continue`.
    fn sent(&self, bytes: usize) {
        if let Some(Congestion { since, taken, .. }) = self.congestion.get() {
            let taken = taken.saturating_add(bytes as u64);
            self.congestion.set(Some(Congestion { since, taken, waiting: false }));
        }
        if !matches!(self.awaits.get(), Awaits::Handler) {
            self.await_client();
        }
    }

    /// The socket takes nothing more for now.
    fn congested(&self) {
        let Congestion { since, taken, .. } = self.congestion.get().unwrap_or_else(|| Congestion {
            since: Instant::now(),
            taken: 0,
            waiting: true,
        });
        self.congestion.set(Some(Congestion { since, taken, waiting: true }));
    }

    fn await_client(&self) {
        let Patience { head, idle, .. } = self.patience;
        self.awaits.set(Awaits::Client(Instant::now() + if self.welcome.get() { idle } else { head }));
    }

    fn until(&self) -> Option<Instant> {
        match self.awaits.get() {
            Awaits::Client(until) | Awaits::Rest(until) => match self.congestion.get() {
                Some(Congestion { since, taken, waiting: true }) => {
                    let earned =
                        Duration::from_millis(taken.saturating_mul(1_000) / u64::from(self.patience.rate));
                    Some(until.min(since + self.patience.grace + earned))
                }
                _ => Some(until),
            },
            Awaits::Handler => None,
        }
    }
}

/// A handler at work.
pub(super) struct Handling(Rc<Watch>);

impl Handling {
    /// The request succeeded: whoever sends such a one is given the time that the settings allow.
    pub(super) fn succeeded(&self) {
        self.0.welcome.set(true);
    }
}

impl Drop for Handling {
    fn drop(&mut self) {
        self.0.await_client();
    }
}

/// A socket that fails once its connection is overdue.
pub(super) struct Patient {
    socket: TcpStream,
    watch: Rc<Watch>,
    /// Never later than the instant it stands for, but perhaps earlier: it is moved only where it must be.
    timer: Pin<Box<Sleep>>,
    /// Given back when the connection closes.
    _place: Place,
}

impl Patient {
    /// Watches over `socket`.
    pub(super) fn new(socket: TcpStream, patience: Patience, place: Place) -> Self {
        // Longer than actix waits for the first head, so that its answer comes first.
        let until = Instant::now() + patience.head + patience.head;
        let watch = Rc::new(Watch {
            awaits: Cell::new(Awaits::Client(until)),
            congestion: Cell::new(None),
            welcome: Cell::new(!place.is_client()),
            patience,
        });
        Self { socket, watch, timer: Box::pin(sleep_until(until)), _place: place }
    }

    /// For the handlers of this connection.
    pub(super) fn watch(&self) -> Rc<Watch> {
        Rc::clone(&self.watch)
    }

    /// The bare socket, for a protocol with a patience of its own.
    pub(super) fn into_socket(self) -> TcpStream {
        self.socket
    }

    /// Ready when the connection is overdue; otherwise wakes the task when it will be.
    fn poll_overdue(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        let Some(until) = self.watch.until() else { return Poll::Pending };
        if self.timer.deadline() > until {
            self.timer.as_mut().reset(until);
        }
        loop {
            ready!(self.timer.as_mut().poll(context));
            if Instant::now() >= until {
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
            self.timer.as_mut().reset(until);
        }
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if let Poll::Ready(result) = Pin::new(&mut self.socket).poll_read(context, buffer) {
            if buffer.filled().len() == before {
                return Poll::Ready(result);
            }
            self.watch.received();
            // A flood is always ready, so it is looked at here too.
            return match self.watch.until() {
                Some(until) if Instant::now() >= until => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
                _ => Poll::Ready(result),
            };
        }
        self.poll_overdue(context).map(Err)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(result) = Pin::new(&mut self.socket).poll_write(context, bytes) {
            self.watch.sent(result.as_ref().map_or(0, |bytes| *bytes));
            return Poll::Ready(result);
        }
        self.watch.congested();
        self.poll_overdue(context).map(Err)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
