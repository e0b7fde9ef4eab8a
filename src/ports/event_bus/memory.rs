//! The bus within one process: for `portico demo` and quick tests.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{Notify, mpsc};

use super::{Entry, EventBus, KEPT, Position, WORDS, Word};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// The bus within one process.
pub struct MemoryEventBus {
    entries: Mutex<HashMap<TenantId, VecDeque<Entry>>>,
    published: Notify,
    interrupted: Notify,
    nudged: Notify,
    words: mpsc::Sender<Word>,
    heard: tokio::sync::Mutex<mpsc::Receiver<Word>>,
}

impl Default for MemoryEventBus {
    fn default() -> Self {
        let (words, heard) = mpsc::channel(WORDS);
        Self {
            entries: Mutex::default(),
            published: Notify::new(),
            interrupted: Notify::new(),
            nudged: Notify::new(),
            words,
            heard: heard.into(),
        }
    }
}

impl MemoryEventBus {
    fn after(&self, positions: &[Position]) -> Vec<(TenantId, Entry)> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |position: &Position| {
            let (tenant, after) = (position.tenant, position.after);
            let kept = entries.get(&tenant).into_iter().flatten();
            kept.filter(move |entry| entry.cursor > after).map(move |entry| (tenant, entry.clone()))
        };
        positions.iter().flat_map(of).collect()
    }
}

#[async_trait]
impl EventBus for MemoryEventBus {
    async fn publish(&self, tenant: TenantId, entries: &[Entry]) -> Result<(), Fault> {
        {
            let mut all = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = all.entry(tenant).or_default();
            for entry in entries {
                if kept.back().is_none_or(|last| last.cursor < entry.cursor) {
                    kept.push_back(entry.clone());
                }
            }
            let surplus = kept.len().saturating_sub(KEPT);
            kept.drain(..surplus);
        }
        self.published.notify_one();
        Ok(())
    }

    async fn read(&self, positions: &[Position], wait: Duration) -> Result<Vec<(TenantId, Entry)>, Fault> {
        let found = async {
            loop {
                let found = self.after(positions);
                if !found.is_empty() {
                    return found;
                }
                // A word since the last wait is kept for this one, so nothing falls between look and wait; it may be of
                // what was read already.
                tokio::select! {
                    () = self.published.notified() => {}
                    () = self.interrupted.notified() => return self.after(positions),
                }
            }
        };
        Ok(tokio::time::timeout(wait, found).await.unwrap_or_default())
    }

    async fn interrupt(&self) {
        self.interrupted.notify_one();
    }

    async fn nudge(&self) -> Result<(), Fault> {
        self.nudged.notify_one();
        Ok(())
    }

    async fn say(&self, word: &Word) -> Result<(), Fault> {
        // Where too many wait it is lost, as it may be.
        let _ = self.words.try_send(word.clone());
        Ok(())
    }

    async fn hear(&self, wait: Duration) -> Result<Option<Word>, Fault> {
        let mut heard = self.heard.lock().await;
        Ok(tokio::time::timeout(wait, heard.recv()).await.unwrap_or_default())
    }

    async fn nudged(&self, wait: Duration) -> Result<(), Fault> {
        let _ = tokio::time::timeout(wait, self.nudged.notified()).await;
        Ok(())
    }
}
