//! Secrets through a cache that outlives its store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use secrecy::SecretString;

use super::{Secret, SecretStore, SecretsError, age, check_path};
use crate::kernel::clock::{Instant, SharedClock};

/// Reads secrets through a cache. Cheap to clone; clones share it.
#[derive(Clone)]
pub struct Secrets {
    store: Arc<dyn SecretStore>,
    clock: SharedClock,
    ttl: TimeDelta,
    entries: Arc<Mutex<HashMap<String, Entry>>>,
}

struct Entry {
    secret: Option<Secret>,
    read_at: Instant,
    /// Why it could not be read again, if that was tried since.
    stale: Option<(SecretsError, Instant)>,
}

/// How fresh what we know is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// When the oldest entry was read.
    pub oldest: Option<Instant>,
    /// Why the last attempt to read again failed; none if it succeeded.
    pub stale: Option<SecretsError>,
    /// For people.
    pub detail: String,
}

/// After a failure the store is left alone for this long, so that a dead one does not slow down every request.
const RETRY_AFTER: TimeDelta = TimeDelta::seconds(5);

impl Secrets {
    /// Reads from `store`; an entry is used for `ttl` before the store is asked again.
    pub fn new(store: Arc<dyn SecretStore>, clock: SharedClock, ttl: TimeDelta) -> Self {
        Self { store, clock, ttl, entries: Arc::default() }
    }

    /// The store itself, for what must not come from a cache: writes, the doctor.
    pub fn store(&self) -> &Arc<dyn SecretStore> {
        &self.store
    }

    /// One text of the secret at `path`; none where there is no such path or field.
    pub async fn get(&self, path: &str, field: &str) -> Result<Option<SecretString>, SecretsError> {
        Ok(self.secret(path).await?.and_then(|secret| secret.fields.get(field).cloned()))
    }

    /// The secret at `path`, not older than the time to live unless the store cannot be read.
    pub async fn secret(&self, path: &str) -> Result<Option<Secret>, SecretsError> {
        let now = self.clock.now();
        if let Some(entry) = self.entries().get(path) {
            let rests = entry.stale.as_ref().is_some_and(|(_, at)| now - *at < RETRY_AFTER);
            if now - entry.read_at < self.ttl || rests {
                return Ok(entry.secret.clone());
            }
        }
        self.reload(path).await
    }

    /// The secret at `path`, asked anew; the one known before if the store cannot be read.
    pub async fn reload(&self, path: &str) -> Result<Option<Secret>, SecretsError> {
        check_path(path)?;
        match self.store.read(path).await {
            Ok(secret) => {
                let entry = Entry { secret: secret.clone(), read_at: self.clock.now(), stale: None };
                self.entries().insert(path.to_owned(), entry);
                Ok(secret)
            }
            Err(error) => match self.entries().get_mut(path) {
                Some(entry) if error.is_passing() => {
                    if entry.stale.is_none() {
                        tracing::warn!(path, cause = %error, "a secret cannot be read again; the known one stays in use");
                    }
                    entry.stale = Some((error, self.clock.now()));
                    Ok(entry.secret.clone())
                }
                _ => Err(error),
            },
        }
    }

    /// How fresh what we know is, over all entries.
    pub fn freshness(&self) -> Freshness {
        let entries = self.entries();
        let oldest = entries.values().map(|entry| entry.read_at).min();
        let stale = entries.values().find_map(|entry| entry.stale.as_ref().map(|(error, _)| error.clone()));
        let detail = match (oldest, &stale) {
            (None, _) => "nothing was read yet".to_owned(),
            (Some(at), None) => format!("read {} ago", age(at, self.clock.now())),
            (Some(at), Some(_)) => format!("stale, read {} ago", age(at, self.clock.now())),
        };
        Freshness { oldest, stale, detail }
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
