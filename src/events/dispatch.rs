//! Giving cursors to committed events, and publishing them.

use std::sync::Arc;

use chrono::TimeDelta;

use super::entity::outbox_event::Model;
use super::store::{self, Claim};
use crate::db::{DbError, PlatformScope, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::ports::event_bus::{Entry, EventBus};

/// Events that get their cursors in one transaction.
const BATCH: i64 = 500;

/// Gives cursors and publishes, one tenant at a time. One value a worker process.
pub struct Dispatcher {
    /// Where events are published.
    pub bus: Arc<dyn EventBus>,
    /// Tells this process from others: random, of its own at each start.
    pub holder: String,
    /// How long others leave a tenant to the one who dispatched for it last.
    pub lease: TimeDelta,
}

/// What a call to [`Dispatcher::dispatch`] has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispatched {
    /// Another process holds the tenant's lease.
    HeldElsewhere,
    /// So many events got cursors and were published.
    Events(usize),
}

impl Dispatcher {
    /// The tenants with events that have no cursor yet.
    pub async fn waiting(&self, platform: &PlatformScope) -> Result<Vec<TenantId>, Fault> {
        Ok(store::tenants_waiting(platform).await?)
    }

    /// Gives cursors to what the tenant of `scope` has committed, and publishes it.
    ///
    /// The lease, the cursors and the head change in one transaction, under a lock on the stream's row and with the
    /// holder's epoch in the WHERE: of two dispatchers one finds the lease taken. One that was stalled finds it lost,
    /// or, stalled within the transaction, has its connection closed by the database (`idle_in_transaction_session_timeout`).
    ///
    /// What is committed here and not published, because the process died or the bus did not answer, is found by the
    /// readers, who look at the head of the stream every second.
    pub async fn dispatch(&self, scope: &Scope) -> Result<Dispatched, Fault> {
        let mut events = 0;
        loop {
            let Some(batch) = self.assign(scope).await? else { return Ok(Dispatched::HeldElsewhere) };
            if batch.is_empty() {
                return Ok(Dispatched::Events(events));
            }
            events += batch.len();
            let full = i64::try_from(batch.len()).is_ok_and(|given| given == BATCH);
            self.publish(scope, &batch).await;
            if !full {
                return Ok(Dispatched::Events(events));
            }
        }
    }

    /// The first half of [`Dispatcher::dispatch`]: the events that got cursors; `None` where the lease is another's.
    pub async fn assign(&self, scope: &Scope) -> Result<Option<Vec<Model>>, Fault> {
        let tx = scope.begin().await?;
        let now = scope.real_now();
        let claim = Claim { holder: &self.holder, now, until: now + self.lease };
        let Some(stream) = store::lease(&tx, &claim).await? else { return Ok(None) };
        let given = store::assign(&tx, stream.head, BATCH).await?;
        if given == 0 {
            tx.commit().await?;
            return Ok(Some(Vec::new()));
        }
        let upto = stream.head + given;
        let batch = store::between(&tx, stream.head, upto, None, given.unsigned_abs()).await?;
        if !store::advance(&tx, &stream, given).await? {
            return Ok(None);
        }
        tx.commit().await?;
        Ok(Some(batch))
    }

    async fn publish(&self, scope: &Scope, batch: &[Model]) {
        let entry = |event: &Model| {
            let cursor = event.cursor?;
            let body = serde_json::to_string(event).ok()?;
            Some(Entry { cursor, body: body.into() })
        };
        let entries: Vec<Entry> = batch.iter().filter_map(entry).collect();
        if let Err(fault) = self.bus.publish(scope.tenant().id, &entries).await {
            tracing::warn!(cause = %fault, events = entries.len(), "events were not published; readers find them");
        }
    }

    /// Gives the tenant's lease back, when the process stops in order.
    pub async fn release(&self, scope: &Scope) -> Result<(), DbError> {
        let tx = scope.begin().await?;
        store::release(&tx, &self.holder, scope.real_now()).await?;
        tx.commit().await
    }
}
