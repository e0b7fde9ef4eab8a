//! `graphql-transport-ws` over a real socket, with a toy schema behind it.

mod handshake;
mod hostile;
mod limits;
mod protocol;
mod sessions;

use crate::support::socket::Socket;

use super::toy::{SESSION, TestServer};

/// A connection with the header lines `headers`.
async fn open(server: &TestServer, headers: &str) -> Socket {
    Socket::open(server.port, "127.0.0.1", headers).await.unwrap_or_else(|answer| panic!("refused: {answer}"))
}

/// A connection that says by a token who calls, and may subscribe.
async fn ready(server: &TestServer) -> Socket {
    ready_with(server, SESSION).await
}

async fn ready_with(server: &TestServer, token: &str) -> Socket {
    let mut socket = open(server, "").await;
    socket.init(Some(token)).await;
    socket
}
