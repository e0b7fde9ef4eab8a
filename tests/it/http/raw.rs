//! Requests that no well-behaved client sends: bytes on a socket.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than any answer may take here.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to a server under test.
pub(super) struct Connection(TcpStream);

impl Connection {
    pub(super) async fn open(port: u16) -> Self {
        Self(TcpStream::connect(("127.0.0.1", port)).await.expect("the server listens"))
    }

    pub(super) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.expect("the connection is open");
    }

    /// Sends as long as the server takes it; tells how many bytes that were.
    pub(super) async fn flood(&mut self, chunk: &[u8], times: usize) -> usize {
        for sent in 0..times {
            if self.0.write_all(chunk).await.is_err() {
                return sent * chunk.len();
            }
        }
        times * chunk.len()
    }

    /// Reads one answer of known length; panics where none comes.
    pub(super) async fn answer(&mut self) -> String {
        let mut text = String::new();
        let mut buffer = [0; 4096];
        loop {
            let read = timeout(PATIENCE, self.0.read(&mut buffer)).await.expect("an answer in time");
            let read = read.unwrap_or(0);
            text.push_str(&String::from_utf8_lossy(&buffer[..read]));
            let complete = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
                let length = head.lines().find_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
                });
                length.is_some_and(|length| body.len() >= length)
            });
            if complete || read == 0 {
                return text;
            }
        }
    }

    /// Waits until the server closes the connection.
    pub(super) async fn closed(&mut self) {
        timeout(PATIENCE, self.drain()).await.expect("the server closes the connection");
    }

    /// Reads to the end; how many bytes those were.
    pub(super) async fn drain(&mut self) -> usize {
        let (mut buffer, mut sum) = (vec![0; 1 << 16], 0);
        while let Ok(read @ 1..) = self.0.read(&mut buffer).await {
            sum += read;
        }
        sum
    }

    /// Reads so many bytes ten times a second to the end; how many bytes those were.
    pub(super) async fn sip(&mut self, bytes: usize) -> usize {
        let (mut buffer, mut sum) = (vec![0; bytes], 0);
        while let Ok(read @ 1..) = self.0.read(&mut buffer).await {
            sum += read;
            // Kept in the system's buffers when the server gives up, they would be read for long.
            if sum > 50 * bytes {
                return sum + self.drain().await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        sum
    }

    /// Reads until `mark` was read.
    pub(super) async fn until(&mut self, mark: &str) -> String {
        let (mut text, mut buffer) = (String::new(), [0; 4096]);
        while !text.contains(mark) {
            let read = timeout(PATIENCE, self.0.read(&mut buffer)).await.expect("an answer in time");
            let read = read.expect("the connection is open");
            assert!(read > 0, "the connection was closed after {text:?}");
            text.push_str(&String::from_utf8_lossy(&buffer[..read]));
        }
        text
    }
}

/// One request on a connection of its own.
pub(super) async fn exchange(port: u16, request: impl AsRef<[u8]>) -> String {
    let mut connection = Connection::open(port).await;
    connection.send(request).await;
    connection.answer().await
}

/// The status of an answer.
pub(super) fn status(answer: &str) -> u16 {
    answer
        .get(9..12)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_else(|| panic!("no status in {answer:?}"))
}
