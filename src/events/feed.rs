//! Live events within one process: one reader of the bus for all subscriptions, one channel a tenant. Beside them words,
//! which are worth knowing for a moment (somebody is typing) and kept nowhere.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_util::sync::CancellationToken;

use super::entity::outbox_event::Model;
use super::store::{self, Bounds, Interest};
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::ports::event_bus::{Entry, EventBus, MAX_WORD, Position, Word};

/// Events of a tenant that are held for its slowest subscription; who is further behind reads the database.
const HELD: usize = 128;

/// How long the reader of the bus waits for events before it looks again for whom it reads.
const WAIT: Duration = Duration::from_millis(250);

/// Reads of the past at once in a process: pages that come back by the thousand queue here, and not before the
/// database, which would turn most of them away.
const READERS: usize = 8;

/// Events read from the database at once.
const PAGE: u64 = 200;

/// How long one wait for a word is.
const LISTEN: Duration = Duration::from_secs(30);

/// Words that are held for whoever is slow to take them; older ones are lost.
const WORDS: usize = 64;

/// What the feed needs.
#[derive(Clone)]
pub struct FeedSettings {
    /// Where events come from quickly.
    pub bus: Arc<dyn EventBus>,
    /// How often the heads of the streams are looked at, for what the bus has lost.
    pub look_every: Duration,
}

/// The live events of one process. Cheap to clone.
#[derive(Clone)]
pub struct Feed(Arc<Inner>);

struct Inner {
    settings: FeedSettings,
    tenants: Mutex<HashMap<TenantId, Channel>>,
    readers: Semaphore,
    words: broadcast::Sender<Word>,
    /// Who comes after the end is not kept waiting.
    closed: AtomicBool,
}

impl Inner {
    async fn turn(&self) -> SemaphorePermit<'_> {
        self.readers.acquire().await.expect("the semaphore is never closed")
    }
}

/// One tenant's channel: everything after `last` is still to be sent.
struct Channel {
    sender: broadcast::Sender<Arc<Model>>,
    last: i64,
    scope: Scope,
}

impl Feed {
    /// A feed over a bus. It is empty until [`Feed::run`] runs.
    pub fn new(settings: FeedSettings) -> Self {
        Self(Arc::new(Inner {
            settings,
            tenants: Mutex::default(),
            readers: Semaphore::new(READERS),
            words: broadcast::Sender::new(WORDS),
            closed: AtomicBool::new(false),
        }))
    }

    /// Follows the tenant's events: those after `after` that `interest` covers, from the database; or, without `after`,
    /// those after this moment. `scope` is used for reading the database.
    pub async fn follow(
        &self,
        scope: &Scope,
        interest: Interest,
        after: Option<i64>,
    ) -> Result<Follower, Fault> {
        let turn = self.0.turn().await;
        let receiver = self.join(scope).await?;
        let bounds = store::bounds(scope).await?;
        drop(turn);
        let missed = match after {
            Some(after) if after > bounds.head || after < 0 => Some(Missed::Unknown),
            Some(after) if after < bounds.floor => Some(Missed::Discarded),
            Some(_) | None => None,
        };
        let position = match (missed, after) {
            (None, Some(after)) => after,
            (Some(_), _) | (None, None) => bounds.head,
        };
        Ok(Follower {
            feed: self.0.clone(),
            scope: scope.clone(),
            interest,
            position,
            known_head: bounds.head,
            missed: missed.map(|missed| (missed, bounds.head)),
            page: Vec::new().into_iter(),
            page_end: position,
            receiver,
        })
    }

    /// Says a word to whoever follows the words of the tenant at this moment, on any replica. It may be lost, and is where
    /// the bus does not answer; one that is too long is not said.
    pub async fn say(&self, tenant: TenantId, body: &str) {
        if body.len() > MAX_WORD {
            tracing::warn!(bytes = body.len(), "a word is too long to be said");
            return;
        }
        if let Err(fault) = self.0.settings.bus.say(&Word { tenant, body: body.into() }).await {
            tracing::debug!(cause = %fault, "a word is lost");
        }
    }

    /// The words of a tenant that are said from now on.
    pub fn words(&self, tenant: TenantId) -> Words {
        Words { tenant, receiver: self.0.words.subscribe() }
    }

    /// Joins the tenant's channel, before the database is looked at: what comes after that look is received.
    async fn join(&self, scope: &Scope) -> Result<broadcast::Receiver<Arc<Model>>, Fault> {
        let tenant = scope.tenant().id;
        if let Some(channel) = self.tenants().get(&tenant) {
            return Ok(channel.sender.subscribe());
        }
        let Bounds { head, .. } = store::bounds(scope).await?;
        let receiver = {
            let mut tenants = self.tenants();
            if self.0.closed.load(Ordering::Acquire) {
                return Ok(broadcast::channel(1).1);
            }
            let channel = tenants.entry(tenant).or_insert_with(|| Channel {
                sender: broadcast::Sender::new(HELD),
                last: head,
                scope: scope.clone(),
            });
            channel.sender.subscribe()
        };
        self.0.settings.bus.interrupt().await;
        Ok(receiver)
    }

    fn tenants(&self) -> std::sync::MutexGuard<'_, HashMap<TenantId, Channel>> {
        self.0.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Receives and hands on, until `stop`. One a process; `db` is a pool of the runtime that runs this.
    pub async fn run(&self, db: &Db, stop: CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.receive(db) => {}
            () = self.look(db) => {}
            () = self.hear() => {}
        }
        // Every subscription ends.
        self.0.closed.store(true, Ordering::Release);
        self.tenants().clear();
    }

    async fn receive(&self, db: &Db) {
        let settings = &self.0.settings;
        loop {
            match settings.bus.read(&self.positions(), WAIT).await {
                Ok(entries) => {
                    for (tenant, entry) in entries {
                        self.entry(db, tenant, &entry).await;
                    }
                }
                Err(fault) => {
                    tracing::warn!(cause = %fault, "the event bus is not read; events come with a delay");
                    tokio::time::sleep(settings.look_every).await;
                }
            }
        }
    }

    async fn hear(&self) {
        let settings = &self.0.settings;
        loop {
            match settings.bus.hear(LISTEN).await {
                Ok(Some(word)) => {
                    // Without listeners there is nobody to miss it.
                    let _ = self.0.words.send(word);
                }
                Ok(None) => {}
                Err(fault) => {
                    tracing::debug!(cause = %fault, "words are not heard");
                    tokio::time::sleep(settings.look_every).await;
                }
            }
        }
    }

    /// The tenants that somebody follows; the channels of others are closed.
    fn positions(&self) -> Vec<Position> {
        let mut tenants = self.tenants();
        tenants.retain(|_, channel| channel.sender.receiver_count() > 0);
        tenants.iter().map(|(tenant, channel)| Position { tenant: *tenant, after: channel.last }).collect()
    }

    async fn entry(&self, db: &Db, tenant: TenantId, entry: &Entry) {
        let gap = match self.tenants().get(&tenant) {
            None => return,
            Some(channel) if entry.cursor <= channel.last => return,
            Some(channel) => entry.cursor > channel.last + 1,
        };
        match serde_json::from_str::<Model>(&entry.body) {
            Ok(event) if !gap && event.tenant_id == tenant => self.send(tenant, vec![event]),
            // Whatever else the bus brings, the database knows better.
            Ok(_) | Err(_) => self.catch_up(db, tenant, entry.cursor).await,
        }
    }

    /// Hands on what follows the last one that was, without a gap.
    fn send(&self, tenant: TenantId, events: Vec<Model>) {
        let mut tenants = self.tenants();
        let Some(channel) = tenants.get_mut(&tenant) else { return };
        for event in events {
            if event.cursor == Some(channel.last + 1) {
                channel.last += 1;
                // Without receivers there is nobody to miss it.
                let _ = channel.sender.send(Arc::new(event));
            }
        }
    }

    /// Reads what is missing up to `upto` from the database.
    async fn catch_up(&self, db: &Db, tenant: TenantId, upto: i64) {
        loop {
            let (scope, last) = match self.tenants().get(&tenant) {
                Some(channel) if channel.last < upto => (channel.scope.of_system(db.clone()), channel.last),
                Some(_) | None => return,
            };
            match store::between(&scope, last, upto, None, PAGE).await {
                Ok(events) if events.first().is_some_and(|event| event.cursor == Some(last + 1)) => {
                    self.send(tenant, events);
                }
                Ok(_) => {
                    // Discarded meanwhile. The followers notice by their own positions.
                    if let Some(channel) = self.tenants().get_mut(&tenant) {
                        channel.last = upto;
                    }
                    return;
                }
                Err(error) => {
                    tracing::warn!(%error, "events are read later");
                    return;
                }
            }
        }
    }

    /// Looks for what the bus has lost.
    async fn look(&self, db: &Db) {
        let platform = PlatformScope::new(db.clone());
        loop {
            tokio::time::sleep(self.0.settings.look_every).await;
            if self.tenants().is_empty() {
                continue;
            }
            match store::heads(&platform).await {
                Ok(heads) => {
                    for head in heads {
                        self.catch_up(db, head.tenant_id, head.head).await;
                    }
                }
                Err(error) => tracing::warn!(%error, "the heads of the event streams cannot be read"),
            }
        }
    }
}

/// Why events were missed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// They are older than what is kept.
    Discarded,
    /// The cursor was never given: it is from another database, or made up.
    Unknown,
}

/// What a follower receives.
#[derive(Debug, Clone)]
pub enum Received {
    /// An event that its interest covers.
    Event(Arc<Model>),
    /// Events were missed; it goes on after the given cursor.
    Missed(Missed, i64),
}

/// The words of one tenant, as they are said.
pub struct Words {
    tenant: TenantId,
    receiver: broadcast::Receiver<Word>,
}

impl Words {
    /// What is said next; `None` when the process stops. Words that came too fast are lost.
    pub async fn next(&mut self) -> Option<Arc<str>> {
        loop {
            match self.receiver.recv().await {
                Ok(word) if word.tenant == self.tenant => return Some(word.body),
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

/// One reader's way along the tenant's stream: first the past from the database, then live. It holds a page at most;
/// what it does not take waits in the database.
pub struct Follower {
    feed: Arc<Inner>,
    scope: Scope,
    interest: Interest,
    /// Everything up to here has been received or is of no interest.
    position: i64,
    /// The stream reaches at least to here.
    known_head: i64,
    missed: Option<(Missed, i64)>,
    page: std::vec::IntoIter<Model>,
    /// Where the position is once the page has been received.
    page_end: i64,
    receiver: broadcast::Receiver<Arc<Model>>,
}

impl Follower {
    /// The next event, as soon as there is one; `None` when the process stops.
    pub async fn next(&mut self) -> Result<Option<Received>, Fault> {
        loop {
            if let Some((missed, cursor)) = self.missed.take() {
                return Ok(Some(Received::Missed(missed, cursor)));
            }
            if let Some(event) = self.page.next() {
                self.position = event.cursor.unwrap_or(self.position);
                return Ok(Some(Received::Event(Arc::new(event))));
            }
            self.position = self.position.max(self.page_end);
            if self.position < self.known_head {
                self.replay().await?;
                continue;
            }
            match self.receiver.recv().await {
                Ok(event) => {
                    let cursor = event.cursor.unwrap_or_default();
                    if cursor <= self.position {
                        continue;
                    }
                    if cursor > self.position + 1 {
                        self.known_head = cursor;
                        continue;
                    }
                    self.position = cursor;
                    self.known_head = cursor;
                    if self.interest.covers(&event) {
                        return Ok(Some(Received::Event(event)));
                    }
                }
                // Too slow for the channel: the database has it all.
                Err(RecvError::Lagged(_)) => {
                    let _turn = self.feed.turn().await;
                    self.known_head = store::bounds(&self.scope).await?.head;
                }
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    /// Other events are of interest from here on: what was read ahead is read again.
    pub fn regard(&mut self, interest: Interest) {
        self.interest = interest;
        self.page = Vec::new().into_iter();
        self.page_end = self.position;
    }

    /// Reads the next page of the past.
    async fn replay(&mut self) -> Result<(), Fault> {
        let upto = self.known_head;
        let _turn = self.feed.turn().await;
        let events = store::between(&self.scope, self.position, upto, Some(&self.interest), PAGE).await?;
        // Read after the page: what was discarded while it was read is noticed.
        let bounds = store::bounds(&self.scope).await?;
        if self.position < bounds.floor {
            self.missed = Some((Missed::Discarded, bounds.head));
            self.position = bounds.head;
            self.known_head = bounds.head;
            return Ok(());
        }
        let full = u64::try_from(events.len()).is_ok_and(|read| read == PAGE);
        let last = events.last().and_then(|event| event.cursor);
        // A page that is not full has nothing more of interest behind it.
        self.page_end = last.filter(|_| full).unwrap_or(upto);
        self.page = events.into_iter();
        Ok(())
    }
}
