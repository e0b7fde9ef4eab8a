//! From bytes to whole messages (RFC 6455).

use std::io;

use actix_http::ws::{OpCode, Parser, ProtocolError};
use actix_web::web::{Bytes, BytesMut};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::close::Close;

/// Bytes asked for at once. An idle connection has no buffer at all.
const CHUNK: usize = 4096;
/// The longest head of a frame.
const MAX_HEAD: usize = 14;

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// A whole message.
    Text(Bytes),
    /// The beginning of a message, whose end is to come in time.
    Begun,
    /// A ping, whose payload the pong returns.
    Ping(Bytes),
    /// A pong.
    Pong,
    /// The client closes, with this payload.
    Close(Bytes),
}

/// Why nothing more comes.
#[derive(Debug)]
pub(super) enum Stop {
    /// The client broke the rules.
    Close(Close),
    /// The connection is gone.
    Gone,
}

impl From<Close> for Stop {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

/// What was received of messages that are not whole yet.
pub(super) struct Inbox {
    buffer: BytesMut,
    /// The frames of a message in parts.
    parts: Option<BytesMut>,
    max: usize,
    /// When the message began that is not whole yet.
    since: Option<Instant>,
}

impl Inbox {
    /// With what was read of the connection already; a message has at most `max` bytes.
    pub(super) fn new(buffer: BytesMut, max: usize) -> Self {
        Self { buffer, parts: None, max, since: None }
    }

    /// Lets messages be of `max` bytes from now on.
    pub(super) fn allow(&mut self, max: usize) {
        self.max = max;
    }

    /// Since when a message is on its way.
    pub(super) fn waiting_since(&self) -> Option<Instant> {
        self.since
    }

    /// The next message, ping, pong or close. May be dropped and called again.
    pub(super) async fn next(&mut self, socket: &TcpStream) -> Result<Incoming, Stop> {
        loop {
            if let Some(incoming) = self.decode()? {
                return Ok(incoming);
            }
            if self.buffer.is_empty() {
                self.buffer = BytesMut::new();
            }
            if self.since.is_none() && (!self.buffer.is_empty() || self.parts.is_some()) {
                self.since = Some(Instant::now());
                return Ok(Incoming::Begun);
            }
            socket.readable().await.map_err(|_| Stop::Gone)?;
            self.buffer.reserve(CHUNK);
            match socket.try_read_buf(&mut self.buffer) {
                Ok(0) => return Err(Stop::Gone),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return Err(Stop::Gone),
            }
        }
    }

    /// Takes one whole message, ping, pong or close out of the buffer.
    pub(super) fn decode(&mut self) -> Result<Option<Incoming>, Close> {
        loop {
            let Some((last, code, payload)) = self.frame()? else { return Ok(None) };
            let whole = match code {
                OpCode::Text if self.parts.is_some() => return Err(Close::PROTOCOL),
                OpCode::Text if last => payload,
                OpCode::Text => {
                    self.parts = Some(payload);
                    continue;
                }
                OpCode::Continue => {
                    let Some(parts) = &mut self.parts else { return Err(Close::PROTOCOL) };
                    if parts.len() + payload.len() > self.max {
                        return Err(Close::TOO_LARGE);
                    }
                    parts.extend_from_slice(&payload);
                    if !last {
                        continue;
                    }
                    std::mem::take(&mut self.parts).unwrap_or_default()
                }
                OpCode::Binary => return Err(Close::BINARY),
                OpCode::Ping | OpCode::Pong | OpCode::Close if !last => return Err(Close::PROTOCOL),
                OpCode::Ping => return Ok(Some(Incoming::Ping(payload.freeze()))),
                OpCode::Pong => return Ok(Some(Incoming::Pong)),
                OpCode::Close => {
                    Parser::try_parse_close_payload(&payload).map_err(|_| Close::PROTOCOL)?;
                    return Ok(Some(Incoming::Close(payload.freeze())));
                }
                OpCode::Bad => return Err(Close::PROTOCOL),
            };
            self.since = None;
            if std::str::from_utf8(&whole).is_err() {
                return Err(Close::ENCODING);
            }
            return Ok(Some(Incoming::Text(whole.freeze())));
        }
    }

    fn frame(&mut self) -> Result<Option<(bool, OpCode, BytesMut)>, Close> {
        match Parser::parse(&mut self.buffer, true, self.max) {
            Ok(Some((last, code, payload))) => Ok(Some((last, code, payload.unwrap_or_default()))),
            // The parser judges the length of a frame when all of it is there; nobody waits for that.
            Ok(None) if self.buffer.len() > self.max + MAX_HEAD => Err(Close::TOO_LARGE),
            Ok(None) => Ok(None),
            Err(ProtocolError::Overflow) => Err(Close::TOO_LARGE),
            Err(_) => Err(Close::PROTOCOL),
        }
    }
}

#[cfg(test)]
mod tests;
