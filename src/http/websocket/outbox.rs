//! What waits to be sent. It is bounded by its owner, who adds nothing while it [`is full`](Outbox::is_full).

use std::collections::VecDeque;
use std::io;

use actix_http::ws::{OpCode, Parser};
use actix_web::web::{Buf as _, Bytes, BytesMut};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::close::Close;

/// Frames that wait to be sent.
pub(super) struct Outbox {
    frames: VecDeque<Bytes>,
    /// Whether a part of the first frame was sent.
    torn: bool,
    bytes: usize,
    limit: usize,
    /// When the client last took something, or there was nothing to take.
    progress: Instant,
}

impl Outbox {
    /// Which counts as full from `limit` bytes on.
    pub(super) fn new(limit: usize) -> Self {
        Self { frames: VecDeque::new(), torn: false, bytes: 0, limit, progress: Instant::now() }
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// Whether the client has to read before anything is added.
    pub(super) fn is_full(&self) -> bool {
        self.bytes >= self.limit
    }

    /// Since when the client takes nothing of what waits.
    pub(super) fn stalled_since(&self) -> Option<Instant> {
        (!self.is_empty()).then_some(self.progress)
    }

    /// Adds bytes that are no frame: the answer to the handshake.
    pub(super) fn raw(&mut self, bytes: Bytes) {
        if self.is_empty() {
            self.progress = Instant::now();
        }
        self.bytes += bytes.len();
        self.frames.push_back(bytes);
    }

    /// Adds a message.
    pub(super) fn text(&mut self, text: &str) {
        self.frame(OpCode::Text, text.as_bytes());
    }

    /// Adds a ping.
    pub(super) fn ping(&mut self) {
        self.frame(OpCode::Ping, b"");
    }

    /// Adds the answer to a ping.
    pub(super) fn pong(&mut self, payload: &[u8]) {
        self.frame(OpCode::Pong, payload);
    }

    /// Adds the last frame. What was not begun to be sent is forgotten: nothing follows the end of a session, not
    /// even what happened before it.
    pub(super) fn close(&mut self, close: &Close) {
        self.echo_close(&close.payload());
    }

    /// Adds the answer to a close frame.
    pub(super) fn echo_close(&mut self, payload: &[u8]) {
        self.frames.truncate(usize::from(self.torn));
        self.bytes = self.frames.iter().map(Bytes::len).sum();
        self.frame(OpCode::Close, payload);
    }

    fn frame(&mut self, code: OpCode, payload: &[u8]) {
        let mut frame = BytesMut::new();
        Parser::write_message(&mut frame, payload, code, true, false);
        self.raw(frame.freeze());
    }

    /// Sends everything. May be dropped and called again.
    pub(super) async fn flush(&mut self, socket: &TcpStream) -> io::Result<()> {
        while let Some(frame) = self.frames.front_mut() {
            match socket.try_write(frame) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(sent) => {
                    self.bytes -= sent;
                    self.progress = Instant::now();
                    frame.advance(sent);
                    self.torn = !frame.is_empty();
                    if !self.torn {
                        self.frames.pop_front();
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => socket.writable().await?,
                Err(error) => return Err(error),
            }
        }
        // An idle connection keeps nothing.
        self.frames = VecDeque::new();
        Ok(())
    }
}
