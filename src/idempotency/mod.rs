//! Idempotency keys: what is asked for twice under one key is done once (domain.md §3.12).
//!
//! Invariants: a record is unique for (tenant, actor, operation, key), and it is written in the transaction of what it
//! stands for. Work that takes one transaction begins and finishes its record in it: a second caller waits for the first
//! and then reads its result. Work that has to leave the database in between commits the record first, still running: a
//! second caller is told so. If its owner dies, the record can be taken over when its lease has ended, with what the
//! owner has noted of its progress.
//!
//! Refusals are not kept: whoever refuses rolls its transaction back, or releases the record, and the key is free.

pub mod entity;
mod store;

pub use store::tenants_with_expired;

use chrono::TimeDelta;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::db::{DbError, Reads as _, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::IdempotencyRecordId;

/// How long the owner of a running record is given: longer than any call to a gateway takes.
pub const LEASE: TimeDelta = TimeDelta::seconds(20);

/// The longest key.
pub const MAX_KEY: usize = 200;

/// How long a result is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// 24 hours.
    Day,
    /// 30 days: for payments.
    Month,
}

impl Keep {
    fn time(self) -> TimeDelta {
        match self {
            Self::Day => TimeDelta::hours(24),
            Self::Month => TimeDelta::days(30),
        }
    }
}

/// What is asked for, under which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    operation: &'static str,
    text: String,
    digest: [u8; 32],
    keep: Keep,
    by: Option<String>,
}

impl Key {
    /// The key `text` of a call of `operation` with `body`: everything that makes it this call and no other.
    pub fn new(operation: &'static str, text: impl Into<String>, body: &Json, keep: Keep) -> Self {
        // Objects are sorted by key, so equal bodies are equal texts.
        let digest = Sha256::digest(body.to_string()).into();
        Self { operation, text: text.into(), digest, keep, by: None }
    }

    /// The same for whoever holds `credential`, an id, and not for the actor of the call: what is asked for by it is one
    /// thing, whoever asks and whether or not they are signed in.
    #[must_use]
    pub fn held_by(self, credential: impl std::fmt::Display) -> Self {
        Self { by: Some(credential.to_string()), ..self }
    }
}

/// Whether a text can be a key: 1 to 200 printable characters of ASCII.
pub fn is_key(text: &str) -> bool {
    (1..=MAX_KEY).contains(&text.len()) && text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// The right to do what a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "the record runs until it is finished"]
pub struct Ticket {
    id: IdempotencyRecordId,
    lease_until: Instant,
}

/// What there is under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Nothing was: do it.
    New(Ticket),
    /// It was begun by somebody who is gone: finish it. What the other has noted.
    TakenOver(Ticket, Option<Json>),
    /// It is done: this came of it.
    Done(Json),
    /// Somebody is doing it. What was noted of it.
    Running(Option<Json>),
    /// Something else.
    Reused,
}

/// Begins what `key` stands for, or tells what there is. Before anything else is locked or written in `tx`.
pub async fn begin(tx: &Tx, key: &Key) -> Result<Begun, DbError> {
    let now = tx.scope().real_now();
    let actor = key.by.clone().unwrap_or_else(|| actor(tx.scope().actor()));
    loop {
        let ticket = Ticket { id: tx.scope().new_id(), lease_until: now + LEASE };
        store::insert_missing(tx, &ticket, &actor, key, now + key.keep.time()).await?;
        let row = store::locked(tx, &actor, key).await?;
        let row = row.ok_or_else(|| Fault::internal("the record is missing after it was written"))?;
        if row.id == ticket.id {
            return Ok(Begun::New(ticket));
        }
        if row.expires_at <= now {
            store::remove(tx, row.id).await?;
            continue;
        }
        if row.digest != key.digest {
            return Ok(Begun::Reused);
        }
        if let Some(result) = row.result {
            return Ok(Begun::Done(result));
        }
        if row.lease_until > now {
            return Ok(Begun::Running(row.progress));
        }
        let ticket = Ticket { id: row.id, ..ticket };
        store::lease(tx, &ticket).await?;
        return Ok(Begun::TakenOver(ticket, row.progress));
    }
}

/// Notes what whoever takes over has to know.
pub async fn note(tx: &Tx, ticket: &Ticket, progress: Json) -> Result<(), DbError> {
    store::note(tx, ticket, progress).await
}

/// Finishes what was begun. Whoever was too slow and has lost the record to another finds it finished, by the same
/// result: what it stands for was looked up, not done again.
pub async fn finish(tx: &Tx, ticket: &Ticket, result: Json) -> Result<(), DbError> {
    store::finish(tx, ticket, result).await
}

/// Frees the key: nothing was done.
pub async fn release(tx: &Tx, ticket: &Ticket) -> Result<(), DbError> {
    store::remove(tx, ticket.id).await
}

/// Removes the records that were kept for long enough; how many.
pub async fn discard_expired(tx: &Tx) -> Result<u64, Fault> {
    Ok(store::discard(tx, tx.scope().real_now()).await?)
}

fn actor(actor: &Actor) -> String {
    match actor {
        Actor::Account(account) => account.id.to_string(),
        Actor::System => "system".to_owned(),
        Actor::Anonymous => "anonymous".to_owned(),
    }
}

impl Key {
    fn parts(&self) -> (&'static str, &str, &[u8; 32]) {
        (self.operation, &self.text, &self.digest)
    }
}

impl Ticket {
    fn parts(&self) -> (IdempotencyRecordId, Instant) {
        (self.id, self.lease_until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bodies_are_the_same_whatever_the_order_of_their_fields() {
        let key = |body: Json| Key::new("createPayment", "k", &body, Keep::Month);
        assert_eq!(key(json!({ "a": 1, "b": 2 })), key(json!({ "b": 2, "a": 1 })));
        assert_ne!(key(json!({ "a": 1 })), key(json!({ "a": 2 })));
    }

    #[test]
    fn keys_are_short_and_printable() {
        for (text, good) in [("k", true), ("", false), ("a b", true), ("a\n", false), ("ü", false)] {
            assert_eq!(is_key(text), good, "{text:?}");
        }
        assert!(is_key(&"k".repeat(200)) && !is_key(&"k".repeat(201)));
    }
}
