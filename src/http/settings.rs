//! What the server can be told. The configuration fills it in; nothing here reads files or variables.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;

use super::live::LiveSettings;
use crate::ports::mail::KeptMails;

/// The settings of the server. Durations and sizes are limits on one request unless they say otherwise.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the API is served; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where `/healthz` and `/readyz` are served; never to be reached from outside.
    pub internal_listen: SocketAddr,
    /// Threads that serve requests, each with a backend of its own.
    pub workers: usize,
    /// The networks of the proxies in front: only they may say who the client is.
    pub trusted_proxies: Vec<IpNet>,
    /// Which headers those proxies write.
    pub proxy_headers: ProxyHeaders,
    /// Uses the cookies `portico-dev` and `portico-device-dev` without `Secure`: only for a demo over plain `http://localhost`.
    pub insecure_cookie: bool,
    /// Adds `Server-Timing` to answers.
    pub development: bool,
    /// Bytes of a request body, counted after decompression (api.md §1).
    pub max_body: usize,
    /// Time from a connection's first byte to the end of the request's head.
    pub head_timeout: Duration,
    /// Time from the head to the end of the body.
    pub body_timeout: Duration,
    /// Time from the head to the end of a body with files. No pause in it may be longer than `body_timeout`.
    pub upload_timeout: Duration,
    /// Bodies with files under way in the whole process, of each of which a few megabytes are in memory; the next is refused
    /// with 503.
    pub max_uploads: usize,
    /// Of those, from one IPv4 address, or one IPv6 network of 64 bits.
    pub max_uploads_per_address: usize,
    /// Of those, with sessions of one account. Whose a file by a link is, is not counted.
    pub max_uploads_per_account: usize,
    /// Uploaded files that are handed out at once in the whole process, each of which is in memory until its reader has all of
    /// it; the next is refused with 503.
    pub max_downloads: usize,
    /// Time for authentication and execution together.
    pub deadline: Duration,
    /// Time for requests under way to finish once the server stops; whole seconds.
    pub drain: Duration,
    /// How long a connection may wait for its next request. Longer than the proxies' own, or they lose a race.
    pub keep_alive: Duration,
    /// How long a client may leave the rest of an answer untaken before `send_rate` is asked of it.
    pub send_grace: Duration,
    /// Bytes a second that a slow reader must take of an answer on average: each answer is held in memory until then.
    pub send_rate: u32,
    /// Operations under way in the whole process; the next is refused with 503.
    pub max_in_flight: usize,
    /// Open connections of one worker; further ones wait in the kernel's queue.
    pub max_connections: usize,
    /// WebSockets and event streams.
    pub live: LiveSettings,
    /// Open connections of one client address in the whole process (of one /64 in IPv6); the next is closed at once.
    /// Trusted proxies have no such limit.
    pub max_connections_per_address: usize,
    /// What `GET /playground` serves.
    pub playground: Playground,
    /// The body of `GET /demo/logins.json`; `None`: 404. Only a demo has it: it holds passwords.
    pub demo_logins: Option<Arc<str>>,
    /// What `GET /demo/mail` shows; `None`: 404. Only a demo has it: mails hold tokens.
    pub demo_mails: Option<KeptMails>,
}

/// Which headers the trusted proxies write. A proxy passes on unchanged what it does not write itself, so
/// believing both kinds would let a client choose its own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyHeaders {
    /// `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host`.
    XForwarded,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// What `GET /playground` serves.
#[derive(Debug, Clone)]
pub enum Playground {
    /// Nothing: 404. The default, and right for production.
    Off,
    /// The files that npm built into this directory; a small page of our own until they are there.
    Directory(PathBuf),
    /// The files that were built into the binary.
    #[cfg(feature = "embed-playground")]
    Embedded,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            internal_listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 9090)),
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            trusted_proxies: Vec::new(),
            proxy_headers: ProxyHeaders::XForwarded,
            insecure_cookie: false,
            development: false,
            max_body: 256 * 1024,
            head_timeout: Duration::from_secs(5),
            body_timeout: Duration::from_secs(10),
            upload_timeout: Duration::from_mins(3),
            max_uploads: 32,
            max_uploads_per_address: 4,
            max_uploads_per_account: 4,
            max_downloads: 32,
            deadline: Duration::from_secs(10),
            drain: Duration::from_secs(15),
            keep_alive: Duration::from_secs(75),
            send_grace: Duration::from_secs(20),
            send_rate: 16 * 1024,
            max_in_flight: 512,
            max_connections: 10_000,
            live: LiveSettings::default(),
            max_connections_per_address: 256,
            playground: Playground::Off,
            demo_logins: None,
            demo_mails: None,
        }
    }
}
