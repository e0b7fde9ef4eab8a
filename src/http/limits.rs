//! What one request may take: bytes and time of its body, and a place among the operations under way.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::Stream as _;

use super::compression::{self, GunzipFault};
use super::refusal::Refusal;
use super::settings::Settings;

/// The places for operations under way, in the whole process. Past them the server refuses at once: a queue would
/// only make everybody late (architecture.md §5).
#[derive(Debug)]
pub(super) struct Gate {
    taken: AtomicUsize,
    places: usize,
}

impl Gate {
    /// A gate with `places`.
    pub(super) fn new(places: usize) -> Arc<Self> {
        Arc::new(Self { taken: AtomicUsize::new(0), places })
    }

    /// Takes a place until the permit is dropped.
    pub(super) fn enter(self: &Arc<Self>) -> Result<Permit, Refusal> {
        let permit = Permit(Arc::clone(self));
        if self.taken.fetch_add(1, Ordering::Relaxed) < self.places {
            Ok(permit)
        } else {
            Err(Refusal::Overloaded)
        }
    }
}

/// A place among the operations under way.
#[derive(Debug)]
pub(super) struct Permit(Arc<Gate>);

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.taken.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Reads the whole body: at most `max_body` bytes, before and after decompression, within `body_timeout`.
pub(super) async fn read_body(
    headers: &HeaderMap,
    payload: Payload,
    settings: &Settings,
) -> Result<Bytes, Refusal> {
    let coding = coding(headers)?;
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced
        .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > settings.max_body))
    {
        return Err(Refusal::PayloadTooLarge);
    }
    let body = tokio::time::timeout(settings.body_timeout, collect(payload, settings.max_body))
        .await
        .map_err(|_| Refusal::BodyTimeout)??;
    match coding {
        Coding::Identity => Ok(body),
        Coding::Gzip => compression::gunzip(&body, settings.max_body).map_err(|fault| match fault {
            GunzipFault::TooLarge => Refusal::PayloadTooLarge,
            GunzipFault::Broken => Refusal::BrokenBody,
        }),
    }
}

/// The codings of a request that are read. Not Brotli: its window alone may take 16 MiB, which no limit on the body
/// bounds.
enum Coding {
    Identity,
    Gzip,
}

fn coding(headers: &HeaderMap) -> Result<Coding, Refusal> {
    let mut codings = headers.get_all(CONTENT_ENCODING);
    match (codings.next(), codings.next()) {
        (None, _) => Ok(Coding::Identity),
        (Some(one), None) if one.as_bytes().eq_ignore_ascii_case(b"identity") => Ok(Coding::Identity),
        (Some(one), None) if one.as_bytes().eq_ignore_ascii_case(b"gzip") => Ok(Coding::Gzip),
        _ => Err(Refusal::ContentEncoding),
    }
}

async fn collect(mut payload: Payload, max: usize) -> Result<Bytes, Refusal> {
    let mut next = async || {
        let chunk = poll_fn(|context| Pin::new(&mut payload).poll_next(context)).await;
        chunk.transpose().map_err(|_| Refusal::BrokenBody)
    };
    let Some(first) = next().await? else { return Ok(Bytes::new()) };
    if first.len() > max {
        return Err(Refusal::PayloadTooLarge);
    }
    // The ordinary request is one chunk and is not copied.
    let Some(second) = next().await? else { return Ok(first) };
    let mut body = BytesMut::from(first.as_ref());
    let mut chunk = second;
    loop {
        if body.len() + chunk.len() > max {
            return Err(Refusal::PayloadTooLarge);
        }
        body.extend_from_slice(&chunk);
        let Some(following) = next().await? else { return Ok(body.freeze()) };
        chunk = following;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_has_as_many_places_as_it_was_given() {
        let gate = Gate::new(2);
        let (first, second) = (gate.enter().expect("valid"), gate.enter().expect("valid"));
        assert_eq!(gate.enter().expect_err("refused"), Refusal::Overloaded);
        assert_eq!(
            gate.enter().expect_err("refused"),
            Refusal::Overloaded,
            "a refusal gives back what it took"
        );
        drop(first);
        let third = gate.enter().expect("valid");
        assert!(gate.enter().is_err());
        drop((second, third));
        assert_eq!(gate.taken.load(Ordering::Relaxed), 0);
    }
}
