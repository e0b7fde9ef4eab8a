//! The poller: devices are asked over SNMP, in turn or on demand, and what they say is written down.
//!
//! Invariants:
//! - A device is asked by one worker at a time: whoever holds its lease, which is claimed in one statement; what is written
//!   after the lease has ended is rolled back.
//! - Nothing is sent within a transaction, and nothing to an address outside the tenant's management networks: that is looked
//!   at again before each poll.
//! - What cannot be told is null, never a guess ([`rates`]); a device is down after three polls without an answer and up
//!   after two with one ([`machine`]); what is below a device that is down is suppressed and not alarmed.
//! - A device that is silent, or answers what cannot be read, costs its own budget and nothing of the others.

mod ask;
mod events;
pub mod machine;
pub mod measure;
pub mod rates;
mod record;
pub mod schedule;
mod store;
pub mod traps;
mod tree;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;

use self::ask::Heard;
use self::events::Flip;
pub use self::store::turns::{Due, at_address, claim_due, release_all};
use super::alerts::policy;
use super::entity::device_state::DeviceStatus;
use super::entity::{device, device_state};
use super::inventory;
use crate::db::{DbError, Reads, Scope, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Instant, SharedClock};
use crate::kernel::fault::Fault;
use crate::kernel::ids::DeviceId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::ports::secrets::Secrets;
use crate::ports::snmp::SnmpClient;

/// Attempts at writing down what was heard, where others write the same rows at the same time.
const ATTEMPTS: usize = 3;

/// What a device may cost at most while somebody waits: a request has its deadline.
const ON_DEMAND: Duration = Duration::from_secs(8);

/// A device that is not asked any more is looked at again after so long, should its state have been left.
const NOT_ASKED: TimeDelta = TimeDelta::days(1);

/// One for which no place was free comes again after so long.
const BUSY: TimeDelta = TimeDelta::seconds(10);

/// Whose a device is while it is asked. No two are the same, so that a worker that was too slow is told from itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The worker.
    pub holder: String,
    /// Until when nobody else may ask it.
    pub until: Instant,
}

/// Asks devices.
#[derive(Clone)]
pub struct Poller {
    /// Speaks with them.
    pub client: Arc<dyn SnmpClient>,
    /// Where their credentials are.
    pub secrets: Secrets,
    /// The time at which they are asked.
    pub clock: SharedClock,
    /// Names the process among those that ask.
    pub holder: String,
    /// What one device may cost, all attempts and all it tells included.
    pub budget: Duration,
    /// Whether this machine itself may be asked.
    pub allow_loopback: bool,
}

impl Poller {
    /// How long a lease lasts: the wait for a place, the budget, and as long as it may take to write down what was heard.
    fn lease_time(&self) -> TimeDelta {
        let asking = self.budget.saturating_add(self.budget / ask::PLACE_PART);
        TimeDelta::from_std(asking).unwrap_or(TimeDelta::minutes(5)) + TimeDelta::seconds(30)
    }

    /// A lease from now on.
    pub fn lease(&self) -> Lease {
        Lease { holder: self.holder.clone(), until: self.clock.now() + self.lease_time() }
    }

    /// Asks a device that is ours and writes down what it says. `scope` gives a scope of its tenant, for the system. None:
    /// the lease has ended meanwhile, the device is not to be asked any more or otherwise than it was, or no place was free to
    /// ask it from.
    pub async fn poll(
        &self,
        scope: &(dyn Fn() -> Scope + Send + Sync),
        lease: &Lease,
        id: DeviceId,
    ) -> Result<Option<device_state::Model>, Fault> {
        let asking = scope();
        let Some(device) = store::device(&asking, id).await? else {
            self.let_go(&asking, lease, id, NOT_ASKED).await?;
            return Ok(None);
        };
        let at = self.clock.now();
        let Some(heard) = Box::pin(self.ask(&asking, &device)).await? else {
            self.let_go(&asking, lease, id, BUSY).await?;
            return Ok(None);
        };
        Box::pin(self.write(scope, lease, &device, at, &heard)).await
    }

    async fn write(
        &self,
        scope: &(dyn Fn() -> Scope + Send + Sync),
        lease: &Lease,
        device: &device::Model,
        at: Instant,
        heard: &Heard,
    ) -> Result<Option<device_state::Model>, Fault> {
        let mut attempts = 1;
        loop {
            match record::record(&scope(), lease, device, at, heard).await {
                // Two polls that suppress and wake each other's devices: one of them comes second.
                Err(Fault::Contention(cause)) if attempts < ATTEMPTS => {
                    tracing::debug!(device = %device.id, cause, "a poll is written down anew");
                    attempts += 1;
                }
                done => return done,
            }
        }
    }

    /// Gives a device back that was not asked; it is looked at again after `wait`.
    async fn let_go(
        &self,
        scope: &Scope,
        lease: &Lease,
        id: DeviceId,
        wait: TimeDelta,
    ) -> Result<(), DbError> {
        let tx = scope.begin().await?;
        store::turns::release(&tx, id, lease, self.clock.now() + wait).await?;
        tx.commit().await
    }

    /// Asks a device now, because an employee wants to know. For the NOC and tenant administrators.
    pub async fn poll_now(&self, scope: &Scope, id: DeviceId) -> Result<device::Model, UseCaseError> {
        let system = matches!(scope.actor(), Actor::System);
        if !system && !scope.actor().kinds().any(policy::may_manage_alerts) {
            return Err(UseCaseError::Forbidden);
        }
        let found = inventory::open_devices(scope, &[id]).await?.pop();
        let device = found.ok_or_else(|| Refusal::not_found("deviceId", "device"))?;
        if device.retired_at.is_some() || device.snmp_version.is_none() || !has_state(scope, id).await? {
            let message = "the device is not asked: it is passive, retired, or has no credentials";
            return Err(Refusal::of(RefusalCode::NotOffered, "deviceId", message).into());
        }
        let (lease, now) = (self.lease(), self.clock.now());
        let tx = scope.begin().await?;
        let claimed = store::turns::claim(&tx, id, &lease, now).await?;
        if claimed {
            // Its turn is now: should nobody wait for the answer any more, it is asked when the lease has ended.
            store::turns::ask_early(&tx, &[id], now, now).await?;
        }
        tx.commit().await?;
        let soon = Self { budget: self.budget.min(ON_DEMAND), ..self.clone() };
        let polled = if claimed { soon.poll(&|| scope.clone(), &lease, id).await? } else { None };
        if polled.is_none() {
            let message = "the device is being asked at this moment, was changed meanwhile, or too many are being asked";
            return Err(Refusal::of(RefusalCode::Conflict, "deviceId", message).into());
        }
        Ok(device)
    }
}

/// Tells that a device is not asked any more, which was as `from` says: how it is is not known from now on.
pub(in crate::network) async fn tell_unknown(
    tx: &Tx,
    device: &device::Model,
    from: DeviceStatus,
) -> Result<(), DbError> {
    let to = DeviceStatus::Unknown;
    if from == to {
        return Ok(());
    }
    let flip = Flip { device: device.id, name: device.name.clone(), from, to };
    events::tell(tx, &[flip], tx.scope().real_now()).await
}

async fn has_state(db: &impl Reads, id: DeviceId) -> Result<bool, DbError> {
    Ok(store::state(db, id).await?.is_some())
}
