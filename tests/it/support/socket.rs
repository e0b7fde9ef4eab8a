//! A WebSocket client that can misbehave: it sends what bytes it is told.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came from the server.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Received {
    /// A message.
    Message(Value),
    /// A ping.
    Ping,
    /// A pong with its payload.
    Pong(Vec<u8>),
    /// The close frame: code and reason.
    Close(u16, String),
    /// The end without a close frame.
    Gone,
}

/// An open WebSocket.
pub(crate) struct Socket {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A frame of a client. The mask is of zeros, so that the payload stays readable.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        length @ 0..=125 => frame.push(0x80 | u8::try_from(length).expect("small")),
        length @ 126..=0xffff => {
            frame.push(0x80 | 0x7e);
            frame.extend(u16::try_from(length).expect("small").to_be_bytes());
        }
        length => {
            frame.push(0x80 | 0x7f);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(payload);
    frame
}

impl Socket {
    /// A handshake with `headers`, each ending in a line break; the status and body where it is refused.
    pub(crate) async fn open(port: u16, host: &str, headers: &str) -> Result<Self, String> {
        let handshake = format!(
            "GET /graphql HTTP/1.1\r\nhost: {host}\r\nconnection: keep-alive, Upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             sec-websocket-protocol: graphql-ws, graphql-transport-ws\r\n{headers}\r\n"
        );
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("the server listens");
        stream.write_all(handshake.as_bytes()).await.expect("the connection is open");
        let mut socket = Self { stream, buffer: Vec::new() };
        let end = loop {
            if let Some(end) = socket.buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break end + 4;
            }
            if !socket.read().await {
                return Err(String::from_utf8_lossy(&socket.buffer).into_owned());
            }
        };
        let head = String::from_utf8_lossy(&socket.buffer[..end]).into_owned();
        if !head.starts_with("HTTP/1.1 101 ") {
            while socket.read().await {}
            return Err(String::from_utf8_lossy(&socket.buffer).into_owned());
        }
        assert!(head.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), "{head}");
        assert!(head.contains("sec-websocket-protocol: graphql-transport-ws\r\n"), "{head}");
        socket.buffer.drain(..end);
        Ok(socket)
    }

    async fn read(&mut self) -> bool {
        let read =
            timeout(PATIENCE, self.stream.read_buf(&mut self.buffer)).await.expect("something in time");
        read.unwrap_or(0) > 0
    }

    /// Sends bytes. An error is for the reader to find: the server may have closed.
    pub(crate) async fn bytes(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.stream.write_all(bytes.as_ref()).await;
    }

    /// Sends a text message.
    pub(crate) async fn text(&mut self, text: &str) {
        self.bytes(frame(0x81, text.as_bytes())).await;
    }

    /// Sends a message.
    pub(crate) async fn send(&mut self, message: &Value) {
        self.text(&message.to_string()).await;
    }

    /// Says who calls, by a bearer token if there is one, and waits for the acknowledgement.
    pub(crate) async fn init(&mut self, bearer: Option<&str>) {
        self.say_init(bearer).await;
        assert_eq!(self.message().await, json!({"type": "connection_ack"}));
    }

    /// Says nothing of who calls, and is refused.
    pub(crate) async fn init_refused(&mut self, code: u16) {
        self.say_init(None).await;
        assert_eq!(self.closed().await, code);
    }

    /// Says who calls.
    pub(crate) async fn say_init(&mut self, bearer: Option<&str>) {
        let payload = bearer.map(|token| json!({"authorization": format!("Bearer {token}")}));
        self.send(&json!({"type": "connection_init", "payload": payload})).await;
    }

    /// Starts an operation.
    pub(crate) async fn subscribe(&mut self, id: &str, query: &str) {
        self.send(&json!({"id": id, "type": "subscribe", "payload": {"query": query}})).await;
    }

    /// What comes next.
    pub(crate) async fn next(&mut self) -> Received {
        loop {
            if let Some(received) = self.take() {
                return received;
            }
            if !self.read().await {
                return Received::Gone;
            }
        }
    }

    /// The next message; panics where something else comes.
    pub(crate) async fn message(&mut self) -> Value {
        loop {
            match self.next().await {
                Received::Message(message) => return message,
                Received::Ping => self.bytes(frame(0x8a, b"")).await,
                other => panic!("a message was expected, not {other:?}"),
            }
        }
    }

    /// The next message of one operation, whatever others give meanwhile.
    pub(crate) async fn message_of(&mut self, id: &str) -> Value {
        loop {
            let message = self.message().await;
            if message["id"] == id {
                return message;
            }
        }
    }

    /// The close code, whatever the server asks of the connection meanwhile; panics where a message comes before it.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            match self.next().await {
                Received::Ping => {}
                Received::Close(code, reason) => {
                    assert!(reason.len() <= 123);
                    return code;
                }
                other => panic!("the end was expected, not {other:?}"),
            }
        }
    }

    /// Whether nothing comes for a while.
    pub(crate) async fn is_silent(&mut self, during: Duration) -> bool {
        timeout(during, self.next()).await.is_err()
    }

    fn take(&mut self) -> Option<Received> {
        let (&first, &second) = (self.buffer.first()?, self.buffer.get(1)?);
        assert_eq!(second & 0x80, 0, "a server does not mask");
        let (start, length) = match second {
            126 => (4, usize::from(u16::from_be_bytes(self.buffer.get(2..4)?.try_into().expect("two")))),
            127 => {
                let length = u64::from_be_bytes(self.buffer.get(2..10)?.try_into().expect("eight"));
                (10, usize::try_from(length).expect("fits"))
            }
            length => (2, usize::from(length)),
        };
        let payload = self.buffer.get(start..start + length)?.to_vec();
        self.buffer.drain(..start + length);
        Some(match first {
            0x81 => Received::Message(serde_json::from_slice(&payload).expect("JSON")),
            0x89 => Received::Ping,
            0x8a => Received::Pong(payload),
            0x88 => {
                let code = payload.first_chunk().map_or(1005, |code| u16::from_be_bytes(*code));
                let reason = payload.get(2..).unwrap_or_default();
                Received::Close(code, String::from_utf8(reason.to_vec()).expect("UTF-8"))
            }
            other => panic!("a frame that no server sends: {other:#x}"),
        })
    }
}
