//! Single requests: signing in, comparing answers, the first answer after a start.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::Failed;

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// `name=value` of the first cookie that was set.
    pub(crate) cookie: Option<String>,
    pub(crate) body: String,
}

/// Posts JSON and waits for the whole answer.
pub(crate) fn post(port: u16, route: &str, host: &str, cookie: &str, body: &str) -> Result<Answer, Failed> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "POST {route} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n\
         Accept: application/graphql-response+json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or("an answer without a head")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or("no status")?;
    let set = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next().unwrap_or_default())
    });
    Ok(Answer { status, cookie: set.map(str::to_owned), body: body.to_owned() })
}
