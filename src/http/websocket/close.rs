//! Why a WebSocket closes, as its client is told.

use std::borrow::Cow;

use super::super::live::Over;

/// The longest reason that fits into a control frame beside the code (RFC 6455 §5.5).
const MAX_REASON: usize = 123;

/// A close code with its reason. The codes above 4400 are those of `graphql-transport-ws`; its clients do not connect
/// anew after 4400, 4401, 4409 and 4429, and do after the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Close {
    pub(super) code: u16,
    pub(super) reason: Cow<'static, str>,
}

impl Close {
    /// 1001: the server stops; another one will answer.
    pub(super) const GOING_AWAY: Self = Self::new(1001, "The server stops");
    /// 1002: not the WebSocket protocol.
    pub(super) const PROTOCOL: Self = Self::new(1002, "Protocol error");
    /// 1003: binary, where only text is understood.
    pub(super) const BINARY: Self = Self::new(1003, "Only text is understood");
    /// 1007: text that is not UTF-8.
    pub(super) const ENCODING: Self = Self::new(1007, "Not UTF-8");
    /// 1008: half a message, and never the other half.
    pub(super) const SLOW: Self = Self::new(1008, "A message did not arrive in time");
    /// 1009: a message that is too large.
    pub(super) const TOO_LARGE: Self = Self::new(1009, "The message is too large");
    /// 1013: what is needed to serve anybody is not there.
    pub(super) const TRY_AGAIN: Self = Self::new(1013, "Try again later");
    /// 4401: `subscribe` before `connection_ack`, or no credential at all.
    pub(super) const UNAUTHORIZED: Self = Self::new(4401, "Unauthorized");
    /// 4401: the session has ended.
    pub(super) const SESSION_ENDED: Self = Self::new(4401, "The session has ended");
    /// 4403: the credential is not valid.
    pub(super) const FORBIDDEN: Self = Self::new(4403, "Forbidden");
    /// 4403: the bearer token has ended; a client may come back with a fresh one.
    pub(super) const TOKEN_ENDED: Self = Self::new(4403, "The token is no longer valid");
    /// 4403: the account has too many connections.
    pub(super) const CROWDED: Self = Self::new(4403, "Too many connections");
    /// 4408: no `connection_init` in time.
    pub(super) const INIT_TIMEOUT: Self = Self::new(4408, "Connection initialisation timeout");
    /// 4429: `connection_init` twice.
    pub(super) const INIT_TWICE: Self = Self::new(4429, "Too many initialisation requests");

    const fn new(code: u16, reason: &'static str) -> Self {
        Self { code, reason: Cow::Borrowed(reason) }
    }

    /// 4400: a message that the protocol does not know.
    pub(super) const fn bad_request(reason: &'static str) -> Self {
        Self::new(4400, reason)
    }

    /// 4409: an operation of this id is running.
    pub(super) fn duplicate(id: &str) -> Self {
        let reason = format!("Subscriber for {id} already exists");
        let fits = reason.len() <= MAX_REASON;
        Self { code: 4409, reason: if fits { reason.into() } else { "Subscriber already exists".into() } }
    }

    /// 4400 with what is wrong with the parameters of an operation.
    pub(super) fn bad_params(fault: &impl ToString) -> Self {
        Self { code: 4400, reason: fault.to_string().into() }
    }

    /// The payload of the close frame (RFC 6455 §5.5.1).
    pub(super) fn payload(&self) -> Vec<u8> {
        let reason = &self.reason[..self.reason.floor_char_boundary(MAX_REASON)];
        [&self.code.to_be_bytes(), reason.as_bytes()].concat()
    }
}

impl From<Over> for Close {
    fn from(over: Over) -> Self {
        match over {
            Over::SessionEnded => Self::SESSION_ENDED,
            Over::TokenEnded => Self::TOKEN_ENDED,
            Over::Unavailable => Self::TRY_AGAIN,
        }
    }
}
