//! The patience for one connection.
//!
//! actix times the first head of a connection and the wait between two requests, and nothing else: a second head that
//! never ends, a refused body that keeps dripping in and a client that does not read its answer would each hold their
//! connection for good. Here a connection is closed when it is overdue. The handlers' own limits rule in between, so
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

/// What a connection is waiting for, shared by its socket and its handlers.
#[derive(Debug)]
pub(super) struct Watch {
    awaits: Cell<Awaits>,
    /// For a head, from its first byte.
    head: Duration,
    /// For the next request, or for the client to take the next part of an answer.
    idle: Duration,
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
        Handling(Rc::clone(self))
    }

    fn received(&self) {
        if let Awaits::Client(_) = self.awaits.get() {
            self.awaits.set(Awaits::Rest(Instant::now() + self.head));
        }
    }

    /// Not while a handler is at work: what goes out then is only `100 Continue`.
    fn sent(&self) {
        if !matches!(self.awaits.get(), Awaits::Handler) {
            self.await_client();
        }
    }

    fn await_client(&self) {
        self.awaits.set(Awaits::Client(Instant::now() + self.idle));
    }

    fn until(&self) -> Option<Instant> {
        match self.awaits.get() {
            Awaits::Client(until) | Awaits::Rest(until) => Some(until),
            Awaits::Handler => None,
        }
    }
}

/// A handler at work.
pub(super) struct Handling(Rc<Watch>);

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
}

impl Patient {
    /// Watches over `socket`.
    pub(super) fn new(socket: TcpStream, head: Duration, idle: Duration) -> Self {
        let until = Instant::now() + idle;
        let watch = Rc::new(Watch { awaits: Cell::new(Awaits::Client(until)), head, idle });
        Self { socket, watch, timer: Box::pin(sleep_until(until)) }
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
            self.watch.sent();
            return Poll::Ready(result);
        }
        self.poll_overdue(context).map(Err)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
