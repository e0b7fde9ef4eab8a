//! What happens without a request: events get their cursors, listeners hear of them, old ones are discarded.
//!
//! Any number of processes may run the jobs: cursors are given by whoever holds a tenant's lease, a listener's position
//! moves in the transaction of what it did, and discarding twice discards nothing.

pub mod accounting;
pub mod automate;
pub mod clear;
pub mod daily;
pub mod escalate;
pub mod mail;
pub mod outages;
pub mod payments;
mod places;
pub mod poll;
pub mod provision;
pub mod reseal;
pub mod samples;
pub mod seal;
mod sealed;
mod senders;
pub mod traps;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::events::{self, Dispatcher, Listener};
use crate::exports;
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::tenancy::TenantDirectory;

pub use sealed::sealed_under_keys;

/// How often old events are discarded.
const DISCARD_EVERY: Duration = Duration::from_hours(1);

/// Rounds of listeners after one look at events: a listener's own events may be heard by another.
const ROUNDS: usize = 8;

/// How the jobs run.
#[derive(Debug, Clone, Copy)]
pub struct JobsSettings {
    /// How often to look for work that nobody told of.
    pub poll_every: Duration,
    /// How long events are kept.
    pub keep_events: TimeDelta,
}

/// The jobs of one process.
pub struct Jobs {
    /// How they run.
    pub settings: JobsSettings,
    /// Gives cursors and publishes.
    pub dispatcher: Dispatcher,
    /// Who reacts to events.
    pub listeners: Vec<Arc<dyn Listener>>,
    /// A pool of the runtime that runs the jobs.
    pub db: Db,
    /// The tenants.
    pub directory: TenantDirectory,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
}

impl Jobs {
    /// Works until `stop` is cancelled, and gives the leases back.
    pub async fn run(&self, stop: CancellationToken) {
        let mut served = HashSet::new();
        let mut discard_at = Instant::now();
        while !stop.is_cancelled() {
            if let Err(fault) = self.once(&mut served).await {
                tracing::error!(cause = %fault, "events wait for the next look");
            }
            if discard_at <= Instant::now() {
                discard_at = Instant::now() + DISCARD_EVERY;
                if let Err(fault) = self.discard().await {
                    tracing::error!(cause = %fault, "old events were not discarded");
                }
            }
            let nudged = self.dispatcher.bus.nudged(self.settings.poll_every);
            if let Some(Err(fault)) = stop.run_until_cancelled(nudged).await {
                tracing::warn!(cause = %fault, "nobody tells of events; looking for them instead");
                stop.run_until_cancelled(tokio::time::sleep(self.settings.poll_every)).await;
            }
        }
        for tenant in served {
            let Ok(Some(scope)) = self.scope(tenant).await else { continue };
            if let Err(error) = self.dispatcher.release(&scope).await {
                tracing::warn!(%error, "a lease was not given back; it will run out");
            }
        }
    }

    /// One look: gives cursors until there are no events without, and lets the listeners hear.
    async fn once(&self, served: &mut HashSet<TenantId>) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for _ in 0..ROUNDS {
            let mut worked = false;
            for tenant in self.dispatcher.waiting(&platform).await? {
                worked |= self.dispatch(tenant, served).await;
            }
            for listener in &self.listeners {
                for tenant in events::unheard(&platform, &**listener).await? {
                    worked |= self.listen(tenant, &**listener).await;
                }
            }
            if !worked {
                break;
            }
        }
        Ok(())
    }

    /// One tenant's fault must not keep the others waiting.
    async fn dispatch(&self, tenant: TenantId, served: &mut HashSet<TenantId>) -> bool {
        let dispatched = async {
            let Some(scope) = self.scope(tenant).await? else { return Ok(events::Dispatched::Events(0)) };
            self.dispatcher.dispatch(&scope).await
        };
        match dispatched.await {
            Ok(events::Dispatched::Events(count)) => {
                served.insert(tenant);
                count > 0
            }
            Ok(events::Dispatched::HeldElsewhere) => {
                served.remove(&tenant);
                false
            }
            Err(fault) => {
                tracing::error!(%tenant, cause = %fault, "events of a tenant wait for the next look");
                false
            }
        }
    }

    async fn listen(&self, tenant: TenantId, listener: &dyn Listener) -> bool {
        let heard = async {
            let Some(scope) = self.scope(tenant).await? else { return Ok(0) };
            events::run_listener(&scope, listener).await
        };
        match heard.await {
            Ok(count) => count > 0,
            Err(fault) => {
                let listener = listener.name();
                tracing::error!(%tenant, listener, cause = %fault, "a listener will try again");
                false
            }
        }
    }

    async fn discard(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for tenant in events::tenants(&platform).await? {
            if let Err(fault) = self.discard_of(tenant).await {
                tracing::error!(%tenant, cause = %fault, "old events of a tenant were not discarded");
            }
        }
        Ok(())
    }

    async fn discard_of(&self, tenant: TenantId) -> Result<(), Fault> {
        let before = self.clock.now() - self.settings.keep_events;
        let listeners: Vec<&str> = self.listeners.iter().map(|listener| listener.name()).collect();
        let Some(scope) = self.scope(tenant).await? else { return Ok(()) };
        let files = exports::discard_expired(&scope).await?;
        if files > 0 {
            tracing::info!(%tenant, discarded = files, "expired data exports were removed");
        }
        let events::Discarded { events, held_back } =
            events::discard_before(&scope, before, &listeners).await?;
        if events > 0 {
            tracing::info!(%tenant, discarded = events, "old events were discarded");
        }
        if held_back {
            tracing::warn!(%tenant, "old events are kept: a listener has not heard them");
        }
        Ok(())
    }

    async fn scope(&self, tenant: TenantId) -> Result<Option<Scope>, Fault> {
        let Some(tenant) = self.directory.find_by_id(&self.db, tenant).await? else { return Ok(None) };
        let (db, reference) = (self.db.clone(), tenant.reference.clone());
        Ok(Some(Scope::new(db, reference, Actor::System, &self.clock, self.entropy.clone(), "jobs".into())))
    }
}
