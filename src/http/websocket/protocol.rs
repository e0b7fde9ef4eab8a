//! `graphql-transport-ws`: its messages, and which may come when
//! (<https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md>).
//!
//! Our own and not the library's, which closes with other codes than the protocol demands, answers a document that does
//! not validate with `next` instead of `error`, and lets a second operation of an id replace the first.

use std::borrow::Cow;

use secrecy::SecretString;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::backend::GraphqlParams;
use super::super::cookies;
use super::super::params;
use super::super::session::MAX_BEARER;
use super::close::Close;

/// The sub-protocol.
pub(super) const NAME: &str = "graphql-transport-ws";
/// Clients number their operations or use UUIDs.
const MAX_ID: usize = 128;

/// How far a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// `connection_init` has not come yet.
    Waiting,
    /// It has, and is being looked at.
    Initialising,
    /// `connection_ack` was sent.
    Ready,
}

/// What a message asks for.
#[derive(Debug)]
pub(super) enum Request {
    /// Who calls.
    Init(InitCredential),
    /// `ping`, with the text of its payload, which the `pong` returns.
    Ping(Option<String>),
    /// `pong`.
    Pong,
    /// An operation.
    Subscribe(Box<str>, Box<GraphqlParams>),
    /// The client has enough of an operation.
    Complete(Box<str>),
}

/// What `connection_init` says of the caller.
#[derive(Debug)]
pub(super) enum InitCredential {
    /// Nothing: what the handshake brought counts.
    Absent,
    /// `payload.authorization` (or `Authorization`): `Bearer …`.
    Bearer(SecretString),
    /// Something else there.
    Malformed,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

/// Reads a message that comes in `phase`; `is_running` knows the ids of the operations under way. An error closes the
/// connection.
pub(super) fn read(phase: Phase, text: &str, is_running: impl Fn(&str) -> bool) -> Result<Request, Close> {
    let Message { kind, id, payload } =
        serde_json::from_str(text).map_err(|_| Close::bad_request("Invalid message received"))?;
    match &*kind {
        "connection_init" if phase != Phase::Waiting => Err(Close::INIT_TWICE),
        "connection_init" => Ok(Request::Init(credential(payload)?)),
        "ping" => Ok(Request::Ping(object(payload)?.map(|payload| payload.get().to_owned()))),
        "pong" => object(payload).map(|_| Request::Pong),
        "subscribe" if phase != Phase::Ready => Err(Close::UNAUTHORIZED),
        "subscribe" => {
            let id = operation(id)?;
            let payload = payload.ok_or(Close::bad_request("`subscribe` has no payload"))?;
            let params =
                params::from_json(payload.get().as_bytes()).map_err(|fault| Close::bad_params(&fault))?;
            if is_running(&id) {
                return Err(Close::duplicate(&id));
            }
            Ok(Request::Subscribe(id, Box::new(params)))
        }
        "complete" => Ok(Request::Complete(operation(id)?)),
        _ => Err(Close::bad_request("Unknown message type")),
    }
}

fn operation(id: Option<Cow<'_, str>>) -> Result<Box<str>, Close> {
    match id {
        Some(id) if (1..=MAX_ID).contains(&id.len()) => Ok(id.into()),
        Some(_) => Err(Close::bad_request("`id` is empty or too long")),
        None => Err(Close::bad_request("`id` is missing")),
    }
}

/// An optional payload, which must be an object.
fn object(payload: Option<&RawValue>) -> Result<Option<&RawValue>, Close> {
    match payload {
        Some(payload) if payload.get() == "null" => Ok(None),
        Some(payload) if !payload.get().starts_with('{') => {
            Err(Close::bad_request("`payload` must be an object"))
        }
        payload => Ok(payload),
    }
}

/// Names in `payload` are the client's business, except this one.
fn credential(payload: Option<&RawValue>) -> Result<InitCredential, Close> {
    #[derive(Deserialize)]
    struct Payload {
        #[serde(default, alias = "Authorization")]
        authorization: Option<serde_json::Value>,
    }
    let Some(payload) = object(payload)? else { return Ok(InitCredential::Absent) };
    Ok(match serde_json::from_str(payload.get()) {
        Ok(Payload { authorization: None }) => InitCredential::Absent,
        Ok(Payload { authorization: Some(serde_json::Value::String(text)) }) => bearer(&text),
        Ok(_) | Err(_) => InitCredential::Malformed,
    })
}

fn bearer(text: &str) -> InitCredential {
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            let token = token.trim_ascii();
            let well_formed = cookies::is_token(token, MAX_BEARER);
            if well_formed { InitCredential::Bearer(token.into()) } else { InitCredential::Malformed }
        }
        _ => InitCredential::Malformed,
    }
}

/// `connection_ack`.
pub(super) const ACK: &str = r#"{"type":"connection_ack"}"#;

/// `pong`, with the payload of the `ping`.
pub(super) fn pong(payload: Option<&str>) -> String {
    match payload {
        Some(payload) => format!(r#"{{"type":"pong","payload":{payload}}}"#),
        None => r#"{"type":"pong"}"#.to_owned(),
    }
}

/// `next`, with a response object.
pub(super) fn next(id: &str, body: &str) -> String {
    format!(r#"{{"id":{},"type":"next","payload":{body}}}"#, quoted(id))
}

/// `error`, with the errors of a response object that has no data.
pub(super) fn error(id: &str, body: &str) -> String {
    #[derive(Deserialize)]
    struct Refused<'a> {
        #[serde(borrow)]
        errors: &'a RawValue,
    }
    let errors = serde_json::from_str::<Refused<'_>>(body).map_or("[]", |refused| refused.errors.get());
    format!(r#"{{"id":{},"type":"error","payload":{errors}}}"#, quoted(id))
}

/// `complete`.
pub(super) fn complete(id: &str) -> String {
    format!(r#"{{"id":{},"type":"complete"}}"#, quoted(id))
}

fn quoted(id: &str) -> String {
    serde_json::to_string(id).expect("a string always serialises")
}

#[cfg(test)]
mod tests;
